/**
 * A drawing as a PNG on a white plate.
 *
 * The renderer is given paths only, in an SVG of our own making: no text, no
 * reference, no style, so that it depends on nothing installed.
 */
import sharp from 'sharp'
import type { Colour, Drawing, Shape } from '../model/drawing.ts'

/** Longest side of a PNG, in pixels. */
const longest = 8192

/**
 * Renders a drawing; `scale` is pixels a user unit.
 *
 * It is lowered where a side would be over 8,192 pixels.
 */
export async function rasterize(drawing: Drawing, options: { scale: number }): Promise<Uint8Array> {
  const most = longest / Math.max(drawing.width, drawing.height)
  const scale = Math.min(options.scale, most)
  const width = Math.max(1, Math.round(drawing.width * scale))
  const height = Math.max(1, Math.round(drawing.height * scale))
  const svg = toSvg(drawing, width, height)
  return sharp(Buffer.from(svg), { limitInputPixels: longest * longest, unlimited: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png({ compressionLevel: 9, adaptiveFiltering: false })
    .toBuffer()
}

/** Text-free SVG of a drawing at a size in pixels. */
export function toSvg(drawing: Drawing, width: number, height: number): string {
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${drawing.width} ${drawing.height}" preserveAspectRatio="none">`,
    ...drawing.shapes.map(shapeToSvg),
    '</svg>',
  ]
  return parts.join('\n')
}

function shapeToSvg({ path, fill, stroke }: Shape): string {
  const attributes = [`d="${path}"`]
  if (fill) {
    attributes.push(...colourToSvg('fill', fill.colour))
    if (fill.rule === 'evenodd') attributes.push('fill-rule="evenodd"')
  } else {
    attributes.push('fill="none"')
  }
  if (stroke) {
    attributes.push(
      ...colourToSvg('stroke', stroke.colour),
      `stroke-width="${stroke.width}"`,
      `stroke-linecap="${stroke.cap}"`,
      `stroke-linejoin="${stroke.join}"`,
      `stroke-miterlimit="${stroke.miterLimit}"`,
    )
    if (stroke.dash.length > 0) {
      attributes.push(
        `stroke-dasharray="${stroke.dash.join(' ')}"`,
        `stroke-dashoffset="${stroke.dashOffset}"`,
      )
    }
  }
  return `<path ${attributes.join(' ')}/>`
}

function colourToSvg(name: 'fill' | 'stroke', { r, g, b, a }: Colour): string[] {
  const colour = `${name}="rgb(${Math.round(r)},${Math.round(g)},${Math.round(b)})"`
  return a < 1 ? [colour, `${name}-opacity="${a}"`] : [colour]
}

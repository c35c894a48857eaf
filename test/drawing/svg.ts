/** Drawings from SVG text, and how far a picture of one lies from another renderer's. */
import sharp from 'sharp'
import { type Problem, parseDrawing } from '../../src/drawing/parse.ts'
import { rasterize } from '../../src/drawing/raster.ts'
import { type Faces, loadFaces } from '../../src/faces/faces.ts'
import { commandsOf, type Drawing } from '../../src/model/drawing.ts'

let faces: Promise<Faces> | undefined
const getFaces = () => {
  faces ??= loadFaces()
  return faces
}

/** SVG text of 120 by 80 units around some elements. */
export const svg = (inside: string, more = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120" height="80" ${more}>${inside}</svg>`

export async function drawn(source: string): Promise<{ drawing: Drawing; problems: Problem[] }> {
  const problems: Problem[] = []
  const report = (problem: Problem) => problems.push(problem)
  return { drawing: await parseDrawing(source, { faces: getFaces, report }), problems }
}

/** The reasons of what was left out. */
export async function dropped(source: string): Promise<string[]> {
  return (await drawn(source)).problems.map(({ reason }) => reason)
}

/**
 * The share of pixels that differ clearly between our picture and librsvg's of
 * the SVG itself: 0 to 1.
 */
export async function difference(source: string): Promise<number> {
  const { drawing } = await drawn(source)
  const scale = 3
  const ours = sharp(await rasterize(drawing, { scale }))
  const [width, height] = [Math.round(drawing.width * scale), Math.round(drawing.height * scale)]
  // Inside another svg, so that its own units stay at 96 to the inch.
  const outer = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${drawing.width} ${drawing.height}">${source}</svg>`
  const theirs = sharp(Buffer.from(outer), { density: 96 })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
  const [a, b] = await Promise.all(
    [ours, theirs].map((picture) => picture.removeAlpha().raw().toBuffer()),
  )
  if (!a || !b || a.length !== b.length) return 1
  let far = 0
  for (let index = 0; index < a.length; index++) {
    if (Math.abs((a[index] ?? 0) - (b[index] ?? 0)) > 64) far++
  }
  return far / a.length
}

/** The box around all of a drawing's path points. */
export function boxOf({ shapes }: Drawing) {
  const xs: number[] = []
  const ys: number[] = []
  for (const { path } of shapes) {
    for (const [, ...numbers] of commandsOf(path)) {
      for (const [index, number] of numbers.entries()) (index % 2 ? ys : xs).push(number)
    }
  }
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  }
}

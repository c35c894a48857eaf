/** Viewports: how a `viewBox` is fitted into a width and height (SVG 1.1 §7.7, §7.8). */
import type { Matrix } from '../model/drawing.ts'
import { multiply, scale, translate } from './matrix.ts'
import { numbersOf } from './number.ts'
import type { Element } from './tree.ts'

export type Box = { x: number; y: number; width: number; height: number }

/** The `viewBox` of an element; undefined where there is none, or one without area. */
export function viewBoxOf(element: Element): Box | undefined {
  const numbers = numbersOf(element.attributes.get('viewBox') ?? '')
  const [x, y, width, height] = numbers ?? []
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    return undefined
  }
  return width > 0 && height > 0 ? { x, y, width, height } : undefined
}

/** Leads from the units of the box to those of a viewport at the origin. */
export function fitBox(element: Element, box: Box, width: number, height: number): Matrix {
  const ratio = element.attributes.get('preserveAspectRatio')?.trim() ?? ''
  let sx = width / box.width
  let sy = height / box.height
  if (ratio.startsWith('none')) return multiply(scale(sx, sy), translate(-box.x, -box.y))
  const uniform = /\bslice\b/.test(ratio) ? Math.max(sx, sy) : Math.min(sx, sy)
  sx = uniform
  sy = uniform
  const align = /^x(Min|Mid|Max)Y(Min|Mid|Max)/.exec(ratio)
  const x = (width - box.width * sx) * (shares[align?.[1] ?? ''] ?? 0.5)
  const y = (height - box.height * sy) * (shares[align?.[2] ?? ''] ?? 0.5)
  return multiply(translate(x, y), multiply(scale(sx, sy), translate(-box.x, -box.y)))
}

const shares: Readonly<Record<string, number>> = { Min: 0, Mid: 0.5, Max: 1 }

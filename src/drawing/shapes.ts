/** The basic shapes (SVG 1.1 §9) as paths in their own user units. */
import type { PathCommand } from '../model/drawing.ts'
import { numbersOf } from './number.ts'
import { arc, parsePath } from './path.ts'
import type { Element } from './tree.ts'

/** Reads a length attribute of the element: `along` says what a percentage is of. */
export type Measure = (name: string, along: 'x' | 'y' | 'both') => number | undefined

type Shaper = (measure: Measure, element: Element) => { path: PathCommand[]; whole: boolean }

const nothing = { path: [], whole: true }
const whole = (path: PathCommand[]) => ({ path, whole: true })

/** How each shape element becomes a path; an empty path is not drawn. */
export const shapers = {
  rect(measure) {
    const x = measure('x', 'x') ?? 0
    const y = measure('y', 'y') ?? 0
    const width = measure('width', 'x') ?? 0
    const height = measure('height', 'y') ?? 0
    if (width <= 0 || height <= 0) return nothing
    const givenX = measure('rx', 'x')
    const givenY = measure('ry', 'y')
    const rx = Math.min(Math.max(givenX ?? givenY ?? 0, 0), width / 2)
    const ry = Math.min(Math.max(givenY ?? givenX ?? 0, 0), height / 2)
    const right = x + width
    const bottom = y + height
    if (rx === 0 || ry === 0) {
      return whole([['M', x, y], ['L', right, y], ['L', right, bottom], ['L', x, bottom], ['Z']])
    }
    const corner = (x0: number, y0: number, x1: number, y1: number) =>
      arc(x0, y0, rx, ry, 0, false, true, x1, y1)
    return whole([
      ['M', x + rx, y],
      ['L', right - rx, y],
      ...corner(right - rx, y, right, y + ry),
      ['L', right, bottom - ry],
      ...corner(right, bottom - ry, right - rx, bottom),
      ['L', x + rx, bottom],
      ...corner(x + rx, bottom, x, bottom - ry),
      ['L', x, y + ry],
      ...corner(x, y + ry, x + rx, y),
      ['Z'],
    ])
  },
  circle(measure) {
    const r = measure('r', 'both') ?? 0
    return ellipse(measure('cx', 'x') ?? 0, measure('cy', 'y') ?? 0, r, r)
  },
  ellipse(measure) {
    const rx = measure('rx', 'x')
    const ry = measure('ry', 'y')
    return ellipse(measure('cx', 'x') ?? 0, measure('cy', 'y') ?? 0, rx ?? ry ?? 0, ry ?? rx ?? 0)
  },
  line(measure) {
    return whole([
      ['M', measure('x1', 'x') ?? 0, measure('y1', 'y') ?? 0],
      ['L', measure('x2', 'x') ?? 0, measure('y2', 'y') ?? 0],
    ])
  },
  polyline: (_, element) => polyline(element, false),
  polygon: (_, element) => polyline(element, true),
  path: (_, element) => parsePath(element.attributes.get('d') ?? ''),
} as const satisfies Record<string, Shaper>

export type ShapeName = keyof typeof shapers

function ellipse(cx: number, cy: number, rx: number, ry: number) {
  if (rx <= 0 || ry <= 0) return nothing
  return whole([
    ['M', cx + rx, cy],
    ...arc(cx + rx, cy, rx, ry, 0, false, true, cx - rx, cy),
    ...arc(cx - rx, cy, rx, ry, 0, false, true, cx + rx, cy),
    ['Z'],
  ])
}

function polyline(element: Element, closed: boolean) {
  const numbers = numbersOf(element.attributes.get('points') ?? '')
  if (!numbers) return { path: [], whole: false }
  const path: PathCommand[] = []
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    path.push([index === 0 ? 'M' : 'L', numbers[index] ?? 0, numbers[index + 1] ?? 0])
  }
  if (closed && path.length > 0) path.push(['Z'])
  return { path, whole: numbers.length % 2 === 0 }
}

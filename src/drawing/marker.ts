/** Where markers stand on a path and which way they look (SVG 1.1 §11.6). */
import type { PathCommand } from '../model/drawing.ts'

export type Vertex = {
  x: number
  y: number
  /** Degrees, clockwise on the page; of the mean of the ways in and out. */
  angle: number
  at: 'start' | 'mid' | 'end'
}

type Point = { x: number; y: number }
type Segment = { from: Point; to: Point; out: Point; in: Point }

/** The vertices of a path in order. */
export function verticesOf(path: readonly PathCommand[]): Vertex[] {
  const points: { point: Point; before?: Segment; after?: Segment }[] = []
  let start: Point = { x: 0, y: 0 }
  let here: Point = start
  for (const command of path) {
    if (command[0] === 'M') {
      here = { x: command[1], y: command[2] }
      start = here
      points.push({ point: here })
      continue
    }
    const segment = segmentOf(here, command, start)
    const last = points.at(-1)
    if (last) last.after = segment
    points.push({ point: segment.to, before: segment })
    here = segment.to
  }
  return points.map(({ point, before, after }, index) => ({
    ...point,
    angle: mean(before && direction(before.in), after && direction(after.out)),
    at: index === 0 ? 'start' : index === points.length - 1 ? 'end' : 'mid',
  }))
}

function segmentOf(from: Point, command: PathCommand, start: Point): Segment {
  if (command[0] === 'C') {
    const [, x1, y1, x2, y2, x, y] = command
    const to = { x, y }
    const course = [from, { x: x1, y: y1 }, { x: x2, y: y2 }, to]
    return { from, to, out: firstStep(course), in: negated(firstStep(course.reverse())) }
  }
  const to = command[0] === 'Z' ? start : { x: command[1], y: command[2] }
  const step = firstStep([from, to])
  return { from, to, out: step, in: step }
}

/** The way from the first point to the next one that differs. */
function firstStep(course: readonly Point[]): Point {
  const first = course[0] ?? { x: 0, y: 0 }
  const next = course.find((point) => point.x !== first.x || point.y !== first.y) ?? first
  return { x: next.x - first.x, y: next.y - first.y }
}

const negated = ({ x, y }: Point): Point => ({ x: -x, y: -y })

function direction({ x, y }: Point): Point | undefined {
  const length = Math.hypot(x, y)
  return length > 0 ? { x: x / length, y: y / length } : undefined
}

function mean(before: Point | undefined, after: Point | undefined): number {
  const sum = { x: (before?.x ?? 0) + (after?.x ?? 0), y: (before?.y ?? 0) + (after?.y ?? 0) }
  // A way straight back has no middle: keep the way in.
  const way = Math.hypot(sum.x, sum.y) < 1e-9 ? (before ?? { x: 1, y: 0 }) : sum
  return (Math.atan2(way.y, way.x) * 180) / Math.PI
}

/**
 * Path data to absolute lines and cubics (SVG 1.1 §8.3; arcs by appendix F.6).
 *
 * As the specification wants, a path that goes wrong is drawn up to its error.
 */
import type { PathCommand } from '../model/drawing.ts'

/** How many numbers follow each letter. */
const arity: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  C: 6,
  S: 4,
  Q: 4,
  T: 2,
  A: 7,
  Z: 0,
}

const numberPattern = /[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y
const flagPattern = /[\s,]*([01])/y
const letterPattern = /[\s,]*([a-zA-Z])/y
const endPattern = /[\s,]*$/y

/** Reads the `d` attribute of a path; `whole` is false where it was cut at an error. */
export function parsePath(data: string): { path: PathCommand[]; whole: boolean } {
  const path: PathCommand[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const match = pattern.exec(data)
    if (!match) return undefined
    at = pattern.lastIndex
    return match[1]
  }

  const ended = (): boolean => {
    endPattern.lastIndex = at
    return endPattern.test(data)
  }

  let x = 0
  let y = 0
  let startX = 0
  let startY = 0
  /** The last control point, where the next S or T mirrors it. */
  let mirror: { of: 'C' | 'Q'; x: number; y: number } | undefined
  let letter: string | undefined

  for (;;) {
    const next = take(letterPattern)
    if (next !== undefined) letter = next
    else if (ended()) return { path, whole: true }
    else if (letter === undefined || letter === 'Z' || letter === 'z') {
      return { path, whole: false }
    }
    const kind = letter?.toUpperCase() ?? ''
    const count = Object.hasOwn(arity, kind) ? arity[kind] : undefined
    if (letter === undefined || count === undefined) return { path, whole: false }
    if (path.length === 0 && kind !== 'M') return { path, whole: false }

    const n: number[] = []
    for (let index = 0; index < count; index++) {
      const flag = kind === 'A' && (index === 3 || index === 4)
      const value = Number(take(flag ? flagPattern : numberPattern) ?? Number.NaN)
      if (!Number.isFinite(value)) return { path, whole: false }
      n.push(value)
    }
    const relative = letter !== kind
    const baseX = relative ? x : 0
    const baseY = relative ? y : 0
    const px = (index: number) => (n[index] ?? 0) + baseX
    const py = (index: number) => (n[index] ?? 0) + baseY
    let control: typeof mirror

    switch (kind) {
      case 'M':
        ;[x, y] = [px(0), py(1)]
        ;[startX, startY] = [x, y]
        path.push(['M', x, y])
        // Further pairs are lines.
        letter = relative ? 'l' : 'L'
        break
      case 'L':
        ;[x, y] = [px(0), py(1)]
        path.push(['L', x, y])
        break
      case 'H':
        x = px(0)
        path.push(['L', x, y])
        break
      case 'V':
        y = py(0)
        path.push(['L', x, y])
        break
      case 'C':
      case 'S': {
        const short = kind === 'S'
        const x1 = short ? (mirror?.of === 'C' ? 2 * x - mirror.x : x) : px(0)
        const y1 = short ? (mirror?.of === 'C' ? 2 * y - mirror.y : y) : py(1)
        const from = short ? 0 : 2
        control = { of: 'C', x: px(from), y: py(from + 1) }
        const end: [number, number] = [px(from + 2), py(from + 3)]
        path.push(['C', x1, y1, control.x, control.y, ...end])
        ;[x, y] = end
        break
      }
      case 'Q':
      case 'T': {
        const short = kind === 'T'
        const qx = short ? (mirror?.of === 'Q' ? 2 * x - mirror.x : x) : px(0)
        const qy = short ? (mirror?.of === 'Q' ? 2 * y - mirror.y : y) : py(1)
        const from = short ? 0 : 2
        const end: [number, number] = [px(from), py(from + 1)]
        path.push(quadratic(x, y, qx, qy, ...end))
        control = { of: 'Q', x: qx, y: qy }
        ;[x, y] = end
        break
      }
      case 'A': {
        const end: [number, number] = [px(5), py(6)]
        const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0] = n
        path.push(...arc(x, y, rx, ry, turn, large === 1, sweep === 1, ...end))
        ;[x, y] = end
        break
      }
      default:
        path.push(['Z'])
        ;[x, y] = [startX, startY]
    }
    mirror = control
  }
}

/** A quadratic curve as the cubic of the same course. */
export function quadratic(
  x0: number,
  y0: number,
  qx: number,
  qy: number,
  x: number,
  y: number,
): PathCommand {
  return [
    'C',
    x0 + (2 / 3) * (qx - x0),
    y0 + (2 / 3) * (qy - y0),
    x + (2 / 3) * (qx - x),
    y + (2 / 3) * (qy - y),
    x,
    y,
  ]
}

/** An elliptical arc as cubics, each of a quarter turn at most; `turn` in degrees. */
export function arc(
  x0: number,
  y0: number,
  radiusX: number,
  radiusY: number,
  turn: number,
  large: boolean,
  sweep: boolean,
  x: number,
  y: number,
): PathCommand[] {
  if (x0 === x && y0 === y) return []
  let rx = Math.abs(radiusX)
  let ry = Math.abs(radiusY)
  if (rx === 0 || ry === 0) return [['L', x, y]]
  const phi = (turn * Math.PI) / 180
  const cos = Math.cos(phi)
  const sin = Math.sin(phi)
  const halfX = (x0 - x) / 2
  const halfY = (y0 - y) / 2
  const mx = cos * halfX + sin * halfY
  const my = -sin * halfX + cos * halfY
  const reach = (mx / rx) ** 2 + (my / ry) ** 2
  if (reach > 1) {
    rx *= Math.sqrt(reach)
    ry *= Math.sqrt(reach)
  }
  const below = (rx * my) ** 2 + (ry * mx) ** 2
  const root = Math.sqrt(Math.max(0, ((rx * ry) ** 2 - below) / below))
  const sign = large === sweep ? -root : root
  const cx1 = (sign * rx * my) / ry
  const cy1 = (-sign * ry * mx) / rx
  const cx = cos * cx1 - sin * cy1 + (x0 + x) / 2
  const cy = sin * cx1 + cos * cy1 + (y0 + y) / 2
  const begin = Math.atan2((my - cy1) / ry, (mx - cx1) / rx)
  let sweepAngle = Math.atan2((-my - cy1) / ry, (-mx - cx1) / rx) - begin
  if (sweep && sweepAngle < 0) sweepAngle += 2 * Math.PI
  if (!sweep && sweepAngle > 0) sweepAngle -= 2 * Math.PI

  const parts = Math.max(1, Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9))
  const step = sweepAngle / parts
  const handle = (4 / 3) * Math.tan(step / 4)
  const point = (u: number, v: number): [number, number] => [
    cx + cos * rx * u - sin * ry * v,
    cy + sin * rx * u + cos * ry * v,
  ]
  const path: PathCommand[] = []
  for (let part = 0; part < parts; part++) {
    const from = begin + part * step
    const to = from + step
    const [ca, sa, cb, sb] = [Math.cos(from), Math.sin(from), Math.cos(to), Math.sin(to)]
    const end: [number, number] = part === parts - 1 ? [x, y] : point(cb, sb)
    path.push([
      'C',
      ...point(ca - handle * sa, sa + handle * ca),
      ...point(cb + handle * sb, sb - handle * cb),
      ...end,
    ])
  }
  return path
}

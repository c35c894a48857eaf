/** Affine transforms, and SVG's `transform` attribute (SVG 1.1 §7.6). */
import type { Matrix, PathCommand } from '../model/drawing.ts'
import { numbersOf } from './number.ts'

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}

export const translate = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y]
export const scale = (x: number, y = x): Matrix => [x, 0, 0, y, 0, 0]

export function rotate(degrees: number): Matrix {
  const radians = (degrees * Math.PI) / 180
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  return [cos, sin, -sin, cos, 0, 0]
}

/** How much lengths grow: exact for uniform scales, the geometric mean otherwise. */
export function growth(matrix: Matrix): number {
  return Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
}

export function apply(matrix: Matrix, x: number, y: number): [x: number, y: number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]
}

/** A path in the coordinates that the matrix leads to. */
export function applyToPath(matrix: Matrix, path: readonly PathCommand[]): PathCommand[] {
  return path.map((command): PathCommand => {
    if (command[0] === 'Z') return command
    if (command[0] === 'C') {
      const [, x1, y1, x2, y2, x, y] = command
      return ['C', ...apply(matrix, x1, y1), ...apply(matrix, x2, y2), ...apply(matrix, x, y)]
    }
    return [command[0], ...apply(matrix, command[1], command[2])]
  })
}

const degrees = Math.PI / 180

const functions: Readonly<Record<string, (n: readonly number[]) => Matrix | undefined>> = {
  matrix: ([a, b, c, d, e, f]) =>
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
      ? undefined
      : [a, b, c, d, e, f],
  translate: ([x, y = 0]) => (x === undefined ? undefined : translate(x, y)),
  scale: ([x, y]) => (x === undefined ? undefined : scale(x, y ?? x)),
  rotate: ([angle, x = 0, y = 0]) =>
    angle === undefined
      ? undefined
      : multiply(translate(x, y), multiply(rotate(angle), translate(-x, -y))),
  skewX: ([angle]) =>
    angle === undefined ? undefined : [1, 0, Math.tan(angle * degrees), 1, 0, 0],
  skewY: ([angle]) =>
    angle === undefined ? undefined : [1, Math.tan(angle * degrees), 0, 1, 0, 0],
}

/** Reads a `transform` attribute; undefined where it is malformed. */
export function parseTransform(value: string): Matrix | undefined {
  let matrix = identity
  let rest = value.trim()
  while (rest !== '') {
    const call = /^([a-zA-Z]+)\s*\(([^()]*)\)[\s,]*/.exec(rest)
    const make = Object.hasOwn(functions, call?.[1] ?? '') ? functions[call?.[1] ?? ''] : undefined
    const numbers = call && numbersOf(call[2] ?? '')
    const next = numbers && make?.(numbers)
    if (!call || !next?.every(Number.isFinite)) return undefined
    matrix = multiply(matrix, next)
    rest = rest.slice(call[0].length)
  }
  return matrix
}

/** The SVG that MathJax makes, reduced to one path: groups, paths and rectangles, nothing else. */
import { type Matrix, type Path, type PathCommand, pathOf } from '../model/drawing.ts'

/** A node of MathJax's own tree. */
export type MathNode = {
  kind: string
  attributes?: Record<string, string | number | undefined>
  children?: MathNode[]
}

/** In 1/1000 em; y down from the top of the formula. */
export type MathShapes = { path: Path; width: number; ascent: number; descent: number }

/** Throws where the formula holds what cannot be drawn. */
export function shapesOf(container: MathNode): MathShapes {
  const svg = container.children?.find(({ kind }) => kind === 'svg')
  const box = numbers(svg?.attributes?.viewBox)
  const [left = 0, top = 0, width = 0, height = 0] = box
  if (!svg || box.length !== 4) throw new Error('the formula has no size')
  const path: PathCommand[] = []
  for (const child of svg.children ?? []) walk(child, [1, 0, 0, 1, -left, -top], path)
  return { path: pathOf(path), width, ascent: -top, descent: height + top }
}

function numbers(value: string | number | undefined): number[] {
  return (String(value ?? '').match(/-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/gi) ?? []).map(Number)
}

function walk(node: MathNode, matrix: Matrix, path: PathCommand[]): void {
  const attributes = node.attributes ?? {}
  const own = times(matrix, transformOf(attributes.transform))
  if (node.kind === 'text') throw new Error('it holds characters that the formula face lacks')
  if (node.kind === 'path') outline(String(attributes.d ?? ''), own, path)
  else if (node.kind === 'rect') rectangle(attributes, own, path)
  else if (node.kind === 'line') throw new Error('it holds lines that cannot be drawn yet')
  const inner = node.kind === 'svg' ? times(own, viewport(attributes)) : own
  for (const child of node.children ?? []) walk(child, inner, path)
}

/** A nested picture: its view box is stretched over its place. */
function viewport(attributes: NonNullable<MathNode['attributes']>): Matrix {
  const [left = 0, top = 0, width = 0, height = 0] = numbers(attributes.viewBox)
  const number = (name: string): number => numbers(attributes[name])[0] ?? 0
  const sx = width > 0 ? number('width') / width : 1
  const sy = height > 0 ? number('height') / height : 1
  return [sx, 0, 0, sy, number('x') - left * sx, number('y') - top * sy]
}

function transformOf(value: string | number | undefined): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (const [, name, values] of String(value ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b, c = 0, d = 0, e = 0, f = 0] = numbers(values)
    if (name === 'translate') matrix = times(matrix, [1, 0, 0, 1, a, b ?? 0])
    else if (name === 'scale') matrix = times(matrix, [a, 0, 0, b ?? a, 0, 0])
    else if (name === 'matrix') matrix = times(matrix, [a, b ?? 0, c, d, e, f])
    else throw new Error(`it holds a ${name} that cannot be drawn`)
  }
  return matrix
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

const round = (value: number): number => Math.round(value * 100) / 100

function apply(m: Matrix, x: number, y: number): [number, number] {
  return [round(m[0] * x + m[2] * y + m[4]), round(m[1] * x + m[3] * y + m[5])]
}

function rectangle(
  attributes: NonNullable<MathNode['attributes']>,
  matrix: Matrix,
  path: PathCommand[],
): void {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(
    (name) => numbers(attributes[name])[0] ?? 0,
  ) as [number, number, number, number]
  path.push(['M', ...apply(matrix, x, y)])
  path.push(['L', ...apply(matrix, x + width, y)])
  path.push(['L', ...apply(matrix, x + width, y + height)])
  path.push(['L', ...apply(matrix, x, y + height)])
  path.push(['Z'])
}

const arity = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, Z: 0 } as const

/** Absolute commands, as MathJax writes them; quadratic curves become cubic. */
function outline(d: string, matrix: Matrix, path: PathCommand[]): void {
  let x = 0
  let y = 0
  for (const [, letter, rest] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = numbers(rest)
    if (!letter || !(letter in arity)) throw new Error(`it holds a path command ${letter}`)
    const command = letter as keyof typeof arity
    const count = arity[command]
    if (command === 'Z') path.push(['Z'])
    for (let at = 0; count > 0 && at + count <= values.length; at += count) {
      const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = values.slice(at, at + count)
      if (command === 'C') {
        path.push(['C', ...apply(matrix, a, b), ...apply(matrix, c, e), ...apply(matrix, f, g)])
        x = f
        y = g
        continue
      }
      if (command === 'Q') {
        const first = apply(matrix, x + ((a - x) * 2) / 3, y + ((b - y) * 2) / 3)
        const second = apply(matrix, c + ((a - c) * 2) / 3, e + ((b - e) * 2) / 3)
        path.push(['C', ...first, ...second, ...apply(matrix, c, e)])
        x = c
        y = e
        continue
      }
      if (command === 'H') x = a
      else if (command === 'V') y = a
      else {
        x = a
        y = b
      }
      path.push([command === 'M' && at === 0 ? 'M' : 'L', ...apply(matrix, x, y)])
    }
  }
}

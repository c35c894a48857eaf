/** Collects painted paths within bounds: the drawing under way. */
import {
  type Colour,
  type Matrix,
  type PathCommand,
  pathOf,
  type Shape,
  type Stroke,
} from '../model/drawing.ts'
import { meanColour } from './colour.ts'
import { DrawingError } from './error.ts'
import { applyToPath, growth } from './matrix.ts'
import { fractionOf } from './number.ts'
import { initialStyle, type Paint, type Style, styleOf } from './style.ts'
import { type Element, elementsOf } from './tree.ts'

/** Most path commands and shapes of one drawing; furthest coordinate, in user units. */
export const bounds = {
  commands: 400_000,
  shapes: 50_000,
  coordinate: 1e6,
  dashes: 20_000,
} as const

/** Told what is left out: its name, and the element where it stands. */
export type Report = (what: string, element: Element) => void

/** The paints a marker's `context-fill` and `context-stroke` stand for. */
export type Paints = { fill?: Colour | undefined; stroke?: Colour | undefined }

export class Painter {
  readonly shapes: Shape[] = []
  #commands = 0
  readonly #index: ReadonlyMap<string, Element>
  readonly #report: Report

  constructor(index: ReadonlyMap<string, Element>, report: Report) {
    this.#index = index
    this.#report = report
  }

  /** The colours an element's shape is painted with; undefined for none. */
  paints(style: Style, element: Element, context: Paints): Paints {
    return {
      fill: this.#colour(style.fill, style.fillOpacity * style.opacity, element, context),
      stroke:
        style.strokeWidth > 0
          ? this.#colour(style.stroke, style.strokeOpacity * style.opacity, element, context)
          : undefined,
    }
  }

  /** Adds a path given in the units of `matrix`. */
  paint(
    path: readonly PathCommand[],
    style: Style,
    matrix: Matrix,
    element: Element,
    context: Paints,
  ): void {
    if (path.length < 2 || !style.visible) return
    const { fill, stroke } = this.paints(style, element, context)
    if (!fill && !stroke) return
    this.#commands += path.length
    if (this.#commands > bounds.commands)
      throw new DrawingError('it has over 400,000 path segments')
    if (this.shapes.length >= bounds.shapes) throw new DrawingError('it has over 50,000 shapes')

    const placed = applyToPath(matrix, path).map(rounded)
    if (!placed.every(isNear)) {
      this.#report('coordinates beyond 1,000,000', element)
      return
    }
    const filled = fill && { fill: { colour: fill, rule: style.fillRule } }
    if (stroke && isStretched(matrix)) {
      this.#report('the uneven width of a stroke that a transform stretches', element)
    }
    const stroked = stroke && {
      stroke: this.#stroke(placed, style, stroke, growth(matrix), element),
    }
    const written = pathOf(placed)
    if (filled && stroked && style.strokeFirst) {
      this.shapes.push({ path: written, ...stroked }, { path: written, ...filled })
    } else {
      this.shapes.push({ path: written, ...filled, ...stroked })
    }
  }

  #stroke(
    path: PathCommand[],
    style: Style,
    colour: Colour,
    factor: number,
    element: Element,
  ): Stroke {
    let dash = style.dash.map((length) => round(length * factor))
    const period = dash.reduce((sum, length) => sum + length, 0)
    // A short dash on a long line would cost a renderer without showing.
    if (dash.length > 0 && (period <= 0 || (reach(path) / period) * dash.length > bounds.dashes)) {
      this.#report('dashes too short to be seen', element)
      dash = []
    }
    return {
      colour,
      width: Math.min(round(style.strokeWidth * factor), bounds.coordinate),
      cap: style.cap,
      join: style.join,
      miterLimit: style.miterLimit,
      dash,
      dashOffset: dash.length > 0 ? round(style.dashOffset * factor) : 0,
    }
  }

  #colour(paint: Paint, opacity: number, element: Element, context: Paints): Colour | undefined {
    let colour: Colour | undefined
    if (paint.type === 'colour') colour = paint.colour
    else if (paint.type === 'context') colour = context[paint.of]
    else if (paint.type === 'reference') {
      const target = this.#index.get(paint.id)
      if (target && /^(?:linear|radial)Gradient$/.test(target.name)) {
        this.#report('the course of a gradient (its mean colour is used)', target)
        colour = meanColour(this.#stops(target, new Set()))
      } else {
        this.#report(`the paint #${paint.id}`, element)
        colour = paint.otherwise
      }
    }
    if (!colour) return undefined
    const a = Math.round(colour.a * opacity * 1000) / 1000
    return a > 0 ? { ...colour, a } : undefined
  }

  /** Its own stops, or those of the gradient it refers to. */
  #stops(gradient: Element, seen: Set<Element>): { offset: number; colour: Colour }[] {
    seen.add(gradient)
    const base = styleOf(gradient, initialStyle, 0, () => {})
    let least = 0
    const stops = elementsOf(gradient)
      .filter((child) => child.name === 'stop')
      .map((child) => {
        const style = styleOf(child, base, 0, () => {})
        least = Math.max(least, fractionOf(child.attributes.get('offset')) ?? 0)
        const colour = { ...style.stopColour, a: style.stopColour.a * style.stopOpacity }
        return { offset: least, colour }
      })
    if (stops.length > 0) return stops
    const next = this.#index.get((gradient.attributes.get('href') ?? '').replace(/^#/, ''))
    return next && !seen.has(next) ? this.#stops(next, seen) : []
  }
}

/** Whether one direction grows by a fifth more than another. */
function isStretched([a, b, c, d]: Matrix): boolean {
  const area = Math.abs(a * d - b * c)
  return a * a + b * b + c * c + d * d > 2.04 * area
}

/** Ten-thousandths of a unit: finer than any printer, and the same on every machine. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 || 0
}

function rounded(command: PathCommand): PathCommand {
  if (command[0] === 'Z') return command
  if (command[0] === 'C') {
    const [, x1, y1, x2, y2, x, y] = command
    return ['C', round(x1), round(y1), round(x2), round(y2), round(x), round(y)]
  }
  return [command[0], round(command[1]), round(command[2])]
}

function isNear(command: PathCommand): boolean {
  return command.every((part) => typeof part === 'string' || Math.abs(part) <= bounds.coordinate)
}

/** The length of a path along its control points: never below its own. */
function reach(path: readonly PathCommand[]): number {
  let total = 0
  let [x, y] = [0, 0]
  let [startX, startY] = [0, 0]
  for (const command of path) {
    const points = command.slice(1) as number[]
    if (command[0] === 'Z') points.push(startX, startY)
    for (let index = 0; index + 1 < points.length; index += 2) {
      const [nextX = 0, nextY = 0] = points.slice(index, index + 2)
      if (command[0] === 'M') [startX, startY] = [nextX, nextY]
      else total += Math.hypot(nextX - x, nextY - y)
      ;[x, y] = [nextX, nextY]
    }
  }
  return total
}

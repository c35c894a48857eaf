/**
 * The ink edition: the study booklet in black, for grey and thrifty printers.
 *
 * Page for page it is the study booklet, whose display list it is made of: words
 * black, told apart by weight and slant; grounds become outlines or nothing; in
 * drawings areas become white, so that they still cover what lies beneath.
 */
import {
  commandsOf,
  type PathCommand,
  type Colour as Shade,
  type Shape,
} from '../../model/drawing.ts'
import type { Display, Op, Page, RectOp } from '../display.ts'
import type { Theme } from '../theme.ts'

const black = '#000000'
/** The thinnest line that every printer draws. */
const hair = 0.25
/** What is no wider than this is a line and no area. */
const thin = 4
/** What is narrower is a letter, an arrow or a line of a drawing. */
const small = 14

/** The same pages in black. */
export function inked(display: Display, theme: Theme): Display {
  const marks = new Set([theme.colours.mark, theme.colours.gap])
  const pages = display.pages.map(
    (page): Page => ({
      ...page,
      ops: page.ops.flatMap((op) => inkedOp(op, marks)),
    }),
  )
  return { ...display, title: `${display.title}: ink-saving`, pages, grey: true }
}

function inkedOp(op: Op, marks: ReadonlySet<string>): Op[] {
  switch (op.op) {
    case 'glyphs':
      return [{ ...op, colour: black }]
    case 'rect':
      return inkedRect(op, marks)
    case 'shapes':
      if (op.solid) return [op]
      return [{ ...op, shapes: op.shapes.map((shape) => inkedShape(shape, op.scale)) }]
    default:
      return [op]
  }
}

function inkedRect(op: RectOp, marks: ReadonlySet<string>): RectOp[] {
  const { fill, stroke, ...area } = op
  if (stroke) return [{ ...area, stroke: { colour: black, width: Math.max(hair, stroke.width) } }]
  if (fill === undefined) return []
  const { x, y, width, height } = area
  if (height <= thin && height <= width) {
    return [{ op: 'rect', x, y, width, height: height > 0.5 ? 0.5 : hair, fill: black }]
  }
  if (width <= thin) return [{ op: 'rect', x, y, width: Math.min(width, 0.5), height, fill: black }]
  // Words with a ground of meaning are underlined; that of code in a line says nothing more.
  if (marks.has(fill)) {
    return [{ op: 'rect', x, y: y + height - 0.5, width, height: 0.5, fill: black }]
  }
  return height > small * 1.3 ? [{ ...area, stroke: { colour: black, width: hair } }] : []
}

/** A shape of a drawing; `scale` gives points for its units. */
function inkedShape(shape: Shape, scale: number): Shape {
  const { path, fill, stroke } = shape
  const line = stroke && { ...stroke, colour: shade(0, stroke.colour.a) }
  if (!fill) return { path, ...(line && { stroke: line }) }
  const commands = commandsOf(path)
  const [width, height] = extent(commands)
  const area = Math.min(width, height) * scale > small
  const light = luminance(fill.colour) > 0.55
  const swatch = light && commands.length <= 6 && commands.every(([command]) => command !== 'C')
  if (!area && !swatch) {
    return { path, fill: { ...fill, colour: shade(0, 1) }, ...(line && { stroke: line }) }
  }
  const edge = line ?? { ...outline, width: hair / (scale || 1) }
  return {
    path,
    fill: { ...fill, colour: shade(255, 1) },
    // A white ground beneath everything needs no edge.
    ...(line || luminance(fill.colour) < 0.99 ? { stroke: edge } : {}),
  }
}

const outline = {
  colour: { r: 0, g: 0, b: 0, a: 1 },
  cap: 'butt',
  join: 'miter',
  miterLimit: 4,
  dash: [],
  dashOffset: 0,
} satisfies Omit<NonNullable<Shape['stroke']>, 'width'>

function shade(value: number, a: number): Shade {
  return { r: value, g: value, b: value, a }
}

/** From 0 for black to 1 for white, as laid over white. */
function luminance({ r, g, b, a }: Shade): number {
  return 1 - a * (1 - (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255)
}

function extent(path: readonly PathCommand[]): [width: number, height: number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [, ...values] of path) {
    for (let at = 0; at < values.length; at += 2) {
      const [x = 0, y = 0] = [values[at], values[at + 1]]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return right < left ? [0, 0] : [right - left, bottom - top]
}

/** A page's content stream: PDF operators for each op. Coordinates turn from y down to y up here. */
import type { Path, Colour as Shade } from '../model/drawing.ts'
import type { GlyphsOp, ImageOp, RectOp, ShapesOp } from './display.ts'
import type { Encoded, Space } from './encode.ts'
import type { Font } from './fonts.ts'
import { Latin } from './latin.ts'
import { utf16 } from './utf16.ts'

/** Control points of a quarter circle. */
const kappa = 0.552285

/** Points in 1/1000 pt, whole. */
const thousandths = (value: number): number => Math.round(value * 1000)

/** A number to three places. */
const number = (value: number): string => inPoints(thousandths(value))

/** Numbers nearer to nought than this are made into text once: most of a page's are spaces. */
const most = 1 << 15
const points: string[] = new Array(2 * most).fill('')
const adjustments: string[] = new Array(2 * most).fill('')

/** Whole 1/1000 pt in points. */
function inPoints(value: number): string {
  const at = value + most
  if (!(at >= 0 && at < 2 * most)) return written(value)
  points[at] ||= String(value / 1000)
  return points[at] as string
}

/** Behind the point: of numbers further from nought only these are made once. */
const fractions = Array.from({ length: 1000 }, (_, part) => String(part / 1000).slice(1))

/** What `String` makes of a number in points, in a third of its time where it is a place on a page. */
function written(value: number): string {
  if (!(value >= 0 && value < 1e9)) return String(value / 1000)
  const part = value % 1000
  return `${(value - part) / 1000}${fractions[part]}`
}

/** What stands between two strings of an array; `back` is in 1/10000 em. */
export function adjusted(back: number): string {
  const at = back + most
  if (!(at >= 0 && at < 2 * most)) return `)${back / 10}(`
  adjustments[at] ||= `)${back / 10}(`
  return adjustments[at] as string
}

export class Content {
  /** In 1/1000 pt. */
  readonly #height: number
  readonly #parts: Latin
  /**
   * Text as it goes on, in 1/1000 pt: where its line began, from the left and from the foot,
   * and where the pen stands. `string`: whether a string of an array is open; `lost`: whether
   * nobody knows where the pen is.
   */
  readonly #pen = { open: false, string: false, lost: true, left: 0, up: 0, x: 0, y: 0 }
  #colour = ''
  #marked: string | undefined
  #font = ''
  #size = 0

  /** `turnedWidth`: the page's width, where all of it stands upside down; `parts`: room for its bytes. */
  constructor(height: number, turnedWidth?: number, parts = new Latin()) {
    this.#height = thousandths(height)
    this.#parts = parts
    if (turnedWidth !== undefined) {
      this.#parts.push(`-1 0 0 -1 ${number(turnedWidth)} ${number(height)} cm\n`)
    }
  }

  /** Begins marked content; what was open ends. Undefined begins none. */
  mark(opening: string | undefined): void {
    if (this.#marked === opening) return
    this.#closeText()
    if (this.#marked !== undefined) this.#parts.push('EMC\n')
    if (opening !== undefined) this.#parts.push(opening)
    this.#marked = opening
  }

  bytes(): Uint8Array {
    this.mark(undefined)
    this.#closeText()
    return this.#parts.bytes()
  }

  /** A run, and the space behind it; `actual` where its glyphs do not tell its text. */
  glyphs(op: GlyphsOp, font: string, encoded: Encoded, space?: Space, actual?: string): void {
    const { run, size, colour } = op
    if (encoded.raised) {
      this.#raised(op, font, encoded.raised, actual)
      return
    }
    if (actual !== undefined) this.#span(actual)
    const x = thousandths(op.x)
    this.#moveTo(x, thousandths(op.y), size, colour, font)
    this.#parts.push(encoded.codes)
    this.#pen.x += run.width * size
    // A text that stands for glyphs would stand for the space too.
    if (space && actual === undefined) {
      this.#parts.push(space.code)
      this.#pen.x += space.width * size
    }
    if (actual !== undefined) this.#endSpan()
  }

  /**
   * Words that are written already: what of a string stands from one place to another, in
   * glyphs, by which the pen goes on so far. Lengths are in 1/1000 pt.
   */
  piece(
    glyphs: Uint8Array,
    from: number,
    to: number,
    x: number,
    y: number,
    advance: number,
    { size, colour }: Pick<GlyphsOp, 'size' | 'colour'>,
    font: Pick<Font, 'name' | 'codes'>,
    actual: string | undefined,
  ): void {
    if (actual !== undefined) this.#span(actual)
    this.#moveTo(x, y, size, colour, font.name)
    font.codes.write(glyphs, from, to, this.#parts)
    this.#pen.x += advance
    if (actual !== undefined) this.#endSpan()
  }

  /** A run with marks above or below: every glyph at a place of its own. */
  #raised(op: GlyphsOp, font: string, codes: readonly string[], text = op.run.text): void {
    const { run, size, colour } = op
    this.#span(text)
    let x = op.x
    for (const [index, code] of codes.entries()) {
      const dx = ((run.offsets[index * 2] ?? 0) * size) / 1000
      const dy = ((run.offsets[index * 2 + 1] ?? 0) * size) / 1000
      const advance = ((run.advances[index] ?? 0) * size) / 1000
      this.#moveTo(thousandths(x + dx), thousandths(op.y - dy), size, colour, font)
      this.#parts.push(code)
      this.#pen.lost = true
      x += advance
    }
    this.#endSpan()
  }

  /** Begins glyphs that stand for a text: in their own marked content, within that of their element. */
  #span(text: string): void {
    this.#openText()
    this.#closeString()
    this.#parts.push(`/Span <</ActualText <${utf16(text)}>>> BDC\n`)
  }

  #endSpan(): void {
    this.#closeString()
    this.#parts.push('EMC\n')
  }

  /** Opens a string at a place: on the line at hand by a number, else by a move from its beginning. */
  #moveTo(x: number, y: number, size: number, colour: string, font: string): void {
    const pen = this.#pen
    const parts = this.#parts
    const sameFont = this.#font === font && this.#size === size
    const sameLine = !pen.lost && pen.y === y
    if (!sameFont || !sameLine || this.#colour !== colour) {
      this.#openText()
      this.#closeString()
      this.#fill(colour)
      if (!sameFont) parts.push('/', font, ' ', number(size), ' Tf\n')
      this.#font = font
      this.#size = size
      if (!sameLine) {
        const up = this.#height - y
        parts.push(inPoints(x - pen.left), ' ', inPoints(up - pen.up), ' Td\n')
        pen.left = x
        pen.up = up
        pen.x = x
        pen.y = y
        pen.lost = false
      }
    }
    // What is rounded off is made good by the next.
    const back = Math.round(((pen.x - x) / size) * 10)
    pen.x -= (back * size) / 10
    if (!pen.string) parts.push(back === 0 ? '[(' : `[${back / 10}(`)
    else if (back !== 0) parts.push(adjusted(back))
    pen.string = true
  }

  #openText(): void {
    const pen = this.#pen
    if (pen.open) return
    this.#parts.push('BT\n')
    pen.open = true
    pen.left = 0
    pen.up = 0
  }

  #closeString(): void {
    if (this.#pen.string) this.#parts.push(')] TJ\n')
    this.#pen.string = false
  }

  #closeText(): void {
    this.#closeString()
    if (this.#pen.open) this.#parts.push('ET\n')
    this.#pen.open = false
    this.#pen.lost = true
  }

  #fill(colour: string): void {
    if (colour !== this.#colour) this.#parts.push(ink(colour, 'fill'), '\n')
    this.#colour = colour
  }

  rect(op: RectOp): void {
    this.#closeText()
    const { x, width, height } = op
    const y = this.#height / 1000 - op.y - height
    const outline = op.radius
      ? rounded(x, y, width, height, Math.min(op.radius, width / 2, height / 2))
      : `${[x, y, width, height].map(number).join(' ')} re`
    if (op.fill) {
      this.#fill(op.fill)
      this.#parts.push(`${outline} f\n`)
    }
    if (op.stroke) {
      this.#parts.push(
        `q ${ink(op.stroke.colour, 'stroke')} ${number(op.stroke.width)} w ${outline} S Q\n`,
      )
    }
  }

  image(op: ImageOp, name: string): void {
    this.#closeText()
    const y = this.#height / 1000 - op.y - op.height
    this.#parts.push(
      `q ${number(op.width)} 0 0 ${number(op.height)} ${number(op.x)} ${number(y)} cm /${name} Do Q\n`,
    )
  }

  shapes(op: ShapesOp, alpha: (fill: number, stroke: number) => string): void {
    this.#closeText()
    const { scale } = op
    const place = [scale, 0, 0, -scale].map((value) => String(Math.round(value * 1e6) / 1e6))
    this.#parts.push(
      `q ${place.join(' ')} ${number(op.x)} ${number(this.#height / 1000 - op.y)} cm\n`,
    )
    for (const shape of op.shapes) {
      const { fill, stroke } = shape
      if (!fill && !stroke) continue
      this.#parts.push('q ')
      const opaque = (fill?.colour.a ?? 1) === 1 && (stroke?.colour.a ?? 1) === 1
      if (!opaque) this.#parts.push(`/${alpha(fill?.colour.a ?? 1, stroke?.colour.a ?? 1)} gs `)
      if (fill) this.#parts.push(`${shade(fill.colour, 'fill')} `)
      if (stroke) {
        const cap = { butt: 0, round: 1, square: 2 }[stroke.cap]
        const join = { miter: 0, round: 1, bevel: 2 }[stroke.join]
        this.#parts.push(
          `${shade(stroke.colour, 'stroke')} ${number(stroke.width)} w ${cap} J ${join} j ${number(Math.max(1, stroke.miterLimit))} M `,
        )
        const dashed = stroke.dash.some((length) => length > 0)
        if (dashed) {
          const dash = stroke.dash.map(number).join(' ')
          this.#parts.push(`[${dash}] ${number(stroke.dashOffset)} d `)
        }
      }
      this.#parts.push(constructed(shape.path))
      const odd = fill?.rule === 'evenodd' ? '*' : ''
      this.#parts.push(fill && stroke ? `B${odd}` : fill ? `f${odd}` : 'S', ' Q\n')
    }
    this.#parts.push('Q\n')
  }
}

/** By the character code of a command's letter: the operator, and white around it. A space parts numbers. */
const operators: (string | undefined)[] = []
for (const [letter, operator] of Object.entries({
  M: ' m ',
  L: ' l ',
  C: ' c ',
  Z: ' h ',
  ' ': ' ',
})) {
  operators[letter.charCodeAt(0)] = operator
}

/** A path as operators, which stand behind their numbers. */
function constructed(path: Path): string {
  let out = ''
  let operator = ''
  let from = 0
  for (let at = 0; at < path.length; at++) {
    const next = operators[path.charCodeAt(at)]
    if (next === undefined) continue
    if (at > from) out += number(Number(path.slice(from, at)))
    if (next === ' ') out += next
    else {
      out += operator
      operator = next
    }
    from = at + 1
  }
  if (path.length > from) out += number(Number(path.slice(from)))
  return out + operator
}

function rounded(x: number, y: number, width: number, height: number, r: number): string {
  const k = r * (1 - kappa)
  const right = x + width
  const top = y + height
  const to = (...values: number[]): string => values.map(number).join(' ')
  return [
    `${to(x + r, y)} m`,
    `${to(right - r, y)} l ${to(right - k, y, right, y + k, right, y + r)} c`,
    `${to(right, top - r)} l ${to(right, top - k, right - k, top, right - r, top)} c`,
    `${to(x + r, top)} l ${to(x + k, top, x, top - k, x, top - r)} c`,
    `${to(x, y + r)} l ${to(x, y + k, x + k, y, x + r, y)} c h`,
  ].join(' ')
}

type Use = 'fill' | 'stroke'

const inks: Record<Use, Map<string, string>> = { fill: new Map(), stroke: new Map() }

/** The operator that takes a colour. */
function ink(colour: string, use: Use): string {
  const known = inks[use].get(colour)
  if (known !== undefined) return known
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const operator = shade({ r, g, b }, use)
  inks[use].set(colour, operator)
  return operator
}

/** Components are 0 to 255. A grey is one number: printers make it of black ink alone. */
function shade({ r, g, b }: Omit<Shade, 'a'>, use: Use): string {
  const part = (value: number): string => number(value / 255)
  if (r === g && g === b) return `${part(r)} ${use === 'fill' ? 'g' : 'G'}`
  return `${part(r)} ${part(g)} ${part(b)} ${use === 'fill' ? 'rg' : 'RG'}`
}

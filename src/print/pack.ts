/** Packs the boxes of a question into one galley, and writes their words for the PDF. */
import type { FaceId } from '../faces/faces.ts'
import { Codes, mark } from './codes.ts'
import { adjusted } from './content.ts'
import type { GlyphsOp, Op } from './display.ts'
import type { Glyphs, Space } from './encode.ts'
import { type Galley, type Ink, PackedBox, piece, type ToldIn, wordLength } from './galley.ts'
import { Latin } from './latin.ts'
import { memo } from './memo.ts'
import { type Box, isBox, type Vertical } from './vertical.ts'

/** Packs lists into one galley; boxes are packed ones in the lists given back, all else is the same. */
export function pack(lists: readonly (readonly Vertical[])[], faces: Glyphs): Vertical[][] {
  const packer = new Packer(codesOf(faces))
  const out = lists.map((list) => packer.list(list))
  packer.close()
  return out
}

/**
 * What a galley is written in until it is closed: its ops, which grow where they must, and its
 * codes. One galley after the other has them: `pack` never waits and calls nothing that packs,
 * so no two are open at once; what an error left in them is overwritten by the next.
 */
let numbers = new Int32Array(1 << 14)
const written = new Latin()

/** What runs are written as; begun anew with other faces, and when it is full. */
let common: Codes | undefined

function codesOf(faces: Glyphs): Codes {
  if (common?.faces !== faces || common.full) common = new Codes(faces)
  return common
}

/** Writes one galley. */
class Packer {
  readonly #codes: Codes
  readonly #galley: Galley & { faces: FaceId[]; told: ToldIn[]; texts: string[] }
  /** Of faces by their numbers in the codes: those in the galley, or -1. */
  readonly #faces: number[] = []
  readonly #places: number[] = []
  readonly #repeated = new Map<readonly Box[], readonly Box[]>()
  #length = 0
  #ink = 0
  /** The piece that goes on, or -1; and where its pen is, in 1/1000 pt. */
  #piece = -1
  #pen = 0
  #link = ''

  constructor(codes: Codes) {
    this.#codes = codes
    this.#galley = {
      runs: codes.runs,
      inks: [],
      others: [],
      ops: numbers,
      places: new Float64Array(0),
      codes: new Uint8Array(0),
      faces: [],
      told: [],
      texts: [],
    }
    written.clear()
  }

  list(list: readonly Vertical[]): Vertical[] {
    return list.map((item) =>
      item.kind === 'box' && !(item instanceof PackedBox) ? this.#box(item) : item,
    )
  }

  /** Gives the galley what was written for it. */
  close(): void {
    const galley = this.#galley
    galley.ops = numbers.slice(0, this.#length)
    galley.places = Float64Array.from(this.#places)
    galley.codes = written.bytes()
  }

  #box(box: Box): PackedBox {
    const from = this.#length
    for (const op of box.ops) this.#op(op)
    this.#endPiece()
    const packed = new PackedBox(box, this.#galley, this.#places.length, from, this.#length)
    this.#places.push(box.x, box.width, box.height, box.baseline)
    if (box.notes) packed.notes = box.notes.map((note) => this.list(note))
    if (box.repeat) packed.repeat = this.#repeats(box.repeat)
    return packed
  }

  /** What many boxes repeat stays one list. */
  #repeats(boxes: readonly Box[]): readonly Box[] {
    return memo(this.#repeated, boxes, () => this.list(boxes).filter(isBox))
  }

  #op(op: Op): void {
    if (this.#length + piece.length + wordLength > numbers.length) {
      const more = new Int32Array(numbers.length * 2)
      more.set(numbers)
      numbers = more
    }
    if (op.op === 'glyphs' && this.#word(op)) return
    this.#endPiece()
    numbers[this.#length++] = -this.#galley.others.push(op)
  }

  /** False for a word at no whole place. */
  #word(op: GlyphsOp): boolean {
    const x = thousandths(op.x)
    const y = thousandths(op.y)
    const space = op.space === undefined ? -1 : thousandths(op.space)
    if (x === none || y === none || space === none) return false
    const codes = this.#codes
    const run = codes.of(op.run)
    const marks = codes.marksOf(run)
    const ofCodes = codes.faceOf(run)
    const face = this.#faces[ofCodes] ?? this.#faceOf(ofCodes)
    const ink = this.#inkOf(op)
    const tells =
      (marks & mark.silent) === 0 && ((marks & mark.told) === 0 || this.#tells(run, face))
    const actual = op.actual ?? (tells ? undefined : op.run.text)
    const raised = (marks & mark.raised) !== 0
    const plain = actual === undefined && !raised
    const at = this.#piece
    const goesOn =
      at >= 0 &&
      plain &&
      numbers[at + piece.ink] === ink &&
      numbers[at + piece.y] === y &&
      numbers[at + piece.face] === face
    if (!goesOn) this.#beginPiece(face, ink, x, y, actual)
    this.#write(op, x, run, plain ? codes.spaces[ofCodes] : undefined)
    const to = this.#length
    numbers[to] = run
    numbers[to + 1] = x
    numbers[to + 2] = space
    this.#length = to + wordLength
    ;(numbers[this.#piece + piece.count] as number)++
    if (op.tag?.type === 'Link')
      this.#link += (op.actual ?? op.run.text) + (op.space === undefined ? '' : ' ')
    if (!plain) this.#endPiece(raised)
    return true
  }

  #beginPiece(face: number, ink: number, x: number, y: number, actual: string | undefined): void {
    this.#endPiece()
    const at = this.#length
    numbers[at + piece.face] = face
    numbers[at + piece.ink] = ink
    numbers[at + piece.x] = x
    numbers[at + piece.y] = y
    numbers[at + piece.from] = written.length
    numbers[at + piece.actual] = actual === undefined ? -1 : this.#galley.texts.push(actual) - 1
    numbers[at + piece.count] = 0
    this.#piece = at
    this.#pen = x
    this.#link = ''
    this.#length = at + piece.length
  }

  /** `apart`: it is to be painted word by word. */
  #endPiece(apart = false): void {
    const at = this.#piece
    if (at < 0) return
    const x = numbers[at + piece.x] as number
    numbers[at + piece.advance] = Math.round((this.#pen - x) * 100)
    numbers[at + piece.to] = apart ? -1 : written.length
    numbers[at + piece.link] = this.#link === '' ? -1 : this.#galley.texts.push(this.#link) - 1
    this.#piece = -1
  }

  /** As it goes on in the string that is open; a text that stands for it would stand for its space too. */
  #write(op: GlyphsOp, x: number, run: number, space: Space | undefined): void {
    const { size } = op
    const back = Math.round(((this.#pen - x) / size) * 10)
    if (back !== 0) {
      written.add(adjusted(back))
      this.#pen -= (back * size) / 10
    }
    this.#codes.write(run, written)
    this.#pen += this.#codes.widthOf(run) * size
    if (op.space === undefined || !space) return
    written.add(space.code)
    this.#pen += space.width * size
  }

  /** Whether glyphs that stand for no one character stand for what they do elsewhere in the galley. */
  #tells(run: number, face: number): boolean {
    const { told } = this.#galley
    let all = true
    for (const { glyph, text } of this.#codes.told(run)) {
      const known = told.find((one) => one.glyph === glyph && one.face === face)
      if (!known) told.push({ face, glyph, text })
      else if (known.text !== text) all = false
    }
    return all
  }

  #faceOf(ofCodes: number): number {
    const id = this.#codes.faceIds[ofCodes] as FaceId
    const face = this.#galley.faces.push(id) - 1
    this.#faces[ofCodes] = face
    return face
  }

  /** Neighbours mostly have the same ink, and few others have been used. */
  #inkOf(op: GlyphsOp): number {
    const { inks } = this.#galley
    const last = inks[this.#ink]
    if (last && isInk(last, op)) return this.#ink
    const known = inks.findLastIndex((ink) => isInk(ink, op))
    this.#ink = known >= 0 ? known : inks.push(inkOf(op)) - 1
    return this.#ink
  }
}

function inkOf({ size, colour, tag, actual }: GlyphsOp): Ink {
  const ink: Ink = { size, colour }
  if (tag) ink.tag = tag
  if (actual !== undefined) ink.actual = actual
  return ink
}

function isInk(ink: Ink, { size, colour, tag, actual }: GlyphsOp): boolean {
  return ink.size === size && ink.colour === colour && ink.tag === tag && ink.actual === actual
}

/** In place of a length that is no whole number of 1/1000 pt, or of a size that no page has. */
const none = -0x80000000

/** Points in 1/1000 pt, where that is the same; else `none`. */
function thousandths(value: number): number {
  const whole = Math.round(value * 1000)
  // As an integer, which needs no object of its own.
  return whole / 1000 === value && whole > -2e7 && whole < 2e7 ? whole | 0 : none
}

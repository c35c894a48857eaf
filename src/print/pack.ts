/** Packs the boxes of a question into one galley, and writes their words for the PDF. */
import type { FaceId, GlyphRun } from '../faces/faces.ts'
import { Codes, mark } from './codes.ts'
import { adjusted } from './content.ts'
import type { GlyphsOp } from './display.ts'
import type { Glyphs, Space } from './encode.ts'
import { type Galley, type Ink, PackedBox, piece, type ToldIn, wordLength } from './galley.ts'
import { Latin } from './latin.ts'
import { memo } from './memo.ts'
import { type Box, isBox, type Vertical } from './vertical.ts'
import { type BoxOp, eachWord, unfolded, type WordsOp } from './words.ts'

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
  /** How the words at hand look, its number among the galley's inks, and their baseline in 1/1000 pt. */
  #ink: Ink = unlike
  #inkAt = -1
  #y = 0
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
    galley.places = new Float64Array(this.#places)
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

  #op(op: BoxOp): void {
    if (op.op === 'words') {
      if (!this.#words(op)) for (const one of unfolded([op])) this.#op(one)
      return
    }
    if (op.op === 'glyphs' && this.#glyphs(op)) return
    this.#endPiece()
    this.#need(1)
    numbers[this.#length++] = -this.#galley.others.push(op)
  }

  /** False for words at no whole place. */
  #words(op: WordsOp): boolean {
    const left = thousandths(op.x)
    const y = thousandths(op.y)
    if (left === none || y === none) return false
    this.#enter(op, y)
    eachWord(op, (run, x, space) => this.#word(run, left + x, space))
    return true
  }

  /** The same for one. */
  #glyphs(op: GlyphsOp): boolean {
    const x = thousandths(op.x)
    const y = thousandths(op.y)
    const space = op.space === undefined ? -1 : thousandths(op.space)
    if (x === none || y === none || space === none) return false
    this.#enter(op, y)
    this.#word(op.run, x, space)
    return true
  }

  #word(run: GlyphRun, x: number, space: number): void {
    this.#need(piece.length + wordLength)
    const codes = this.#codes
    const number = codes.of(run)
    const marks = codes.marksOf(number)
    const ofCodes = codes.faceOf(number)
    const face = this.#faces[ofCodes] ?? this.#faceOf(ofCodes)
    const { tag, actual: said } = this.#ink
    const tells =
      (marks & mark.silent) === 0 && ((marks & mark.told) === 0 || this.#tells(number, face))
    const actual = said ?? (tells ? undefined : run.text)
    const raised = (marks & mark.raised) !== 0
    const plain = actual === undefined && !raised
    const at = this.#piece
    const goesOn =
      at >= 0 &&
      plain &&
      numbers[at + piece.ink] === this.#inkAt &&
      numbers[at + piece.y] === this.#y &&
      numbers[at + piece.face] === face
    if (!goesOn) this.#beginPiece(face, x, actual)
    this.#write(number, x, space, plain ? codes.spaces[ofCodes] : undefined)
    const to = this.#length
    numbers[to] = number
    numbers[to + 1] = x
    numbers[to + 2] = space
    this.#length = to + wordLength
    ;(numbers[this.#piece + piece.count] as number)++
    if (tag?.type === 'Link') this.#link += (said ?? run.text) + (space < 0 ? '' : ' ')
    if (!plain) this.#endPiece(raised)
  }

  #need(length: number): void {
    if (this.#length + length <= numbers.length) return
    const more = new Int32Array(numbers.length * 2)
    more.set(numbers)
    numbers = more
  }

  #beginPiece(face: number, x: number, actual: string | undefined): void {
    this.#endPiece()
    const at = this.#length
    numbers[at + piece.face] = face
    numbers[at + piece.ink] = this.#inkAt
    numbers[at + piece.x] = x
    numbers[at + piece.y] = this.#y
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
  #write(run: number, x: number, after: number, space: Space | undefined): void {
    const { size } = this.#ink
    const back = Math.round(((this.#pen - x) / size) * 10)
    if (back !== 0) {
      written.add(adjusted(back))
      this.#pen -= (back * size) / 10
    }
    this.#codes.write(run, written)
    this.#pen += this.#codes.widthOf(run) * size
    if (after < 0 || !space) return
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

  /** What follows looks like this. Neighbours mostly look the same, and few others have been seen. */
  #enter(op: WordsOp | GlyphsOp, y: number): void {
    this.#y = y
    if (isInk(this.#ink, op)) return
    const { inks } = this.#galley
    let at = inks.length - 1
    while (at >= 0 && !isInk(inks[at] as Ink, op)) at--
    this.#inkAt = at < 0 ? inks.push(inkOf(op)) - 1 : at
    this.#ink = inks[this.#inkAt] as Ink
  }
}

/** No words look so. */
const unlike: Ink = { size: -1, colour: '' }

function inkOf({ size, colour, tag, actual }: Ink): Ink {
  const ink: Ink = { size, colour }
  if (tag) ink.tag = tag
  if (actual !== undefined) ink.actual = actual
  return ink
}

function isInk(ink: Ink, { size, colour, tag, actual }: Ink): boolean {
  return ink.colour === colour && ink.tag === tag && ink.size === size && ink.actual === actual
}

/** In place of a length that is no whole number of 1/1000 pt, or of a size that no page has. */
const none = -0x80000000

/** Points in 1/1000 pt, where that is the same; else `none`. */
function thousandths(value: number): number {
  const whole = Math.round(value * 1000)
  // As an integer, which needs no object of its own.
  return whole / 1000 === value && whole > -2e7 && whole < 2e7 ? whole | 0 : none
}

/** Packs the boxes of a question into one galley, and writes their words for the PDF. */
import type { GlyphRun } from '../faces/faces.ts'
import { adjusted, Latin } from './content.ts'
import type { GlyphsOp, Op } from './display.ts'
import { type Encoded, encode, type Glyphs, type Space, spaceOf } from './encode.ts'
import { type Galley, type Ink, PackedBox, piece, type ToldIn, wordLength } from './galley.ts'
import { type Box, isBox, type Vertical } from './vertical.ts'

/** Packs lists into one galley; boxes are packed ones in the lists given back, all else is the same. */
export function pack(lists: readonly (readonly Vertical[])[], faces: Glyphs): Vertical[][] {
  const packer = new Packer(faces)
  const out = lists.map((list) => packer.list(list))
  packer.close()
  return out
}

/** Filled for one galley after the other. */
let numbers = new Int32Array(1 << 14)
const written = new Latin()

/** Which glyphs of a face a galley uses: marked with the number of the galley. */
type Used = { marks: Uint32Array; glyphs: number[]; space: Space | undefined }
let galleys = 0
const usedBefore = new Map<string, Uint32Array>()
const mostGlyphs = 65536

class Packer {
  readonly #faces: Glyphs
  readonly #number = ++galleys
  readonly #galley: Galley & {
    runs: GlyphRun[]
    faces: string[]
    told: ToldIn[]
    texts: string[]
    glyphs: Uint16Array[]
  } = {
    ...{ runs: [], inks: [], others: [], ops: numbers, places: new Float64Array(0) },
    ...{ codes: new Uint8Array(0), faces: [], glyphs: [], told: [], texts: [] },
  }
  readonly #runs = new Map<GlyphRun, number>()
  /** Of each run. */
  readonly #encoded: Encoded[] = []
  readonly #faceOf: number[] = []
  readonly #used: Used[] = []
  readonly #places: number[] = []
  readonly #repeated = new Map<readonly Box[], readonly Box[]>()
  #length = 0
  #ink = 0
  /** The piece that goes on, or -1; and where its pen is, in 1/1000 pt. */
  #piece = -1
  #pen = 0
  #link = ''

  constructor(faces: Glyphs) {
    this.#faces = faces
  }

  list(list: readonly Vertical[]): Vertical[] {
    return list.map((item) =>
      item.kind === 'box' && !(item instanceof PackedBox) ? this.#box(item) : item,
    )
  }

  close(): void {
    const galley = this.#galley
    galley.ops = numbers.slice(0, this.#length)
    galley.places = Float64Array.from(this.#places)
    galley.codes = written.bytes()
    galley.glyphs = this.#used.map(({ glyphs }) => Uint16Array.from(glyphs))
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
    let packed = this.#repeated.get(boxes)
    if (!packed) {
      packed = this.list(boxes).filter(isBox)
      this.#repeated.set(boxes, packed)
    }
    return packed
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
    const run = this.#runOf(op.run)
    const encoded = this.#encoded[run] as Encoded
    const face = this.#faceOf[run] as number
    const ink = this.#inkOf(op)
    const actual = op.actual ?? (encoded.silent ? op.run.text : undefined)
    const plain = actual === undefined && encoded.raised === undefined
    const at = this.#piece
    const goesOn =
      at >= 0 &&
      plain &&
      numbers[at + piece.ink] === ink &&
      numbers[at + piece.y] === y &&
      numbers[at + piece.face] === face
    if (!goesOn) this.#beginPiece(face, ink, x, y, actual)
    this.#write(op, x, encoded, face)
    const to = this.#length
    numbers[to] = run
    numbers[to + 1] = x
    numbers[to + 2] = space
    this.#length = to + wordLength
    ;(numbers[this.#piece + piece.count] as number)++
    if (op.tag?.type === 'Link')
      this.#link += (op.actual ?? op.run.text) + (op.space === undefined ? '' : ' ')
    if (!plain) this.#endPiece(encoded.raised !== undefined)
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

  /** As it goes on in the string that is open. */
  #write(
    { run, size, space: spaced }: GlyphsOp,
    x: number,
    { codes }: Encoded,
    face: number,
  ): void {
    const back = Math.round(((this.#pen - x) / size) * 10)
    if (back !== 0) {
      written.push(adjusted(back))
      this.#pen -= (back * size) / 10
    }
    written.push(codes)
    this.#pen += run.width * size
    const space = spaced === undefined ? undefined : this.#used[face]?.space
    if (!space) return
    written.push(space.code)
    this.#pen += space.width * size
  }

  /** The number of a run, its glyphs taken. */
  #runOf(run: GlyphRun): number {
    const known = this.#runs.get(run)
    if (known !== undefined) return known
    const galley = this.#galley
    const index = galley.runs.push(run) - 1
    this.#runs.set(run, index)
    const face = this.#face(run.face)
    const { marks, glyphs } = this.#used[face] as Used
    for (const glyph of run.glyphs) {
      if (marks[glyph] === this.#number) continue
      marks[glyph] = this.#number
      glyphs.push(glyph)
    }
    let encoded = encode(run, this.#faces)
    for (const { glyph, text } of encoded.told ?? []) {
      const told = galley.told.find((one) => one.glyph === glyph && one.face === face)
      if (!told) galley.told.push({ face, glyph, text })
      else if (told.text !== text) encoded = { ...encoded, silent: true }
    }
    this.#encoded.push(encoded)
    this.#faceOf.push(face)
    return index
  }

  #face(id: string): number {
    const { faces } = this.#galley
    const known = faces.indexOf(id)
    if (known >= 0) return known
    const marks = usedBefore.get(id) ?? new Uint32Array(mostGlyphs)
    usedBefore.set(id, marks)
    this.#used.push({ marks, glyphs: [], space: spaceOf(id, this.#faces) })
    return faces.push(id) - 1
  }

  /** Neighbours mostly have the same ink, and few others have been used. */
  #inkOf(op: GlyphsOp): number {
    const { inks } = this.#galley
    const last = inks[this.#ink]
    if (last && isInk(last, op)) return this.#ink
    const { size, colour, tag, actual } = op
    const known = inks.findLastIndex((ink) => isInk(ink, op))
    this.#ink =
      known >= 0
        ? known
        : inks.push({
            ...{ size, colour },
            ...(tag && { tag }),
            ...(actual !== undefined && { actual }),
          }) - 1
    return this.#ink
  }
}

function isInk(ink: Ink, { size, colour, tag, actual }: GlyphsOp): boolean {
  return ink.size === size && ink.colour === colour && ink.tag === tag && ink.actual === actual
}

/** In place of a length that is no whole number of 1/1000 pt, or of a size that no page has. */
const none = -0x80000000

function thousandths(value: number): number {
  const whole = Math.round(value * 1000)
  return whole / 1000 === value && whole > -2e7 && whole < 2e7 ? whole : none
}

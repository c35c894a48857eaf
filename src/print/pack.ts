/** Packs the boxes of a question into one galley, and writes their words for the PDF. */
import type { FaceId, GlyphRun } from '../faces/faces.ts'
import { adjusted } from './content.ts'
import type { GlyphsOp, Op } from './display.ts'
import { type Encoded, encode, type Glyphs, type Space, spaceOf } from './encode.ts'
import { type Galley, type Ink, PackedBox, piece, type ToldIn, wordLength } from './galley.ts'
import { Latin } from './latin.ts'
import { memo } from './memo.ts'
import { type Box, isBox, type Vertical } from './vertical.ts'

/** Packs lists into one galley; boxes are packed ones in the lists given back, all else is the same. */
export function pack(lists: readonly (readonly Vertical[])[], faces: Glyphs): Vertical[][] {
  const packer = new Packer(faces)
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

/**
 * A run as it is in the galley that had it last. It is kept with the run itself, unseen and not
 * copied with it, be it by spreading or to another thread: there are millions of words, and a
 * table of all their runs is slow to look into. With other faces, or in another galley, it is
 * made anew, so nothing depends on who packed the run before.
 */
type Run = Encoded & {
  face: Face
  /** Number of that galley, and the run's in it. */
  galley: number
  index: number
  /** Whether its glyphs tell its text there. */
  tells: boolean
}

/** A face as it is in the galley that had it last. */
type Face = {
  space: Space | undefined
  /** Number of that galley, and the face's in it. */
  galley: number
  index: number
  /** Of each glyph, the galley that used it last. */
  marks: Uint32Array
  /** Those that this one uses. */
  glyphs: number[]
}

const asPacked = Symbol('as packed')
type KnownRun = GlyphRun & { [asPacked]?: Run }

/** Galleys begun so far: the first is 1. */
let galleys = 0
const known = new WeakMap<Glyphs, Map<FaceId, Face>>()

/** Writes one galley. */
class Packer {
  readonly #faces: Glyphs
  readonly #byId: Map<FaceId, Face>
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
  readonly #used: Face[] = []
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
    this.#byId = memo(known, faces, () => new Map<FaceId, Face>())
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
    const run = this.#runOf(op.run)
    const { face } = run
    const ink = this.#inkOf(op)
    const actual = op.actual ?? (run.tells ? undefined : op.run.text)
    const plain = actual === undefined && run.raised === undefined
    const at = this.#piece
    const goesOn =
      at >= 0 &&
      plain &&
      numbers[at + piece.ink] === ink &&
      numbers[at + piece.y] === y &&
      numbers[at + piece.face] === face.index
    if (!goesOn) this.#beginPiece(face.index, ink, x, y, actual)
    this.#write(op, x, run.codes, plain ? face.space : undefined)
    const to = this.#length
    numbers[to] = run.index
    numbers[to + 1] = x
    numbers[to + 2] = space
    this.#length = to + wordLength
    ;(numbers[this.#piece + piece.count] as number)++
    if (op.tag?.type === 'Link')
      this.#link += (op.actual ?? op.run.text) + (op.space === undefined ? '' : ' ')
    if (!plain) this.#endPiece(run.raised !== undefined)
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
  #write(op: GlyphsOp, x: number, codes: string, space: Space | undefined): void {
    const { run, size } = op
    const back = Math.round(((this.#pen - x) / size) * 10)
    if (back !== 0) {
      written.add(adjusted(back))
      this.#pen -= (back * size) / 10
    }
    written.add(codes)
    this.#pen += run.width * size
    if (op.space === undefined || !space) return
    written.add(space.code)
    this.#pen += space.width * size
  }

  /** A run as it is in this galley. */
  #runOf(given: KnownRun): Run {
    let run = given[asPacked]
    if (run?.galley === this.#number) return run
    const face = this.#faceOf(given.face)
    if (run?.face !== face) {
      run = { ...encode(given, this.#faces), face, galley: 0, index: 0, tells: true }
      Object.defineProperty(given, asPacked, { value: run, writable: true })
    }
    const galley = this.#galley
    run.galley = this.#number
    run.index = galley.runs.push(given) - 1
    run.tells = !run.silent
    for (const { glyph, text } of run.told ?? []) {
      const told = galley.told.find((one) => one.glyph === glyph && one.face === face.index)
      if (!told) galley.told.push({ face: face.index, glyph, text })
      else if (told.text !== text) run.tells = false
    }
    for (const glyph of given.glyphs) {
      if (glyph >= face.marks.length) face.marks = grown(face.marks, glyph)
      if (face.marks[glyph] === this.#number) continue
      face.marks[glyph] = this.#number
      face.glyphs.push(glyph)
    }
    return run
  }

  #faceOf(id: FaceId): Face {
    let face = this.#byId.get(id)
    if (face?.galley === this.#number) return face
    if (!face) {
      face = {
        space: spaceOf(id, this.#faces),
        marks: new Uint32Array(512),
        galley: 0,
        index: 0,
        glyphs: [],
      }
      this.#byId.set(id, face)
    }
    face.galley = this.#number
    face.index = this.#galley.faces.push(id) - 1
    face.glyphs = []
    this.#used.push(face)
    return face
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

function grown(marks: Uint32Array, glyph: number): Uint32Array {
  const more = new Uint32Array(2 ** Math.ceil(Math.log2(glyph + 1)))
  more.set(marks)
  return more
}

/** In place of a length that is no whole number of 1/1000 pt, or of a size that no page has. */
const none = -0x80000000

/** Points in 1/1000 pt, where that is the same; else `none`. */
function thousandths(value: number): number {
  const whole = Math.round(value * 1000)
  return whole / 1000 === value && whole > -2e7 && whole < 2e7 ? whole : none
}

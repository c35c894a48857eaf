/**
 * Runs as they are written, each once: tables of numbers, because words are millions, and
 * what they need of their runs is then in few places.
 */
import type { FaceId, GlyphRun } from '../faces/faces.ts'
import { ShapedRun } from '../faces/shapedrun.ts'
import { encode, type Glyphs, type Space, spaceOf, type Told } from './encode.ts'
import { Latin } from './latin.ts'

/** What of a run's glyphs is not as it mostly is. */
export const mark = {
  /** They do not tell its text. */
  silent: 1,
  /** Some of them stand above or below the baseline. */
  raised: 2,
  /** Some of them stand for no one character in the face: see `told`. */
  told: 4,
} as const

/** Numbers of a run: where its codes begin and end, its face, its marks. */
const row = { from: 0, to: 1, face: 2, marks: 3, length: 4 } as const

/** Runs of one table: beyond it another is begun, so that memory stays bounded. */
const most = 1 << 16

/** Runs numbered so far, in all tables: what a run remembers tells which table it is of. */
let numbered = 0

export class Codes {
  readonly faces: Glyphs
  /** By number; whoever holds numbers holds this as well. */
  readonly runs: GlyphRun[] = []
  /** Faces of these runs. */
  readonly faceIds: FaceId[] = []
  readonly spaces: (Space | undefined)[] = []
  readonly #base = numbered
  #rows = new Int32Array(row.length << 10)
  /** In 1/1000 em. */
  #widths = new Float64Array(1 << 10)
  readonly #codes = new Latin()
  readonly #told = new Map<number, readonly Told[]>()
  readonly #others = new WeakMap<GlyphRun, number>()

  constructor(faces: Glyphs) {
    this.faces = faces
  }

  /** Whether the next galley is to have a table of its own. */
  get full(): boolean {
    return this.runs.length >= most
  }

  /** The number of a run. */
  of(run: GlyphRun): number {
    const number = ShapedRun.seatOf(run) - this.#base - 1
    return number >= 0 ? number : (this.#others.get(run) ?? this.#add(run))
  }

  faceOf(number: number): number {
    return this.#rows[number * row.length + row.face] as number
  }

  marksOf(number: number): number {
    return this.#rows[number * row.length + row.marks] as number
  }

  widthOf(number: number): number {
    return this.#widths[number] as number
  }

  told(number: number): readonly Told[] {
    return this.#told.get(number) ?? []
  }

  /** Writes the codes of a run. */
  write(number: number, out: Latin): void {
    const at = number * row.length
    out.copy(
      this.#codes.room,
      this.#rows[at + row.from] as number,
      this.#rows[at + row.to] as number,
    )
  }

  #add(run: GlyphRun): number {
    const { codes, silent, raised, told } = encode(run, this.faces)
    const face = this.#faceOf(run.face)
    const number = this.runs.length
    if ((number + 1) * row.length > this.#rows.length) this.#grow()
    const at = number * row.length
    this.#rows[at + row.from] = this.#codes.length
    this.#codes.add(codes)
    this.#rows[at + row.to] = this.#codes.length
    this.#rows[at + row.face] = face
    this.#rows[at + row.marks] =
      (silent ? mark.silent : 0) | (raised ? mark.raised : 0) | (told ? mark.told : 0)
    this.#widths[number] = run.width
    if (told) this.#told.set(number, told)
    this.runs.push(run)
    numbered = this.#base + number + 1
    if (!ShapedRun.seat(run, numbered)) this.#others.set(run, number)
    return number
  }

  #faceOf(id: FaceId): number {
    const known = this.faceIds.indexOf(id)
    if (known >= 0) return known
    this.spaces.push(spaceOf(id, this.faces))
    return this.faceIds.push(id) - 1
  }

  #grow(): void {
    const rows = new Int32Array(this.#rows.length * 2)
    rows.set(this.#rows)
    this.#rows = rows
    const widths = new Float64Array(this.#widths.length * 2)
    widths.set(this.#widths)
    this.#widths = widths
  }
}

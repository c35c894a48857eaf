/**
 * Set type, packed: the boxes of one question as a few typed arrays, until a page
 * takes them. A word is five numbers there and no object, so that a large book fits
 * in memory and is painted without going through its ops one by one.
 */
import type { GlyphRun } from '../faces/faces.ts'
import { type GlyphsOp, moved, type Op, type Page, type Role } from './display.ts'
import type { Tag } from './tags.ts'
import { type Back, type Box, isBox, type Vertical } from './vertical.ts'

/** How words look, and what they belong to. */
export type Ink = Pick<GlyphsOp, 'size' | 'colour' | 'tag' | 'actual'>

/**
 * Boxes point into `ops`, which has for every op either a word's run, left edge, baseline, ink and
 * space, or one number below zero. Lengths are in 1/1000 pt; no space is -1.
 */
export type Galley = {
  runs: GlyphRun[]
  inks: Ink[]
  /** What is no word: the op numbered -1 is the first. */
  others: Op[]
  ops: Int32Array
  /** Of each box: x, width, height, baseline. */
  places: Float64Array
}

/** Numbers of a word. */
export const wordLength = 5

/** What of a box is its own, and not in its galley. */
type Own = Omit<Box, 'kind' | 'x' | 'width' | 'height' | 'baseline' | 'ops' | 'notes' | 'repeat'>

/**
 * A box whose ops lie in a galley; `ops` makes them anew. It cannot be copied by
 * spreading it. Footnotes and what it repeats are packed apart.
 */
export class PackedBox implements Box {
  readonly kind = 'box'
  readonly role: Role
  declare readonly tag?: Tag
  readonly backs: readonly Back[]
  declare readonly parted?: true
  declare notes?: readonly (readonly Vertical[])[]
  declare readonly margin?: GlyphsOp
  declare readonly late?: NonNullable<Box['late']>
  declare repeat?: readonly Box[]
  declare readonly code?: string
  declare readonly section?: string
  declare ticks?: number
  readonly galley: Galley
  /** Where its numbers begin in `places`, and its ops in `ops`. */
  readonly at: number
  readonly from: number
  readonly to: number

  constructor(box: Own, galley: Galley, at: number, from: number, to: number) {
    this.role = box.role
    this.backs = box.backs
    this.galley = galley
    this.at = at
    this.from = from
    this.to = to
    if (box.tag) this.tag = box.tag
    if (box.code !== undefined) this.code = box.code
    if (box.parted) this.parted = true
    if (box.margin) this.margin = box.margin
    if (box.ticks !== undefined) this.ticks = box.ticks
    if (box.late) this.late = box.late
    if (box.section !== undefined) this.section = box.section
  }

  get x(): number {
    return this.galley.places[this.at] ?? 0
  }

  get width(): number {
    return this.galley.places[this.at + 1] ?? 0
  }

  get height(): number {
    return this.galley.places[this.at + 2] ?? 0
  }

  get baseline(): number {
    return this.galley.places[this.at + 3] ?? 0
  }

  get ops(): Op[] {
    return opsOf(this.galley, this.from, this.to)
  }
}

/** The ops between two places, as they were before they were packed. */
export function opsOf(galley: Galley, from: number, to: number): Op[] {
  const { ops, others } = galley
  const out: Op[] = []
  for (let at = from; at < to; ) {
    const first = ops[at] as number
    if (first < 0) {
      out.push(others[-1 - first] as Op)
      at++
    } else {
      out.push(wordAt(galley, at))
      at += wordLength
    }
  }
  return out
}

/** The word whose numbers begin at a place. */
export function wordAt({ ops, runs, inks }: Galley, at: number): GlyphsOp {
  const { size, colour, tag, actual } = inks[ops[at + 3] as number] as Ink
  const space = ops[at + 4] as number
  const op: GlyphsOp = {
    op: 'glyphs',
    x: (ops[at + 1] as number) / 1000,
    y: (ops[at + 2] as number) / 1000,
    size,
    colour,
    run: runs[ops[at] as number] as GlyphRun,
  }
  if (space >= 0) op.space = space / 1000
  if (tag) op.tag = tag
  if (actual !== undefined) op.actual = actual
  return op
}

/** Packs lists into one galley; boxes are packed ones in the lists given back, all else is the same. */
export function pack(lists: readonly (readonly Vertical[])[]): Vertical[][] {
  const packer = new Packer()
  const out = lists.map((list) => packer.list(list))
  packer.close()
  return out
}

/** Filled for one galley after the other. */
let numbers = new Int32Array(1 << 14)

class Packer {
  readonly #galley: Galley = {
    runs: [],
    inks: [],
    others: [],
    ops: numbers,
    places: new Float64Array(0),
  }
  readonly #runs = new Map<GlyphRun, number>()
  readonly #places: number[] = []
  readonly #repeated = new Map<readonly Box[], readonly Box[]>()
  #length = 0
  #ink = 0

  list(list: readonly Vertical[]): Vertical[] {
    return list.map((item) =>
      item.kind === 'box' && !(item instanceof PackedBox) ? this.#box(item) : item,
    )
  }

  close(): void {
    this.#galley.ops = numbers.slice(0, this.#length)
    this.#galley.places = Float64Array.from(this.#places)
  }

  #box(box: Box): PackedBox {
    const from = this.#length
    for (const op of box.ops) this.#op(op)
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
    if (this.#length + wordLength > numbers.length) {
      const more = new Int32Array(numbers.length * 2)
      more.set(numbers)
      numbers = more
    }
    const x = op.op === 'glyphs' ? thousandths(op.x) : none
    const y = op.op === 'glyphs' ? thousandths(op.y) : none
    const space = op.op !== 'glyphs' ? none : op.space === undefined ? -1 : thousandths(op.space)
    if (op.op !== 'glyphs' || x === none || y === none || space === none) {
      numbers[this.#length++] = -this.#galley.others.push(op)
      return
    }
    const { runs } = this.#galley
    let run = this.#runs.get(op.run)
    if (run === undefined) {
      run = runs.push(op.run) - 1
      this.#runs.set(op.run, run)
    }
    const at = this.#length
    numbers[at] = run
    numbers[at + 1] = x
    numbers[at + 2] = y
    numbers[at + 3] = this.#inkOf(op)
    numbers[at + 4] = space
    this.#length = at + wordLength
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
  return whole / 1000 === value && whole > -1e9 && whole < 1e9 ? whole : none
}

/** A box without its footnotes. */
export function withoutNotes(box: Box): Box {
  if (box instanceof PackedBox) {
    const bare = new PackedBox(box, box.galley, box.at, box.from, box.to)
    if (box.repeat) bare.repeat = box.repeat
    return bare
  }
  const { notes: _, ...rest } = box
  return rest
}

/** Some ops of a galley, moved: what a page holds of them until they are painted. */
export type Placed = {
  op: 'placed'
  galley: Galley
  from: number
  to: number
  dx: number
  dy: number
}

/** A page whose packed boxes are still packed. */
export type CompactPage = Omit<Page, 'ops'> & { ops: (Op | Placed)[] }

/** How pages are made whose ops nobody has asked for. */
const builds = new WeakMap<Page, () => (Op | Placed)[]>()

/** A page whose ops are made each time they are asked for. */
export function lazyPage(blank: Omit<Page, 'ops'>, build: (page: CompactPage) => void): Page {
  const page: Page = {
    ...blank,
    get ops() {
      return [...spread(placedOn(page))]
    },
  }
  builds.set(page, () => {
    const made: CompactPage = { ...blank, ops: [] }
    build(made)
    return made.ops
  })
  return page
}

/** The ops of a page, packed where they can be: for who only paints them. */
export function placedOn(page: Page): readonly (Op | Placed)[] {
  return builds.get(page)?.() ?? page.ops
}

/** The ops that a page says are placed on it, each of its own. */
export function* spread(ops: Iterable<Op | Placed>): Generator<Op> {
  for (const op of ops) {
    if (op.op !== 'placed') yield op
    else for (const one of opsOf(op.galley, op.from, op.to)) yield moved(one, op.dx, op.dy)
  }
}

/** Tells of each destination in a box, without making its words. */
export function eachDestination(box: Box, tell: (name: string) => void): void {
  if (!(box instanceof PackedBox)) {
    for (const op of box.ops) if (op.op === 'destination') tell(op.name)
    return
  }
  const { ops, others } = box.galley
  for (let at = box.from; at < box.to; ) {
    const first = ops[at] as number
    at += first < 0 ? 1 : wordLength
    const op = first < 0 ? others[-1 - first] : undefined
    if (op?.op === 'destination') tell(op.name)
  }
}

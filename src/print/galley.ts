/**
 * Set type, packed: the boxes of one question as a few typed arrays, until a page
 * takes them. Its words are in pieces, which are written for the PDF when they are
 * packed: so a page only copies them, and a later build copies them again.
 */
import type { FaceId, GlyphRun } from '../faces/faces.ts'
import type { GlyphsOp, Op, Role } from './display.ts'
import type { Tag } from './tags.ts'
import type { Back, Box, Vertical } from './vertical.ts'

/** How words look, and what they belong to. */
export type Ink = Pick<GlyphsOp, 'size' | 'colour' | 'tag' | 'actual'>

/** A glyph of one of a galley's faces that stands for no one character there, and what it stands for. */
export type ToldIn = { face: number; glyph: number; text: string }

/** Boxes point into `ops`: a number below zero for what is no word, or a piece. */
export type Galley = {
  /** By their numbers in words. It may hold others. */
  runs: readonly GlyphRun[]
  inks: Ink[]
  /** What is no word: the op numbered -1 is the first. */
  others: Op[]
  ops: Int32Array
  /** Of each box: x, width, height, baseline. */
  places: Float64Array
  /** What the pieces are written in: codes of strings in TJ arrays. */
  codes: Uint8Array
  faces: readonly FaceId[]
  told: readonly ToldIn[]
  /** What pieces say in other words than their glyphs'. */
  texts: readonly string[]
}

/**
 * A piece: words on one baseline, in one ink and one face. Where each number is in it; its words
 * follow, each as its run, left edge and space. Lengths are in 1/1000 pt; no space is -1.
 */
export const piece = {
  face: 0,
  ink: 1,
  x: 2,
  y: 3,
  /** How far the pen goes, in 1/100,000 pt. */
  advance: 4,
  /** Where its codes begin and end; nowhere where it is painted word by word. */
  from: 5,
  to: 6,
  /** Which of the texts stands for its glyphs, and which it is as part of a link; -1 for none. */
  actual: 7,
  link: 8,
  /** Words. */
  count: 9,
  length: 10,
} as const

/** Numbers of a word. */
export const wordLength = 3

/** Where the piece that begins at a place ends. */
export const endOf = (ops: Int32Array, at: number): number =>
  at + piece.length + (ops[at + piece.count] as number) * wordLength

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
      for (const word of wordsOf(galley, at)) out.push(word)
      at = endOf(ops, at)
    }
  }
  return out
}

/** The words of the piece that begins at a place. */
export function wordsOf({ ops, runs, inks }: Galley, at: number): GlyphsOp[] {
  const { size, colour, tag, actual } = inks[ops[at + piece.ink] as number] as Ink
  const y = (ops[at + piece.y] as number) / 1000
  const words: GlyphsOp[] = []
  const end = endOf(ops, at)
  for (let word = at + piece.length; word < end; word += wordLength) {
    const run = runs[ops[word] as number] as GlyphRun
    const space = ops[word + 2] as number
    const op: GlyphsOp = { op: 'glyphs', x: (ops[word + 1] as number) / 1000, y, size, colour, run }
    if (space >= 0) op.space = space / 1000
    if (tag) op.tag = tag
    if (actual !== undefined) op.actual = actual
    words.push(op)
  }
  return words
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

/** Tells of each destination in a box, without making its words. */
export function eachDestination(box: Box, tell: (name: string) => void): void {
  if (!(box instanceof PackedBox)) {
    for (const op of box.ops) if (op.op === 'destination') tell(op.name)
    return
  }
  const { ops, others } = box.galley
  for (let at = box.from; at < box.to; ) {
    const first = ops[at] as number
    const op = first < 0 ? others[-1 - first] : undefined
    if (op?.op === 'destination') tell(op.name)
    at = first < 0 ? at + 1 : endOf(ops, at)
  }
}

/**
 * Words of one look within a line, as one op: words are millions, and boxes mostly are packed
 * before anybody asks for each of them. They stand where their line's parts and white put them.
 */
import type { GlyphRun } from '../faces/faces.ts'
import { type GlyphsOp, milli, type Op } from './display.ts'
import type { Segment } from './items.ts'

/** As `GlyphsOp`, of many runs; all of it is moved by its `x` and `y`. */
export type WordsOp = Omit<GlyphsOp, 'op' | 'run'> & {
  op: 'words'
  /** The parts of its line from left to right, of which those [from, to) are in it. */
  segments: readonly Segment[]
  from: number
  to: number
  /** The left edge of the first of them, from `x`. */
  pen: number
  /** How far white gives, as a part of what it may. */
  ratio: number
  /** The word space behind the last of them, where its line ends with one. */
  space?: number
}

/** What boxes hold until a page takes them. */
export type BoxOp = Op | WordsOp

/** Tells of each word from left to right: its left edge from `x`, and its space or -1, in 1/1000 pt. */
export function eachWord(
  { segments, from, to, pen, size, ratio, space }: WordsOp,
  tell: (run: GlyphRun, x: number, space: number) => void,
): void {
  let left = pen
  for (let index = from; index < to; index++) {
    const segment = segments[index] as Segment
    const { runs } = segment
    if (runs) {
      let x = left
      const last = runs.length - 1
      for (let at = 0; at < last; at++) {
        const run = runs[at] as GlyphRun
        tell(run, thousandths(x), -1)
        x += (run.width * size) / 1000
      }
      const ends = index === to - 1 && space !== undefined
      const after = ends ? thousandths(space) : spaceAfter(segments, index, ratio)
      tell(runs[last] as GlyphRun, thousandths(x), after)
    }
    left += widthAt(segment, ratio)
  }
}

/** The same ops, each word one of its own. */
export function unfolded(ops: readonly BoxOp[]): Op[] {
  const out: Op[] = []
  for (const op of ops) {
    if (op.op !== 'words') out.push(op)
    else eachWord(op, (run, x, space) => out.push(wordOp(op, run, x, space)))
  }
  return out
}

function wordOp(words: WordsOp, run: GlyphRun, left: number, space: number): GlyphsOp {
  const { y, size, colour, tag, actual } = words
  const x = milli(words.x + left / 1000)
  const op: GlyphsOp = { op: 'glyphs', x, y, size, colour, run }
  if (tag) op.tag = tag
  if (actual !== undefined) op.actual = actual
  if (space >= 0) op.space = space / 1000
  return op
}

/** The width of a part of a line whose white gives as the line's does. */
export function widthAt({ width, glue }: Segment, ratio: number): number {
  return glue ? width + ratio * (ratio < 0 ? glue.shrink : glue.stretch) : width
}

/** The word space behind a part, where one follows it within the line; else -1. */
function spaceAfter(segments: readonly Segment[], index: number, ratio: number): number {
  const next = segments[index + 1]
  if (!next?.glue || next.glue.silent || next.width <= 0) return -1
  if (segments[index]?.level !== 0 || index + 2 >= segments.length) return -1
  return thousandths(widthAt(next, ratio))
}

const thousandths = (points: number): number => Math.round(points * 1000)

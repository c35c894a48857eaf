/** One broken line becomes ops: spaces stretched, directions ordered, decorations drawn. */
import { levelsOf, visualOrder } from '../faces/bidi.ts'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { changed } from './changed.ts'
import { runsRtl } from './direction.ts'
import { milli, moved, type Op } from './display.ts'
import { halfAt, sharedMarks } from './han.ts'
import { fil, type Item, type Segment, widthOf } from './items.ts'
import type { Line } from './lines.ts'
import type { Atom, Look } from './look.ts'
import { type BoxOp, type WordsOp, widthAt } from './words.ts'

/** A line whose spaces would open further than this ends short of the measure instead. */
const gaping = 4

export type Align = 'justified' | 'left' | 'right' | 'center'

/** Ops with the baseline at y = 0 and the measure beginning at x = 0. */
export type SetLine = {
  ops: BoxOp[]
  /** Of the words. */
  width: number
  /** What atoms and raised text need above and below the baseline. */
  ascent: number
  descent: number
  /** Footnotes called in it. */
  notes: string[]
  /** Stretch of its spaces, as a part of what they may; for tests. */
  ratio: number
}

function segmentOf(
  look: Look,
  width: number,
  level: number,
  runs?: readonly GlyphRun[],
  more: { actual?: string | undefined; atom?: Atom } = {},
): Segment {
  const { actual, atom } = more
  return { width, runs, glue: undefined, look, atom, actual, level }
}

/** The directions of a whole paragraph, one level a UTF-16 unit of its text. */
export type Directions = { levels: Uint8Array; base: 0 | 1; starts: number[] }

/**
 * Levels of a paragraph's items; undefined where all of it runs left to right.
 * `around`: whether what stands about it runs right to left.
 */
export function directionsOf(items: readonly Item[], around = false): Directions | undefined {
  if (!holdsRtl(items)) return undefined
  let text = ''
  const starts: number[] = []
  for (const item of items) {
    starts.push(text.length)
    if (item.type === 'glue') text += ' '
    else if (item.type === 'atom') text += '\ufffc'
    else if (item.type === 'box') {
      // White of ours is neutral: it parts what stands beside it, whichever way either runs.
      text += item.word ? item.word.text.slice(item.from, item.to) : ' '
    }
  }
  const base = runsRtl(text, around) ? 1 : 0
  return { levels: levelsOf(text, base ? 'rtl' : 'ltr'), base, starts }
}

function holdsRtl(items: readonly Item[]): boolean {
  for (const item of items) if (item.type === 'box' && item.word?.rtl) return true
  return false
}

export function setLine(
  items: readonly Item[],
  line: Line,
  measure: number,
  align: Align,
  faces: Faces,
  directions: Directions | undefined,
): SetLine {
  const logical = segmentsOf(items, line, faces, directions)
  const order = directions && visualOrder(logical.map(({ level }) => level))
  const segments = order ? order.flatMap((index) => logical[index] ?? []) : logical
  let natural = 0
  let stretch = 0
  let shrink = 0
  for (const segment of segments) {
    natural += segment.width
    if (!segment.glue) continue
    stretch += segment.glue.stretch
    shrink += segment.glue.shrink
  }
  const slack = measure - natural
  const justify = align === 'justified' && !line.last
  let ratio = 0
  if (slack < 0) ratio = shrink > 0 ? Math.max(-1, slack / shrink) : 0
  else if (justify) ratio = stretch > 0 ? slack / stretch : 0
  if (ratio > gaping) ratio = 1
  const rest = slack - (ratio < 0 ? ratio * shrink : ratio * stretch)
  let x = 0
  if (align === 'center') x = rest / 2
  else if (align === 'right' || (align === 'justified' && directions?.base === 1)) x = rest
  if (rest < 0) x = Math.max(0, x)
  const set = place(segments, order, milli(x), ratio)
  endWithSpace(items, line, logical, set.ops)
  const notes: string[] = []
  for (const { look } of logical) {
    if (look.note !== undefined && !notes.includes(look.note)) notes.push(look.note)
  }
  const { ops, width, ascent, descent } = set
  return { ops, width, ascent, descent, ratio, notes }
}

/** A line that ends between two words says so: who reads on must not join them. */
function endWithSpace(
  items: readonly Item[],
  line: Line,
  logical: readonly Segment[],
  ops: readonly BoxOp[],
): void {
  const space = items[line.to]
  const run = logical.at(-1)?.runs?.at(-1)
  if (space?.type !== 'glue' || space.width === 0 || space.silent || !run || run.rtl) return
  const last = ops.findLast((op) => op.op === 'words')
  if (last?.op === 'words') last.space = milli(space.width)
}

/** The parts of a line in reading order; fragments of one word are joined and shaped as one. */
function segmentsOf(
  items: readonly Item[],
  line: Line,
  faces: Faces,
  directions: Directions | undefined,
): Segment[] {
  const segments: Segment[] = []
  const levelAt = (index: number, offset = 0): number =>
    directions ? (directions.levels[(directions.starts[index] ?? 0) + offset] ?? 0) : 0
  const add = (text: string, look: Look, level: number, actual?: string): void => {
    const runs = faces.shapeWord(text, look.style, level % 2 === 1)
    const width = (widthOf(runs) * look.size) / 1000
    segments.push(segmentOf(look, width, level, runs, { actual }))
  }
  for (let index = line.from; index < line.to; index++) {
    const item = items[index]
    if (!item || item.type === 'penalty') continue
    if (item.type === 'glue') {
      // White of the end of a paragraph is no space.
      if (item.stretch === fil) continue
      segments.push(directions ? { ...item, level: levelAt(index) } : item)
    } else if (item.type === 'atom') {
      const { look, width, atom } = item
      segments.push(segmentOf(look, width, levelAt(index), undefined, { atom }))
    } else if (!item.word) {
      segments.push(segmentOf(item.look, item.width, levelAt(index)))
    } else if (item === item.word && !directions) {
      segments.push(item.word)
    } else {
      if (item.side) {
        const { look, word, width, side } = item
        const half = halfAt(word.runs, item.from, side)
        segments.push(segmentOf(look, width, levelAt(index), half && [half]))
        continue
      }
      const first = index
      let to = item.to
      let last = index
      for (let ahead = index + 1; ahead < line.to; ahead++) {
        const other = items[ahead]
        if (other?.type === 'penalty') continue
        if (other?.type !== 'box' || other.word !== item.word || other.side) break
        to = other.to
        last = ahead
      }
      index = last
      const { look, word } = item
      const text = to - item.from === word.text.length ? word.text : word.text.slice(item.from, to)
      if (directions) {
        let start = 0
        for (let at = 1; at <= text.length; at++) {
          const level = levelAt(first, start)
          if (at < text.length && levelAt(first, at) === level) continue
          add(text.slice(start, at), look, level)
          start = at
        }
      } else if (text !== word.text) {
        const runs = sharedMarks(word.text, word.runs, item.from, to)
        if (runs) segments.push(segmentOf(look, (widthOf(runs) * look.size) / 1000, 0, runs))
        else add(text, look, 0)
      } else segments.push(word)
      // The hyphen is ours and not the author's: who copies the line gets a soft one.
      if (line.hyphen && last >= line.to - 1) {
        add('-', look, levelAt(first, text.length - 1), '\u00ad')
      }
    }
  }
  return segments
}

/** Gives every segment its place and draws what lies under and over its words. */
function place(
  segments: readonly Segment[],
  order: readonly number[] | undefined,
  left: number,
  ratio: number,
): Omit<SetLine, 'ratio' | 'notes'> {
  // Ops by the segment's place in reading order, which is the order they are painted in.
  const parts: BoxOp[][] | undefined = order && segments.map(() => [])
  const inOrder: BoxOp[] = []
  const under: Op[] = []
  const over: Op[] = []
  let x = left
  let ascent = 0
  let descent = 0
  /** The look of the segments before, and where the first of them begins. */
  let span: Look | undefined
  let from = left
  let words: WordsOp | undefined
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as Segment
    const { look, runs, atom } = segment
    if (span !== look) {
      if (span) decorate(span, from, x, under, over)
      span = look
      from = x
      words = undefined
    }
    const ops = parts?.[order?.[index] ?? index] ?? inOrder
    if (runs) {
      if (!words || parts || words.actual !== segment.actual) {
        words = wordsFrom(segments, index, x, ratio)
        ops.push(words)
      }
      words.to = index + 1
      ascent = Math.max(ascent, look.rise + look.size * 0.75)
      descent = Math.max(descent, look.size * 0.25 - look.rise)
    } else if (atom) {
      words = undefined
      for (const op of atom.ops) {
        const own = moved(op, x, 0)
        ops.push(look.tag && 'alt' in own ? changed(own, { tag: look.tag }) : own)
      }
      ascent = Math.max(ascent, atom.ascent)
      descent = Math.max(descent, atom.descent)
    }
    x += widthAt(segment, ratio)
  }
  if (span) decorate(span, from, x, under, over)
  const set = parts?.flat() ?? inOrder
  const ops = under.length + over.length > 0 ? [...under, ...set, ...over] : set
  return { ops, width: milli(x - left), ascent, descent }
}

/** Words that begin with a segment, which stands at `pen`. */
function wordsFrom(
  segments: readonly Segment[],
  index: number,
  pen: number,
  ratio: number,
): WordsOp {
  const { look, actual } = segments[index] as Segment
  const { size, colour, rise, tag } = look
  const y = milli(-rise)
  const op: WordsOp = {
    op: 'words',
    x: 0,
    y,
    size,
    colour,
    segments,
    from: index,
    to: index + 1,
    pen,
    ratio,
  }
  if (tag) op.tag = tag
  if (actual !== undefined) op.actual = actual
  return op
}

function decorate(look: Look, from: number, to: number, under: Op[], over: Op[]): void {
  const { size, rise, colour, ground, outline, underline, strike, url } = look
  if (!ground && !outline && !underline && !strike && url === undefined && look.to === undefined) {
    return
  }
  const width = milli(to - from)
  if (width <= 0) return
  const rect = (y: number, height: number) => ({
    op: 'rect' as const,
    x: milli(from),
    y: milli(y - rise),
    width,
    height: milli(height),
  })
  if (look.ground) {
    under.push({ ...rect(-size * 0.8, size * 1.08), fill: look.ground, radius: 1.5 })
  }
  if (look.outline) {
    under.push({
      ...rect(-size * 0.86, size * 1.16),
      stroke: { colour: look.outline, width: 0.5 },
      radius: 2,
    })
  }
  const thickness = Math.max(0.4, size * 0.05)
  if (look.underline) over.push({ ...rect(size * 0.12, thickness), fill: colour })
  if (look.strike) over.push({ ...rect(-size * 0.26, thickness), fill: colour })
  if (look.url !== undefined || look.to !== undefined) {
    over.push({
      op: 'link',
      x: milli(from),
      y: milli(-size * 0.8 - rise),
      width,
      height: milli(size * 1.05),
      ...(look.tag && { tag: look.tag }),
      ...(look.url !== undefined ? { url: look.url } : {}),
      ...(look.to !== undefined ? { to: look.to } : {}),
    })
  }
}

/**
 * Pieces of a paragraph become items: boxes, glue and penalties, after Knuth
 * and Plass. Words are shaped whole, once; a part of a word is measured by its
 * clusters and shaped again only where a line really breaks in it.
 */
import { hasRtl } from '../faces/bidi.ts'
import { clustersOf } from '../faces/clusters.ts'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { isHan, mixes, type Side, whiteBetween } from './han.ts'
import type { Hyphenate } from './hyphenate.ts'
import type { Atom, Look, Piece } from './look.ts'
import { memo } from './memo.ts'
import { type Parting, partingOf, softPartingOf, unicodePoints } from './parting.ts'

/**
 * What a line is made of: a word or part of one, white, or an atom. It is never changed, so
 * that many lines can have the same; all have all properties, which keeps loops over them quick.
 */
export type Segment = {
  width: number
  runs: readonly GlyphRun[] | undefined
  glue: Glue | undefined
  look: Look
  atom: Atom | undefined
  /** What its glyphs stand for, where that is not their text. */
  actual: string | undefined
  level: number
}

/** Part of a word, or a kern where it has none. */
export type Part = {
  type: 'box'
  width: number
  look: Look
  word: Word | undefined
  from: number
  to: number
  /** A full-width mark set without its white half, which is on this side. */
  side: Side | undefined
}

/**
 * A word in a look, wherever it stands. It is an item by itself where no line may break in it,
 * and a segment by itself where all of it stands in one line that runs left to right: words are
 * many, and each object more that is looked at for one is a wait for memory.
 */
export type Word = Part &
  Segment & {
    text: string
    runs: readonly GlyphRun[]
    /** Its items, where it is not one by itself. */
    parts: readonly Item[] | undefined
    /** Some of it runs right to left. */
    rtl: boolean
  }

/** A segment too. `silent`: white that is no space of the text. */
export type Glue = Segment & {
  type: 'glue'
  stretch: number
  shrink: number
  silent: boolean
}

/** Widths in points. Items of one type have the same properties, which keeps the loops over them quick. */
export type Item =
  | Part
  | { type: 'atom'; width: number; atom: Atom; look: Look }
  | Glue
  | { type: 'penalty'; width: number; cost: number; hyphen: boolean }

export const infinite = 100_000
/** Stretch that fills any line. */
export const fil = 1_000_000

export type Shaping = {
  faces: Faces
  hyphenate: Hyphenate
  /** Told of every text no face has. */
  missing: (text: string) => void
  /** Told of every word that is wider than the measure wherever it may be parted. */
  tooWide?: (word: string) => void
}

/** White that may open between two characters that are written without spaces, in em. */
const hanStretch = 0.06
/** White between Han and letters or digits of other scripts, in em. */
const hanSpace = 0.2
const hyphenCost = 50
/** Korean has word spaces; within its words it parts where it must. */
const hangulCost = 50
const emergencyCost = 3000
const verbatimCost = 150

/** The items of a paragraph, its end included. Words wider than `measure` may break anywhere. */
export function itemsOf(pieces: readonly Piece[], shaping: Shaping, measure: number): Item[] {
  const items: Item[] = []
  for (const piece of pieces) {
    if (piece.kind === 'atom') {
      closeMark(items, piece.look)
      items.push({ type: 'atom', width: piece.atom.width, atom: piece.atom, look: piece.look })
    } else if (piece.kind === 'kern') {
      closeMark(items, piece.look)
      items.push(kernOf(piece.width, piece.look))
    } else if (piece.kind === 'break') {
      endLine(items)
    } else textItems(items, piece.text, piece.look, shaping)
  }
  while (items.at(-1)?.type === 'glue') items.pop()
  endLine(items)
  return splitWide(items, shaping, measure)
}

/** Penalties are many and say little: one object each. */
const never = penaltyOf(infinite)
const always = penaltyOf(-infinite)
const free = penaltyOf(0)
const inCode = penaltyOf(verbatimCost)
const inHangul = penaltyOf(hangulCost)

function penaltyOf(cost: number): Item {
  return { type: 'penalty', width: 0, cost, hyphen: false }
}

function kernOf(width: number, look: Look): Item {
  return { type: 'box', width, look, word: undefined, from: 0, to: 0, side: undefined }
}

function endLine(items: Item[]): void {
  const last = items.at(-1)
  const look = last && 'look' in last ? last.look : undefined
  if (look) {
    items.push(never)
    items.push(glueOf(0, fil, 0, look))
  }
  items.push(always)
}

/** Text parts at white space and at U+00A0. */
function textItems(items: Item[], text: string, look: Look, shaping: Shaping): void {
  const stock = stockOf(look, shaping)
  let end = 0
  for (let at = 0; at < text.length; at = end) {
    const first = text.charCodeAt(at)
    end = at + 1
    if (isWhite(first)) {
      while (end < text.length && isWhite(text.charCodeAt(end))) end++
      items.push(stock.space)
    } else if (first === 0xa0) {
      // It gives as other spaces do, and is no place to break at.
      items.push(never, stock.space)
    } else {
      while (end < text.length && !partsWords(text.charCodeAt(end))) end++
      const word = at === 0 && end === text.length ? text : text.slice(at, end)
      addWord(items, word, look, shaping, stock)
    }
  }
}

function isWhite(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13)
}

function partsWords(unit: number): boolean {
  return unit <= 32 ? isWhite(unit) : unit === 0xa0
}

function addWord(items: Item[], text: string, look: Look, shaping: Shaping, stock: Stock): void {
  const { words } = stock
  let word = words.get(text)
  const last = items[items.length - 1]
  // Two words are two objects, even where they are the same word and nothing is between them.
  if (!word || (last?.type === 'box' && last.word === word)) {
    word = wordOf(text, look, shaping, stock)
    if (!word) return
    if (words.size > mostWords) words.clear()
    // What no face has is said wherever it stands.
    if (!word.runs.some((run) => run.missing)) words.set(text, word)
  }
  const { parts } = word
  if (last?.type === 'box') joinTo(items, word, look)
  if (parts) for (const item of parts) items.push(item)
  else items.push(word)
}

/** Words kept for a look: beyond it they are forgotten, so that memory stays bounded. */
const mostWords = 20_000

/** Words seen before in a look, its space, and a hyphen that may end a line: each one item. */
type Stock = { words: Map<string, Word>; space: Item; hyphen: Item }

/** Stocks, by all that their items depend on. */
const stocks = new WeakMap<Faces, WeakMap<Hyphenate, WeakMap<Look, Stock>>>()

function stockOf(look: Look, { faces, hyphenate }: Shaping): Stock {
  const ways = memo(stocks, faces, () => new WeakMap())
  const looks = memo(ways, hyphenate, () => new WeakMap())
  return memo(looks, look, () => ({
    words: new Map(),
    space: spaceItem(look, faces),
    hyphen: hyphenItem(look, faces),
  }))
}

/** A word space; it gives and takes as TeX's does. */
function spaceItem(look: Look, faces: Faces): Item {
  const width = (widthOf(faces.shapeWord(' ', look.style, false)) * look.size) / 1000
  const [stretch, shrink] = look.verbatim ? [0.25, 0.15] : [0.6, 0.3]
  return glueOf(width, width * stretch, width * shrink, look)
}

function hyphenItem(look: Look, faces: Faces): Item {
  const width = widthOf(faces.shapeWord('-', look.style, false)) * (look.size / 1000)
  return { type: 'penalty', width, cost: hyphenCost, hyphen: true }
}

function glueOf(width: number, stretch: number, shrink: number, look: Look, silent = false): Glue {
  const glue: Glue = {
    type: 'glue',
    width,
    runs: undefined,
    glue: undefined,
    look,
    stretch,
    shrink,
    silent,
    atom: undefined,
    actual: undefined,
    level: 0,
  }
  glue.glue = glue
  return glue
}

/** Undefined where nothing is left of it to be seen. */
function wordOf(given: string, look: Look, shaping: Shaping, stock: Stock): Word | undefined {
  const soft = given.includes('\u00ad')
  const text = soft ? given.replaceAll('\u00ad', '') : given
  if (text === '') return undefined
  const { faces, hyphenate } = shaping
  const rtl = hasRtl(text)
  const runs = faces.shapeWord(text, look.style, rtl)
  for (const run of runs) if (run.missing) shaping.missing(run.text)
  const parting = soft
    ? softPartingOf(given, text, runs, faces)
    : partingOf(text, runs, look.verbatim ? undefined : hyphenate, faces)
  // What is looked at for every word comes first, and lies together.
  const word: Word = {
    type: 'box',
    width: (widthOf(runs) * look.size) / 1000,
    runs,
    glue: undefined,
    look,
    word: undefined,
    parts: undefined,
    atom: undefined,
    actual: undefined,
    level: 0,
    rtl,
    text,
    from: 0,
    to: text.length,
    side: undefined,
  }
  word.word = word
  word.parts = partsOf(word, parting, stock)
  return word
}

/** The items of a word; undefined where it is one by itself. */
function partsOf(word: Word, { breaks, sides }: Parting, stock: Stock): Item[] | undefined {
  if (breaks.length === 0 && !sides) return undefined
  const { look, text, runs } = word
  const scale = look.size / 1000
  const items: Item[] = []
  let from = 0
  let before = 0
  for (const { at, x, way } of breaks) {
    const side = sides?.get(from)
    items.push(boxOf(word, from, at, (x - before) * scale, side))
    const white = sides ? whiteBetween(side, sides.get(at)) : 0
    if (way === 'han' || white > 0) {
      if (way === 'bound') items.push(never)
      items.push(white > 0 ? markGlue(look, white) : hanGlue(look, mixes(text, at)))
    } else if (way === 'hyphen') items.push(stock.hyphen)
    else if (way !== 'bound') {
      items.push(look.verbatim ? inCode : way === 'hangul' ? inHangul : free)
    }
    from = at
    before = x
  }
  items.push(boxOf(word, from, text.length, (widthOf(runs) - before) * scale, sides?.get(from)))
  return items
}

function boxOf(word: Word, from: number, to: number, full: number, side: Side | undefined): Item {
  const width = side ? full / 2 : full
  return { type: 'box', width, look: word.look, word, from, to, side }
}

/** White that may open where Han may be broken. */
function hanGlue(look: Look, mixed: boolean): Item {
  const stretch = look.size * hanStretch
  return mixed
    ? glueOf(look.size * hanSpace, stretch, stretch, look, true)
    : glueOf(0, stretch, 0, look)
}

/** White of a full-width mark. It is no space of the text. */
function markGlue(look: Look, em: number): Item {
  const width = look.size * em
  return glueOf(width, look.size * hanStretch, width / 2, look, true)
}

/** What stands between a word and a piece of another look that it follows without a space. */
function joinTo(items: Item[], { text, parts: [first] = [] }: Word, look: Look): void {
  const last = items.at(-1)
  const side = first?.type === 'box' ? first.side : undefined
  // Nothing parts a raised mark from what it is raised beside.
  if (last?.type !== 'box' || !last.word || look.rise !== 0) return
  const joined = `${last.word.text.slice(last.from, last.to).slice(-1)}${text[0]}`
  const white = whiteBetween(last.side, side)
  const han = isHan(joined, 0) || isHan(joined, 1)
  if (white === 0 && !han) return
  const parts = unicodePoints(joined).includes(1)
  if (white > 0 && !parts) items.push(never)
  if (white > 0) items.push(markGlue(look, white))
  else if (parts) items.push(hanGlue(look, mixes(joined, 1)))
}

/** The white of a mark before what is no word. */
function closeMark(items: Item[], look: Look): void {
  const last = items.at(-1)
  if (last?.type === 'box' && last.side === 'end') items.push(markGlue(look, 0.5))
}

/** What no break makes short enough may break between any two clusters. */
function splitWide(items: Item[], shaping: Shaping, measure: number): Item[] {
  if (!hasWide(items, measure)) return items
  const out: Item[] = []
  let chunk: Item[] = []
  let width = 0
  const close = (): void => {
    for (const item of chunk) {
      if (width > measure && item.type === 'box' && item.word) {
        shaping.tooWide?.(item.word.text)
        splitInto(out, item, item.word, shaping.faces)
      } else out.push(item)
    }
    chunk = []
    width = 0
  }
  for (const [index, item] of items.entries()) {
    if (isBreak(items, index)) {
      // A hyphen counts as part of what stands before it.
      if (item.type === 'penalty') width += item.width
      close()
      out.push(item)
      continue
    }
    chunk.push(item)
    if (item.type !== 'penalty') width += item.width
  }
  close()
  return out
}

/** Whether anything between two breaks is wider than the measure, as it mostly is not. */
function hasWide(items: readonly Item[], measure: number): boolean {
  let width = 0
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item
    if (item.type === 'box' || item.type === 'atom') {
      width += item.width
      if (width > measure) return true
    } else if (isBreak(items, index)) {
      // A hyphen counts as part of what stands before it, and so does white.
      if (width + item.width > measure) return true
      width = 0
    } else if (item.type === 'glue') {
      width += item.width
      if (width > measure) return true
    }
  }
  return false
}

/** Whether a line may end at an item: at white behind something, or at a penalty that allows it. */
export function isBreak(items: readonly Item[], index: number): boolean {
  const item = items[index]
  if (item?.type === 'penalty') return item.cost < infinite
  return item?.type === 'glue' && items[index - 1]?.type !== 'penalty'
}

/** One box a cluster, as wide as the cluster alone: kerning can only make the line shorter. */
function splitInto(
  out: Item[],
  { from, to, look }: { from: number; to: number; look: Look },
  word: Word,
  faces: Faces,
): void {
  let at = from
  for (const cluster of clustersOf(word.text.slice(from, to))) {
    if (out.at(-1)?.type === 'box') out.push(penaltyOf(emergencyCost))
    const runs = faces.shapeWord(cluster, look.style, hasRtl(cluster))
    const width = (widthOf(runs) * look.size) / 1000
    const to = at + cluster.length
    out.push({ type: 'box', width, look, word, from: at, to, side: undefined })
    at += cluster.length
  }
}

export function widthOf(runs: readonly GlyphRun[]): number {
  let width = 0
  for (const run of runs) width += run.width
  return width
}

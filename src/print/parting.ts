/**
 * Where a word may part: at hyphens of its language or its author's, after dashes and
 * slashes, between Han and at syllables, and in addresses and code after punctuation.
 */
import LineBreaker from 'linebreak'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { clusterEnds, isPlain } from '../faces/runs.ts'
import { isHan, isHangul, type Side, syllablePoints, whiteHalves } from './han.ts'
import type { Hyphenate } from './hyphenate.ts'
import { memo } from './memo.ts'

/**
 * Where a word may part: `x` is the width before it in 1/1000 em. `bound`: it may not, but
 * a full-width mark begins or ends there.
 */
export type Break = { at: number; x: number; way: 'hyphen' | 'plain' | 'hangul' | 'han' | 'bound' }

/** `sides`: the white halves of full-width marks, by their offsets. */
export type Parting = { breaks: readonly Break[]; sides?: ReadonlyMap<number, Side> }

/** Partings found before, by who hyphenates and by the glyphs, which are one object a word and style. */
const verbatim: Hyphenate = () => []
const known = new WeakMap<Hyphenate, WeakMap<readonly GlyphRun[], Parting>>()

/** Where a word may part; one that nobody hyphenates is an address or code. */
export function partingOf(
  text: string,
  runs: readonly GlyphRun[],
  hyphenate: Hyphenate | undefined,
  faces: Faces,
): Parting {
  const way = hyphenate ?? verbatim
  const partings = memo(known, way, () => new WeakMap())
  return memo(partings, runs, () =>
    findParting(text, runs, way(text), hyphenate === undefined, faces),
  )
}

/** Where a word may part whose author marked it in `given`, by U+00AD, which `text` is without. */
export function softPartingOf(
  given: string,
  text: string,
  runs: readonly GlyphRun[],
  faces: Faces,
): Parting {
  return findParting(text, runs, softPoints(given), false, faces)
}

function findParting(
  text: string,
  runs: readonly GlyphRun[],
  hyphens: readonly number[],
  asCode: boolean,
  faces: Faces,
): Parting {
  const ways = new Map<number, Break['way']>()
  for (const at of hyphens) ways.set(at, 'hyphen')
  if (
    !/^[\p{L}\p{N}.,;:!?'’)]+$/u.test(text) ||
    /[\u0e00-\u109f\u1780-\u17ff\u2e80-\uffef]/.test(text)
  ) {
    for (const at of asCode ? verbatimPoints(text) : unicodePoints(text)) {
      const han = !asCode && (isHan(text, at - 1) || isHan(text, at))
      const hangul = isHangul(text, at - 1) && isHangul(text, at)
      ways.set(at, han ? 'han' : hangul ? 'hangul' : 'plain')
    }
    for (const at of asCode ? [] : syllablePoints(text)) ways.set(at, 'han')
  }
  const sides = asCode ? undefined : whiteHalves(text, runs, faces)
  for (const at of sides?.keys() ?? []) {
    if (!ways.has(at)) ways.set(at, 'bound')
    if (!ways.has(at + 1)) ways.set(at + 1, 'bound')
  }
  const inside = [...ways].filter(([at]) => at > 0 && at < text.length)
  if (inside.length === 0 && !sides) return none
  const x = advancesAt(runs, text)
  const breaks = inside.sort(([a], [b]) => a - b).map(([at, way]) => ({ at, x: x(at), way }))
  return { breaks, ...(sides && { sides }) }
}

const none: Parting = { breaks: [] }

function softPoints(given: string): number[] {
  const points: number[] = []
  let at = 0
  for (const character of given) {
    if (character === '\u00ad') points.push(at)
    else at += character.length
  }
  return points
}

/** Break opportunities of UAX 14. */
export function unicodePoints(text: string): number[] {
  const points: number[] = []
  const breaker = new LineBreaker(text)
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    if (!isTorn(text, next.position)) points.push(next.position)
  }
  return points
}

/** Whether a break would tear something like C++ or $1: between ASCII only dashes and slashes part. */
function isTorn(text: string, at: number): boolean {
  const [before = '', after = ''] = [text[at - 1], text[at]]
  return /[!-~]/.test(after) && /[!-,.:-~]/.test(before)
}

/** Addresses and code part after punctuation, with no hyphen. */
function verbatimPoints(text: string): number[] {
  const points: number[] = []
  for (const match of text.matchAll(/[/.,;:_&=?|+-]+(?=[^/.,;:_&=?|+\-()[\]{}])/g)) {
    points.push(match.index + match[0].length)
  }
  return points.filter((at) => at > 2 && at < text.length - 2)
}

/**
 * The width of the text before an offset, in 1/1000 em. A cluster of several
 * characters, such as a ligature, is shared out among them: where a line breaks in
 * it they are shaped apart.
 */
function advancesAt(runs: readonly GlyphRun[], text: string): (offset: number) => number {
  const sums = new Float64Array(text.length + 1)
  const ordered = runs[0]?.rtl ? [...runs].reverse() : runs
  let base = 0
  for (const run of ordered) {
    if (isPlain(run)) {
      for (let at = 0; at < run.text.length; at++) sums[base + at + 1] = run.advances[at] ?? 0
      base += run.text.length
      continue
    }
    const ends = clusterEnds(run)
    for (const [index, cluster] of run.clusters.entries()) {
      const from = Math.min(cluster, run.text.length - 1)
      const to = Math.max(from + 1, ends.get(cluster) ?? run.text.length)
      const part = (run.advances[index] ?? 0) / (to - from)
      for (let at = base + from + 1; at <= base + to; at++) sums[at] = (sums[at] ?? 0) + part
    }
    base += run.text.length
  }
  for (let at = 1; at <= text.length; at++) sums[at] = (sums[at] ?? 0) + (sums[at - 1] ?? 0)
  return (offset) => sums[offset] ?? 0
}

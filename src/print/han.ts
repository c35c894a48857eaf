/**
 * Scripts written without word spaces: Han and kana with their full-width marks,
 * and those of south-east Asia.
 *
 * A full-width mark is ink in one half of its square and white in the other.
 * The mark is set in half the width, its white as glue, which vanishes where a
 * line begins or ends, is not doubled between two marks, and may give way
 * (JLREQ 3.1, CLREQ 3.1). Which half is white is read from the glyph, for it
 * differs between national forms.
 */
import type { Faces, GlyphRun } from '../faces/faces.ts'

/** Which half of a mark's square is white. */
export type Side = 'start' | 'end'

/** Han, kana and their full-width punctuation; Hangul has word spaces. */
export function isHan(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (
    (unit >= 0x2e80 && unit <= 0x9fff) ||
    (unit >= 0xd840 && unit <= 0xd8ff) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xff00 && unit <= 0xffef) ||
    // The second half of a character of the supplementary plane.
    (unit >= 0xdc00 && unit <= 0xdfff && isHan(text, at - 1))
  )
}

export function isHangul(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return (unit >= 0xac00 && unit <= 0xd7af) || (unit >= 0x1100 && unit <= 0x11ff)
}

/** Whether Han meets a letter or digit of another script before an offset. */
export function mixes(text: string, at: number): boolean {
  const [before, after] = [isHan(text, at - 1), isHan(text, at)]
  if (before === after) return false
  const [han, other] = before ? [text[at - 1], text[at]] : [text[at], text[at - 1]]
  return /[\p{L}\p{N}]/u.test(other ?? '') && !/[\p{P}\uff00-\uffef]/u.test(han ?? '')
}

const marks = /[\u2018-\u201d\u3001-\u3003\u3008-\u301f\uff01-\uff65]/

/** The white halves of a word's marks, by their offsets; undefined where it has none. */
export function whiteHalves(
  text: string,
  runs: readonly GlyphRun[],
  faces: Faces,
): ReadonlyMap<number, Side> | undefined {
  if (!marks.test(text)) return undefined
  const found = new Map<number, Side>()
  let base = 0
  for (const run of runs) {
    for (const [index, cluster] of run.clusters.entries()) {
      const character = run.text[cluster] ?? ''
      if (!marks.test(character) || !/\p{P}/u.test(character)) continue
      const side = sideOf(run, index, faces)
      if (side) found.set(base + cluster, side)
    }
    base += run.text.length
  }
  return found.size > 0 ? found : undefined
}

/** Sides of glyphs seen before. */
const known = new WeakMap<Faces, Map<string, Side | undefined>>()

function sideOf(run: GlyphRun, index: number, faces: Faces): Side | undefined {
  const advance = run.advances[index] ?? 0
  // Only what is as wide as Han: the same quotation mark is narrow in a Latin face.
  if (run.missing || run.rtl || advance < 950) return undefined
  const sides = known.get(faces) ?? new Map<string, Side | undefined>()
  known.set(faces, sides)
  const glyph = run.glyphs[index] ?? 0
  const key = `${run.face} ${glyph}`
  if (!sides.has(key)) {
    let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const [, ...values] of faces.outline(run.face, glyph)) {
      for (let at = 0; at < values.length; at += 2) {
        left = Math.min(left, values[at] ?? 0)
        right = Math.max(right, values[at] ?? 0)
      }
    }
    sides.set(key, left >= advance / 2 ? 'start' : right <= advance / 2 ? 'end' : undefined)
  }
  return sides.get(key)
}

/** Halves cut before: one object a mark of a word, so that it is encoded once. */
const halves = new WeakMap<GlyphRun, Map<number, GlyphRun>>()

/** The mark at an offset of a word as a run of its own, without its white half. */
export function halfAt(
  runs: readonly GlyphRun[],
  offset: number,
  side: Side,
): GlyphRun | undefined {
  let base = 0
  for (const run of runs) {
    if (offset >= base + run.text.length) {
      base += run.text.length
      continue
    }
    const index = run.clusters.indexOf(offset - base)
    const cut = halves.get(run) ?? new Map<number, GlyphRun>()
    halves.set(run, cut)
    const known = cut.get(index)
    if (known || index < 0) return known
    const half = (run.advances[index] ?? 0) / 2
    const made: GlyphRun = {
      face: run.face,
      text: run.text[offset - base] ?? '',
      rtl: false,
      glyphs: [run.glyphs[index] ?? 0],
      advances: [half],
      offsets: [side === 'start' ? -half : 0, 0],
      clusters: [0],
      width: half,
    }
    cut.set(index, made)
    return made
  }
  return undefined
}

const shared = /^[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]+$/

/**
 * Marks that Latin and Han share, [from, to) of a word, as the word has them: by
 * themselves they would be set in another face. Undefined for other text.
 */
export function sharedMarks(
  text: string,
  runs: readonly GlyphRun[],
  from: number,
  to: number,
): GlyphRun[] | undefined {
  if (!shared.test(text.slice(from, to))) return undefined
  const out: GlyphRun[] = []
  let base = 0
  for (const run of runs) {
    if (run.rtl) return undefined
    const inside = run.clusters.flatMap((cluster, index) =>
      base + cluster >= from && base + cluster < to ? [index] : [],
    )
    const first = run.clusters[inside[0] ?? -1]
    if (first !== undefined) {
      const advances = inside.map((index) => run.advances[index] ?? 0)
      out.push({
        ...{ face: run.face, rtl: false, advances },
        text: text.slice(base + first, Math.min(to, base + run.text.length)),
        glyphs: inside.map((index) => run.glyphs[index] ?? 0),
        offsets: inside.flatMap((index) => run.offsets.slice(index * 2, index * 2 + 2)),
        clusters: inside.map((index) => (run.clusters[index] ?? 0) - first),
        width: advances.reduce((sum, advance) => sum + advance, 0),
      })
    }
    base += run.text.length
  }
  return out
}

/** How much of a mark's white, in em, stands between two: between two marks only one half. */
export function whiteBetween(before: Side | undefined, after: Side | undefined): number {
  const closed = before === 'end' && after !== 'end'
  const opens = after === 'start' && before !== 'start'
  return closed || opens ? 0.5 : 0
}

/**
 * Where a syllable of Thai, Lao, Burmese or Khmer surely begins: these scripts have
 * no spaces between words, and which syllables are a word only a dictionary knows.
 *
 * Thai and Lao write some vowels before the consonant they follow in speech, and
 * some signs only at a syllable's end. In Burmese a consonant without the killer
 * begins one, in Khmer a consonant that carries a vowel or another consonant.
 */
const syllable = new RegExp(
  [
    '(?<=[\\u0e01-\\u0e4e])[\\u0e40-\\u0e44](?=[\\u0e01-\\u0e2e])',
    '(?<=[\\u0e30\\u0e46\\u0e2f])[\\u0e01-\\u0e2e]',
    '(?<=[\\u0e81-\\u0ecd])[\\u0ec0-\\u0ec4](?=[\\u0e81-\\u0eae])',
    '(?<=[\\u0eb0\\u0ec6\\u0eaf])[\\u0e81-\\u0eae]',
    '(?<=[\\u1000-\\u1038\\u103a-\\u104b])[\\u1000-\\u102a](?![\\u1037\\u1039\\u103a])',
    '(?<=[\\u1780-\\u17d1\\u17d3-\\u17da])[\\u1780-\\u17b3](?=[\\u17b6-\\u17c5\\u17d2])',
  ].join('|'),
  'g',
)

export function syllablePoints(text: string): number[] {
  return [...text.matchAll(syllable)].map(({ index }) => index)
}

/** Where a word may be parted, by language. Words of names, code and addresses are never parted. */

import english from 'hyphenation.en-us'
import Hypher from 'hypher'

/** Offsets inside a word where a hyphen may stand; empty for none. */
export type Hyphenate = (word: string) => readonly number[]

const none: readonly number[] = []

/** A hyphenator for a language (BCP 47); one that parts nothing where we have no patterns. */
export function hyphenator(language: string): Hyphenate {
  if (!/^en(-|$)/i.test(language)) return () => none
  // Patterns are unfolded when the first word asks.
  let hypher: Hypher | undefined
  const cache = new Map<string, readonly number[]>()
  return (word) => {
    const known = cache.get(word)
    if (known) return known
    hypher ??= new Hypher(english)
    const points = pointsOf(word, hypher)
    cache.set(word, points)
    return points
  }
}

function pointsOf(word: string, hypher: Hypher): readonly number[] {
  // Punctuation may surround it; what is capitalised may be a name.
  const match = /^([("'“‘[]*)(\p{Ll}{6,40})([)"'”’\],.;:!?…]*)$/u.exec(word)
  if (!match) return none
  const before = match[1]?.length ?? 0
  const points: number[] = []
  let at = before
  for (const part of hypher.hyphenate(match[2] ?? '').slice(0, -1)) {
    at += part.length
    points.push(at)
  }
  return points
}

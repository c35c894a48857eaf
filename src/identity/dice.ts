/**
 * How alike two short texts are: options of a choice, fillings of a gap. Words
 * are too coarse there; pairs of characters forgive a letter.
 */

/** Below this, a text has another meaning. */
export const likeEnough = 0.3

/** Dice's coefficient over pairs of characters, blind to case and spaces: from 0 to 1, the same. */
export function dice(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  let total = 0
  let common = 0
  for (const [pair, count] of a) {
    total += count
    common += Math.min(count, b.get(pair) ?? 0)
  }
  for (const count of b.values()) total += count
  return total === 0 ? 1 : (2 * common) / total
}

/** Each pair with how often it stands there; begin and end count, so that one character is something. */
function pairsOf(text: string): Map<string, number> {
  const words = text.normalize('NFC').toLowerCase().split(/\s+/u).join(' ').trim()
  const pairs = new Map<string, number>()
  if (words === '') return pairs
  let before = '\u0002'
  for (const character of [...words, '\u0003']) {
    const pair = before + character
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    before = character
  }
  return pairs
}

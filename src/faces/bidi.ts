/** Directions of a line: runs of one direction, in the order they stand on the page. */
import createBidi from 'bidi-js'

/** Whether some text holds anything written from right to left; cheap, so that most text skips bidi. */
export function hasRtl(text: string): boolean {
  // Almost all words are ASCII, or at least below the first of those scripts.
  let at = 0
  while (at < text.length && text.charCodeAt(at) < 0x590) at++
  if (at === text.length) return false
  return /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(
    text,
  )
}

let bidi: ReturnType<typeof createBidi> | undefined

/** The embedding level of each UTF-16 unit; an odd one runs right to left. */
export function levelsOf(text: string, base?: 'ltr' | 'rtl'): Uint8Array {
  bidi ??= createBidi()
  return bidi.getEmbeddingLevels(text, base).levels
}

/**
 * Visual order of pieces with a level each, by rule L2 of UAX 9: from the
 * highest level to the lowest odd one, every stretch at it or above is turned.
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index)
  const odd = levels.filter((level) => level % 2 === 1)
  if (odd.length === 0) return order
  const lowest = odd.reduce((low, level) => Math.min(low, level), 255)
  const highest = levels.reduce((high, level) => Math.max(high, level), 0)
  for (let level = highest; level >= lowest; level--) {
    let start = 0
    while (start < order.length) {
      if ((levels[order[start] ?? 0] ?? 0) < level) {
        start++
        continue
      }
      let end = start
      while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= level) end++
      const turned = order.slice(start, end).reverse()
      order.splice(start, end - start, ...turned)
      start = end
    }
  }
  return order
}

/**
 * A sketch: sixteen characters that tell how much two texts have in common.
 *
 * One-permutation minhash over words and pairs of words: each feature falls by
 * its hash into one of sixteen bins, each bin keeps its smallest, and each
 * character is six bits of one bin (a dot where nothing fell). The share of
 * equal bins estimates the share of common features, so a text of which a tenth
 * was reworded keeps about twelve of them, and unrelated texts share one or two.
 */
const bins = 16
const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const empty = '.'

// Scripts written without spaces give one word a character; symbols count as words, for code.
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}]/gu

/** Words and pairs of words of a text, hashed to 32 bits; upper and lower case are one. */
function* hashesOf(text: string): Generator<number> {
  let before = ''
  for (const [word] of text.toLowerCase().matchAll(words)) {
    yield mix(word)
    yield mix(`${before} ${word}`)
    before = word
  }
}

/** The sketch of a text. */
export function sketchOf(text: string): string {
  const least = new Float64Array(bins).fill(Number.POSITIVE_INFINITY)
  for (const value of hashesOf(text)) note(least, value)
  const sketch = Array.from(least, (value) =>
    value === Number.POSITIVE_INFINITY ? empty : symbols[value % symbols.length],
  )
  // In one go: what is put together bit by bit takes ten times the memory.
  return sketch.join('')
}

/** The words and pairs of words of a text as a set: hashes in rising order. */
export function featuresOf(text: string): Uint32Array {
  const all = Uint32Array.from(hashesOf(text)).sort()
  return all.filter((value, index) => value !== all[index - 1])
}

/** How many features two texts have in common, and which share of all of them that is. */
export function overlap(one: Uint32Array, other: Uint32Array): { common: number; share: number } {
  let common = 0
  let at = 0
  for (const value of one) {
    while (at < other.length && (other[at] ?? 0) < value) at++
    if (other[at] === value) common++
  }
  return { common, share: common / Math.max(one.length + other.length - common, 1) }
}

function note(least: Float64Array, value: number): void {
  const bin = value & (bins - 1)
  const rest = value >>> 4
  if (rest < (least[bin] ?? 0)) least[bin] = rest
}

/** FNV-1a with a final mix, so that the low bits depend on every character; 32 bits. */
function mix(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** From 0, nothing in common, to 1, the same words: an estimate, off by about an eighth. */
export function likeness(one: string, other: string): number {
  let equal = 0
  let used = 0
  for (let bin = 0; bin < bins; bin++) {
    if (one[bin] === empty && other[bin] === empty) continue
    used++
    if (one[bin] === other[bin]) equal++
  }
  return used === 0 ? 0 : equal / used
}

/** Whether a text is a sketch. */
export function isSketch(text: string): boolean {
  return /^[\w.-]{16}$/.test(text)
}

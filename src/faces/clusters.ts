/**
 * Cuts text into clusters that must be set from one face: a base with its
 * marks, an emoji sequence, a flag.
 *
 * Own rule and not Intl.Segmenter, which follows the ICU of the Node at hand.
 */
const sequence =
  /\p{Regional_Indicator}{2}|(?:[^\p{M}\u200d]|^)(?:\p{M}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d.?)*|./gsu

/** The clusters of some text, in order; joined they are the text. */
export function clustersOf(text: string): string[] {
  return text === '' ? [] : (text.match(sequence) ?? [])
}

/** Whether some text is printable ASCII and nothing else, as most words are. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 32 || unit > 126) return false
  }
  return true
}

/** Characters that show nothing by themselves and need no glyph. */
export function isIgnorable(codePoint: number): boolean {
  return (
    codePoint === 0xad ||
    codePoint === 0x34f ||
    codePoint === 0x61c ||
    (codePoint >= 0x180b && codePoint <= 0x180f) ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x206f) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff ||
    (codePoint >= 0xe0000 && codePoint <= 0xe0fff) ||
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint <= 0x9f)
  )
}

/** A character that a shaper sets in place of one the face lacks, looking the same or nearly so. */
export function standIn(codePoint: number): number | undefined {
  if (codePoint === 0xa0 || codePoint === 0x202f || codePoint === 0x205f) return 0x20
  if (codePoint >= 0x2000 && codePoint <= 0x200a) return 0x20
  if (codePoint === 0x2011) return 0x2010
  return undefined
}

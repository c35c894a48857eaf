/**
 * Tells a part of a text that may keep the parser long. It need not be right:
 * such a part is given to a thread that can be ended, and most come back.
 *
 * What stalls are signs that open something, many of them with nothing between:
 * the parser tries each against the others. Prose has one in forty characters.
 */

/** Characters; less is parsed at once, however dense. */
const small = 3_000
/** Signs among so many characters. */
const dense = 1 / 6
/** More than that is looked at whatever it holds. */
const large = 512 * 1024

/** A line that lists within lists might stand on; the parser looks at all of them for each line. */
const indented = /^[ \t]{100,}\S/m

const signs = new Set([...'`*_~[]()<>!$|{}&\\\\@-+:=#'].map((sign) => sign.charCodeAt(0)))

export function mayStall(text: string): boolean {
  if (text.length < small) return false
  if (text.length > large || indented.test(text)) return true
  let count = 0
  for (let at = 0; at < text.length; at++) if (signs.has(text.charCodeAt(at))) count++
  return count > text.length * dense
}

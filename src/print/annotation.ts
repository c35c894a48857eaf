/** Links as objects of a PDF: written by hand, because a contents has thousands of them. */
import { utf16 } from './utf16.ts'

/**
 * What stands between `obj` and `endobj`. `to` is a named destination; `box` is left, bottom,
 * right, top; of a tagged link what is said of it, and its key in the tree of parents.
 */
export function linkBody(
  target: { url: string } | { to: string },
  box: readonly number[],
  tagged?: { words: string; key: number },
): string {
  const [contents, parent] = tagged
    ? [`/Contents ${textString(tagged.words)}`, `/StructParent ${tagged.key}`]
    : ['', '']
  const where =
    'to' in target
      ? `/Dest ${textString(target.to)}`
      : `/A<</S/URI/URI ${textString(ascii(target.url))}>>`
  return `<</Type/Annot/Subtype/Link/Rect [${box.map(exact).join(' ')}]/Border[0 0 0]/F 4${contents}${where}${parent}>>`
}

/** PDF knows no exponents. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6

/** A string of text: as it is where it is ASCII, else in UTF-16. */
function textString(text: string): string {
  if (!/^[ -~]*$/.test(text)) return `<${utf16(text)}>`
  return `(${text.replace(/[\\()]/g, '\\$&')})`
}

/** A URI of PDF is 7-bit: everything else is percent-encoded. */
function ascii(url: string): string {
  return url.replace(/[^\x21-\x7e]/gu, (character) =>
    /\p{Surrogate}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character),
  )
}

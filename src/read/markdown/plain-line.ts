/** A line so plain that what parsing it gives is known. */
import type { Paragraph } from 'mdast'

/** What becomes a link without any mark. */
export const address: RegExp = /www\./i

/** Words and the punctuation that means nothing in Markdown. A number may begin a list. */
const line = /^\p{L}(?:[\p{L}\p{M}\p{N} .,;:?()'"‘’“”–—-]*[\p{L}\p{M}\p{N}.,;:?()'"‘’“”])?$/u

/** Words on one line, as a paragraph; undefined where only parsing tells what they are. */
export function plainLine(text: string): Paragraph | undefined {
  if (!line.test(text) || address.test(text)) return undefined
  const start = { line: 1, column: 1, offset: 0 }
  const end = { line: 1, column: text.length + 1, offset: text.length }
  const own = { type: 'text' as const, value: text, position: { start, end } }
  const position = { start: { ...start }, end: { ...end } }
  return { type: 'paragraph', children: [own], position }
}

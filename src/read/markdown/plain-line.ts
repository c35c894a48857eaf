/** A line so plain that what parsing it gives is known. */
import type { Paragraph } from 'mdast'

/** Words and the punctuation that means nothing in Markdown. */
const words =
  /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,;:?()'"‘’“”–—-]*[\p{L}\p{M}\p{N}.,;:?()'"‘’“”])?$/u

/** What becomes a link without any mark. */
const address = /www\./i

/** Whether text on a line that already has its kind, as a heading has, is words and nothing else. */
export function isWords(text: string): boolean {
  return words.test(text) && !address.test(text)
}

/** What a number begins may be a list. */
const numbered = /^\p{N}/u

/** Words on one line, as a paragraph; undefined where only parsing tells what they are. */
export function plainLine(text: string): Paragraph | undefined {
  if (numbered.test(text) || !isWords(text)) return undefined
  const start = { line: 1, column: 1, offset: 0 }
  const end = { line: 1, column: text.length + 1, offset: text.length }
  const own = { type: 'text' as const, value: text, position: { start, end } }
  const position = { start: { ...start }, end: { ...end } }
  return { type: 'paragraph', children: [own], position }
}

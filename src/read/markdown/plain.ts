/** Texts so plain that what parsing them gives is known: a heading of words, a comment. */
import type { RootContent } from 'mdast'
import type { Markdown } from './markdown.ts'
import { isWords } from './plain-line.ts'

const comment = /^<!--(?!-?>)(?:(?!-->)[^\0\r])*-->$/

/** `# words` on one line; undefined where only parsing tells what it is. */
export function plainHeading(text: string): Markdown | undefined {
  if (!text.startsWith('# ') || !isWords(text.slice(2))) return undefined
  const end = { line: 1, column: text.length + 1, offset: text.length }
  const start = { line: 1, column: 3, offset: 2 }
  return alone({
    type: 'heading',
    depth: 1,
    children: [{ type: 'text', value: text.slice(2), position: { start, end: { ...end } } }],
    position: { start: { line: 1, column: 1, offset: 0 }, end },
  })
}

/** A comment and nothing else; undefined where only parsing tells what it is. */
export function plainComment(text: string): Markdown | undefined {
  if (!comment.test(text)) return undefined
  const lines = text.split('\n')
  const column = (lines.at(-1)?.length ?? 0) + 1
  const end = { line: lines.length, column, offset: text.length }
  return alone({
    type: 'html',
    value: text,
    position: { start: { line: 1, column: 1, offset: 0 }, end },
  })
}

function alone(block: RootContent): Markdown {
  return { blocks: [block], definitions: new Map(), footnotes: new Map(), syntax: {} }
}

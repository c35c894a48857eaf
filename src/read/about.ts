/** What a bank says of itself: the Markdown of its description, closed. */
import { Messages } from '../messages/messages.ts'
import type { Body } from '../model/bank.ts'
import { Closer } from './close.ts'
import { parseMarkdown } from './markdown/markdown.ts'

/**
 * The description as JSON of a `Body` (in `answer`).
 *
 * It comes from front matter or settings and has no place of its own, so
 * nothing is said of it, and a picture in it shows its words.
 */
export function aboutOf(description: string): string {
  const { blocks, definitions, footnotes } = parseMarkdown(description)
  const around = {
    path: '',
    definitions,
    footnotes,
    pictures: new Map(),
    messages: new Messages(),
  }
  const closer = new Closer(around, 1)
  const answer = closer.blocks(blocks)
  return JSON.stringify({
    title: [],
    prompt: [],
    answer,
    footnotes: closer.footnotes(),
  } satisfies Body)
}

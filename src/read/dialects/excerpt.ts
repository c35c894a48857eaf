/** Parses a part of a file's text by itself, from somewhere in one line to somewhere in another. */
import type { RootContent } from 'mdast'
import type { Line, Seen } from '../lines.ts'
import { createFragments } from '../markdown/markdown.ts'
import type { Sheet } from './dialect.ts'

/** `from` lies in `line`; offsets count in the file. */
export type Excerpt = { line: Line; from: number; to: number }

/** `edit` may blank characters of the text, never add or remove any. */
export type Parse = (excerpt: Excerpt, edit?: (text: string) => string) => RootContent[]

/** A parser of excerpts; `cut` gives the file's text as cleaning left it. */
export function excerptsOf({ known }: Sheet, cut: Seen['cut']): Parse {
  const parse = createFragments(known ?? { definitions: new Map(), footnotes: new Map() })
  return ({ line, from, to }, edit = (text) => text) =>
    parse(edit(cut(from, to)), {
      offset: from,
      line: line.number,
      column: from - line.start + 1,
    })
}

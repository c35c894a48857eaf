/** The lines of a part of a text, in which its plain blocks are found. */
import type { RootContent } from 'mdast'
import type { Place } from './plain-text.ts'

/** The lines of a part, and where each begins. */
export type Lines = { lines: readonly string[]; starts: readonly number[] }

/** A block, and the line behind it. */
export type Found = { block: RootContent; next: number }

export function linesOf(text: string): Lines {
  const lines = text.split('\n')
  let start = 0
  const starts = lines.map((line) => {
    const own = start
    start += line.length + 1
    return own
  })
  return { lines, starts }
}

/** A place on a line. Each is made anew, since points are moved to where their part stands. */
export function place(starts: readonly number[], line: number, within: number): Place {
  return { line: line + 1, column: within + 1, offset: (starts[line] ?? 0) + within }
}

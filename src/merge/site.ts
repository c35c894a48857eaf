/** Where a question stands in its file, and what may be written there. */
import type { Question, Section } from '../model/bank.ts'
import { eolOf } from './edits.ts'

/** A file of the bank as it was read. */
export type SourceFile = {
  /** Relative to the bank's root. */
  path: string
  text: string
  /** As judged in reading; undefined where it holds no question. */
  dialect: string | undefined
  /** Whether it can hold what only our own Markdown says: directive comments, rules, new questions. */
  ours: boolean
  eol: string
}

export type Site = { question: Question; section: Section; file: SourceFile }

/** A file's part in what can be written. */
export function sourceFile(
  path: string,
  text: string,
  dialect: string | undefined,
  directed: boolean,
): SourceFile {
  const ours = directed || dialect === 'plain-heading'
  return { path, text, dialect, ours, eol: eolOf(text) }
}

export type Heading = { level: number; start: number; end: number }

/** The `#` heading that an offset stands in; undefined where its line is none. */
export function headingAt(text: string, offset: number): Heading | undefined {
  const start = lineStart(text, offset)
  const end = lineEnd(text, offset)
  const marks = /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(text.slice(start, end))?.[1]
  return marks === undefined ? undefined : { level: marks.length, start, end }
}

export function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && !isEnd(text[start - 1])) start--
  return start
}

export function lineEnd(text: string, offset: number): number {
  let end = offset
  while (end < text.length && !isEnd(text[end])) end++
  return end
}

const isEnd = (unit: string | undefined) => unit === '\n' || unit === '\r'

/** What lines of a slice begin with behind its first one: indentation, or the marks of a quote. */
export function marginOf(text: string, start: number): string {
  const lead = text.slice(lineStart(text, start), start)
  if (/^[ \t>]*$/.test(lead)) return lead
  // Behind a list mark, text is indented as far as the mark is wide.
  const [, outer = '', mark] =
    /^([ \t>]*)((?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)$/.exec(lead) ?? []
  if (mark === undefined) return ''
  return outer + ' '.repeat(mark.replace(/\[[ xX]\][ \t]+$/, '').length)
}

/** Where the lines of a question begin and end in its file, from its heading to its last part. */
export function blockOf({ question: { slices }, file: { text } }: Site): {
  start: number
  end: number
} {
  const { title, directive, prompt, answer, choices = [] } = slices
  const all = [title, directive, prompt, answer, ...choices].filter((slice) => slice !== undefined)
  const end = Math.max(...all.map((slice) => lineEnd(text, slice.end)))
  return { start: lineStart(text, title.start), end }
}

/** Offsets at which lines begin. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
  return starts
}

/** Number of the line of an offset, from 0. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}

/** Edits of a file's text, and the smallest ones that turn some lines into others. */
import { diffIndices } from 'node-diff3'
import type { Slice } from '../model/bank.ts'

/** What stands at [`start`, `end`) of a file is replaced. Offsets count in the text as it was. */
export type Edit = { start: number; end: number; text: string }

/** Thrown where an edit cannot be written into its source; the message is for the user. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** One line of a slice: as the table shows it, and where it stands in the file. */
export type Line = { text: string; start: number; end: number; verbatim: boolean }

/** Characters that the table leaves out of a cell. */
const dropped = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** The lines of a slice without the blank lines around them, as they stand in a cell. */
export function linesOf({ start, text }: Slice): Line[] {
  const lines: Line[] = []
  const ending = /\r\n|\n|\r|$/g
  let from = 0
  for (const found of text.matchAll(ending)) {
    if (found.index < from) continue
    const raw = text.slice(from, found.index)
    const shown = raw.replace(dropped, '')
    lines.push({
      text: shown,
      start: start + from,
      end: start + found.index,
      verbatim: shown === raw,
    })
    from = found.index + found[0].length
    if (found[0] === '') break
  }
  while (lines[0] && lines.length > 1 && /^\s*$/.test(lines[0].text)) lines.shift()
  while (lines.length > 1 && /^\s*$/.test(lines.at(-1)?.text ?? '')) lines.pop()
  const last = lines.at(-1)
  if (last) {
    const text = last.text.trimEnd()
    const cut = last.text.length - text.length
    if (cut > 0 && last.verbatim) lines[lines.length - 1] = { ...last, text, end: last.end - cut }
  }
  return lines
}

/**
 * A text's lines as they must stand in the source: those behind the first within
 * its margin, which is indentation or the marks of a quote.
 */
export function withMargin(
  wanted: readonly string[],
  lines: readonly Line[],
  margin: string,
): string[] {
  if (margin === '') return [...wanted]
  const known = new Set(lines.slice(1).map(({ text }) => text))
  return wanted.map((line, index) => {
    if (index === 0) return line.startsWith(margin) ? line.slice(margin.length) : line
    if (known.has(line) || line.startsWith(margin)) return line
    if (line.trim() === '') return margin.includes('>') ? margin.trimEnd() : ''
    return `${margin}${line}`
  })
}

/** The edits that make `lines` into `wanted`; both hold one line or more. `eol`: the file's line end. */
export function rewrite(lines: readonly Line[], wanted: readonly string[], eol: string): Edit[] {
  const edits: Edit[] = []
  const now = lines.map(({ text }) => text)
  for (const { buffer1, buffer2 } of diffIndices(now, [...wanted])) {
    const [at, count] = buffer1
    const [to, added] = buffer2
    const paired = Math.min(count, added)
    for (let index = 0; index < paired; index++) {
      const line = lines[at + index]
      if (line) edits.push(...within(line, wanted[to + index] ?? ''))
    }
    const more = wanted.slice(to + paired, to + added)
    if (more.length > 0) edits.push(inserted(lines, at + paired, more, eol))
    if (count > paired) edits.push(removed(lines, at + paired, at + count))
  }
  return edits
}

/** The edit of one line, with what is the same at both ends left alone. */
function within({ text, start, end, verbatim }: Line, wanted: string): Edit[] {
  if (text === wanted) return []
  if (!verbatim) return [{ start, end, text: wanted }]
  let head = 0
  const most = Math.min(text.length, wanted.length)
  while (head < most && text[head] === wanted[head]) head++
  if (isHigh(text[head - 1])) head--
  let tail = 0
  while (tail < most - head && text.at(-1 - tail) === wanted.at(-1 - tail)) tail++
  if (tail > 0 && isLow(text.at(-tail))) tail--
  return [{ start: start + head, end: end - tail, text: wanted.slice(head, wanted.length - tail) }]
}

const isHigh = (unit: string | undefined) => unit !== undefined && /[\ud800-\udbff]/.test(unit)
const isLow = (unit: string | undefined) => unit !== undefined && /[\udc00-\udfff]/.test(unit)

function inserted(lines: readonly Line[], at: number, more: readonly string[], eol: string): Edit {
  const before = lines[at - 1]
  if (before) return { start: before.end, end: before.end, text: `${eol}${more.join(eol)}` }
  const start = lines[0]?.start ?? 0
  return { start, end: start, text: `${more.join(eol)}${eol}` }
}

function removed(lines: readonly Line[], from: number, to: number): Edit {
  const [before, first, last, next] = [lines[from - 1], lines[from], lines[to - 1], lines[to]]
  if (before) return { start: before.end, end: last?.end ?? before.end, text: '' }
  return { start: first?.start ?? 0, end: next?.start ?? last?.end ?? 0, text: '' }
}

/** Edits in the order of their places; those of one place in the order given. */
export function ordered<One extends Edit>(edits: readonly One[]): One[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Two edits that touch the same text; undefined where none do. */
export function overlapOf<One extends Edit>(edits: readonly One[]): [One, One] | undefined {
  let before: One | undefined
  for (const edit of ordered(edits)) {
    if (before && edit.start < before.end) return [before, edit]
    if (!before || edit.end >= before.end) before = edit
  }
  return undefined
}

/** A text with edits made; they must not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let from = 0
  for (const edit of ordered(edits)) {
    parts.push(text.slice(from, edit.start), edit.text)
    from = edit.end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** Where an offset of the old text stands in the new; what is inserted at it stands behind it. */
export function moved(edits: readonly Edit[]): (offset: number) => number {
  const sorted = ordered(edits)
  const ends: { start: number; end: number; shift: number }[] = []
  let shift = 0
  for (const { start, end, text } of sorted) {
    shift += text.length - (end - start)
    ends.push({ start, end, shift })
  }
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      const edit = ends[middle]
      if (edit && edit.start < offset && edit.end <= offset) low = middle + 1
      else high = middle
    }
    return offset + (ends[low - 1]?.shift ?? 0)
  }
}

/** The line end that a text uses first. */
export function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

/** Lines behind the first moved in as far as they must be; those that are already stay. */
export function indented(text: string, indent: string): string {
  const [first = '', ...rest] = text.split('\n')
  const lines = rest.map((line) => {
    if (line.trim() === '') return ''
    return line.startsWith(indent) ? line : `${indent}${line}`
  })
  return [first, ...lines].join('\n')
}

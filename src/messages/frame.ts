/** A code frame: the lines around a place, with a caret under what is meant. */
import type { Place } from '../model/bank.ts'
import { expand, fitting, widthOf } from './terminal.ts'

/** Columns of source shown at most; of a longer line the part around the place. */
const measure = 96

/**
 * The line of the place, the line before it, and a line with carets:
 *
 *     11 |
 *   > 12 | ## What is a closure?
 *        |    ^^^^
 *
 * Empty where the file has no such line. A place that spans lines is marked to
 * the end of its first line.
 */
export function frame(lines: readonly string[], place: Place): string[] {
  const line = lines[place.line - 1]
  if (line === undefined) return []
  const from = Math.min(Math.max(place.column - 1, 0), line.length)
  const to = Math.max(endOn(place, line), from)
  const gutter = String(place.line).length

  const window = windowOn(line, from)
  const shown = fitting(expand(line.slice(window)), measure)
  const clipped = widthOf(shown) < widthOf(expand(line.slice(window)))
  const lead = window > 0 ? '…' : ''
  const indent = widthOf(lead + expand(line.slice(window, from)))
  const room = Math.max(measure - indent, 1)
  const carets = Math.min(Math.max(widthOf(expand(line.slice(from, to))), 1), room)

  const before = lines[place.line - 2]
  const above =
    before === undefined
      ? []
      : [`  ${String(place.line - 1).padStart(gutter)} | ${shorten(before)}`.trimEnd()]
  return [
    ...above,
    `> ${place.line} | ${lead}${shown}${clipped ? '…' : ''}`.trimEnd(),
    `  ${' '.repeat(gutter)} | ${' '.repeat(indent)}${'^'.repeat(carets)}`,
  ]
}

/** The lines of a file's text, whatever ends them; without a byte order mark. */
export function linesOf(text: string): string[] {
  return (text.startsWith('\ufeff') ? text.slice(1) : text).split(/\r\n|\n|\r/)
}

function endOn(place: Place, line: string): number {
  if (!place.end) return place.column
  if (place.end.line > place.line) return line.trimEnd().length
  return Math.min(place.end.column - 1, line.length)
}

/** Where to begin showing a line so that the place stands in it. */
function windowOn(line: string, from: number): number {
  if (widthOf(expand(line.slice(0, from))) <= measure - 16) return 0
  const start = from - 40
  // Not between the two halves of a surrogate pair.
  return /[\udc00-\udfff]/.test(line[start] ?? '') ? start - 1 : start
}

function shorten(line: string): string {
  const whole = expand(line)
  const part = fitting(whole, measure)
  return part.length < whole.length ? `${part}…` : part
}

/** Which cards Anki makes of a note, by its own rules: an importer makes none that the package lacks. */
import { highestGap } from '../markup/markup.ts'
import type { FieldName, NoteType } from './note-types.ts'

/** A field that holds nothing but white space, `<br>` and `<div>` counts as empty. */
export function isEmptyField(html: string): boolean {
  // Words stand first in most.
  if (/^[^\s<]/.test(html)) return false
  return /^(?:\s|<\/?(?:br|div)[^>]*>)*$/i.test(html)
}

/** The fields of a note by name; those left out are empty. */
export type Fields = Readonly<Partial<Record<FieldName, string>>>

/**
 * What decides which cards a note has, in few words: the names of the fields that
 * hold something, or of a cloze the ordinals of its gaps, parted by spaces.
 */
export function marksOf(type: NoteType, fields: Fields): string {
  if (type.cloze) return gaps(Object.values(fields)).join(' ')
  return type.fields
    .filter((name) => {
      const html = fields[name] ?? ''
      return html !== '' && !isEmptyField(html)
    })
    .map((name) => name.replaceAll(' ', '_'))
    .join(' ')
}

/**
 * Ordinals of the cards of a note of these marks, ascending. `fronts` says of each
 * template whether its front shows anything for the given fields; see `templates-check`.
 */
export function ordinals(
  type: NoteType,
  marks: string,
  shows: (template: number, filled: ReadonlySet<string>) => boolean,
): number[] {
  const words = marks.split(' ').filter((word) => word !== '')
  if (type.cloze) return words.map(Number)
  const filled = new Set(words.map((word) => word.replaceAll('_', ' ')))
  const found = type.templates.flatMap((_, index) => (shows(index, filled) ? [index] : []))
  return found.length > 0 ? found : [0]
}

/** One card a cloze number, in any field. */
function gaps(fields: readonly string[]): number[] {
  const numbers = new Set<number>()
  for (const html of fields) {
    for (const [, digits] of html.matchAll(/\{\{c(\d+)::/g)) {
      const number = Number(digits)
      if (number >= 1 && number <= highestGap) numbers.add(number - 1)
    }
  }
  return [...numbers].sort((a, b) => a - b)
}

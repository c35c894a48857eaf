/** Which cards Anki makes of a note, by its own rules: an importer makes none that the package lacks. */
import { highestGap } from '../markup/markup.ts'
import type { FieldName, NoteType } from './note-types.ts'

/** A field that holds nothing but white space, `<br>` and `<div>` counts as empty. */
export function isEmptyField(html: string): boolean {
  return /^(?:\s|<\/?(?:br|div)[^>]*>)*$/i.test(html)
}

/**
 * Ordinals of the cards of a note, ascending. `fronts` says of each template
 * whether its front shows anything for the given fields; see `templates-check`.
 */
export function ordinals(
  type: NoteType,
  fields: Readonly<Partial<Record<FieldName, string>>>,
  shows: (template: number, filled: ReadonlySet<string>) => boolean,
): number[] {
  if (type.cloze) return gaps(Object.values(fields))
  const filled = new Set(
    Object.entries(fields).flatMap(([name, html]) => (isEmptyField(html) ? [] : [name])),
  )
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

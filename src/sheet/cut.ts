/** Cells longer than spreadsheets keep: cut in the table, and said so before it is written. */
import type { Messages } from '../messages/messages.ts'
import { lengthOf } from '../model/bank.ts'
import { basic, type Column, cellOf, type Row } from './columns.ts'

/**
 * What spreadsheets keep of a cell: Excel 32,767 UTF-16 units, with room for the
 * guard and the mark. (It shows 253 line ends of a cell and keeps all of them.)
 */
const longest = 32_000

/** Ends a cell that was cut. A merge must not take such a cell home. */
export const cutMark = '\n[… cut here]'

/** The cell as it fits. */
export function cut(cell: string): string {
  if (cell.length <= longest) return cell
  return shortened(cell, longest - cutMark.length) + cutMark
}

/** At most so many UTF-16 units, and no half of a pair. */
export function shortened(text: string, units: number): string {
  const part = text.slice(0, units)
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part
}

/** Characters that no cell of a row has more of, quick to tell. */
function boundOf({ question, section, deck, licence = '', own }: Row): number {
  const { title, prompt, answer, choices = [] } = question.slices
  const slices = [title, prompt, answer, ...choices]
  let bound = question.body.length + deck.length + section.deck.length + licence.length
  // Between two pieces of a cell stand at most some characters of ours.
  for (const slice of slices) bound += (slice ? lengthOf(slice) : 0) + 8
  for (const text of [...section.path, ...question.tags]) bound += text.length + 8
  if (question.kind === 'choice')
    for (const { label } of question.choices) bound += label.length + 8
  for (const cell of own?.values() ?? []) bound += cell.length
  return bound + question.place.path.length + (question.difficulty?.length ?? 0) + 32
}

/** Says which cells of a question will be cut; once, though two formats cut them. */
export function sayCut(row: Row, messages: Messages): void {
  const { question } = row
  if (boundOf(row) <= longest) return
  const own = [...(row.own ?? new Map<string, string>())]
  const added = own.map(([name, cell]): Column => ({ name, of: () => cell }))
  for (const column of [...basic, ...added]) {
    // A cell only grows shorter on its way into the table; most need no second look.
    if (column.of(row).length <= longest) continue
    const { length } = cellOf(column, row)
    if (length <= longest) continue
    const reason = `The ${column.name} of ${question.code} has ${length} characters`
    const said = messages.all.some((one) => one.reason === reason)
    if (!said) messages.add('cell-too-long', reason, question.place)
  }
}

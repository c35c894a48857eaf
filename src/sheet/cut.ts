/** Cells longer than spreadsheets keep: cut in the table, and said so before it is written. */
import type { Messages } from '../messages/messages.ts'
import { cellOf, columns, type Row } from './columns.ts'

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
  const end = longest - cutMark.length
  // Never between the halves of a surrogate pair.
  const high = /[\ud800-\udbff]/.test(cell[end - 1] ?? '')
  return cell.slice(0, high ? end - 1 : end) + cutMark
}

/** Says which cells of a question will be cut; once, though two formats cut them. */
export function sayCut(row: Row, messages: Messages): void {
  const { question } = row
  const { title, prompt, answer, choices = [] } = question.slices
  // Only slices can be as long as that; most rows need no second look.
  const all = [title, prompt, answer, ...choices]
  if (all.reduce((sum, slice) => sum + (slice?.text.length ?? 0) + 8, 0) <= longest) return
  for (const column of columns) {
    const { length } = cellOf(column, row)
    if (length <= longest) continue
    const reason = `The ${column.name} of ${question.code} has ${length} characters`
    const said = messages.all.some((one) => one.ruleId === 'cell-too-long' && one.reason === reason)
    if (!said) messages.add('cell-too-long', reason, question.place)
  }
}

/**
 * The stamp of a row: what its cells were when they were written.
 *
 * A table comes back weeks after it was sent, when the bank has long been built
 * again. By the stamp a merge knows which cells were edited in it, and what is
 * only older than the source is never taken for an edit.
 */
import { hash } from 'node:crypto'
import { remembered } from './remembered.ts'

/** Columns whose cells a stamp tells of, in its order; behind them the columns of the table's users. */
export const stampedColumns = [
  'section',
  'question',
  'answer',
  'choices',
  'right',
  'hint',
  'tags',
  'difficulty',
] as const

export type StampedColumn = (typeof stampedColumns)[number]

/** Characters of each part: 24 bits. */
const length = 4

/** A letter first, so that no program takes it for a number. */
const first = 's'

/** The stamp of a row, from its cells before guard and cut, and the user's own, by name. */
export function stampOf(
  cell: (column: StampedColumn) => string,
  own: ReadonlyMap<string, string> = new Map(),
): string {
  const parts = stampedColumns.map((column) => stampOfCell(cell(column)))
  return [first, ...parts, stampOfOwn(own)].join('')
}

/** What the stamp says of each column, `own` for the user's; undefined for a text that is none. */
export function partsOfStamp(
  stamp: string,
): ReadonlyMap<StampedColumn | 'own', string> | undefined {
  const text = stamp.trim()
  const names = [...stampedColumns, 'own'] as const
  if (!/^s[\w-]*$/.test(text) || text.length !== 1 + names.length * length) return undefined
  return new Map(
    names.map((name, index) => {
      const from = 1 + index * length
      return [name, text.slice(from, from + length)] as const
    }),
  )
}

/** White space around a cell is not told. */
export const stampOfCell = remembered((cell: string): string =>
  hash('sha256', cell.trim(), 'base64url').slice(0, length),
)

/** Empty cells are as if they were not there. */
export function stampOfOwn(own: ReadonlyMap<string, string>): string {
  const cells = [...own].map(([name, cell]) => JSON.stringify([name, cell.trim()]))
  const filled = [...own].map(([, cell]) => cell.trim() !== '')
  return stampOfCell(
    cells
      .filter((_, index) => filled[index])
      .sort()
      .join('\n'),
  )
}

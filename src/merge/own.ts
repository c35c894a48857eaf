/** The columns that users added: what a table says of them, over what is kept. */

import { unguard } from '../sheet/guard.ts'
import { partsOfStamp, stampOfOwn } from '../sheet/stamp.ts'
import type { OwnColumns } from '../writer.ts'
import type { Table, TableRow } from './table.ts'

export type MergedColumns = {
  columns: OwnColumns
  /** Cells that are other than before. */
  changed: number
}

/**
 * Columns as kept, with what the table's rows say; `codeOf` gives the code of a
 * row, undefined for one that is not taken. A column that the table lacks stays.
 */
export function mergeOwn(
  kept: OwnColumns,
  { names, rows }: Table,
  codeOf: (row: TableRow) => string | undefined,
): MergedColumns {
  const cells = new Map([...kept.cells].map(([code, own]) => [code, new Map(own)]))
  let changed = 0
  for (const row of rows) {
    const code = codeOf(row)
    if (code === undefined || names.length === 0) continue
    const given = new Map([...row.own].map(([name, cell]) => [name, unguard(cell).trim()]))
    // A table from before others wrote: what nobody touched in it is not news.
    const stamp = partsOfStamp(row.cells.stamp ?? '')?.get('own')
    if (stamp === stampOfOwn(given)) continue
    const own = cells.get(code) ?? new Map<string, string>()
    for (const name of names) {
      const cell = given.get(name) ?? ''
      if ((own.get(name) ?? '') === cell) continue
      changed++
      if (cell === '') own.delete(name)
      else own.set(name, cell)
    }
    cells.set(code, own)
  }
  return { columns: { names: [...new Set([...kept.names, ...names])], cells }, changed }
}

/**
 * A table that came back: its rows by code, whatever was done to its columns.
 *
 * Columns are known by their names, in any order and case. Where the code's
 * column has another name, or none, it is the one whose cells are codes; other
 * columns of ours that were renamed are told by what stands in them.
 */
import { type ColumnName, columns, ofColumn } from '../sheet/columns.ts'
import { unguard } from '../sheet/guard.ts'
import { nameOf, parseCsv, TableError } from './csv.ts'
import { decodeTable } from './decode.ts'
import { isArchive, readWorkbook, type Sheet } from './workbook.ts'

export type Cells = Partial<Record<ColumnName, string>>

export type TableRow = {
  /** As its spreadsheet counts, with the sheet's name where there are several. */
  place: string
  /** Number of its sheet, from 0. */
  sheet: number
  /** Upper case; empty for a new row. */
  code: string
  cells: Cells
  /** Cells of columns that are not ours, by name as written; empty ones left out. */
  own: ReadonlyMap<string, string>
}

export type Table = {
  rows: TableRow[]
  /** Names of columns that are not ours, in order. */
  names: string[]
  /** Columns of ours that no sheet has. */
  missing: ColumnName[]
  /** Whether characters beyond Windows-1252 were lost on the way. */
  lossy: boolean
}

/** What is known of a bank, by which columns without their names are told. */
export type Hints = {
  isCode(cell: string): boolean
  /** A question's cell as the bank has it. */
  cell(code: string, column: ColumnName): string | undefined
}

const ours = new Map<string, ColumnName>([...columns, ofColumn].map(({ name }) => [name, name]))

/** Of rows without cells of the user's: most tables have no such column. */
const none: ReadonlyMap<string, string> = new Map()

/** Rows that may stand above the header. */
const lead = 10

/** @throws TableError where bytes are no table, or hold no column of codes. */
export async function readTable(bytes: Uint8Array, hints: Hints): Promise<Table> {
  const { sheets, lossy } = await sheetsIn(bytes)
  const found = sheets.flatMap((sheet, index) => {
    const columns = columnsOf(sheet.rows, hints)
    return columns ? [{ ...sheet, index, ...columns }] : []
  })
  if (found.length === 0) {
    throw new TableError('No column of it holds codes of this bank; it is told by its name, code.')
  }
  const names: string[] = []
  const rows: TableRow[] = []
  const seen = new Set<string>()
  for (const { name, index, rows: cells, header, as } of found) {
    for (const title of as.values()) {
      seen.add(title.name)
      if (title.own && !names.includes(title.name)) names.push(title.name)
    }
    for (const [at, row] of cells.entries()) {
      if (at <= header || row.every((cell) => cell.trim() === '')) continue
      const place = found.length > 1 ? `${name}, row ${at + 1}` : `row ${at + 1}`
      rows.push(rowOf(row, as, { place, sheet: index }))
    }
  }
  const missing = columns.map(({ name }) => name).filter((name) => !seen.has(name))
  return { rows, names, missing, lossy }
}

/**
 * The rows of every sheet as text; a table that is no workbook is one sheet.
 *
 * @throws TableError
 */
export async function sheetsIn(bytes: Uint8Array): Promise<{ sheets: Sheet[]; lossy: boolean }> {
  if (isArchive(bytes)) return { sheets: await readWorkbook(bytes), lossy: false }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new TableError(
      'It is a workbook of an old format, or one with a password; save it as XLSX.',
    )
  }
  const { text, lossy } = decodeTable(bytes)
  if (/^#separator:/i.test(text)) {
    throw new TableError('It is a text for Anki’s import; edits come home from the table only.')
  }
  return { sheets: [{ name: '', rows: parseCsv(text, new Set(ours.keys())) }], lossy }
}

type Title = { name: string; own: boolean }
type Columns = { header: number; as: ReadonlyMap<number, Title> }

/** Which column is which; undefined for a sheet without codes. */
function columnsOf(rows: readonly string[][], hints: Hints): Columns | undefined {
  const named = rows.slice(0, lead).findIndex((row) => row.some((cell) => nameOf(cell) === 'code'))
  const codes = named >= 0 ? -1 : codeColumn(rows, hints)
  if (named < 0 && codes < 0) return undefined
  const header = named >= 0 ? named : headerAbove(rows, codes, hints)
  const as = new Map<number, Title>()
  const taken = new Set<string>()
  for (const [column, cell] of (rows[header] ?? []).entries()) {
    const name = ours.get(nameOf(cell))
    // Of two columns with one name the first is ours: a copy stands behind it.
    if (name === undefined || taken.has(name)) continue
    taken.add(name)
    as.set(column, { name, own: false })
  }
  if (codes >= 0) {
    as.set(codes, { name: 'code', own: false })
    taken.add('code')
  }
  const code = [...as].find(([, { name }]) => name === 'code')?.[0] ?? codes
  const below = rows.slice(header + 1)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (let column = 0; column < width; column++) {
    if (as.has(column)) continue
    const name = byContent(below, code, column, taken, hints)
    if (name) {
      taken.add(name)
      as.set(column, { name, own: false })
      continue
    }
    const title = unguard((rows[header]?.[column] ?? '').replace(/\s+/g, ' ').trim())
    // A copy of a column of ours is no column of the user's.
    const isCopy = ours.has(nameOf(title))
    if (header >= 0 && title !== '' && !isCopy) as.set(column, { name: title, own: true })
  }
  return { header, as }
}

/** The column most of whose cells are codes of the bank; -1 for none. */
function codeColumn(rows: readonly string[][], { isCode }: Hints): number {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
    const count = cells.filter(isCode).length
    if (count > 0 && count * 2 > cells.length) return column
  }
  return -1
}

/** The row above the first code, where there is one. */
function headerAbove(rows: readonly string[][], codes: number, { isCode }: Hints): number {
  return rows.findIndex((row) => isCode(row[codes]?.trim() ?? '')) - 1
}

/** A column without a name of ours, told by holding what one of ours holds. */
function byContent(
  rows: readonly string[][],
  code: number,
  column: number,
  taken: ReadonlySet<string>,
  hints: Hints,
): ColumnName | undefined {
  const sample = rows.filter((row) => hints.isCode(row[code]?.trim() ?? '')).slice(0, 200)
  let best: { name: ColumnName; count: number } | undefined
  for (const { name } of columns) {
    if (taken.has(name)) continue
    const filled = sample.filter((row) => (row[column] ?? '') !== '')
    const count = filled.filter((row) => {
      const cell = hints.cell((row[code] ?? '').trim().toUpperCase(), name)
      return cell !== undefined && (cell === row[column] || `'${cell}` === row[column])
    }).length
    if (count > 0 && count * 2 > filled.length && count > (best?.count ?? 0)) best = { name, count }
  }
  return best?.name
}

function rowOf(
  row: readonly string[],
  as: ReadonlyMap<number, Title>,
  { place, sheet }: Pick<TableRow, 'place' | 'sheet'>,
): TableRow {
  const cells: Cells = {}
  let own: Map<string, string> | undefined
  for (const [column, { name, own: isOwn }] of as) {
    const cell = row[column] ?? ''
    if (!isOwn) cells[name as ColumnName] = cell
    else if (cell.trim() !== '') own = (own ?? new Map()).set(name, cell)
  }
  const code = (cells.code ?? '').replace(/[\s\u00a0'\u200b]/g, '').toUpperCase()
  return { place, sheet, code, cells, own: own ?? none }
}

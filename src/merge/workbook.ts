/** Reads workbooks: XLSX of any program, and LibreOffice's own ODS. */
import { TableError } from './csv.ts'

export type Sheet = { name: string; rows: string[][] }

type Value = string | number | boolean | Date | null

/** Whether bytes are a zip archive, which both formats are. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03
}

/**
 * Every sheet, hidden ones too, their cells as text.
 *
 * @throws TableError where the archive is no workbook.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  // The type stands uncompressed at the beginning of an ODS.
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 128))
  const isOds = start.includes('opendocument')
  try {
    const book = isOds
      ? await (await import('hucre/ods')).readOds(bytes)
      : await (await import('hucre/xlsx')).readXlsx(bytes)
    return book.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => Array.from(row, (cell) => textOf(cell))),
    }))
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new TableError(`The workbook cannot be read: ${why}`)
  }
}

/** A cell as a person reads it; a date by its calendar, since how it was shown is not known. */
function textOf(value: Value | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) {
    const iso = Number.isNaN(value.getTime()) ? '' : value.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  return String(value).replace(/\r\n?/g, '\n')
}

/**
 * The frame of a workbook, made by the library: every part of the file but the
 * rows. It makes one sample row a sheet, and what that row's cells look like is
 * how ours look; rows are streamed in afterwards, because a workbook of 100,000
 * questions is not to be held whole.
 */
import { unzipSync } from 'fflate'
import { type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { type Column, type ColumnName, columns as ours } from './columns.ts'

/** A part of the file: whole, or what stands before and after its rows. */
export type Part =
  | { path: string; text: string }
  | {
      path: string
      /** Which sheet, counted from 0. */
      sheet: number
      before: string
      after: string
      /** Attributes of a cell of each column, such as ` s="3"`. */
      looks: string[]
    }

type Look = {
  /** Width in characters. */
  width: number
  /** Long text, broken into lines. */
  wraps?: true
  /** What a cell may hold. */
  values?: readonly string[]
  /** For programs only. */
  hidden?: true
}

const looks: Record<ColumnName, Look> = {
  code: { width: 9 },
  deck: { width: 24, wraps: true },
  section: { width: 20, wraps: true },
  kind: { width: 9, values: ['basic', 'reversed', 'cloze', 'choice', 'typed'] },
  question: { width: 48, wraps: true },
  answer: { width: 80, wraps: true },
  choices: { width: 40, wraps: true },
  right: { width: 7 },
  hint: { width: 24, wraps: true },
  tags: { width: 20, wraps: true },
  difficulty: { width: 10, values: ['easy', 'medium', 'hard'] },
  source: { width: 24 },
  licence: { width: 14 },
  stamp: { width: 6, hidden: true },
  of: { width: 9 },
}

/** A column that users added. */
const ownLook: Look = { width: 24, wraps: true }

function lookOf({ name }: Column): Look {
  return Object.hasOwn(looks, name) ? looks[name as ColumnName] : ownLook
}

/** Characters of a line of each column; 0 where lines are not broken. */
export function lineWidths(columns: readonly Column[]): number[] {
  return columns.map((column) => (lookOf(column).wraps ? lookOf(column).width : 0))
}

const lastRow = 1_048_576
const headerStyle = {
  font: { name: 'Calibri', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8E8E8' } },
  numFmt: '@',
} as const

/** The parts of a workbook in the file's order; `issued` in seconds since 1970. */
export async function frameOf(
  sheets: readonly { name: string; rows: number }[],
  facts: { title: string; issued: number },
  columns: readonly Column[] = ours,
): Promise<Part[]> {
  const date = new Date(facts.issued * 1000)
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet) => sheetFrame(sheet, columns)),
    properties: { title: facts.title, creator: 'Rectoverso', created: date, modified: date },
    // The header stands on every printed page. (Given as a title row, the library would not quote the name.)
    namedRanges: sheets.map(({ name }) => ({
      name: '_xlnm.Print_Titles',
      range: `'${name.replaceAll("'", "''")}'!$1:$1`,
      scope: name,
    })),
    stringMode: 'inline',
  })
  const parts = new Map(Object.entries(unzipSync(bytes)))
  return [...parts].map(([path, content]) => {
    const text = new TextDecoder().decode(content)
    const sheet = sheets.findIndex((_, index) => path === `xl/worksheets/sheet${index + 1}.xml`)
    const rows = sheets[sheet]?.rows
    return rows === undefined ? { path, text } : opened({ path, text, sheet }, rows, columns.length)
  })
}

function sheetFrame(
  { name, rows }: { name: string; rows: number },
  columns: readonly Column[],
): WriteSheet {
  const lists = columns.flatMap((column, index): DataValidation[] => {
    const { values } = lookOf(column)
    const { name } = column
    if (!values) return []
    const letter = letterOf(index)
    return [
      {
        type: 'list',
        values: [...values],
        range: `${letter}2:${letter}${lastRow}`,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'stop',
        errorTitle: name,
        errorMessage: `One of ${values.join(', ')}.`,
      },
    ]
  })
  return {
    name,
    columns: columns.map((column) => ({
      header: column.name,
      width: lookOf(column).width,
      ...(lookOf(column).hidden && { hidden: true }),
      style: {
        numFmt: '@',
        alignment: { vertical: 'top', ...(lookOf(column).wraps && { wrapText: true }) },
      },
    })),
    rows: [columns.map(({ name }) => name), new Array(columns.length).fill(null)],
    cells: new Map(columns.map((_, index) => [`0,${index}`, { style: headerStyle }])),
    freezePane: { rows: 1, columns: 1 },
    autoFilter: { range: `A1:${letterOf(columns.length - 1)}${rows + 1}` },
    dataValidations: lists,
    pageSetup: {
      orientation: 'landscape',
      paperSize: 'a4',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      showGridLines: true,
    },
  }
}

/** Cuts the sample row out of a sheet; what its cells look like becomes the look of the whole columns. */
function opened(
  part: { path: string; text: string; sheet: number },
  rows: number,
  columns: number,
): Part {
  const { path, text, sheet } = part
  const [head, sample, after] = text.split(/(<row r="2">.*<\/row>)/s) as [string, string, string]
  const cells = sample.split(' s="').slice(1)
  const styles = cells.map((cell) => Number.parseInt(cell, 10))
  const last = letterOf(columns - 1)
  const before = head
    .replace(`"A1:${last}2"`, `"A1:${last}${rows + 1}"`)
    // New rows that a person types below ours are text as well.
    .replace(
      /<col min="(\d+)"/g,
      (column, number) => `${column} style="${styles[Number(number) - 1]}"`,
    )
  return { path, sheet, before, after, looks: styles.map((style) => ` s="${style}"`) }
}

/** `A` for 0, `AA` for 26. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}

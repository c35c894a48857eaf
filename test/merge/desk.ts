/** A bank on disk that was built, and its table as a person edits it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import papaparse from 'papaparse'
import { build } from '../../src/build.ts'
import { guard, unguard } from '../../src/sheet/guard.ts'
import { newYear } from '../support/context.ts'
import { type Ran, rectoverso } from '../support/run.ts'
import { temporary } from '../support/tmp.ts'

export type Row = Record<string, string>

export type Desk = {
  root: string
  /** Absolute path of the table. */
  table: string
  /** The table's rows, cells without their guard; what is changed in them is saved by `save`. */
  rows: Row[]
  /** Row of the question with this title. */
  row(title: string): Row
  source(name: string): Promise<string>
  /** Writes the rows as a spreadsheet would, by default as the build did. */
  save(options?: Saving): Promise<string>
  build(formats?: ('csv' | 'xlsx')[]): Promise<string[]>
  /** `rectoverso merge FILE bank …`. */
  merge(...args: string[]): Promise<Ran>
}

export type Saving = {
  delimiter?: string
  newline?: string
  bom?: boolean
  columns?: readonly string[]
  /** File name in the desk's folder. */
  name?: string
  encode?: (text: string) => Uint8Array
  quotes?: boolean
}

/** Sources under `bank/`, built into `out/`; in a folder that goes with the test, or in one given. */
export async function deskOf(
  files: Record<string, string | Uint8Array>,
  folder?: string,
): Promise<Desk> {
  const root = folder ?? (await temporary())
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, 'bank', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  const table = join(root, 'out/bank.csv')
  const desk: Desk = {
    root,
    table,
    rows: [],
    row: (title) => {
      const found = desk.rows.find((row) => row.question?.split('\n')[0] === title)
      if (!found) throw new Error(`no row ${title}`)
      return found
    },
    source: (name) => readFile(join(root, 'bank', name), 'utf8'),
    save: async (options = {}) => {
      const path = options.name === undefined ? table : join(root, options.name)
      const text = textOf(desk.rows, options)
      await writeFile(path, options.encode ? options.encode(text) : text)
      return path
    },
    build: async (formats = ['csv']) => {
      const request = { paths: ['bank'], cwd: root, issued: newYear, formats }
      const { findings } = await build(request)
      if (formats.includes('csv')) desk.rows = rowsOf(await readFile(table, 'utf8'))
      return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
    },
    merge: (file, ...args) => rectoverso(root, ['merge', file ?? table, 'bank', ...args]),
  }
  const wrong = await desk.build()
  if (wrong.length > 0) throw new Error(wrong.join())
  return desk
}

/** Rows of a CSV as the build writes it. */
export function rowsOf(text: string): Row[] {
  const { data } = papaparse.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true })
  const [header = [], ...rows] = data
  return rows.map((row) =>
    Object.fromEntries(header.map((name, index) => [name, unguard(row[index] ?? '')])),
  )
}

export function textOf(rows: readonly Row[], options: Saving = {}): string {
  const { delimiter = ',', newline = '\r\n', bom = true, quotes = true } = options
  const columns = options.columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [columns, ...rows.map((row) => columns.map((name) => guard(row[name] ?? '')))]
  const text = papaparse.unparse(cells as string[][], { delimiter, newline, quotes })
  return `${bom ? '\uFEFF' : ''}${text}${newline}`
}

/** Lines that differ between two texts of equally many lines. */
export function changedLines(before: string, after: string): [string, string][] {
  const [one, other] = [before.split('\n'), after.split('\n')]
  return one.flatMap((line, index): [string, string][] =>
    line === other[index] ? [] : [[line, other[index] ?? '']],
  )
}

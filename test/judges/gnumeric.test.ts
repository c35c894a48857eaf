/** Gnumeric opens the table as a double click would, and the workbook. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { undo } from '../../src/sheet/guard.ts'
import { nasty } from '../sheet/cells.ts'
import { bankOf, tableOf, trimmed, workbookOf } from '../sheet/table.ts'
import { describeWith } from '../support/judge.ts'

const cells = nasty.map(trimmed)

describeWith(['gnumeric'], 'Gnumeric', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rectoverso-gnumeric-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const convert = (from: string, to: string): Buffer => {
    const made = spawnSync('ssconvert', [join(folder, from), join(folder, to)], {
      encoding: 'utf8',
    })
    expect(made.status, made.stderr).toBe(0)
    return readFileSync(join(folder, to))
  }
  const rowsOf = (text: Buffer) => parse(text, { relax_quotes: true }) as string[][]

  it(`gives all ${nasty.length} nasty cells of the table home`, async () => {
    const { text } = await tableOf(nasty)
    writeFileSync(join(folder, 'table.csv'), text)
    const rows = rowsOf(convert('table.csv', 'back.csv'))
    expect(rows.slice(1).map((row, n) => undo(row[4] ?? '', cells[n] ?? ''))).toEqual(cells)
    // It takes the apostrophe off by itself, and shows every cell as it is.
    expect(rows.slice(1).map((row) => row[5])).toEqual(cells)
  })

  it('evaluates no cell of the table and retypes none', async () => {
    const { text } = await tableOf(nasty)
    writeFileSync(join(folder, 'typed.csv'), text)
    expect(kindsIn(convert('typed.csv', 'typed.gnumeric'))).toEqual(['60'])
  })

  it('reads every cell of the workbook as it is', async () => {
    writeFileSync(join(folder, 'book.xlsx'), await workbookOf(bankOf(nasty)))
    // It knows nothing of the file format's `_x0041_` and shows how that is written when meant as text.
    const shown = cells.map((cell) => cell.replace(/_(?=x[\dA-F]{1,8}_)/g, '_x005F_'))
    const rows = rowsOf(convert('book.xlsx', 'book.csv'))
    expect(rows.slice(1).map((row) => row[4])).toEqual(shown)
    expect(kindsIn(convert('book.xlsx', 'book.gnumeric'))).toEqual(['60'])
  })

  it('would evaluate and retype them without the guard: this test can fail', () => {
    const bare = ['code', '=1+1', '007', '1e5', '2026-11-23', 'TRUE', "'quoted'"]
    writeFileSync(join(folder, 'bare.csv'), bare.map((cell) => `"x","${cell}"\r\n`).join(''))
    expect(kindsIn(convert('bare.csv', 'bare.gnumeric')).length).toBeGreaterThan(2)
    expect(convert('bare.csv', 'bare-back.csv').toString()).toMatch(/x,7\n.*x,quoted'/s)
  })
})

/** The value types in a file of Gnumeric's, of which 60 is text; a formula has none. */
function kindsIn(file: Buffer): string[] {
  const xml = gunzipSync(file).toString('utf8')
  const kinds = Array.from(xml.matchAll(/<gnm:Cell ([^>]*)>/g), ([, attributes = '']) => {
    return /ValueType="(\d+)"/.exec(attributes)?.[1] ?? 'formula'
  })
  return [...new Set(kinds)].sort()
}

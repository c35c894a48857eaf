/** LibreOffice opens the table: with its text filter, and as a double click would; and the workbook. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guard, undo, unguard } from '../../src/sheet/guard.ts'
import { nasty } from '../sheet/cells.ts'
import { bankOf, tableOf, trimmed, workbookOf } from '../sheet/table.ts'
import { describeWith } from '../support/judge.ts'

const cells = nasty.map(trimmed)

describeWith(['libreoffice'], 'LibreOffice', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rectoverso-office-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const convertAll = (name: string, to: string, filter?: string): void => {
    const made = spawnSync(
      'soffice',
      [
        // A profile of its own: another LibreOffice may be open.
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        ...(filter ? [`--infilter=${filter}`] : []),
        '--convert-to',
        to,
        '--outdir',
        join(folder, 'made'),
        join(folder, name),
      ],
      { encoding: 'utf8' },
    )
    expect(made.stdout).toContain('convert')
  }
  const convert = (name: string, to: string, ending: string, filter?: string): string => {
    convertAll(name, to, filter)
    return readFileSync(join(folder, 'made', name.replace(/\.\w+$/, `.${ending}`)), 'utf8')
  }
  const utf8Csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'

  it(`gives back all ${nasty.length} nasty cells with its text filter`, async () => {
    const { text } = await tableOf(nasty)
    writeFileSync(join(folder, 'text.csv'), text)
    const back = convert('text.csv', utf8Csv, 'csv', 'CSV:44,34,76,1,,0,true,false')
    const rows = parse(back, { bom: true, relax_quotes: true }) as string[][]
    expect(rows.slice(1).map((row) => row[4])).toEqual(cells.map(guard))
    expect(rows.slice(1).map((row) => unguard(row[5] ?? ''))).toEqual(cells)
  })

  it('evaluates no cell when it opens the table as it likes, and retypes none', async () => {
    const { text } = await tableOf(nasty)
    writeFileSync(join(folder, 'default.csv'), text)
    const sheet = convert('default.csv', 'fods', 'fods')
    expect(sheet.match(/<table:table-row/g)?.length).toBeGreaterThanOrEqual(nasty.length)
    expect(sheet.match(/table:formula=/g) ?? []).toEqual([])
    const types = new Set(Array.from(sheet.matchAll(/office:value-type="([^"]+)"/g), ([, t]) => t))
    expect([...types]).toEqual(['string'])
  })

  it('gives every cell home through the default way with UTF-8, once the guard is undone', async () => {
    const { text } = await tableOf(nasty)
    writeFileSync(join(folder, 'home.csv'), text)
    const back = convert('home.csv', utf8Csv, 'csv', 'CSV:44,34,76,1,,0,false,true')
    const rows = parse(back, { bom: true, relax_quotes: true }) as string[][]
    expect(rows.slice(1).map((row) => unguard(row[4] ?? ''))).toEqual(cells)
  })

  it('gives every cell home that went from the table through a workbook of its own', async () => {
    // What LibreOffice writes so, it reads as a line end: no workbook of ours, and no way to tell.
    const kept = nasty.filter((cell) => !cell.includes('_xA_'))
    const issued = kept.map(trimmed)
    const { text } = await tableOf(kept)
    writeFileSync(join(folder, 'saved.csv'), text)
    convert('saved.csv', 'xlsx', 'xlsx', 'CSV:44,34,76,1,,0,false,true')
    writeFileSync(join(folder, 'saved.xlsx'), readFileSync(join(folder, 'made', 'saved.xlsx')))
    const rows = parse(convert('saved.xlsx', utf8Csv, 'csv'), { relax_quotes: true }) as string[][]
    expect(rows.slice(1).map((row, n) => undo(row[4] ?? '', issued[n] ?? ''))).toEqual(issued)
  })

  it('reads every cell of the workbook as it is, and evaluates and retypes none', async () => {
    writeFileSync(join(folder, 'book.xlsx'), await workbookOf(bankOf(nasty)))
    const rows = parse(convert('book.xlsx', utf8Csv, 'csv'), { relax_quotes: true }) as string[][]
    expect(rows.slice(1).map((row) => row[4])).toEqual(cells)
    expect(rows.slice(1).map((row) => row[5])).toEqual(cells)
    const sheet = convert('book.xlsx', 'fods', 'fods')
    expect(sheet.match(/table:formula=/g) ?? []).toEqual([])
    const types = new Set(Array.from(sheet.matchAll(/office:value-type="([^"]+)"/g), ([, t]) => t))
    expect([...types]).toEqual(['string'])
    expect(sheet).toMatch(/table:content-validation [^>]*easy[^>]*medium[^>]*hard/)
  })

  it('opens a workbook of several sheets, each with its rows', async () => {
    writeFileSync(join(folder, 'sheets.xlsx'), await workbookOf(bankOf(nasty, 30)))
    convertAll('sheets.xlsx', `${utf8Csv},false,false,-1`)
    const names = readdirSync(join(folder, 'made')).filter((name) => name.startsWith('sheets-'))
    const count = Math.ceil(nasty.length / 30)
    expect(names.sort()).toEqual(
      Array.from({ length: count }, (_, n) => `sheets-Section ${n + 1}.csv`).sort(),
    )
    const back = Array.from({ length: count }, (_, n) => {
      const text = readFileSync(join(folder, 'made', `sheets-Section ${n + 1}.csv`), 'utf8')
      const rows = parse(text, { relax_quotes: true }) as string[][]
      return rows.slice(1).map((row) => row[4])
    })
    expect(back.flat()).toEqual(cells)
  })

  it('would evaluate and retype them without the guard: this test can fail', () => {
    const bare = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\r\n')
    writeFileSync(join(folder, 'bare.csv'), `\ufeff${bare}\r\n`)
    const sheet = convert('bare.csv', 'fods', 'fods')
    expect(sheet.match(/table:formula=/g)?.length).toBeGreaterThan(0)
    expect(sheet).toMatch(/office:value-type="float"/)
  })
})

/** LibreOffice opens the table: with its text filter, and as a double click would. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { guard, unguard } from '../../src/sheet/guard.ts'
import { nasty } from '../sheet/cells.ts'
import { tableOf } from '../sheet/table.ts'
import { describeWith } from '../support/judge.ts'

/** Cells as columns give them: no blank lines before, no white space after. */
const cells = nasty.map((cell) => cell.replace(/^(?:[^\S\r\n]*\r?\n)+|\s+$/g, ''))

describeWith(['libreoffice'], 'LibreOffice', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rectoverso-office-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const convert = (name: string, to: string, ending: string, filter?: string): string => {
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
    return readFileSync(join(folder, 'made', name.replace(/\.csv$/, `.${ending}`)), 'utf8')
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

  it('would evaluate and retype them without the guard: this test can fail', () => {
    const bare = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\r\n')
    writeFileSync(join(folder, 'bare.csv'), `\ufeff${bare}\r\n`)
    const sheet = convert('bare.csv', 'fods', 'fods')
    expect(sheet.match(/table:formula=/g)?.length).toBeGreaterThan(0)
    expect(sheet).toMatch(/office:value-type="float"/)
  })
})

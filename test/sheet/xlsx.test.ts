import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { cellOf, columns, rowsOf } from '../../src/sheet/columns.ts'
import { cutMark } from '../../src/sheet/cut.ts'
import { workbook } from '../../src/sheet/xlsx.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { nasty } from './cells.ts'
import { bankOf, workbookOf } from './table.ts'
import { named } from './xml.ts'

const header = columns.map(({ name }) => name)

/** What each sheet holds, by its name. */
async function read(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  const { sheets } = await readXlsx(bytes)
  return new Map(
    sheets.map(({ name, rows }) => [
      name,
      rows.map((row) => header.map((_, column) => String(row[column] ?? ''))),
    ]),
  )
}

const part = (bytes: Uint8Array, path: string): string =>
  new TextDecoder().decode(unzipSync(bytes)[path])

describe('the workbook', () => {
  it('is read back cell for cell, nothing guarded', async () => {
    const given = bankOf(nasty, 50)
    const sheets = await read(await workbookOf(given))
    expect([...sheets.keys()]).toEqual(['Section 1', 'Section 2', 'Section 3'])
    const rows = [...sheets.values()].flatMap((all) => all.slice(1))
    const wanted = [...rowsOf(given)].map((row) => columns.map((column) => cellOf(column, row)))
    expect(rows).toEqual(wanted)
    for (const all of sheets.values()) expect(all[0]).toEqual(header)
  })

  it('has the same bytes whenever it is made', async () => {
    const given = context(bankOf(nasty))
    const [file] = await workbook.write(given)
    if (!file) throw new Error('no workbook')
    expect(file.name).toBe('test.xlsx')
    const once = Buffer.from(await bytesOf(file))
    expect(once.equals(Buffer.from(await bytesOf(file)))).toBe(true)
    expect(once.equals(Buffer.from(await workbookOf(bankOf(nasty))))).toBe(true)
    // 2000-01-01 12:00, as zip writes it: no clock.
    expect([once.readUInt16LE(10), once.readUInt16LE(12)]).toEqual([0x6000, 0x2821])
  })

  it('names the deck as learners have it', async () => {
    const [file] = await workbook.write(
      context(bank([section('S', [question('One', 0)])]), {}, { deck: 'First title' }),
    )
    const sheets = await read(file ? await bytesOf(file) : new Uint8Array())
    expect(sheets.get('S')?.[1]?.slice(1, 3)).toEqual(['First title::010 S', 'S'])
  })

  it('holds rows of long text at a height that a window shows', async () => {
    const bytes = await workbookOf(bankOf(['short', 'line\n'.repeat(25), 'word '.repeat(500)]))
    const rows = part(bytes, 'xl/worksheets/sheet1.xml').match(/<row [^>]*>/g)
    expect(rows?.map((row) => / ht="(\d+)"/.exec(row)?.[1])).toEqual([
      undefined,
      undefined,
      '180',
      '180',
    ])
  })

  it('cuts what spreadsheets do not keep, and says so before it writes', async () => {
    const given = context(bankOf(['y'.repeat(40_000)]))
    const [file] = await workbook.write(given)
    expect(given.messages.all.map(({ ruleId }) => ruleId)).toEqual([
      'cell-too-long',
      'cell-too-long',
    ])
    const sheets = await read(file ? await bytesOf(file) : new Uint8Array())
    const cell = sheets.get('Section')?.[1]?.[4] ?? ''
    expect(cell).toHaveLength(32_000)
    expect(cell.endsWith(cutMark)).toBe(true)
  })

  it('keeps the look of empty cells, so that what is typed there stays text', async () => {
    const sheet = part(await workbookOf(bankOf(['x'])), 'xl/worksheets/sheet1.xml')
    const row = /<row r="2".*<\/row>/s.exec(sheet)?.[0] ?? ''
    expect(row.match(/<c r="[A-Z]2" s="\d+"/g)).toHaveLength(columns.length)
  })

  it('gives a row of twelve lines its own height, and one of thirteen a window’s', async () => {
    const lines = (count: number) => Array.from({ length: count }, () => 'line').join('\n')
    const xml = part(
      await workbookOf(
        bankOf([lines(12), lines(13), 'w'.repeat(48 * 12), 'w'.repeat(48 * 12 + 1)]),
      ),
      'xl/worksheets/sheet1.xml',
    )
    const high = { ht: '180', customHeight: '1' }
    expect(named(xml, 'row').map(({ attributes }) => attributes)).toEqual([
      { r: '1' },
      { r: '2' },
      { r: '3', ...high },
      { r: '4' },
      { r: '5', ...high },
    ])
  })

  it('keeps white space, and asks to keep it only where programs drop it', async () => {
    const cells = ['a b', ' a', 'a ', 'a\nb', 'a  b', '\ta', 'a', '']
    const names = cells.map((_, n) => `own ${n}`)
    const own = new Map(cells.map((cell, n) => [`own ${n}`, cell]))
    const [file] = await workbook.write(
      context(
        bank([section('S', [question('One', 0)])]),
        {},
        { columns: { names, cells: new Map([[codeOf(0), own]]) } },
      ),
    )
    const xml = part(file ? await bytesOf(file) : new Uint8Array(), 'xl/worksheets/sheet1.xml')
    const texts = named(xml, 't').slice(-7)
    expect(texts.map(({ text }) => text)).toEqual(cells.slice(0, 7))
    const kept = texts.filter(({ attributes }) => attributes['xml:space'] === 'preserve')
    expect(kept.map(({ text }) => text)).toEqual([' a', 'a ', 'a\nb', 'a  b', '\ta'])
    // An empty cell is an element without a text.
    expect(xml).toMatch(/<c r="V2" s="\d+"\/><\/row>/)
  })

  it('is compressed, part for part', async () => {
    const bytes = await workbookOf(bankOf(Array.from({ length: 200 }, () => 'word '.repeat(50))))
    const parts = Object.values(unzipSync(bytes))
    expect(bytes.length).toBeLessThan(parts.reduce((sum, { length }) => sum + length, 0) / 10)
    const methods: number[] = []
    unzipSync(bytes, {
      filter: ({ compression }) => {
        methods.push(compression)
        return false
      },
    })
    expect(methods.length).toBe(parts.length)
    expect(new Set(methods)).toEqual(new Set([8]))
  })

  it('makes its rows while it is read, some hundreds at a time, and nothing between them', async () => {
    const noise = Array.from({ length: 1_000 }, (_, n) => `${n * 7919} `.repeat(100))
    let done = 0
    const tell = async (counted: { done: number }) => {
      done = counted.done
    }
    const [file] = await workbook.write(context(bankOf(noise), {}, { tell }))
    const content = file?.content
    if (typeof content !== 'object' || content instanceof Uint8Array) throw new Error('no stream')
    const pieces: Uint8Array[] = []
    const counts = new Set<number>()
    for await (const piece of content) {
      pieces.push(piece)
      counts.add(done)
    }
    // 2.3 MB of rows, 256 KB to a piece; the first piece is none of theirs.
    expect(counts.size).toBeGreaterThan(6)
    expect(counts.size).toBeLessThan(14)
    const xml = part(Buffer.concat(pieces), 'xl/worksheets/sheet1.xml')
    expect(named(xml, 'row').map(({ text }) => text)).toEqual(new Array(1_001).fill(''))
    expect(named(xml, 'sheetData')[0]?.text).toBe('')
  })

  it('is asked for by the name of its format', () => {
    expect(workbook.name).toBe('xlsx')
  })

  it('comes in pieces, so that a large bank is never held whole', async () => {
    const noise = Array.from({ length: 3_000 }, (_, n) => `${n * 7919} `.repeat(100))
    const [file] = await workbook.write(context(bankOf(noise)))
    const content = file?.content
    if (typeof content !== 'object' || content instanceof Uint8Array) throw new Error('no stream')
    let pieces = 0
    for await (const piece of content) {
      pieces++
      expect(piece.length).toBeLessThan(300_000)
    }
    expect(pieces).toBeGreaterThan(4)
  })
})

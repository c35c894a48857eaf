import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/sheet/columns.ts'
import { cutMark } from '../../src/sheet/cut.ts'
import { guard, unguard } from '../../src/sheet/guard.ts'
import { sheet } from '../../src/sheet/writer.ts'
import { bank, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { long } from '../support/judge.ts'
import { nasty } from './cells.ts'
import { tableOf } from './table.ts'

const header = columns.map((column) => column.name)

function parsed(text: string, delimiter: string): string[][][] {
  const bare = text.slice(1)
  return [
    parse(bare, { delimiter, record_delimiter: '\r\n' }),
    papaparse.parse<string[]>(bare, { delimiter, newline: '\r\n', skipEmptyLines: true }).data,
  ]
}

/** What a column makes of a cell before the guard: blank lines around it are not the author's text. */
const expected = (cell: string) =>
  cell
    .replace(/^(?:[^\S\r\n]*\r?\n)+|\s+$/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')

describe('the table', () => {
  it('is UTF-8 with a mark, CRLF, and all quoted', async () => {
    const given = context(bank([section('S', [question('Größe?', 0), question('Two', 1)])]))
    const [file] = await sheet.write(given)
    expect(file?.name).toBe('test.csv')
    const bytes = file ? await bytesOf(file) : new Uint8Array()
    expect([...bytes.slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x22])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe(header.map((name) => `"${name}"`).join(','))
    expect(lines[1]).toMatch(
      /^"BBBBB|^"\w{5}","Test bank::010 S","S","basic","Größe\?","The answer/,
    )
    expect(lines[3]).toBe('')
  })

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('with %s between cells is read back equal by two parsers', async (separator, delimiter) => {
    const { text, messages } = await tableOf(nasty, { separator })
    expect(messages).toEqual([])
    for (const rows of parsed(text, delimiter)) {
      expect(rows[0]).toEqual(header)
      expect(rows.slice(1).map((row) => unguard(row[4] ?? ''))).toEqual(nasty.map(expected))
      expect(rows.every((row) => row.length === header.length)).toBe(true)
    }
  })

  it(`of ${long ? '100,000' : '2,000'} generated rows is read back equal by two parsers`, async () => {
    const unit = fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
      fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r\n', '\r', "'", '=', ' ', '\\', '\u0000'),
    )
    const cell = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(''))
    const cells = fc.sample(cell, long ? 100_000 : 2_000)
    const { text } = await tableOf(cells)
    const wanted = cells.map((one) => guard(expected(one)))
    for (const rows of parsed(text, ',')) {
      expect(rows).toHaveLength(cells.length + 1)
      const wrong = rows
        .slice(1)
        .findIndex((row, n) => row[4] !== wanted[n] || row[5] !== wanted[n])
      expect(wrong === -1 ? undefined : [rows[wrong + 1]?.[4], wanted[wrong]]).toBeUndefined()
    }
  })

  it('cuts what spreadsheets do not keep, and says so before it writes', async () => {
    const fits = 'a'.repeat(32_000)
    const over = `${'b'.repeat(31_979)}😀😀😀😀😀😀${'b'.repeat(40)}`
    const { text, messages } = await tableOf([fits, over])
    expect(messages.map((message) => message.replace(/[A-Z]\w{4} has/, 'CODE has'))).toEqual([
      expect.stringMatching(/^cell-too-long: The question of CODE has 32031 characters$/),
      expect.stringMatching(/^cell-too-long: The answer of CODE has 32031 characters$/),
    ])
    const [, one, two] = parse(text.slice(1)) as string[][]
    expect(one?.[4]).toBe(fits)
    expect(two?.[4]?.length).toBeLessThanOrEqual(32_000)
    expect(two?.[4]?.endsWith(cutMark)).toBe(true)
    expect(Buffer.from(two?.[4] ?? '').includes('\ufffd')).toBe(false)
  })

  it('names the deck as learners have it', async () => {
    const given = context(bank([section('S', [question('One', 0)])]), {}, { deck: 'First title' })
    const [file] = await sheet.write(given)
    const bytes = file ? await bytesOf(file) : new Uint8Array()
    const [, row] = parse(Buffer.from(bytes), { bom: true }) as string[][]
    expect(row?.slice(1, 3)).toEqual(['First title::010 S', 'S'])
  })

  it('has no empty line at its end, however many rows fill a piece of it', async () => {
    for (const count of [498, 499, 500]) {
      const { text } = await tableOf(new Array(count).fill('x'))
      expect(text.endsWith('"\r\n')).toBe(true)
      expect(text.endsWith('\r\n\r\n')).toBe(false)
    }
  })

  it('is asked for by the name of its format', () => {
    expect(sheet.name).toBe('csv')
  })

  it('says what separator it does not know', async () => {
    for (const separator of ['pipe', ['tab'], 'toString', 9]) {
      const { messages, text } = await tableOf(['x'], { separator })
      const said = `csv.separator is comma, semicolon or tab, not ${JSON.stringify(separator)}`
      expect(messages).toEqual([`config-malformed: ${said}`])
      expect(text).toContain('","')
    }
  })

  it('comes in pieces, so that a large bank is never held whole', async () => {
    const questions = Array.from({ length: 2_000 }, (_, n) => question(`Question ${n}`, n))
    const [file] = await sheet.write(context(bank([section('S', questions)])))
    const rows: number[] = []
    const content = file?.content
    if (typeof content !== 'object' || content instanceof Uint8Array) throw new Error('no stream')
    for await (const piece of content) {
      rows.push(new TextDecoder().decode(piece).split('\r\n').length - 1)
    }
    // The byte order mark, the header, and then 500 rows to a piece.
    expect(rows).toEqual([0, 1, 500, 500, 500, 500])
  })
})

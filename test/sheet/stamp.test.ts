import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import { isTricky } from '../../src/sheet/guard.ts'
import {
  partsOfStamp,
  stampedColumns,
  stampOf,
  stampOfCell,
  stampOfOwn,
} from '../../src/sheet/stamp.ts'
import { sheet } from '../../src/sheet/writer.ts'
import { workbook } from '../../src/sheet/xlsx.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'

describe('a stamp', () => {
  it('tells of each cell whether it is as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 8, maxLength: 8 }), (cells) => {
        const cell = (name: string) =>
          cells[(stampedColumns as readonly string[]).indexOf(name)] ?? ''
        const stamp = stampOf(cell)
        const parts = partsOfStamp(stamp)
        expect(isTricky(stamp)).toBe(false)
        for (const name of stampedColumns) {
          expect(parts?.get(name)).toBe(stampOfCell(`${cell(name)}\n `))
          expect(parts?.get(name)).not.toBe(stampOfCell(`${cell(name)}x`))
        }
      }),
    )
  })

  it('tells of the columns of users together, whatever their order', () => {
    const own = new Map([
      ['status', 'open'],
      ['note', ''],
      ['who', 'Ada'],
    ])
    const part = partsOfStamp(stampOf(() => '', own))?.get('own')
    expect(part).toBe(
      stampOfOwn(
        new Map([
          ['who', 'Ada'],
          ['status', 'open '],
        ]),
      ),
    )
    expect(part).not.toBe(
      stampOfOwn(
        new Map([
          ['who', 'Ada'],
          ['status', 'done'],
        ]),
      ),
    )
  })

  it('stays what it is in tables that people hold already', () => {
    const own = new Map([
      ['who', 'Ada'],
      ['status', 'open'],
      ['note', ' \n'],
    ])
    // SHA-256 of `["status","open"]`, a line end and `["who","Ada"]`, as base64url.
    expect(stampOfOwn(own)).toBe('6EfD')
    expect(stampOfOwn(new Map([['note', ' ']]))).toBe(stampOfOwn(new Map()))
  })

  it('is no other text', () => {
    for (const text of [
      '',
      's',
      'sabc',
      '2026-11-23',
      `s${'a'.repeat(35)}`,
      `x${'a'.repeat(36)}`,
      `xs${'a'.repeat(35)}`,
      `s${'a'.repeat(35)}!`,
      `s${'a'.repeat(17)} ${'a'.repeat(18)}`,
    ]) {
      expect(partsOfStamp(text)).toBeUndefined()
    }
    expect(partsOfStamp(`s${'a'.repeat(36)} `)?.size).toBe(9)
  })
})

describe('columns of users', () => {
  const cells = new Map([
    [
      codeOf(0),
      new Map([
        ['my notes', '=1+1'],
        ['Z', 'late'],
      ]),
    ],
  ])
  const columns = { names: ['Z', 'my notes'], cells }
  const given = () =>
    context(bank([section('S', [question('One', 0), question('Two', 1)])]), {}, { columns })

  it('stand behind ours in the table, guarded', async () => {
    const [file] = await sheet.write(given())
    const text = new TextDecoder().decode(file ? await bytesOf(file) : new Uint8Array())
    const { data } = papaparse.parse<string[]>(text, { skipEmptyLines: true })
    expect(data.map((row) => row.slice(-2))).toEqual([
      ['Z', 'my notes'],
      ['late', "'=1+1"],
      ['', ''],
    ])
    expect(data[0]?.at(-3)).toBe('stamp')
  })

  it('stand behind ours in the workbook, whose stamps are hidden', async () => {
    const [file] = await workbook.write(given())
    const book = await readXlsx(file ? await bytesOf(file) : new Uint8Array())
    const [page] = book.sheets
    expect(page?.rows.map((row) => row.slice(14, 16).map((cell) => cell ?? ''))).toEqual([
      ['Z', 'my notes'],
      ['late', '=1+1'],
      ['', ''],
    ])
    expect(page?.columns?.map(({ hidden }) => hidden === true).indexOf(true)).toBe(13)
  })

  it('are said to be cut where they hold more than spreadsheets keep', async () => {
    const cells = new Map([[codeOf(0), new Map([['my notes', 'n'.repeat(32_001)]])]])
    const own = { names: ['my notes'], cells }
    for (const writer of [sheet, workbook]) {
      const given = context(bank([section('S', [question('One', 0)])]), {}, { columns: own })
      await writer.write(given)
      expect(given.messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)).toEqual([
        `cell-too-long: The my notes of ${codeOf(0)} has 32001 characters`,
      ])
    }
  })

  it('may be more than the alphabet has letters', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `column ${n}`)
    const many = new Map([[codeOf(0), new Map(names.map((name) => [name, name] as const))]])
    const all = context(
      bank([section('S', [question('One', 0)])]),
      {},
      { columns: { names, cells: many } },
    )
    const [file] = await workbook.write(all)
    const book = await readXlsx(file ? await bytesOf(file) : new Uint8Array())
    expect(book.sheets[0]?.rows[1]?.slice(14)).toEqual(names)
  })
})

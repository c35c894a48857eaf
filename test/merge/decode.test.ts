import { describe, expect, it } from 'vitest'
import { parseCsv, TableError } from '../../src/merge/csv.ts'
import { decodeTable, isWestern } from '../../src/merge/decode.ts'

const text = 'code;answer\n"K7M2Q";"naïve – “é”"\n'

describe('the text of a table', () => {
  it.each([
    ['UTF-8', Buffer.from(text), false],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), false],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), false],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), false],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), false],
    [
      'Windows-1252',
      Buffer.from(
        [...text].map((one) => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[one] ?? one.charCodeAt(0)),
      ),
      true,
    ],
  ])('is read from %s', (_, bytes, lossy) => {
    expect(decodeTable(bytes)).toEqual({ text, lossy })
  })

  it('has line feeds only', () => {
    expect(decodeTable(Buffer.from('a\r\nb\rc\n')).text).toBe('a\nb\nc\n')
  })

  it('may hold these of all characters in Windows-1252', () => {
    expect(['a', 'é', '€', '“', '\u00a0'].every(isWestern)).toBe(true)
    expect(['→', '漢', '😀', '\u202f'].some(isWestern)).toBe(false)
  })
})

describe('rows', () => {
  const known = new Set(['code', 'answer', 'tags'])

  it.each([',', ';', '\t', '|'])('stand apart by %j, told by the names of columns', (sign) => {
    const rows = [
      ['code', 'answer', 'x,y;z'],
      ['K7M2Q', 'a, b; c, d\nand "so" | on\there', ''],
    ]
    const quoted = rows.map((row) =>
      row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(sign),
    )
    expect(parseCsv(quoted.join('\n'), known)).toEqual(rows)
    expect(parseCsv(`sep=${sign}\n${quoted.join('\n')}`, known)).toEqual(rows)
  })

  it('with a quotation mark that is never closed are none', () => {
    expect(() => parseCsv('code,answer\nK7M2Q,"never', known)).toThrow(TableError)
  })
})

import fc from 'fast-check'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, expect, it } from 'vitest'
import { asInteger, putVarint, Records, varintLength } from '../../src/anki/collection-record.ts'
import { long } from '../support/judge.ts'

const database = new sqlite.Database(':memory:')
database.exec('CREATE TABLE t (x integer)')
afterAll(() => database.close())

/** What SQLite itself makes of a text in a column of type INTEGER. */
function bySqlite(text: string) {
  database.run('DELETE FROM t')
  database.run('INSERT INTO t VALUES (?)', [text])
  return database.get('SELECT x, CAST(x AS TEXT) AS value, typeof(x) AS type FROM t')
}

function agree(text: string) {
  const theirs = bySqlite(text)
  const ours = asInteger(text)
  const whole = typeof ours === 'bigint' || Number.isSafeInteger(ours)
  const type = typeof ours === 'string' ? 'text' : whole ? 'integer' : 'real'
  expect({ text, type }).toEqual({ text, type: theirs?.type })
  if (type !== 'real') expect(String(ours)).toBe(theirs?.value)
  // Its own reading of numerals may be off by the last bit.
  else expect(Number(ours) / Number(theirs?.x) || 1).toBeCloseTo(1, 14)
}

it('texts in a column of numbers are what SQLite makes of them', () => {
  const texts = [
    ...['', '0', '007', '-0', '+5', '1.', '.5', '.', '-', '+', 'e5', '1e', '1e5', '1E+2', '1e-2'],
    ...['12.0', '12.50', ' 7', '7 ', '\t7\n', '7\u00a0', '7\u000b', '0x1A', '1_000', '1,5', '٣'],
    ...['9223372036854775807', '-9223372036854775808', '9223372036854775808', '9007199254740993'],
    ...['99999999999999999999', '1e18', '1e19', '-1e19', 'Infinity', 'NaN', '1e400', '--5'],
  ]
  for (const text of texts) agree(text)
  const piece = fc.constantFrom(...'0123456789+-.eE x \t'.split(''))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => agree(pieces.join(''))),
    { numRuns: long ? 20_000 : 600 },
  )
})

it('numbers of seven bits a byte have the length that is said, the highest first', () => {
  const bytesOf = (number: number) => {
    const bytes = Buffer.alloc(9)
    return [...bytes.subarray(0, putVarint(bytes, 0, number))]
  }
  expect([0, 127, 128, 16_383, 16_384].map(bytesOf)).toEqual([
    [0],
    [127],
    [129, 0],
    [255, 127],
    [129, 128, 0],
  ])
  fc.assert(
    fc.property(fc.maxSafeNat(), (number) => {
      const bytes = bytesOf(number)
      expect(bytes).toHaveLength(varintLength(number))
      expect(bytes.reduce((sum, byte) => sum * 128n + BigInt(byte & 127), 0n)).toBe(BigInt(number))
    }),
  )
})

it('records are the bytes that the format says', () => {
  const records = new Records()
  const bytesOf = (...values: Parameters<Records['of']>[0]) => {
    const { bytes, length } = records.of(values)
    return bytes.toString('hex', 0, length)
  }
  expect(bytesOf(null, 0, 1, -1, 2)).toBe('06' + '0008090101' + 'ff02')
  expect(bytesOf(300, -32_768, 2 ** 23 - 1, -(2 ** 31))).toBe(
    '05' + '02020304' + '012c80007fffff80000000',
  )
  expect(bytesOf(2 ** 31, 2 ** 47)).toBe('03' + '0506' + '0000800000000000800000000000')
  expect(bytesOf(0.5)).toBe('02' + '07' + '3fe0000000000000')
  expect(bytesOf('ü', Buffer.from('ab'))).toBe('03' + '1111' + 'c3bc6162')
  // A head that is longer than its length can say in one byte.
  const { bytes, length } = records.of(Array.from({ length: 200 }, () => 0))
  expect([bytes.readUInt16BE(0), length]).toEqual([0x814a, 202])
})

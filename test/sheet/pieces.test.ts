import { describe, expect, it, vi } from 'vitest'
import { DiskCache } from '../../src/cache.ts'
import type { Question } from '../../src/model/bank.ts'
import type { StoredText } from '../../src/model/store.ts'
import { rowOf, rowsOf } from '../../src/sheet/columns.ts'
import { piecesOf, printed } from '../../src/sheet/pieces.ts'
import { sheet } from '../../src/sheet/writer.ts'
import type { Context, Shelf } from '../../src/writer.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { temporary } from '../support/tmp.ts'

const at = (path: string, n: number): Question => {
  const one = question(`What is ${n}?`, n)
  return { ...one, place: { ...one.place, path } }
}

/** Holds what is put. */
function shelfOf(): Shelf & { keys: () => string[] } {
  const known = new Map<string, Buffer>()
  return {
    get: (key) => known.get(key),
    put: (key, bytes) => known.set(key, Buffer.from(bytes as Uint8Array)),
    keys: () => [...known.keys()],
  }
}

describe('pieces of a table', () => {
  it('end with the questions of a file, and with 500 rows', () => {
    const paths = [...Array(3).fill('a.md'), ...Array(501).fill('b.md'), 'c.md', 'a.md'] as string[]
    const own = paths.map((path, n) => at(path, n))
    const pieces = [...piecesOf(rowsOf(bank([section('S', own)])))]
    expect(pieces.map(({ length }) => length)).toEqual([3, 500, 1, 1, 1])
    expect(pieces.flat().map((row) => row.question.code)).toEqual(own.map(({ code }) => code))
    expect([...piecesOf([])]).toEqual([])
  })

  it('are printed once for what is the same', () => {
    const shelf = shelfOf()
    const print = vi.fn(() => Uint8Array.of(1))
    const given = { question: at('a.md', 1), section: section('S', []) }
    const base = () => rowOf(given, { deck: 'D', licence: undefined })
    printed([base()], [','], shelf, print)
    expect([...printed([base()], [','], shelf, print)]).toEqual([1])
    expect(print).toHaveBeenCalledTimes(1)
    printed([base()], [','], undefined, print)
    expect(print).toHaveBeenCalledTimes(2)
  })

  const sum = 'f 1'
  const stored = (text: string, own: string): StoredText => ({
    ...{ length: text.length, sum: own },
    toString: () => text,
    toJSON: () => text,
  })
  const slice = (text: string) => ({ start: 0, end: text.length, text })
  const one = at('a.md', 1)
  const others: Record<string, Partial<Question>> = {
    code: { code: codeOf(7) },
    kind: { kind: 'reversed' },
    tags: { tags: ['other'] },
    difficulty: { difficulty: 'hard' },
    path: { place: { ...one.place, path: 'b.md' } },
    line: { place: { ...one.place, line: 99 } },
    of: { of: codeOf(8) },
    slices: { slices: { ...one.slices, prompt: slice('Other.') } },
    body: { body: '{}' },
    'what it was read from': { body: stored(String(one.body), 'f 2') },
  }

  it.each(Object.keys(others))('are printed again for another %s', (name) => {
    const shelf = shelfOf()
    const base = name === 'what it was read from' ? { body: stored(String(one.body), sum) } : {}
    const inside = section('S', [])
    const row = (more: object) =>
      rowOf(
        { question: { ...one, ...base, ...more } as Question, section: inside },
        { deck: 'D', licence: undefined },
      )
    printed([row({})], [], shelf, () => Uint8Array.of(1))
    expect([...printed([row(others[name] ?? {})], [], shelf, () => Uint8Array.of(2))]).toEqual([2])
  })

  it('are printed again for another section, deck, licence, column or order', () => {
    const shelf = shelfOf()
    const inside = { ...section('S', []), deck: '010 S' }
    const row = (n = 1, more: { deck?: string; licence?: string } = {}, where = inside) =>
      rowOf({ question: at('a.md', n), section: where }, { deck: 'D', licence: undefined, ...more })
    const own = { ...row(), own: new Map([['mine', 'x']]) }
    const all = [
      [row()],
      [row(1, { deck: 'E' })],
      [row(1, { licence: 'CC0' })],
      [row(1, {}, { ...inside, deck: '020 S' })],
      [row(1, {}, { ...inside, path: ['T'] })],
      [own],
      [{ ...row(), own: new Map([['mine', 'y']]) }],
      [row(1), row(2)],
      [row(2), row(1)],
    ]
    for (const [n, rows] of all.entries()) printed(rows, [], shelf, () => Uint8Array.of(n))
    printed([row()], [';'], shelf, () => Uint8Array.of(99))
    expect(shelf.keys()).toHaveLength(all.length + 1)
  })

  it('does not fetch what is known by what it was read from', () => {
    const fetched = vi.fn(() => '{}')
    const body: StoredText = { length: 2, sum, toString: fetched, toJSON: fetched }
    const given = { question: { ...at('a.md', 1), body }, section: section('S', []) }
    const row = rowOf(given, { deck: 'D', licence: undefined })
    printed([row], [], shelfOf(), () => Uint8Array.of(1))
    expect(fetched).not.toHaveBeenCalled()
  })
})

it('the table is the same from a cache', async () => {
  const folder = await temporary()
  const own = Array.from({ length: 1200 }, (_, n) => at(`${Math.floor(n / 400)}.md`, n))
  const given = bank([section('S', own)])
  const table = async (more: Partial<Context> = {}, of = given) => {
    const [file] = await sheet.write(context(of, {}, more))
    return file && Buffer.from(await bytesOf(file)).toString()
  }
  const plain = await table()
  const opened = () => new DiskCache({ folder, program: 'test' })
  for (let turn = 0; turn < 2; turn++) {
    const cache = opened()
    expect(await table({ cache: cache.of('bank') })).toBe(plain)
    await cache.save(true)
  }
  const edited = bank([section('S', [...own.slice(0, 500), at('1.md', 5000), ...own.slice(501)])])
  const cache = opened()
  expect(await table({ cache: cache.of('bank') }, edited)).toBe(await table({}, edited))
  cache.close()
})

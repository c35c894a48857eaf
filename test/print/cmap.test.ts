import { describe, expect, it } from 'vitest'
import { toCids, toTexts } from '../../src/print/cmap.ts'

const one = {
  coded: [
    { glyph: 9, code: 1 },
    { glyph: 7, code: 65 },
  ],
  highest: 251,
}
const two = {
  coded: [...one.coded, { glyph: 8, code: 0xfc00 }, { glyph: 6, code: 0xfd01 }],
  highest: 251,
}

/** What stands in its blocks of a kind. */
const rows = (table: string, kind: string): string[] =>
  [...table.matchAll(new RegExp(`(\\d+) begin${kind}\n([^]*?)\nend${kind}`, 'g'))].flatMap(
    ([, count, body = '']) => {
      const lines = body.split('\n')
      expect(lines.length).toBe(Number(count))
      return lines
    },
  )

describe('a table of codes', () => {
  it('says by how many bytes codes are, and that each is its own CID', () => {
    expect(rows(toCids('A-H', one), 'codespacerange')).toEqual(['<00> <fb>'])
    expect(rows(toCids('A-H', one), 'cidrange')).toEqual(['<00> <fb> 0'])
    expect(rows(toCids('A-H', two), 'codespacerange')).toEqual(['<00> <fb>', '<fc00> <ffff>'])
    const ranges = ['<00> <fb> 0', '<fc00> <fcff> 64512', '<fd00> <fdff> 64768']
    expect(rows(toCids('A-H', two), 'cidrange')).toEqual(ranges)
    expect(toCids('A-H', two)).toMatch(/\/CMapName \/A-H def\n\/CMapType 1 def\n\/WMode 0 def/)
  })

  it('says what codes stand for, where they stand for anything', () => {
    const textOf = (glyph: number): string | undefined => ({ 9: 'fi', 6: '\u{1f642}' })[glyph]
    const table = toTexts(two, textOf)
    expect(rows(table, 'bfchar')).toEqual(['<01> <00660069>', '<fd01> <d83dde42>'])
    expect(rows(table, 'codespacerange')).toEqual(['<00> <fb>', '<fc00> <ffff>'])
    expect(rows(toTexts(one, textOf), 'codespacerange')).toEqual(['<00> <fb>'])
  })

  it('has a hundred rows to a block at most', () => {
    const coded = Array.from({ length: 201 }, (_, code) => ({ glyph: code, code: code + 1 }))
    const table = toTexts({ coded, highest: 251 }, () => 'x')
    expect(rows(table, 'bfchar').length).toBe(201)
    expect(table.match(/beginbfchar/g)?.length).toBe(3)
  })
})

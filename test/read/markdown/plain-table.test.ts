import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'
import { linesOf } from '../../../src/read/markdown/plain-lines.ts'
import { tableAt } from '../../../src/read/markdown/plain-table.ts'
import { long } from '../../support/judge.ts'

const parser = createParser()
const tableOf = (text: string) => tableAt(linesOf(text), 0)

const cells = [
  'a',
  ' b ',
  ' *c*',
  '`d` ',
  ' e f ',
  '',
  ' ',
  '  g',
  '\\',
  '`h',
  'i_',
  '[j](k)',
  '\u00a0',
  ' \u00a0n\u00a0 ',
  '1',
]
const bars = ['---', ':-', ' -: ', ':---:', '-', ' --- ', '--', ':', ' ']
const row = (of: readonly string[]) =>
  fc
    .array(fc.constantFrom(...of), { minLength: 1, maxLength: 4 })
    .map((some) => `|${some.join('|')}|`)
const table = fc
  .tuple(
    row(cells),
    row(bars),
    fc.array(row(cells), { maxLength: 3 }),
    fc.constantFrom('', ' ', '\nx'),
  )
  .map(([head, under, body, end]) => `${[head, under, ...body].join('\n')}${end}`)

describe('a plain table', () => {
  it('is as parsing gives it', () => {
    let plain = 0
    fc.assert(
      fc.property(table, (text) => {
        const found = tableOf(text)
        if (!found) return
        plain++
        expect([found.block]).toEqual(parser.parse(text).children)
      }),
      { numRuns: long ? 200_000 : 5000 },
    )
    expect(plain).toBeGreaterThan(20)
  })

  it('ends at a blank line', () => {
    const text = '| a | *b* |\n|:-:|---|\n| 1 | |\n\n| c | d |'
    const found = tableOf(text)
    expect(found?.next).toBe(3)
    expect(found?.block).toEqual(parser.parse(text).children[0])
    expect(found?.block).toMatchObject({ align: ['center', null], children: [{}, {}] })
  })

  it.each([
    '| a |',
    '| a |\n|---|---|',
    '| a |\n|---|\n| b | c |',
    '| a |\n|---|\nb',
    '| a |\n| - - |',
    'a | b\n--|--',
  ])('leaves %j to the parser', (text) => {
    expect(tableOf(text)).toBeUndefined()
  })
})

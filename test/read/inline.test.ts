import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clean, flattened, joined } from '../../src/read/inline.ts'
import { areInlines } from './closed-schema.ts'
import { closed, plain } from './reading.ts'

it('cleans text of controls and composes it', () => {
  expect(clean('a\r\nb\rc\u0000\u0007e\u0301\ud83d\ude00')).toBe('a\nb\ncé😀')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(clean(clean(text))).toBe(clean(text))
    }),
  )
})

it('joins neighbouring texts and drops empty ones', () => {
  const text = (value: string) => ({ type: 'text' as const, value })
  expect(joined([text('a'), text(''), text('b'), { type: 'break' }, text('c')])).toEqual([
    text('ab'),
    { type: 'break' },
    text('c'),
  ])
})

it.each([
  ['# a *b*', 'a b'],
  ['- a\n- b\n  - c', 'a b c'],
  ['| a | b |\n|---|---|\n| c | d |', 'a b c d'],
  ['> a\n>\n> b', 'a b'],
  ['```\na\nb\n```', 'a b'],
  ['$$\nx\n$$', 'x'],
  ['---', ''],
  ['<details><summary>a</summary>b</details>', 'a b'],
])('makes one line of %j', (text, words) => {
  const inlines = closed(text).blocks.flatMap(flattened)
  expect(plain(inlines)).toBe(words)
  expect(areInlines(inlines)).toBe(true)
})

import { expect, it } from 'vitest'
import { titled } from '../../../src/read/dialects/titled.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'

it.each([
  ['a *b*\n\nc', ['text', 'emphasis'], ['paragraph']],
  ['![](x.png)\n\na', ['text'], ['paragraph']],
  ['$$\nx\n$$', ['inlineMath'], []],
  ['```\nx\ny\n```', ['inlineCode'], ['code']],
  ['- x\n- y', ['text'], ['list']],
  ['', [], []],
])('divides %j', (text, title, rest) => {
  const found = titled(parseMarkdown(text).blocks)
  expect(found.title.map(({ type }) => type)).toEqual(title)
  expect(found.rest.map(({ type }) => type)).toEqual(rest)
})

it('takes a front of marks as it is written', () => {
  const literal = { type: 'text' as const, value: '*' }
  expect(titled(parseMarkdown('*').blocks, literal).title).toEqual([literal])
  expect(titled(parseMarkdown('![](a.png)').blocks, literal).title).toEqual([])
})

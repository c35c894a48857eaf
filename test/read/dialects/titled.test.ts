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

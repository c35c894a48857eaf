import { expect, it } from 'vitest'
import { linesOf, maskedText } from '../../src/read/lines.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'

function linesIn(text: string) {
  const { blocks } = parseMarkdown(text)
  return linesOf(blocks, maskedText(blocks, text))
}

it('tells text from code, math and HTML', () => {
  const text =
    'a\n```\nb\n```\n\n    c\n\n- d\n  ```\n  e\n  ```\n\n$$\nf\n$$\n<!-- g -->\n\n# h `i`\n'
  const live = linesIn(text).flatMap(({ live, text }) => (live ? [text.trim()] : []))
  expect(live).toEqual(['a', '- d', '# h `i`'])
})

it('gives what a comment on a line of its own says', () => {
  const comments = linesIn('<!-- a -->\n\nb <!-- c -->\n').map(({ comment }) => comment)
  expect(comments).toEqual(['a', undefined, undefined])
})

it.each(['\n', '\r\n', '\r'])('counts lines ended by %j', (end) => {
  const text = ['a', '', 'b'].join(end)
  expect(linesIn(text).map(({ start, number }) => [start, number])).toEqual([
    [0, 1],
    [1 + end.length, 2],
    [1 + 2 * end.length, 3],
  ])
})

it('blanks what stands outside the blocks, and keeps every offset', () => {
  const text = 'left out\n\nkept\n\nleft\r\n'
  const blocks = parseMarkdown(text).blocks.slice(1, 2)
  const masked = maskedText(blocks, text)
  expect(masked).toBe('        \n\nkept\n\n    \r\n')
})

import type { RootContent } from 'mdast'
import { expect, it } from 'vitest'
import { seenIn } from '../../src/read/lines.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'

function linesIn(text: string) {
  const { blocks } = parseMarkdown(text)
  return seenIn(blocks, text).lines
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

it('blanks what stands between the blocks, and keeps every offset', () => {
  const text = 'before\n\n kept\n\nleft out\n\nkept\n\nbehind\r\n'
  const { blocks } = parseMarkdown(text)
  const { lines, cut } = seenIn([blocks[1], blocks[3]] as RootContent[], text)
  expect(lines.map(({ start, number, text }) => [start, number, text])).toEqual([
    [8, 3, ' kept'],
    [14, 4, ''],
    [15, 5, '        '],
    [24, 6, ''],
    [25, 7, 'kept'],
  ])
  for (const { start, end, text } of lines) expect(cut(start, end)).toBe(text)
  expect([cut(-1, 3), cut(29, 40)]).toEqual(['', ''])
})

it('sees nothing where there are no blocks', () => {
  expect(seenIn([], 'left out').lines).toEqual([])
})

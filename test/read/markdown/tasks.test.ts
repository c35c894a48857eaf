import { expect, it } from 'vitest'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { words } from '../../../src/read/outline.ts'

it('ticks the box of an item', () => {
  const [list] = parseMarkdown('- [x] one\n- [ ] two\n').blocks
  expect(list?.type === 'list' && list.children.map(({ checked }) => checked)).toEqual([
    true,
    false,
  ])
})

it('keeps a box that is in no item as text', () => {
  const { blocks } = parseMarkdown('-\n[x]\n[x] more')
  expect(blocks.map(words).join('')).toBe('[x]\n[x] more')
})

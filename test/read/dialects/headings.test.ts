import { expect, it } from 'vitest'
import { isLinkList, walk } from '../../../src/read/dialects/headings.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { outline } from '../../../src/read/outline.ts'

it('gives every block to some part', () => {
  const { blocks } = parseMarkdown(
    'lead\n\n# A\n\nintro\n\n## q\n\na\n\n### in\n\nb\n\n## s\n\nc\n',
  )
  const parts = walk({ blocks, headings: outline(blocks), ours: false }, (entry, inItem) => {
    if (entry.depth === 3) return inItem ? { is: 'inside' } : { is: 'section' }
    if (entry.title === 's') return { is: 'skipped', reason: 'r' }
    return entry.depth === 2 ? { is: 'item', cut: 0 } : { is: 'section' }
  })
  const nodes = parts.flatMap((part) => {
    if (part.type === 'section') return [part.heading]
    if (part.type === 'text') return part.blocks
    return part.type === 'item' ? [part.heading, ...part.body] : part.nodes
  })
  expect(nodes).toEqual(blocks)
})

it.each([
  ['- [a](b)\n- [c](d), [e](f).', true],
  ['- [a](b)\n  - [c](d)', true],
  ['- [a](b) says', false],
  ['- a', false],
])('%j is a list of links: %s', (text, expected) => {
  const [list] = parseMarkdown(text).blocks
  expect(list && isLinkList(list)).toBe(expected)
})

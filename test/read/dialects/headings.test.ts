import type { RootContent } from 'mdast'
import { expect, it } from 'vitest'
import { isLinkList, walk } from '../../../src/read/dialects/headings.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { words } from '../../../src/read/outline.ts'
import { sheetOf } from '../reading.ts'

it('gives every block to some part', () => {
  const sheet = sheetOf('lead\n\n# A\n\nintro\n\n## q\n\na\n\n### in\n\nb\n\n## s\n\nc\n')
  const parts = walk(sheet, (entry, inItem) => {
    if (entry.depth === 3) return inItem ? { is: 'inside' } : { is: 'section' }
    if (entry.title === 's') return { is: 'skipped', reason: 'r' }
    return entry.depth === 2 ? { is: 'item', cut: 0 } : { is: 'section' }
  })
  const nodes = parts.flatMap((part): readonly RootContent[] => {
    if (part.type === 'section') return part.title
    if (part.type === 'text') return part.blocks
    return part.type === 'item' ? [...part.title, ...part.body] : part.nodes
  })
  const given = sheet.blocks.flatMap((node): readonly RootContent[] =>
    node.type === 'heading' && words(node) !== 's' && words(node) !== 'in' ? node.children : [node],
  )
  expect(nodes).toEqual(given)
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

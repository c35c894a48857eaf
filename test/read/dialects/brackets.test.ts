import type { RootContent } from 'mdast'
import { expect, it } from 'vitest'
import { withGaps } from '../../../src/read/dialects/brackets.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { words } from '../../../src/read/outline.ts'

function gapsIn(text: string): string[] {
  const found: string[] = []
  const walk = (node: RootContent) => {
    if (node.type === 'mark') found.push(words(node))
    if ('children' in node) (node.children as RootContent[]).forEach(walk)
  }
  const { nodes, gaps } = withGaps(parseMarkdown(text).blocks, text)
  nodes.forEach(walk)
  expect(found).toHaveLength(gaps)
  return found
}

it.each([
  ['the [capital] of [France]', ['capital', 'France']],
  ['[a **b** c] and [$x$]', ['a b c', 'x']],
  ['[[a] b]', ['[a] b']],
  ['- [a]\n- **[b]**\n\n| c |\n| - |\n| [d] |', ['a', 'b', 'd']],
  ['[] and [open and ] shut', ['open and ']],
  ['open [ and ] shut ]', [' and ']],
  ['\\[a\\] and [b\\]c]', ['b]c']],
  ['&amp; \\[a] [b]', ['b']],
  ['`[a]` $[b]$ [c](d)', []],
])('finds gaps in %j', (text, expected) => {
  expect(gapsIn(text)).toEqual(expected)
})

it('keeps every word', () => {
  const text = 'a [b *c* d] \\[e\\] [f'
  const nodes = withGaps(parseMarkdown(text).blocks, text).nodes
  expect(nodes.map(words).join('')).toBe('a b c d [e] [f')
})

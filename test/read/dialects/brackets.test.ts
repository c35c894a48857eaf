import type { RootContent } from 'mdast'
import { expect, it } from 'vitest'
import { withGaps } from '../../../src/read/dialects/brackets.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { words } from '../../../src/read/outline.ts'

function gapsIn(text: string): string[] {
  const found: string[] = []
  const walk = (node: RootContent) => {
    if (node.type === 'cloze') found.push(`${node.number} ${words(node)}`)
    if ('children' in node) (node.children as RootContent[]).forEach(walk)
  }
  const { nodes, gaps } = withGaps(parseMarkdown(text).blocks, text)
  nodes.forEach(walk)
  expect(found).toHaveLength(gaps)
  return found
}

it.each([
  ['the [capital] of [France]', ['1 capital', '2 France']],
  ['[a **b** c] and [$x$]', ['1 a b c', '2 x']],
  ['[[a] b]', ['1 [a] b']],
  ['- [a]\n- **[b]**\n\n| c |\n| - |\n| [d] |', ['1 a', '2 b', '3 d']],
  ['[] and [open and ] shut', ['1 open and ']],
  ['open [ and ] shut ]', ['1  and ']],
  ['\\[a\\] and [b\\]c]', ['1 b]c']],
  ['&amp; \\[a] [b]', ['1 b']],
  ['`[a]` $[b]$ [c](d)', []],
])('finds gaps in %j', (text, expected) => {
  expect(gapsIn(text)).toEqual(expected)
})

it('keeps every word', () => {
  const text = 'a [b *c* d] \\[e\\] [f'
  const nodes = withGaps(parseMarkdown(text).blocks, text).nodes
  expect(nodes.map(words).join('')).toBe('a b c d [e] [f')
})

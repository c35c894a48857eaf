import { expect, it } from 'vitest'
import { framed } from '../../../src/read/dialects/anchored.ts'
import { opensLid } from '../../../src/read/lids.ts'
import { words } from '../../../src/read/outline.ts'
import { sheetOf } from '../reading.ts'

const lid = '<details><summary>Answer</summary>\n\nsay\n\n</details>\n\n'

/** `type title` of each part. */
function parts(text: string) {
  const frame = framed(sheetOf(text), (blocks) =>
    blocks.flatMap((_, index) => (opensLid(blocks, index) ? [index] : [])),
  )
  return frame?.parts.map((part) =>
    'title' in part ? `${part.type} ${words({ children: [...part.title] })}` : part.type,
  )
}

it('takes headings for items where each holds one mark', () => {
  expect(
    parts(`# S\n\n## a\n\n${lid}## b\n\n${lid}## Intro\n\ntext\n\n## License\n\nfree\n`),
  ).toEqual(['section S', 'item a', 'item b', 'text', 'skipped'])
})

it('takes items of lists where the marks stand in them', () => {
  const item = (title: string) => `1. ${title}\n\n   ${lid.trim().replaceAll('\n', '\n   ')}\n\n`
  expect(parts(`## S\n\nlead\n\n${item('a')}${item('b')}`)).toEqual([
    'section S',
    'text',
    'item a',
    'item b',
  ])
})

it('takes paragraphs where nothing else holds the marks', () => {
  expect(parts(`**1. a**\n\nmore\n\n${lid}**2. b**\n\n${lid}c\n\n${lid}`)).toEqual([
    'item 1. a',
    'item 2. b',
    'item c',
  ])
})

it('finds nothing without a mark', () => {
  expect(parts('## a\n\ntext\n')).toBeUndefined()
})

import type { Root } from 'mdast'
import { expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'
import { shift, walk } from '../../../src/read/markdown/shift.ts'

const before = 'one\n\n# two\n\n'
const text = '- a *b*\n\n  c\n'

it('moves every node to where its text stands in a longer one', () => {
  const parser = createParser()
  const root = parser.parse(text)
  shift(root, 4, before.length)
  expect(root.children).toEqual(parser.parse(before + text).children.slice(2))
})

it('leaves alone what stands at the start, and nodes that stand nowhere', () => {
  const made: Root = { type: 'root', children: [{ type: 'text', value: 'a' }] }
  const same = structuredClone(made)
  shift(made, 1, 1)
  expect(made).toEqual(same)
  const parsed = createParser().parse(text)
  const again = structuredClone(parsed)
  shift(parsed, 0, 0)
  expect(parsed).toEqual(again)
})

it('walks a tree from its root, in the order of its text', () => {
  const types: string[] = []
  walk(createParser().parse('# a\n\n*b*'), ({ type }) => types.push(type))
  expect(types).toEqual(['root', 'heading', 'text', 'paragraph', 'emphasis', 'text'])
})

import { expect, it } from 'vitest'
import {
  type Block,
  childrenOf,
  type Handlers,
  handle,
  type Inline,
  type Node,
  plain,
  visit,
} from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'

const cloze: Inline = { type: 'cloze', number: 1, hint: [text('hint')], children: [text('gap')] }
const details: Block = { type: 'details', summary: [text('sum')], children: [paragraph('inside')] }

it('knows what is below a node, summaries and hints included', () => {
  expect(childrenOf(cloze)).toEqual([text('gap'), text('hint')])
  expect(childrenOf(details)).toEqual([text('sum'), paragraph('inside')])
  expect(childrenOf(text('x'))).toEqual([])
})

it('visits parents before children', () => {
  const seen: string[] = []
  visit([details, paragraph(cloze)], (node) => seen.push(node.type))
  expect(seen).toEqual([
    'details',
    'text',
    'paragraph',
    'text',
    'paragraph',
    'cloze',
    'text',
    'text',
  ])
})

it('gives words: one space between blocks, nothing of a hint', () => {
  expect(plain([paragraph('a'), details])).toBe('a sum inside')
  expect(plain([text('x '), cloze, { type: 'break' }, { type: 'inlineCode', value: 'y' }])).toBe(
    'x gap\ny',
  )
  expect(plain([{ type: 'picture', medium: 'm', alt: 'alt' }])).toBe('alt')
})

it('calls the handler of a node with the state', () => {
  const fallback = (node: Node, state: string) => `${state} ${node.type}`
  const table = new Proxy({}, { get: () => fallback }) as Handlers<string, string>
  expect(handle(table, cloze, 'a')).toBe('a cloze')
})

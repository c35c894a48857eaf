import { expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'

const mathIn = (text: string): string[] => {
  const [paragraph] = createParser().parse(text).children
  const children = paragraph && 'children' in paragraph ? paragraph.children : []
  return children.flatMap((node) => (node.type === 'inlineMath' ? [node.value] : []))
}

it.each([
  ['a \\\\(x_1 * y_2\\\\) b', ['x_1 * y_2']],
  ['\\\\[\\frac{a}{b}\\\\]', ['\\frac{a}{b}']],
  ['\\\\(a\\\\) and \\\\(b\nc\\\\)', ['a', 'b\nc']],
  ['\\\\(a\\\\]', []],
  ['\\\\( \\\\)', []],
  ['\\\\\\(a\\\\)', []],
  ['\\(a\\)', []],
  ['`\\\\(a\\\\)`', []],
])('%j', (text, expected) => {
  expect(mathIn(text)).toEqual(expected)
})

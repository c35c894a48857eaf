import { expect, it } from 'vitest'
import { initialStyle } from '../../src/drawing/style.ts'
import { collapse, type Run } from '../../src/drawing/text.ts'
import { parseTree } from '../../src/drawing/tree.ts'

const element = parseTree('<svg/>')
const runs = (...texts: [text: string, preserve?: boolean][]): Run[] =>
  texts.map(([text, preserve = false]) => {
    const style = { ...initialStyle, preserve }
    return { text, style, element, x: undefined, y: undefined, dx: 0, dy: 0 }
  })
const collapsed = (...texts: Parameters<typeof runs>) =>
  collapse(runs(...texts)).map(({ text }) => text)

it('makes one space of every stretch, and none at the ends', () => {
  expect(collapsed(['\n  a \t b '], [' c'], ['  '])).toEqual(['a b ', 'c', ''])
  expect(collapsed([''], [' a'], [' '], [' b '])).toEqual(['', 'a', ' ', 'b'])
})

it('keeps white space where it is wanted', () => {
  expect(collapsed(['  a\n b ', true])).toEqual(['  a  b '])
})

import { expect, it } from 'vitest'
import type { Body } from '../../src/model/bank.ts'
import { gapTexts, renumbered } from '../../src/model/gaps.ts'
import type { Inline } from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'

const gap = (number: number, words: string, inside: Inline[] = []): Inline => ({
  type: 'cloze',
  number,
  children: [text(words), ...inside],
})
const body: Body = {
  title: [gap(1, 'one')],
  prompt: [{ type: 'paragraph', children: [gap(3, 'three', [gap(2, ' two')])] }],
  answer: [{ type: 'paragraph', children: [gap(1, 'uno')] }],
  footnotes: [{ type: 'footnoteDefinition', identifier: 'a', children: [paragraph('none')] }],
}

it('joins the words of one number', () => {
  expect([...gapTexts(body)]).toEqual([
    [1, 'one uno'],
    [3, 'three two'],
    [2, 'two'],
  ])
})

it('gives gaps other numbers, all at once', () => {
  const question = { gaps: [1, 2, 3], body: JSON.stringify(body) }
  const other = renumbered(
    question,
    new Map([
      [1, 3],
      [3, 7],
    ]),
  )
  expect(other.gaps).toEqual([2, 3, 7])
  expect([...gapTexts(JSON.parse(other.body))].map(([number]) => number)).toEqual([3, 7, 2])
  expect(renumbered(question, new Map([[1, 1]]))).toBe(question)
})

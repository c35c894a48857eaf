import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../src/model/bank.ts'
import { letterOf, optionsOf, rightOnes } from '../../src/print/choices.ts'
import type { Vertical } from '../../src/print/vertical.ts'
import { paragraph, question } from '../support/bank.ts'
import { boxesIn, given, outlineOf, wordsIn } from './given.ts'

const { setting, spot } = await given()
const linesOf = (list: readonly Vertical[]) => boxesIn(list).map(({ ops }) => wordsIn(ops))

/** A choice of options, `*` before those that are right; what is set of it. */
function choice(options: readonly string[], whys: readonly string[] = []) {
  const marks = options.map((label) => ({ label, right: label.startsWith('*') }))
  const choices = options.map((label, at) => ({
    body: label === '' ? [] : [paragraph(label)],
    why: whys[at] ? [paragraph(whys[at])] : [],
  }))
  const one = question({ title: 'T', kind: 'choice', marks, choices })
  const body = bodyOf(one)
  return {
    asked: optionsOf(one, body.choices ?? [], setting, spot),
    answered: rightOnes(one, body, setting, spot),
  }
}

describe('options', () => {
  it('are lettered, and an empty one says so', () => {
    expect(linesOf(choice(['one', '']).asked)).toEqual(['Aone', 'B(empty)'])
    expect([0, 25, 26].map(letterOf)).toEqual(['A', 'Z', '27'])
  })

  it('that are right are named, with the reasons of any', () => {
    expect(linesOf(choice(['one', '*two'], ['no']).answered)).toEqual(['AnswerB', 'Ano'])
    expect(linesOf(choice(['one']).answered)).toEqual([`Answer${setting.words.noneRight}`])
  })

  it('ask for all where several are right', () => {
    const { asked, answered } = choice(['*a', '*b'])
    expect(linesOf(asked)[0]).toBe('Choose all that apply')
    expect(linesOf(answered)).toEqual(['AnswerA, B'])
  })

  it('keep the first two together, and the last two', () => {
    const costs = outlineOf(choice(['a', 'b', 'c', 'd']).asked).filter((one) =>
      /^p\d/.test(String(one)),
    )
    expect(costs).toEqual(['p100000', 'p120', 'p100000'])
  })
})

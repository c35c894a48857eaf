import { describe, expect, it } from 'vitest'
import { answerInWords, answerStated, placesAt } from '../../src/read/stated.ts'

describe('a statement of the answer', () => {
  it.each([
    ['Answer: C', [2], ''],
    ['Correct answer: B, E', [1, 4], ''],
    ['Correct Answer: BD', [1, 3], ''],
    ['**Answer**: (C), because it moves', [2], ', because it moves'],
    ['The correct answer is A.', [0], ''],
    ['答え: D', [3], ''],
    ['正确答案：AC', [0, 2], ''],
    ['Ответ: 2', [1], ''],
    ['Answer: A\nIt is so.', [0], '\nIt is so.'],
    ['Answer: A because it is so', [0], ' because it is so'],
  ])('%s', (text, right, rest) => {
    expect(answerStated(text)).toEqual({
      right,
      rest: rest.trim() === '' ? '' : expect.any(String),
    })
    expect(answerStated(text)?.rest.trim()).toBe(rest.trim())
  })

  it.each(['Answer', 'Answer: A pod is small', 'Answer: because', 'Answers below', 'B', ''])(
    'is not %j',
    (text) => {
      expect(answerStated(text)).toBeUndefined()
    },
  )

  it('may be a bare letter, each once', () => {
    expect(placesAt('B')?.right).toEqual([1])
    expect(placesAt('**b**')?.right).toEqual([1])
    expect(placesAt('BB')).toBeUndefined()
    expect(placesAt('Bad')).toBeUndefined()
  })

  it('may be in words', () => {
    expect(answerInWords('Answer: the heart')).toBe('the heart')
    expect(answerInWords('The heart')).toBeUndefined()
  })
})

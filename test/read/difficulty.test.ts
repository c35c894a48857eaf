import { expect, it } from 'vitest'
import { difficultyOf, starsOf, withoutMark } from '../../src/read/difficulty.ts'

it.each([
  ['What? 👶', 'easy', 'easy'],
  ['What? \u200d⭐️', 'medium', 'easy'],
  ['What? ⭐⭐', 'medium', 'medium'],
  ['What? ⭐⭐⭐', 'medium', 'hard'],
  ['What? 🚀', 'hard', 'hard'],
  ['⭐ What?', undefined, undefined],
  ['What?', undefined, undefined],
] as const)('%s is %s, or %s where stars are counted', (text, plain, graded) => {
  expect(difficultyOf(text, false)).toBe(plain)
  expect(difficultyOf(text, true)).toBe(graded)
})

it('takes the mark off a title', () => {
  expect(starsOf('a ⭐⭐')).toBe(2)
  expect(withoutMark([{ type: 'text', value: 'What? ⭐️ ' }])).toEqual([
    { type: 'text', value: 'What?' },
  ])
})

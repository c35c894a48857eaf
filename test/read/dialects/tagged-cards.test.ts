import { expect, it } from 'vitest'
import { readFixture, readText } from '../reading.ts'

it('tagged-cards: 6, 5 answered', async () => {
  const questions = await readFixture('tagged-cards')
  expect(questions.map(({ title }) => title)).toHaveLength(6)
  expect(questions.filter((question) => question.answered)).toHaveLength(5)
  expect(questions.map(({ kind }) => kind).indexOf('reversed')).toBe(2)
  expect(questions[1]?.tags).toEqual(['demo', 'safety/first'])
})

it.each([
  ['a #card\nb\n', 1],
  ['# a #flashcard\n\nb\n', 1],
  ['a #cardboard\nb\n', 0],
  ['a #card b\n', 0],
  ['#card\nb\n', 0],
  ['`a #card`\n\n    b #card\n', 0],
])('finds in %j: %i', async (text, count) => {
  expect((await readText(text)).questions).toHaveLength(count)
})

import { expect, it } from 'vitest'
import { plain, readFixture, readText } from '../reading.ts'

it.each([
  ['separated-cards', 4, 4],
  ['separated-not', 0, 0],
])('%s: %i, %i answered', async (name, count, answered) => {
  const questions = await readFixture(name)
  expect(questions.map(({ title }) => title)).toHaveLength(count)
  expect(questions.filter((question) => question.answered)).toHaveLength(answered)
})

it('asks both ways where the mark is doubled', async () => {
  const kinds = (await readFixture('separated-cards')).map(({ kind }) => kind)
  expect(kinds).toEqual(['basic', 'reversed', 'basic', 'basic'])
})

it('begins with the paragraph above the mark', async () => {
  const { questions, bodies } = await readText('x\n\na\nb\n?\nc\n\nd\n\ne\n?\nf\n')
  expect(questions.map(({ title, place }) => [title, place.line])).toEqual([
    ['a b', 3],
    ['e', 10],
  ])
  expect(bodies.map(({ answer }) => plain(answer))).toEqual(['c d', 'f'])
})

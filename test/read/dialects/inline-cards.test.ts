import { expect, it } from 'vitest'
import { inlineCards } from '../../../src/read/dialects/inline-cards.ts'
import { readFixture, sheetOf } from '../reading.ts'

it.each([
  ['inline-cards', 5],
  ['inline-not', 0],
])('%s: %i, all answered', async (name, count) => {
  const questions = await readFixture(name)
  expect(questions.map(({ title }) => title)).toHaveLength(count)
  expect(questions.every((question) => question.answered)).toBe(true)
})

it('asks both ways between three colons', async () => {
  expect((await readFixture('inline-cards')).map(({ kind }) => kind).indexOf('reversed')).toBe(2)
})

it.each([
  ['a :: b\n\nc :: d\n\ne :: f\n', 3],
  ['a :: b\n\nc :: d\n', 0],
  ['a::b\n\nc::d\n\ne::f\n', 0],
  ['a :: b\n\nc::d\n\ne :: f\n', 3],
  ['a :: b :: c\n\nd :: e\n\nf :: g\n', 0],
  [`a :: b\n\nc :: d\n\ne :: f\n\n${'prose\n'.repeat(9)}`, 0],
  ['`a :: b`\n\n`c :: d`\n\n`e :: f`\n', 0],
])('finds in %j: %i', (text, count) => {
  expect(inlineCards.evidence(sheetOf(text)).questions).toBe(count)
})

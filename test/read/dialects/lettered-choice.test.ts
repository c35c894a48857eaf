import { expect, it } from 'vitest'
import { letteredChoice } from '../../../src/read/dialects/lettered-choice.ts'
import { readFixture, rightOf, sheetOf } from '../reading.ts'

it.each([
  ['lettered-details', 3, 3, ['A', 'B', 'B, C']],
  ['lettered-list', 4, 3, ['B', 'A, C', 'A', '']],
  ['lettered-lines', 5, 5, ['A', 'B', 'B', 'A', 'C']],
  ['lettered-numbers', 4, 4, ['B', 'B', 'A', 'B']],
  ['lettered-mixed', 4, 4, [undefined, 'B', undefined, undefined]],
])('%s holds %i questions, %i of them answered', async (name, questions, answered, right) => {
  const found = await readFixture(name)
  expect(found.map(({ title }) => title)).toHaveLength(questions)
  expect(found.filter((question) => question.answered)).toHaveLength(answered)
  expect(found.map(rightOf)).toEqual(right)
})

it('needs answers beside letters', () => {
  const text = ['a', 'b', 'c'].map((q) => `## ${q}\n\n- A. x\n- B. y\n\n`).join('')
  expect(letteredChoice.evidence(sheetOf(text)).questions).toBe(0)
  expect(
    letteredChoice.evidence(sheetOf(text.replaceAll('y\n', 'y\n\nAnswer: A\n'))).questions,
  ).toBe(3)
})

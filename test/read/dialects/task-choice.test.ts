import { expect, it } from 'vitest'
import { taskChoice } from '../../../src/read/dialects/task-choice.ts'
import { readFixture, rightOf, sheetOf } from '../reading.ts'

it.each([
  ['task-quiz', 4, 3, ['B', 'A, B', 'A', undefined]],
  ['task-words', 3, 3, ['B', 'A', 'B']],
  ['task-fences', 5, 4, ['B', 'B', 'A', 'B', '']],
  ['task-todo', 0, 0, []],
  ['task-lettered', 4, 4, ['A', 'B', 'B, C', 'A']],
])('%s holds %i questions, %i of them answered', async (name, questions, answered, right) => {
  const found = await readFixture(name)
  expect(found.map(({ title }) => title)).toHaveLength(questions)
  expect(found.filter((question) => question.answered)).toHaveLength(answered)
  expect(found.map(rightOf)).toEqual(right)
})

it('needs three lists of which some boxes are ticked and some not', () => {
  const found = (text: string) => taskChoice.evidence(sheetOf(text)).questions
  const list = (title: string, boxes: string) => `## ${title}\n\n${boxes}\n\n`
  const divided = '- [x] a\n- [ ] b'
  expect(found(list('Why?', divided) + list('What?', divided))).toBe(0)
  const three = list('Why?', divided) + list('What?', divided) + list('How?', divided)
  expect(found(three)).toBe(3)
  expect(found(three.replaceAll('[ ]', '[x]'))).toBe(0)
})

import { expect, it } from 'vitest'
import { listHeading } from '../../../src/read/dialects/list-heading.ts'
import { partLines, readFixture, sheetOf } from '../reading.ts'

it.each([
  ['list-heading-react', 6, 5],
  ['list-heading-restart', 6, 6],
  ['list-heading-slips', 5, 5],
  ['list-heading-bullets', 5, 5],
  ['list-heading-loose', 3, 3],
])('%s holds %i questions, %i of them answered', async (name, questions, answered) => {
  const found = await readFixture(name)
  expect(found.map(({ title }) => title)).toHaveLength(questions)
  expect(found.filter((question) => question.answered)).toHaveLength(answered)
})

const found = (text: string) => listHeading.evidence(sheetOf(text)).questions

it('needs three items that begin with a heading, and numbers that go on', () => {
  expect(found('1. # a\n2. # b\n')).toBe(0)
  expect(found('1. # a\n2. # b\n3. # c\n')).toBe(3)
  expect(found('9. # a\n\nx\n\n7. # b\n\nx\n\n5. # c\n')).toBe(0)
  expect(found('- # a\n- # b\n- # c\n')).toBe(0)
  expect(found('- # What?\n- # Why?\n- # How?\n')).toBe(3)
})

it('takes a run of smaller numbers for a part of the answer where the numbers go on behind it', () => {
  const text = '1. # a\n2. # b\n\nsteps\n\n1. # x\n2. # y\n\nend\n\n3. # c\n'
  expect(partLines(listHeading, text)).toEqual(['item 1', 'item 2', 'item 11'])
})

it('takes no run for a part of the answer of which everything asks', () => {
  const text = '1. # Why a?\n2. # Why b?\n1. # How c?\n2. # How d?\n3. # What is e?\n'
  expect(found(text)).toBe(5)
})

it('gives what stands between items to the item before, and before the first to the section', () => {
  const text = 'lead\n\n## s\n\nintro\n\n1. ### a\n\nmore\n\n- x\n\n2. ### b\n3. ### c\n'
  expect(partLines(listHeading, text)).toEqual([
    'text 1',
    'section 3',
    'text 5',
    'item 7',
    'item 13',
    'item 14',
  ])
})

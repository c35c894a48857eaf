import { expect, it } from 'vitest'
import { detailsReveal } from '../../../src/read/dialects/details-reveal.ts'
import { readFixture, sheetOf } from '../reading.ts'

it.each([
  ['details-summary', 5, 4],
  ['details-heading', 4, 4],
  ['details-list', 4, 4],
  ['details-crossed', 3, 3],
  ['details-words', 4, 4],
])('%s holds %i questions, %i of them answered', async (name, questions, answered) => {
  const found = await readFixture(name)
  expect(found.map(({ title }) => title)).toHaveLength(questions)
  expect(found.filter((question) => question.answered)).toHaveLength(answered)
})

const found = (text: string) => detailsReveal.evidence(sheetOf(text)).questions
const details = (summary: string, body: string) =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>\n\n`

it('takes no details for questions that stand in answers, or hold links', () => {
  const asked = ['What?', 'Why?', 'How?'].map((title) => details(title, 'text')).join('')
  expect(found(asked)).toBe(3)
  expect(found(asked.replaceAll('text', '- [a](http://a.b)\n- [c](http://c.d)'))).toBe(0)
  expect(found(details('More', 'text').repeat(3))).toBe(0)
})

it('keeps details within details in the answer', () => {
  const text = ['What?', 'Why?', 'How?']
    .map((title) => details(title, `a\n\n${details('What else?', 'b')}c`))
    .join('')
  expect(found(text)).toBe(3)
})

import { expect, it } from 'vitest'
import { boldLine } from '../../../src/read/dialects/bold-line.ts'
import { partLines, readFixture, sheetOf } from '../reading.ts'

it.each([
  ['bold-emoji', 5, 4, ['easy', 'medium', 'medium', 'hard', 'hard']],
  ['bold-numbered', 5, 5, [undefined, 'easy', 'medium', undefined, 'hard']],
  ['bold-runin', 5, 4, Array(5).fill(undefined)],
  ['bold-plain', 1, 1, [undefined]],
  ['bold-notes', 0, 0, []],
])('%s holds %i questions, %i of them answered', async (name, questions, answered, difficulty) => {
  const found = await readFixture(name)
  expect(found.map(({ title }) => title)).toHaveLength(questions)
  expect(found.filter((question) => question.answered)).toHaveLength(answered)
  expect(found.map((question) => question.difficulty)).toEqual(difficulty)
})

const found = (text: string) => boldLine.evidence(sheetOf(text)).questions
const lines = (titles: string[]) => titles.map((title) => `**${title}**\n\ntext\n\n`).join('')
const asking = ['What?', 'Why?', 'How?', 'When?', 'Who?']

it('needs five lines of one pattern with something between them', () => {
  expect(found(lines(asking))).toBe(5)
  expect(found(lines(asking.slice(1)).replaceAll('text', '## A\n\ntext'))).toBe(0)
  expect(found(lines(asking).replaceAll('text', ''))).toBe(0)
  expect(found(lines(['1. a', '2. b', '3. c', '4. d', '5. e']))).toBe(5)
  expect(found(lines(['a:', 'b:', 'c:', 'd:', 'e:']))).toBe(0)
})

it('finds none in the answers below headings that ask', () => {
  const answers = asking.map((title, index) => `## ${title}\n\n**${index + 1}. a**\n\ntext\n\n`)
  expect(found(answers.join(''))).toBe(0)
})

it('keeps deeper headings in the answer', () => {
  const text = `## S\n\n${lines(asking.slice(0, 4))}**Who?**\n\n#### In\n\ntext\n\n## T\n\n**Where?**\n\nx\n`
  expect(partLines(boldLine, text).map((part) => part.split(' ')[0])).toEqual([
    'section',
    ...Array(5).fill('item'),
    'section',
    'item',
  ])
})

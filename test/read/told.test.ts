import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { words } from '../../src/read/outline.ts'
import { noTraits, tellApart } from '../../src/read/told.ts'
import { readText } from './reading.ts'

function told(text: string, traits = noTraits) {
  const found = tellApart(parseMarkdown(text).blocks, text, traits)
  if (!found) return undefined
  const of = (nodes: Parameters<typeof words>[0][]) => nodes.map((node) => words(node))
  return {
    prompt: of(found.prompt),
    options: found.options?.map(({ right, body }) => `${right ? '+' : '-'}${of(body)}`),
    answer: of(found.answer),
  }
}

const options = '- A. x\n- B. y\n\n'
const parts = (answer: string[]) => ({ prompt: [], options: ['-x', '+y'], answer })

describe('an answer to lettered options', () => {
  it.each([
    ['a heading', '#### Answer: B\n\nSo.', ['So.']],
    ['bold', '**Answer: B**\n\nSo.', ['So.']],
    ['a quote', '> Answer: B', []],
    ['a fence', '```\nAnswer: B\n```', []],
    ['a lid over a letter', '<details><summary>Answer</summary>\n\nB\n\n</details>', []],
    ['a lid in one block', '<details><summary>Answer</summary>\nCorrect answer: B\n</details>', []],
    ['the lid itself', '<details><summary>Answer: B</summary>\n\nSo.\n\n</details>', ['So.']],
    ['words', '**Answer:** y', []],
    ['a heading over a letter', '### Answer\n\nB', []],
    [
      'a sentence',
      'The correct answer is B, since it is.',
      ['The correct answer is B, since it is.'],
    ],
  ])('stands in %s', (_, text, answer) => {
    expect(told(options + text)).toEqual(parts(answer))
  })

  it('is none where the letter is beyond the options', () => {
    expect(told(`${options}Answer: D`)).toBeUndefined()
  })

  it('leaves code above the options in the prompt', () => {
    expect(told(`\`\`\`\nx\n\`\`\`\n\n${options}Answer: B`)?.prompt).toEqual(['x'])
  })
})

it('takes what stands before a lid for the prompt where that is the habit of the file', () => {
  const text = 'ask\n\n<details><summary>Answer</summary>\n\nsay\n\n</details>\n'
  expect(told(text)).toBeUndefined()
  expect(told(text, { ...noTraits, lids: true })).toMatchObject({
    prompt: ['ask'],
    answer: ['say'],
  })
})

it('names an item by its first paragraph where its heading only counts', async () => {
  const text = [1, 2, 3]
    .map((n) => `## Question ${n}\n\nWhat is ${n}?\n\n- [x] a\n- [ ] b\n\n`)
    .join('')
  const { questions } = await readText(text)
  expect(questions.map(({ title }) => title)).toEqual(['What is 1?', 'What is 2?', 'What is 3?'])
})

it('keeps a heading that only counts where the paragraph below it answers', async () => {
  const { questions } = await readText(
    '## Question 1?\n\nAn answer.\n\n## Question 2?\n\nAnother.\n',
  )
  expect(questions.map(({ title, answered }) => [title, answered])).toEqual([
    ['Question 1?', true],
    ['Question 2?', true],
  ])
})

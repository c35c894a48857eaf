import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../../src/messages/messages.ts'
import { questionsOf, sectionsOf } from '../../../src/model/bank.ts'
import { read } from '../../../src/read/read.ts'
import { readText } from '../reading.ts'

async function readFolder(name: string) {
  const root = fileURLToPath(new URL(`../../fixtures/read/${name}`, import.meta.url))
  expect(readdirSync(root).length).toBeGreaterThan(0)
  const { bank } = await read({ paths: [root], root, settings: {}, messages: new Messages() })
  return {
    questions: [...questionsOf(bank)].map(({ question }) => question),
    sections: [...sectionsOf(bank)].map(({ title, questions }) => `${title}: ${questions.length}`),
  }
}

describe('files that are one question each', () => {
  it.each([
    ['one-file-front', 4, 4, ['Algebra: 3', 'Logic: 1']],
    ['one-file-named', 3, 3, [': 3']],
    ['one-file-headed', 3, 3, [': 3']],
    ['one-file-pairs', 3, 2, [': 3']],
    ['one-file-titled', 1, 1, [': 1']],
  ])('%s: %i, %i answered', async (name, count, answered, chapters) => {
    const { questions, sections } = await readFolder(name)
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
    expect(sections).toEqual(chapters)
  })

  it('have the name for a title where nothing else asks', async () => {
    const { questions } = await readFolder('one-file-named')
    expect(questions.map(({ title }) => title)).toEqual([
      'Why hoisting',
      'What is not the file?',
      'What is a closure',
    ])
  })

  it('are none by their name alone', async () => {
    expect((await readText('Some text.\n')).questions).toEqual([])
  })

  it('need a back', async () => {
    expect((await readText('## Front\n\na\n')).questions).toEqual([])
    expect((await readText('## Front\n\na\n\n## Back\n\nb\n')).questions).toHaveLength(1)
  })
})

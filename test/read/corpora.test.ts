/** Files by strangers: what is found in each, and that no word of them is lost in silence. */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { read } from '../../src/read/read.ts'
import { corpusFile, expectedRows, haveCorpora } from '../support/corpora.ts'
import { corpora } from '../support/judge.ts'
import { lostWords } from './account.ts'

const rows = expectedRows().map((row) => ({
  path: row.path ?? '',
  family: /family=(\w+)/.exec(row.notes ?? '')?.[1] ?? '',
  questions: Number(row.questions),
  answered: Number(row.answered),
}))

/** The families that are read. */
const families = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'H']

async function readCorpus(name: string) {
  const messages = new Messages()
  const file = resolve(corpusFile(name))
  const folder = name.split('/')[0] ?? ''
  const root = resolve(corpusFile(folder))
  const reading = await read({ paths: [file], root, settings: {}, messages })
  return { ...reading, messages, path: name.slice(folder.length + 1) }
}

if (haveCorpora) {
  describe('the corpora', () => {
    it.each(rows.filter(({ family }) => families.includes(family)))(
      '$path holds $questions questions',
      async ({ path, questions, answered }) => {
        const { bank, messages, sources, path: name } = await readCorpus(path)
        const found = [...questionsOf(bank)].map(({ question }) => question)
        expect(found.length).toBe(questions)
        expect(found.filter((question) => question.answered).length).toBe(answered)
        expect(messages.errors.map(({ reason }) => reason)).toEqual([])
        expect(lostWords([{ path: name, text: sources(name) ?? '' }], bank, messages)).toEqual([])
      },
    )

    it.each(rows.filter(({ family }) => family === 'N'))(
      '$path is not a bank, and that is said',
      async ({ path }) => {
        const { bank, messages } = await readCorpus(path)
        expect([...questionsOf(bank)]).toEqual([])
        expect(messages.errors.map(({ ruleId }) => ruleId)).toEqual(['no-questions'])
      },
    )
  })
} else {
  describe.skip(`the corpora [skipped, needs question files by others (in ${corpora})]`, () => {
    it('are read', () => {})
  })
}

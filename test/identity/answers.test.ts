import { describe, expect, it } from 'vitest'
import { type Answers, decide, noAnswers } from '../../src/identity/answers.ts'
import { Messages } from '../../src/messages/messages.ts'
import { build, drafts, known } from './drafts.ts'

const built = () => build(drafts([{ title: 'A', questions: ['one', 'two'] }]))
const code = (title: string) => built().codes.get(title) ?? ''

const bank = {
  questions: [
    { id: 'first', place: { path: 'a.md', line: 5, column: 1 } },
    { place: { path: 'a.md', line: 9, column: 1 } },
  ],
  chapters: [{ title: 'Scope', place: { path: 'a.md', line: 3, column: 1 } }],
  show: (path: string) => `banks/${path}`,
}

function said(answers: Partial<Answers>, in_ = bank) {
  const messages = new Messages()
  const { ledger, companion } = built()
  const decisions = decide({ ...noAnswers, ...answers }, in_, known(ledger, companion), messages)
  return { ...decisions, wrong: messages.all.map(({ reason }) => reason) }
}

describe('answers', () => {
  it('name a question by id, by file and line, or by a line where there is one file', () => {
    for (const where of ['first', 'a.md:5', 'banks/a.md:7', '5']) {
      const { same, wrong } = said({ same: [`${code('one').toLowerCase()}=${where}`] })
      expect(wrong).toEqual([])
      expect([...same].map(([index, line]) => [index, line.code])).toEqual([[0, code('one')]])
    }
    expect([...said({ fresh: ['12'] }).fresh]).toEqual([1])
    const two = {
      ...bank,
      questions: [...bank.questions, { place: { path: 'b.md', line: 1, column: 1 } }],
    }
    expect(said({ fresh: ['12'] }, two).wrong).toHaveLength(1)
    expect([...said({ fresh: ['b.md:1'] }, two).fresh]).toEqual([2])
  })

  it('name a section by title or line, and a code by itself', () => {
    expect([...said({ rename: ['Scope'] }).rename]).toEqual([0])
    expect([...said({ rename: ['banks/a.md:3'] }).rename]).toEqual([0])
    expect([...said({ retire: [code('two')] }).retired]).toEqual([code('two')])
  })

  it('are errors where they name nothing or contradict each other', () => {
    const one = code('one')
    for (const answers of [
      { same: ['K7M2Q'] },
      { same: ['B9B9B=first'] },
      { same: [`${one}=nothing`] },
      { same: [`${one}=a.md:2`] },
      { same: [`${one}=first`, `${one}=a.md:9`] },
      { same: [`${one}=first`, `${code('two')}=first`] },
      { same: [`${one}=first`], fresh: ['first'] },
      { same: [`${one}=first`], retire: [one] },
      { fresh: ['elsewhere.md:4'] },
      { retire: ['B9B9B'] },
      { rename: ['Nowhere'] },
    ]) {
      expect(said(answers).wrong, JSON.stringify(answers)).toHaveLength(1)
    }
  })
})

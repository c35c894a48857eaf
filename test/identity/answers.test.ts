import { describe, expect, it } from 'vitest'
import { type Answers, countOf, decide, noAnswers } from '../../src/identity/answers.ts'
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

  it('say of each what is wrong, and take nothing of it', () => {
    const [one, two] = [code('one'), code('two')]
    const wrong: [Partial<Answers>, string][] = [
      [
        { same: ['=first'] },
        '“=first” is not a code, an equals sign and a place, such as K7M2Q=questions.md:12',
      ],
      [{ same: ['B9B9B=first'] }, 'The ledger knows no code “B9B9B”'],
      [{ same: [`${one}=nothing`] }, 'No question stands at “nothing”'],
      [{ same: [`${one}=first`, `${one}=a.md:9`] }, `“${one}=a.md:9” contradicts another answer`],
      [
        { same: [`${one}=first`], fresh: ['first'] },
        'The question at “first” is said to be new and to be old',
      ],
      [{ same: [`${one}=first`], retire: [one] }, `${one} is said to be retired and to stay`],
      [{ rename: ['Nowhere'] }, 'No section stands at “Nowhere”'],
      [{ fresh: ['x a.md:5'] }, 'No question stands at “x a.md:5”'],
      [{ fresh: ['a.md:5 x'] }, 'No question stands at “a.md:5 x”'],
      [{ fresh: ['a.md'] }, 'No question stands at “a.md”'],
    ]
    for (const [answers, reason] of wrong) {
      const found = said(answers)
      expect(found.wrong, JSON.stringify(answers)).toEqual([reason])
      const taken = found.same.size + found.fresh.size + found.retired.size + found.rename.size
      expect(taken, reason).toBe('same' in answers && answers.same?.[0] === `${one}=first` ? 1 : 0)
    }
    expect(said({ same: [`${one}=first`, `${two}=a.md:9`] }).same.size).toBe(2)
    expect(said({ same: [`${one}=first`], fresh: ['9'], retire: [two] }).wrong).toEqual([])
  })

  it('name a question by a line of its file only, be there others after it', () => {
    const place = (path: string, line: number) => ({ place: { path, line, column: 1 } })
    const many = {
      ...bank,
      questions: [place('a.md', 5), place('b.md', 2), place('a.md', 9), place('b.md', 8)],
    }
    for (const [where, index] of [
      ...([
        ['a.md:5', 0],
        ['a.md:8', 0],
        ['a.md:99', 2],
      ] as const),
      ...([
        ['b.md:7', 1],
        ['banks/b.md:8', 3],
      ] as const),
    ] as const) {
      expect([...said({ fresh: [where] }, many).fresh], where).toEqual([index])
    }
    // An id that looks like a line is an id first, but not where two have it.
    const named = { ...bank, questions: [{ id: '9', ...place('a.md', 5) }, place('a.md', 9)] }
    expect([...said({ fresh: ['9'] }, named).fresh]).toEqual([0])
    const twice = {
      ...bank,
      questions: [
        { id: 'x', ...place('a.md', 5) },
        { id: 'x', ...place('a.md', 9) },
      ],
    }
    expect(said({ fresh: ['x'] }, twice).wrong).toHaveLength(1)
  })

  it('are counted', () => {
    expect(countOf(noAnswers)).toBe(0)
    expect(countOf({ same: ['a'], fresh: ['b', 'c'], retire: [], rename: ['d'], deck: true })).toBe(
      5,
    )
  })

  it('rename the deck only where that is said', () => {
    expect([said({}).deck, said({ deck: true }).deck]).toEqual([false, true])
  })
})

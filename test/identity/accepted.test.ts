import { describe, expect, it } from 'vitest'
import { type Answers, noAnswers } from '../../src/identity/answers.ts'
import { build, drafts } from './drafts.ts'

const one = 'A function together with the variables of the scope that it was made in, kept alive.'
const two = 'Reading a name walks outward from the innermost scope until some scope declares it.'

const first = () =>
  build(
    drafts([
      {
        title: 'A',
        questions: [
          { title: 'one', answer: one },
          { title: 'two', answer: two },
          { title: 'three' },
        ],
      },
    ]),
  )
const code = (title: string) => first().codes.get(title) ?? ''
const bank = drafts([
  {
    title: 'A',
    questions: [
      { title: 'one', answer: two, id: 'x' },
      { title: 'three', answer: 'changed' },
    ],
  },
])

function rows(text: string): Map<string, string> {
  return new Map(text.split('\n').map((row) => [row.split('\t')[0] ?? '', row]))
}

function answer(answers: Partial<Answers>) {
  const answered = build(bank, first(), { answers: { ...noAnswers, ...answers } })
  return { answered, texts: answered.accepted() }
}

describe('a ledger after answers', () => {
  it('differs in the lines that were answered for, and in no other', () => {
    const { texts } = answer({ same: [`${code('two')}=x`] })
    const [was, is] = [rows(first().ledger), rows(texts.ledger)]
    const changed = [...is.keys()].filter((key) => key !== 'bank' && was.get(key) !== is.get(key))
    expect(changed).toEqual([code('two')])
    expect(texts.companion.split('\n').filter((row) => !first().companion.includes(row))).toEqual([
      expect.stringContaining(`${code('two')}\t{"title":"one"`),
    ])
    const { ledger, companion } = first()
    expect(answer({}).texts).toEqual({ ledger, companion })
  })

  it('makes the next build do what was answered', () => {
    const same = build(bank, answer({ same: [`${code('two')}=x`] }).texts)
    expect(same.messages.errors).toEqual([])
    expect(same.codes.get('one')).toBe(code('two'))
    const fresh = build(bank, answer({ fresh: ['x'] }).texts)
    expect([code('one'), code('two')]).not.toContain(fresh.codes.get('one'))
    expect(fresh.retiring.map((note) => note.code).sort()).toEqual(
      [code('one'), code('two')].sort(),
    )
  })

  it('issues anew what bears the id, the title or the content of a retired note', () => {
    const known = build(drafts([{ title: 'A', questions: [{ title: 'Q', answer: one, id: 'q' }] }]))
    const old = known.codes.get('Q') ?? ''
    const kinds = drafts([
      { title: 'A', questions: [{ title: 'Q', answer: one, id: 'q', kind: 'reversed' }] },
    ])
    const answers = { ...noAnswers, retire: [old] }
    const texts = build(kinds, known, { answers }).accepted()
    const next = build(kinds, texts)
    expect(next.messages.errors).toEqual([])
    expect(next.codes.get('Q')).not.toBe(old)
    expect(next.retiring.map((note) => note.code)).toEqual([old])
    expect(build(kinds, next).ledger).toBe(next.ledger)
  })

  it('retires a note for as many issues as any other', () => {
    const { texts } = answer({ retire: [code('three')] })
    expect(rows(texts.ledger).get(code('three'))).toContain('\tretired:4\t')
    const next = build(bank, texts)
    expect(rows(next.ledger).get(code('three'))).toContain('\tretired:3\t')
    expect(next.codes.get('three')).not.toBe(code('three'))
  })
})

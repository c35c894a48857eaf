import { describe, expect, it } from 'vitest'
import { accepted } from '../../src/identity/accepted.ts'
import { type Answers, noAnswers } from '../../src/identity/answers.ts'
import { type Ledger, newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { build, drafts, firstOf, one, two } from './drafts.ts'

const first = () => firstOf()
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

  it('is this, line by line, for lines made for it', () => {
    const line = (code: string, more: Partial<QuestionLine> = {}): QuestionLine => ({
      ...{
        code,
        guid: `g${code}`,
        kind: 'basic',
        state: 'active',
        mod: 1,
        fields: '',
        birth: code,
      },
      ...{ title: `t${code}`, content: `c${code}`, sketch: '', section: 's', after: '', id: '' },
      ...{ marks: [], ...more },
    })
    const lines = ['old', 'gone', 'kept'].map((code) => line(code, { id: `i${code}` }))
    const known: Ledger = {
      ...{ ...newLedger(), id: 'bank', deck: 'Deck' },
      questions: new Map(lines.map((one) => [one.code, one])),
      sections: new Map([['s', { key: 's', deck: '010 A', path: ['A'] }]]),
      texts: new Map([['old', '{"title":"old"}']]),
    }
    const answer = (
      now: QuestionLine[],
      decided: { same?: number[]; fresh?: number[]; retired?: string[]; deck?: boolean },
      count = 3,
    ) =>
      accepted({
        ...{ id: 'derived', deck: 'New deck', known, now, count },
        texts: now.map(({ code }) => ({ title: code })),
        sections: [
          { key: 's', deck: '010 B', path: ['B'] },
          { key: 'new', deck: '020 C', path: ['C'] },
        ],
        retired: lines.slice(0, 2),
        decisions: {
          same: new Map((decided.same ?? []).map((index) => [index, line('old')])),
          fresh: new Set(decided.fresh ?? []),
          retired: new Set(decided.retired ?? []),
          rename: new Set(),
          deck: decided.deck ?? false,
        },
      })
    const codes = (ledger: Ledger) => [...ledger.questions.keys()]
    const nothing = answer([line('new')], {})
    expect([nothing.id, nothing.deck, codes(nothing)]).toEqual([
      'bank',
      'Deck',
      ['old', 'gone', 'kept'],
    ])
    // A section that is known takes its subdeck's new name, and keeps its path until it is built.
    expect([...nothing.sections.values()]).toEqual([{ key: 's', deck: '010 B', path: ['A'] }])
    expect(answer([], { deck: true }).deck).toBe('New deck')
    expect(codes(answer([line('new'), line('more')], { fresh: [1] }))).toEqual([
      ...['old', 'gone', 'kept', 'more'],
    ])
    const texts = answer([line('old', { mod: 9 }), line('more')], { same: [0], fresh: [1] }).texts
    expect([...texts]).toEqual([
      ['old', '{"title":"old"}'],
      ['more', '{"title":"more"}'],
    ])
    // Each state has one issue more, for the next build finds the bank changed; none stays none.
    const states = (count: number) =>
      answer([], { retired: ['gone'] }, count).questions.get('gone')?.state
    expect([states(3), states(1), states(0)]).toEqual(['retired:4', 'retired:2', 'retired'])
    // What would claim the retired line is new by the same word, whatever the claim stands on.
    const claims: [Partial<QuestionLine>, boolean][] = [
      [{}, false],
      [{ id: 'other' }, false],
      [{ id: 'igone' }, true],
      [{ id: 'gone' }, true],
      [{ title: 'tgone' }, true],
      [{ content: 'cgone' }, true],
      [{ title: 'told' }, false],
    ]
    for (const [more, claimed] of claims) {
      const found = codes(answer([line('new', more)], { retired: ['gone'] }))
      expect(found.includes('new'), JSON.stringify(more)).toBe(claimed)
    }
    // Of two that end either may be claimed, and of none nothing; a known line goes on as it is.
    expect(codes(answer([line('new', { title: 'told' })], { retired: ['gone', 'old'] }))).toContain(
      'new',
    )
    const again = answer([line('kept', { title: 'tgone', mod: 9 })], { retired: ['gone'] })
    expect(again.questions.get('kept')?.mod).toBe(1)
    // Without ids nobody bears the other's.
    const bare = { ...line('gone'), id: '' }
    const unnamed = accepted({
      ...{
        id: 'x',
        deck: 'd',
        known: newLedger(),
        now: [line('new')],
        count: 1,
        texts: [],
        sections: [],
      },
      retired: [bare],
      decisions: {
        ...{ same: new Map(), fresh: new Set(), retired: new Set(['gone']), rename: new Set() },
        deck: false,
      },
    })
    expect([unnamed.id, codes(unnamed)]).toEqual(['x', ['gone']])
  })
})

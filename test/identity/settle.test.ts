import { describe, expect, it } from 'vitest'
import { newLedger } from '../../src/identity/record.ts'
import { settle } from '../../src/identity/settle.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Question, questionsOf } from '../../src/model/bank.ts'
import { build, drafts, type Wanted } from './drafts.ts'

const long1 = 'The function keeps the variables of the scope that it was made in.'
const long2 = 'A promise stands for a value that will be there later, or never.'

const one = (question: Wanted | string) => drafts([{ title: 'A', questions: [question] }])

function only(built: { bank: Parameters<typeof questionsOf<Question>>[0] }): Question | undefined {
  return [...questionsOf(built.bank)][0]?.question
}

describe('settling a bank', () => {
  it('has a text of its own questions, and of no other', () => {
    const options = { named: false, messages: new Messages() }
    const { bank, textOf } = settle(one({ title: 'one', answer: long1 }), newLedger(), options)
    expect(textOf(only({ bank })?.code ?? '')).toMatchObject({ title: 'one', answer: long1 })
    expect(() => textOf('B2B2B')).toThrow('B2B2B is not in the bank')
  })

  it('keeps the derived id of a bank whose folder was renamed, and takes one the author states', () => {
    const first = build(drafts([{ title: 'A', questions: ['one'] }]))
    const renamed = drafts([{ title: 'A', questions: ['one', 'two'] }], { id: 'renamed' })
    const second = build(renamed, first)
    expect(second.bank.id).toBe('test-bank')
    const third = build(renamed, first, { named: true })
    expect(third.bank.id).toBe('renamed')
    expect(third.messages.all.map(({ ruleId }) => ruleId)).toEqual(['bank-id-changed'])
    expect(third.messages.all[0]?.reason).toContain('was test-bank and is now renamed')
    expect(third.codes.get('one')).toBe(first.codes.get('one'))
    expect(third.ledger).toContain('bank\tid\trenamed')
  })

  it('stops where title says one question and content another', () => {
    const before = [
      { title: 'What is one?', answer: long1 },
      { title: 'What is two?', answer: long2 },
    ]
    const first = build(drafts([{ title: 'A', questions: before }]))
    const mixed = { title: 'What is one?', answer: long2 }
    const second = build(drafts([{ title: 'A', questions: [mixed] }]), first)
    const [error, ...more] = second.messages.all
    expect(more).toEqual([])
    expect(error?.ruleId).toBe('identity-ambiguous')
    expect(error?.expected?.toSorted()).toEqual([...first.codes.values()].toSorted())
    // What the note says to do works: a code given as id settles it.
    const code = first.codes.get('What is two?') ?? ''
    const third = build(drafts([{ title: 'A', questions: [{ ...mixed, id: code }] }]), first)
    expect(third.messages.errors).toEqual([])
    expect(third.codes.get('What is one?')).toBe(code)
  })

  it('gives questions their labels, in the order in which the options stand', () => {
    const options = ['- [x] a closure', '- [ ] a class', '- [ ] a module']
    const labels = (question: Question | undefined) =>
      question?.kind === 'choice' && question.choices.map(({ label, right }) => [label, right])
    const first = build(one({ title: 'x', options }))
    expect(labels(only(first))).toEqual([
      ['A', true],
      ['B', false],
      ['C', false],
    ])
    const turned = build(one({ title: 'x', options: options.toReversed() }), first)
    expect(labels(only(turned))).toEqual([
      ['C', false],
      ['B', false],
      ['A', true],
    ])
  })

  it('numbers gaps that have no number, and remembers their texts', () => {
    const gapsOf = (question: Question | undefined) => question?.kind === 'cloze' && question.gaps
    const first = build(one({ title: 'x', gaps: ['Ada Lovelace', 'Charles Babbage'] }))
    expect(gapsOf(only(first))).toEqual([1, 2])
    expect(only(first)).not.toHaveProperty('counted')
    expect(first.companion).toContain('"gaps":["1 Ada Lovelace","2 Charles Babbage"]')
    const second = build(one({ title: 'x', gaps: ['Charles Babbage', 'Grace Hopper'] }), first)
    expect(gapsOf(only(second))).toEqual([2, 3])
    expect(second.companion).toContain('"gaps":["2 Charles Babbage","3 Grace Hopper"]')
    // A bank whose questions have no gaps says nothing of them.
    expect(build(one('y')).companion).not.toContain('gaps')
  })

  it('puts questions without a heading of their own into the deck above', () => {
    const built = build(
      drafts([
        { title: '', questions: ['first'] },
        {
          title: 'A',
          sections: [
            { title: '', questions: ['a'] },
            { title: 'B', questions: ['b'] },
          ],
        },
      ]),
    )
    const decks = [...questionsOf(built.bank)].map(({ section }) => section.deck)
    expect(decks).toEqual(['', '010 A', '010 A::010 B'])
  })

  it('follows sections by their questions, and questions by their sections', () => {
    const questions = (long: string): Wanted[] => [
      { title: 'Output?', answer: `${long} 1` },
      { title: 'Output!', answer: `${long} 2` },
      { title: 'And this one?', answer: `${long} 3` },
    ]
    const before = [
      { title: 'Scope', questions: questions(long1) },
      { title: 'Promises', questions: questions(long2) },
    ]
    const first = build(drafts(before))
    // Headings renamed and one question of each edited, at once.
    const edited = questions(long1).with(0, { title: 'Output?', answer: `${long1} one` })
    const other = questions(long2).with(0, { title: 'Output?', answer: `${long2} one` })
    const after = [
      { title: 'Asynchrony', questions: other },
      { title: 'Lexical scope', questions: edited },
    ]
    const second = build(drafts(after), first)
    expect(second.messages.errors).toEqual([])
    const [scope = [], promises = []] = [0, 1].map((at) =>
      first.bank.sections[at]?.questions.map(({ code }) => code),
    )
    const codes = [...questionsOf(second.bank)].map(({ question }) => question.code)
    expect(codes).toEqual([...promises, ...scope])
    expect(second.bank.sections.map(({ deck }) => deck)).toEqual(['020 Promises', '010 Scope'])
  })

  it('names files and commands as it is told to', () => {
    const first = build(one('x'))
    const words = { accept: (flags: string) => `say ${flags}`, at: () => 'here' }
    const renamed = build(drafts([{ title: 'Other', questions: ['x'] }]), first, { words })
    expect(renamed.messages.all[0]?.note).toContain('say --rename-section here')
    const answers = { same: [], fresh: ['shown.md:1'], retire: [], rename: [] }
    const show = (path: string) => path.replace('questions', 'shown')
    const asked = build(one('x'), first, { answers, show })
    expect(asked.messages.errors).toEqual([])
    expect(asked.codes.get('x')).not.toBe(first.codes.get('x'))
    expect(build(one('x'), first, { answers }).messages.errors).toHaveLength(1)
  })

  it('keeps the length of codes that a bank began with', () => {
    const first = build(one('x'))
    const seven = { ...first, ledger: first.ledger.replace('length\t5', 'length\t7') }
    expect(build(one('y'), seven).codes.get('y')).toHaveLength(7)
    expect(build(one('y'), first).codes.get('y')).toHaveLength(5)
  })

  it('says where what moved stands now, and what is open with its place', () => {
    const line = (title: string, at: number) => ({ title, line: at })
    const first = build(
      drafts([
        { title: 'A', questions: ['a', 'b', 'c'] },
        { title: 'B', questions: ['d'] },
      ]),
    )
    const moved = build(
      drafts([
        { title: 'A', questions: [line('a', 3), line('b', 5)] },
        { title: 'B', questions: [line('d', 9), line('c', 12)] },
      ]),
      first,
    )
    expect(moved.messages.all.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['question-moved', 12],
    ])
    const kind = build(one({ title: 'x', kind: 'reversed', line: 4 }), build(one('x')))
    expect(kind.open).toMatchObject([
      { index: 0, place: { line: 4 }, issued: { title: 'x', answer: 'The answer to x' } },
    ])
  })

  it('answers for a file by its own name where no other is given', () => {
    const first = build(one('x'))
    const answers = { same: [], fresh: ['questions.md:1'], retire: [], rename: [] }
    const asked = build(one('x'), first, { answers })
    expect(asked.messages.errors).toEqual([])
    expect(asked.codes.get('x')).not.toBe(first.codes.get('x'))
  })

  it('says nothing of an id that is the bank’s, or the first', () => {
    const first = build(one('x'), undefined, { named: true })
    expect(first.messages.all).toEqual([])
    expect(build(one('x'), first, { named: true }).messages.all).toEqual([])
  })

  it('follows titles that stand outside of any section, as those of a section', () => {
    const of = (loose: string, inside: string) =>
      drafts([
        { title: '', questions: [{ title: 'What comes out?', answer: loose }] },
        { title: 'A', questions: [{ title: 'What comes out?', answer: inside }] },
      ])
    const codes = (built: { bank: Parameters<typeof questionsOf<Question>>[0] }) =>
      [...questionsOf(built.bank)].map(({ question }) => question.code)
    const first = build(of(long1, long2))
    const words = (seed: string) => Array.from({ length: 12 }, (_, n) => `${seed}${n}`).join(' ')
    const second = build(of(words('a'), words('b')), first)
    expect(second.messages.errors).toEqual([])
    expect(codes(second)).toEqual(codes(first))
  })
})

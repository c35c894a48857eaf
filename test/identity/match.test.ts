import { describe, expect, it } from 'vitest'
import { questionsOf } from '../../src/model/bank.ts'
import { type Built, build, drafts, type Wanted } from './drafts.ts'

const bank = (...questions: (Wanted | string)[]) => drafts([{ title: 'A', questions }])
const codesOf = (built: Built) => [...questionsOf(built.bank)].map(({ question }) => question.code)
const prose = (seed: number, count = 40) =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 10_007}`).join(' ')
const output = (seed: number): Wanted => ({ title: "What's the output?", answer: prose(seed) })

describe('matching', () => {
  it('follows the id through any edit, and takes another id for another question', () => {
    const first = build(bank({ title: 'one', id: 'first' }, 'two'))
    const renamed = build(bank('two', { title: 'All new', answer: 'all new', id: 'first' }), first)
    expect(renamed.codes.get('All new')).toBe(first.codes.get('one'))
    const other = build(bank({ title: 'one', id: 'second' }, 'two'), first)
    expect(other.codes.get('one')).not.toBe(first.codes.get('one'))
  })

  it('keeps a question to which an id is given, or from which it is taken', () => {
    const first = build(bank('one', 'two'))
    const named = build(bank({ title: 'one', id: 'first' }, 'two'), first)
    expect(codesOf(named)).toEqual(codesOf(first))
    expect(codesOf(build(bank('one', 'two'), named))).toEqual(codesOf(first))
  })

  it('takes a code given as id for that question, a retired one too', () => {
    const first = build(bank('one', 'two'))
    const second = build(bank('two'), first)
    const code = first.codes.get('one') ?? ''
    const third = build(bank('two', { title: 'Reworded', answer: 'all new', id: code }), second)
    expect(third.codes.get('Reworded')).toBe(code)
  })

  it('keeps doubled titles apart by content, in any order', () => {
    const first = build(bank(output(1), output(2), output(3), output(4)))
    const [one, two, three, four] = codesOf(first)
    const turned = build(bank(output(4), output(2), output(9), output(1)), first)
    const codes = codesOf(turned)
    expect([codes[0], codes[1], codes[3]]).toEqual([four, two, one])
    expect(codes[2]).not.toBe(three)
    expect(turned.messages.errors).toEqual([])
  })

  it('gives a new code to what replaced one of many equal titles', () => {
    const first = build(bank('before', output(1), 'between', output(2), 'behind'))
    const second = build(bank('before', output(7), 'between', output(2), 'behind'), first)
    expect(codesOf(second)[1]).not.toBe(codesOf(first)[1])
    expect(codesOf(second)[3]).toBe(codesOf(first)[3])
    expect(second.messages.all.map(({ ruleId }) => ruleId)).toEqual(['question-vanished'])
  })

  it('restores one of many equal titles by its content, however short', () => {
    const short = (answer: string) => ({ title: 'What comes out?', answer })
    const first = build(bank(short('1'), short('2'), short('3')))
    const second = build(bank(short('1'), short('3')), first)
    expect(codesOf(build(bank(short('1'), short('2'), short('3')), second))).toEqual(codesOf(first))
  })

  it('follows an edit of one of many equal titles', () => {
    const first = build(bank(output(1), output(2), output(3)))
    const edited = { ...output(2), answer: `${prose(2).replace('w', 'v')} and more of it` }
    expect(codesOf(build(bank(output(1), edited, output(3)), first))).toEqual(codesOf(first))
  })

  it('keeps equal twins in order, those of one section together', () => {
    const twin = { title: 'same', answer: 'same' }
    const two = (a: Wanted[], b: Wanted[]) =>
      drafts([
        { title: 'A', questions: ['a', ...a] },
        { title: 'B', questions: ['b', ...b] },
      ])
    const first = build(two([twin], [twin, twin]))
    const codes = codesOf(first)
    expect(new Set(codes).size).toBe(5)
    const second = build(two([], [twin, twin]), first)
    expect(codesOf(second)).toEqual(
      ['a', 'b'].map((t) => first.codes.get(t)).toSpliced(2, 0, codes[3], codes[4]),
    )
    expect(codesOf(build(two([twin], [twin, twin]), second))).toEqual(codes)
  })

  it('follows an answer to a new title, if there is enough of it', () => {
    const first = build(
      bank({ title: 'What is it?', answer: prose(1, 12) }, { title: 'Is it?', answer: 'Yes.' }),
    )
    const second = build(
      bank(
        { title: 'Explain closures', answer: prose(1, 12) },
        { title: 'Are there?', answer: 'Yes.' },
      ),
      first,
    )
    expect(codesOf(second)[0]).toBe(codesOf(first)[0])
    expect(codesOf(second)[1]).not.toBe(codesOf(first)[1])
  })

  it('takes no title that many have for evidence, though its section has it once', () => {
    const of = (one: Wanted, other: Wanted) =>
      drafts([
        { title: 'A', questions: [one] },
        { title: 'B', questions: [other] },
        { title: 'C', questions: [output(11)] },
        { title: 'D', questions: [output(12)] },
      ])
    const reworded = (seed: number): Wanted => ({
      title: "What's the output?",
      answer: `${prose(seed, 30)} ${prose(seed + 100, 10)}`,
    })
    const first = build(of(output(1), output(2)))
    const [one, two] = codesOf(first)
    expect(codesOf(build(of(reworded(1), reworded(2)), first)).slice(0, 2)).toEqual([one, two])
    expect(codesOf(build(of(reworded(2), reworded(1)), first)).slice(0, 2)).toEqual([two, one])
    expect(codesOf(build(of(output(7), output(2)), first))[0]).not.toBe(one)
  })

  it('follows a title to new content within its section, and elsewhere only where it is alone', () => {
    const bankOf = (a: (Wanted | string)[], b: (Wanted | string)[]) =>
      drafts([
        { title: 'A', questions: ['a1', 'a2', ...a] },
        { title: 'B', questions: ['b1', 'b2', ...b] },
      ])
    const first = build(
      bankOf([{ title: 'Scope', answer: prose(1) }], [{ title: 'Scope', answer: prose(2) }]),
    )
    const edited = build(
      bankOf([{ title: 'Scope', answer: prose(3) }], [{ title: 'Scope', answer: prose(4) }]),
      first,
    )
    expect(codesOf(edited)).toEqual(codesOf(first))
    const moved = build(
      bankOf(['a3'], [{ title: 'a3', answer: prose(5) }]),
      build(bankOf(['a3'], [])),
    )
    expect(moved.messages.errors).toEqual([])
    const alone = build(bankOf(['only'], []))
    const carried = build(bankOf([], [{ title: 'only', answer: prose(5) }]), alone)
    expect(carried.codes.get('only')).toBe(alone.codes.get('only'))
  })

  it('takes what likeness found for a neighbour of what is less alike', () => {
    const reworded = (seed: number, kept: number): Wanted => ({
      title: `${prose(seed + 50, 3)} anew`,
      answer: `${prose(seed, kept)} ${prose(seed + 60, 40 - kept)}`,
    })
    const of = (seed: number): Wanted => ({ title: prose(seed + 70, 4), answer: prose(seed) })
    const first = build(bank('before', of(1), of(2), of(3), 'behind'))
    const second = build(
      bank('before', reworded(1, 38), reworded(2, 29), reworded(3, 38), 'behind'),
      first,
    )
    expect(codesOf(second)).toEqual(codesOf(first))
    const alone = build(bank(reworded(2, 29)), first)
    expect(codesOf(alone)[0]).not.toBe(codesOf(first)[2])
  })

  it('takes nothing for a return that has the title alone', () => {
    const first = build(bank('before', output(1), 'behind'))
    const without = build(bank('before', 'behind'), first)
    expect(codesOf(build(bank('before', output(2), 'behind'), without))[1]).not.toBe(
      codesOf(first)[1],
    )
    const edited = { title: "What's the output?", answer: `${prose(1, 36)} ${prose(9, 4)}` }
    expect(codesOf(build(bank('before', edited, 'behind'), without))).toEqual(codesOf(first))
  })

  it('stops where two are equally like one that was split', () => {
    const answer = prose(1, 60)
    const first = build(bank('before', { title: 'Tell of it', answer }, 'behind'))
    const halves = [
      { title: 'Tell the first of it', answer: `${answer} one` },
      { title: 'Tell the second of it', answer: `${answer} two` },
    ]
    const second = build(bank('before', ...halves, 'behind'), first)
    expect(new Set(second.messages.all.map(({ ruleId }) => ruleId))).toEqual(
      new Set(['identity-ambiguous']),
    )
    const code = codesOf(first)[1]
    expect(second.messages.errors[0]?.expected).toEqual([code])
    const [one, two] = halves as [Wanted, Wanted]
    const settled = build(bank('before', { ...one, id: code ?? '' }, two, 'behind'), first)
    expect(settled.messages.errors).toEqual([])
    expect(codesOf(settled)[1]).toBe(code)
  })

  it('lets an id that is new say so', () => {
    const answer = prose(1, 60)
    const first = build(bank('before', { title: 'Tell of it', answer }, 'behind'))
    const halves = [
      { title: 'Tell the first of it', answer: `${answer} one`, id: 'first-half' },
      { title: 'Tell the second of it', answer: `${answer} two`, id: 'second-half' },
    ]
    const second = build(bank('before', ...halves, 'behind'), first)
    expect(second.messages.errors).toEqual([])
    expect(codesOf(second)).not.toContain(codesOf(first)[1])
  })

  describe('of a section that lost its one question of a common title', () => {
    const of = (...questions: (Wanted | string)[]) =>
      drafts([
        { title: 'A', questions: ['before', ...questions] },
        { title: 'B', questions: [output(5)] },
      ])
    const first = build(of(output(1), 'behind'))
    const renamed = build(of({ ...output(1), title: 'Reworded' }, 'behind'), first)
    const gone = build(of('behind', output(2)), renamed)

    it('restores a retired question by its content', () => {
      const back = build(of(output(1), 'behind'), gone)
      expect(back.messages.errors).toEqual([])
      expect(codesOf(back)).toEqual(codesOf(first))
    })

    it('stops where a retired question is alike', () => {
      const edited = { title: "What's the output?", answer: `${prose(1, 37)} ${prose(9, 3)}` }
      const back = build(of(edited, 'behind'), gone)
      expect(back.messages.errors.map(({ ruleId }) => ruleId)).toEqual(['identity-ambiguous'])
      expect(back.messages.errors[0]?.expected).toEqual([codesOf(gone)[2], codesOf(first)[1]])
    })
  })

  it('stops where the title says one and the content another that was retired', () => {
    const [one, two] = [
      { title: 'one', answer: prose(1) },
      { title: 'two', answer: prose(2) },
    ]
    const first = build(bank('before', one, two))
    const second = build(bank('before', one), first)
    const third = build(bank('before', { title: 'one', answer: prose(2) }), second)
    expect(third.messages.errors.map(({ ruleId }) => ruleId)).toEqual(['identity-ambiguous'])
    expect(third.messages.errors[0]?.expected).toEqual(codesOf(first).slice(1))
  })

  it('stops where the content is like one and the title that of one retired, which is alike', () => {
    const words = prose(1, 60).split(' ')
    const turned = [...words.slice(40), ...words.slice(0, 40)].join(' ')
    const first = build(
      bank('before', { title: 'Tell of it', answer: words.slice(0, 40).join(' ') }),
    )
    const gone = build(bank('before'), first)
    const merged = build(bank('before', { title: 'The whole', answer: turned }), gone)
    const codes = [codesOf(merged)[1], codesOf(first)[1]]
    expect(codes[0]).not.toBe(codes[1])
    const back = build(bank('before', { title: 'Tell of it', answer: words.join(' ') }), merged)
    expect(back.messages.errors.map(({ ruleId }) => ruleId)).toEqual(['identity-ambiguous'])
    expect(back.messages.errors[0]?.expected).toEqual(codes)
  })

  it('lets either of two equal questions go on where the other went and this one was edited', () => {
    const other = (seed: number) => ({ title: prose(seed, 4), answer: prose(seed) })
    const first = build(bank(other(1), output(2), output(2), other(3)))
    const edited = { ...output(2), answer: prose(2).replace('w', 'v') }
    const second = build(bank(other(1), edited, other(3)), first)
    expect(second.messages.errors).toEqual([])
    expect(codesOf(second)[1]).toBe(codesOf(first)[1])
  })
})

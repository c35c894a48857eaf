import { describe, expect, it } from 'vitest'
import { questionsOf } from '../../src/model/bank.ts'
import { type Built, build, drafts, type Wanted } from './drafts.ts'
import { type Asked, type Before, matched, mixed, prose } from './matching.ts'

const bank = (...questions: (Wanted | string)[]) => drafts([{ title: 'A', questions }])
const codesOf = (built: Built) => [...questionsOf(built.bank)].map(({ question }) => question.code)
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

/** Each rule by itself, over questions and lines made for it. */
describe('the rules of matching', () => {
  const codes = (...given: Parameters<typeof matched>) => {
    const { codes, ambiguous } = matched(...given)
    expect(ambiguous).toEqual([])
    return codes
  }
  const T = 'What comes out?'

  it('take the author’s word before all evidence', () => {
    const before = [
      { code: 'one', title: 'one' },
      { code: 'two', title: 'two' },
    ]
    const now = [{ title: 'one' }, { title: 'two' }]
    const none = { same: new Map(), fresh: new Set<number>(), retired: new Set<string>() }
    expect(codes(now, before, { settled: () => none })).toEqual(['one', 'two'])
    expect(
      codes(now, before, { settled: (line) => ({ ...none, same: new Map([[0, line('two')]]) }) }),
    ).toEqual(['two', undefined])
    expect(codes(now, before, { settled: () => ({ ...none, retired: new Set(['one']) }) })).toEqual(
      [undefined, 'two'],
    )
    expect(codes(now, before, { settled: () => ({ ...none, fresh: new Set([1]) }) })).toEqual([
      'one',
      undefined,
    ])
    // An id of the author's gives way to it too.
    expect(
      codes([{ title: 'one', id: 'two' }], before, {
        settled: () => ({ ...none, fresh: new Set([0]) }),
      }),
    ).toEqual([undefined])
  })

  it('give an id to the question that bears it now, not to one retired for it', () => {
    const lines: Before[] = [
      { code: 'old', title: 'Q', id: 'q', state: 'retired:2' },
      { code: 'new', title: 'R', id: 'q' },
    ]
    for (const before of [lines, lines.toReversed()]) {
      expect(codes([{ title: 'Other', id: 'q' }], before)).toEqual(['new'])
    }
    expect(codes([{ title: 'Other', id: 'q' }], lines.slice(0, 1))).toEqual(['old'])
    // An id before a code of the same text; and of two that bear one, the first.
    const coded = [...lines, { code: 'q', title: 'S' }]
    expect(
      codes(
        [
          { title: 'Other', id: 'q' },
          { title: 'Another', id: 'q' },
        ],
        coded,
      ),
    ).toEqual(['new', 'q'])
  })

  it('give equal ones their own kind and section first, then their kind, then their section', () => {
    const same = { title: 'same', answer: 'same' }
    const basic = (code: string, section: string) => ({ ...same, code, section })
    const reversed = (code: string, section: string) => ({
      ...basic(code, section),
      kind: 'reversed' as const,
    })
    const asked = (section: string, kind: 'basic' | 'reversed' = 'basic') => [
      { ...same, section, kind },
    ]
    expect(codes(asked('B'), [basic('a', 'A'), basic('b', 'B')])).toEqual(['b'])
    expect(codes(asked('C'), [basic('a', 'A'), basic('b', 'B')])).toEqual(['a'])
    expect(codes(asked('A', 'reversed'), [basic('a', 'A'), reversed('b', 'A')])).toEqual(['b'])
    expect(codes(asked('A', 'reversed'), [basic('a', 'A'), reversed('b', 'B')])).toEqual(['b'])
    expect(codes(asked('B', 'reversed'), [basic('a', 'A'), basic('b', 'B')])).toEqual(['b'])
    expect(codes(asked('C', 'reversed'), [basic('a', 'A'), basic('b', 'B')])).toEqual(['a'])
    // One that has its own line leaves the other's to the other.
    const both = [...asked('C'), ...asked('A')]
    expect(codes(both, [basic('a', 'A'), basic('b', 'B')])).toEqual(['b', 'a'])
  })

  it('give a retired question back only to one of its kind', () => {
    const retired: Before = { code: 'r', title: 'same', answer: prose(1), state: 'retired' }
    expect(codes([{ title: 'same', answer: prose(1) }], [retired])).toEqual(['r'])
    expect(codes([{ title: 'same', answer: prose(1), section: 'B' }], [retired])).toEqual(['r'])
    for (const title of ['same', 'other']) {
      const asked = { title, answer: prose(1), kind: 'reversed' } as const
      expect(codes([asked], [retired]), title).toEqual([undefined])
    }
    const asked = { title: 'same', answer: mixed(1, 36, 2), kind: 'reversed' } as const
    expect(codes([asked], [retired])).toEqual([undefined])
  })

  it('take content of forty characters for telling, and less for nothing', () => {
    const was = (answer: string) => [{ code: 'a', title: 'one', answer }]
    const forty = 'x'.repeat(40)
    expect(codes([{ title: 'two', answer: forty }], was(forty))).toEqual(['a'])
    const less = 'x'.repeat(39)
    expect(codes([{ title: 'two', answer: less }], was(less))).toEqual([undefined])
  })

  it('follow content that another question has too, once that one is known', () => {
    const answer = 'x'.repeat(60)
    const before = [
      { code: 'a', title: 'one', answer },
      { code: 'b', title: 'two', answer },
    ]
    expect(
      codes(
        [
          { title: 'one', answer },
          { title: 'three', answer },
        ],
        before,
      ),
    ).toEqual(['a', 'b'])
    const twice = [
      { title: 'three', answer },
      { title: 'four', answer },
    ]
    expect(codes(twice, before.slice(0, 1))).toEqual([undefined, undefined])
  })

  it('stop where the title says one and the content another', () => {
    const before = [
      { code: 'a', title: 'one', answer: prose(1) },
      { code: 'b', title: 'two', answer: prose(2) },
    ]
    expect(matched([{ title: 'one', answer: prose(2) }], before)).toEqual({
      codes: [undefined],
      ambiguous: [[0, ['a', 'b']]],
    })
    // With an id that is new, or where both were exchanged, the titles say it.
    expect(codes([{ title: 'one', answer: prose(2), id: 'new' }], before)).toEqual(['a'])
    const exchanged = [
      { title: 'one', answer: prose(2) },
      { title: 'two', answer: prose(1) },
    ]
    expect(codes(exchanged, before)).toEqual(['a', 'b'])
  })

  it('stop where one has the title of a question and another its content', () => {
    const before = [{ code: 'a', title: 'one', answer: prose(1) }]
    const now = [
      { title: 'one', answer: prose(3) },
      { title: 'new', answer: prose(1) },
    ]
    expect(matched(now, before)).toEqual({
      codes: [undefined, undefined],
      ambiguous: [
        [1, ['a']],
        [0, ['a']],
      ],
    })
    for (const at of [0, 1]) {
      const named = now.map((one, index): Asked => (index === at ? { ...one, id: 'new' } : one))
      expect(codes(named, before)).toEqual(['a', undefined])
    }
  })

  it('stop where a title stands over what is more like another question that went', () => {
    const before = [
      { code: 'a', title: 'one', answer: prose(1) },
      { code: 'b', title: 'two', answer: prose(2) },
    ]
    const over = (kept: number) => [{ title: 'one', answer: mixed(2, kept, 9) }]
    expect(matched(over(30), before)).toEqual({ codes: [undefined], ambiguous: [[0, ['a', 'b']]] })
    // So little in common with another speaks against no title that is its own.
    expect(codes(over(20), before)).toEqual(['a'])
    // What another question continues is not gone.
    const both = [...over(30), { title: 'two, anew', answer: prose(2) }]
    expect(codes(both, before)).toEqual(['a', 'b'])
    expect(codes([...over(30), { title: 'two', answer: prose(2) }], before)).toEqual(['a', 'b'])
    // A retired one counts as gone; and one whose text is the very same even where all of its own is kept.
    const retired: Before[] = [
      { code: 'a', title: 'one', answer: prose(1) },
      { code: 'b', title: 'two', answer: prose(2), state: 'retired' },
    ]
    expect(matched(over(30), retired).ambiguous).toEqual([[0, ['a', 'b']]])
  })

  it('follow a title over all that it stood over, and another question beside', () => {
    const before = [
      { code: 'a', title: 'one', answer: prose(1, 20) },
      { code: 'b', title: 'two', answer: prose(2, 60) },
    ]
    const merged = { title: 'one', answer: `${prose(1, 20)} ${prose(2, 60)}` }
    expect(codes([merged], before)).toEqual(['a'])
  })

  it('take little in common with another against a title that is not alone', () => {
    const twice = (answer: string) => [
      { title: T, answer, section: 'A' },
      { title: T, answer: prose(5), section: 'B' },
    ]
    const before = [
      ...twice(prose(1)).map((one, n) => ({ ...one, code: `t${n}` })),
      { code: 'b', title: 'two', answer: prose(2), section: 'B' },
    ]
    expect(codes(twice(prose(8)), before)).toEqual(['t0', 't1'])
    expect(matched(twice(mixed(2, 20, 9)), before)).toEqual({
      codes: [undefined, 't1'],
      ambiguous: [[0, ['t0', 'b']]],
    })
    // Unless that one goes on elsewhere.
    const more = [...twice(mixed(2, 20, 9)), { title: 'two', answer: prose(2), section: 'B' }]
    expect(codes(more, before)).toEqual(['t0', 't1', 'b'])
  })

  it('take a title that three have for evidence in its section, and one that four have for none', () => {
    const of = (count: number, first: string) =>
      Array.from({ length: count }, (_, n) => ({
        ...{ title: T, section: `S${n}`, answer: n ? prose(n + 10) : first },
      }))
    const was = (count: number) => of(count, prose(1)).map((one, n) => ({ ...one, code: `t${n}` }))
    expect(codes(of(3, prose(2)), was(3))[0]).toBe('t0')
    expect(codes(of(4, prose(2)), was(4))[0]).toBeUndefined()
  })

  it('take a title alone for evidence where the text before is not known', () => {
    const twice = (answer: string) => [
      { title: T, answer, section: 'A' },
      { title: T, answer: prose(5), section: 'B' },
    ]
    const was = (text?: false) =>
      twice(prose(1)).map((one, n) => ({ ...one, code: `t${n}`, ...(text === false && { text }) }))
    expect(codes(twice(prose(2)), was(false))).toEqual(['t0', 't1'])
    // One of its own title follows it, whatever stands below, but not where the title was retired once.
    const own: Before[] = [{ code: 'a', title: 'own', answer: prose(1) }]
    expect(codes([{ title: 'own', answer: prose(2), section: 'C' }], own)).toEqual(['a'])
    const once: Before[] = [...own, { code: 'r', title: 'own', answer: prose(3), state: 'retired' }]
    expect(codes([{ title: 'own', answer: prose(2), section: 'C' }], once)).toEqual([undefined])
  })

  it('let a title in its section do where contents are too short to compare', () => {
    const twice = (answer: string) => [
      { title: T, answer, section: 'A' },
      { title: T, answer: 'Never.', section: 'B' },
    ]
    const was = (answer: string) => twice(answer).map((one, n) => ({ ...one, code: `t${n}` }))
    expect(codes(twice('No.'), was('Yes.'))).toEqual(['t0', 't1'])
    // But for a return it does not do.
    const gone: Before[] = [{ code: 'r', title: T, answer: 'Yes.', state: 'retired' }]
    expect(codes([{ title: T, answer: 'No.' }], gone)).toEqual([undefined])
  })

  it('let contents of forty characters say another than a title that more have, and none shorter', () => {
    const words = (last: string) => [...'abcdefghijklmnopqrs', last].join(' ')
    const asked = (answer: string) => [
      { title: T, answer, section: 'A' },
      { title: T, answer: prose(5), section: 'B' },
    ]
    const known = (answer: string, other: string) => [
      ...asked(answer).map((one, n) => ({ ...one, code: `t${n}` })),
      { code: 'b', title: 'two', answer: `${other} z`, section: 'B' },
    ]
    const [less, forty] = [words('t'), words('tt')]
    expect([less.length, forty.length]).toEqual([39, 40])
    expect(codes(asked(less), known('x'.repeat(39), less))).toEqual(['t0', 't1'])
    expect(codes(asked(less), known('x'.repeat(40), less))).toEqual(['b', 't1'])
    expect(codes(asked(forty), known('x'.repeat(39), forty))).toEqual(['b', 't1'])
  })

  it('restore what has the title of a retired question and much of its content', () => {
    const gone: Before[] = [{ code: 'r', title: T, answer: prose(1), state: 'retired:1' }]
    expect(codes([{ title: T, answer: mixed(1, 30, 9) }], gone)).toEqual(['r'])
    expect(codes([{ title: T, answer: mixed(1, 20, 9) }], gone)).toEqual([undefined])
    // And under another title what has all of it, unless its title went to another question.
    expect(codes([{ title: 'New', answer: prose(1) }], gone)).toEqual(['r'])
    const now = [
      { title: 'New', answer: prose(1) },
      { title: T, answer: mixed(1, 30, 9) },
    ]
    expect(matched(now, gone).ambiguous.map(([index]) => index)).toEqual([0, 1])
  })

  it('compare by likeness only what is still free on both sides', () => {
    const before = [
      { code: 'a', title: 'one', answer: prose(1) },
      { code: 'b', title: 'two', answer: mixed(1, 36, 3) },
    ]
    const now = [
      { title: 'one', answer: prose(1) },
      { title: 'new', answer: mixed(1, 36, 4) },
    ]
    expect(codes(now, before)).toEqual(['a', 'b'])
    // No neighbours here: what is taken would be as near as what is free, on either side.
    const [one = { title: '' }, other = { title: '' }] = now
    const apart = before.map((line) => ({ ...line, section: line.code }))
    expect(
      codes(
        [
          { ...one, section: 'x' },
          { ...other, section: 'y' },
        ],
        apart,
      ),
    ).toEqual(['a', 'b'])
  })

  it('find no likeness between kinds', () => {
    const before = [{ code: 'a', title: 'one', answer: prose(1) }]
    const asked = { title: 'Reworded', answer: mixed(1, 37, 2) }
    expect(codes([asked], before)).toEqual(['a'])
    expect(codes([{ ...asked, kind: 'reversed' }], before)).toEqual([undefined])
  })

  it('know a question by what it was on the other side of a merge', () => {
    const ours = { code: 'a', title: 'ours', answer: prose(1) }
    const theirs = { code: 'a', title: 'theirs', answer: prose(2) }
    const merged = [theirs]
    expect(codes([{ title: 'theirs', answer: prose(2) }], [ours], { merged })).toEqual(['a'])
    expect(codes([{ title: 'theirs', answer: prose(3) }], [ours], { merged })).toEqual(['a'])
    const more = [theirs, { ...theirs, title: 'last' }]
    for (const title of ['ours', 'theirs', 'last']) {
      expect(codes([{ title, answer: prose(7) }], [ours], { merged: more }), title).toEqual(['a'])
    }
    // One line for one question, though two have its titles.
    const both = [
      { title: 'ours', answer: prose(1) },
      { title: 'theirs', answer: prose(2) },
    ]
    expect(codes(both, [ours], { merged })).toEqual(['a', undefined])
  })
})

import { describe, expect, it } from 'vitest'
import { guidOf } from '../../src/identity/guid.ts'
import { build, drafts, known, type Wanted } from './drafts.ts'

const one = (question: Wanted | string) => drafts([{ title: 'A', questions: [question] }])
const options = ['- [x] a closure', '- [ ] a class', '- [ ] a module']

/** The line of a title, as the next build reads it. */
function lineOf(built: { ledger: string; codes: Map<string, string> }, title: string) {
  return known(built.ledger).questions.get(built.codes.get(title) ?? '')
}

describe('lines of questions', () => {
  it('are new, active and undated at first, with the guid of their code', () => {
    const built = build(one({ title: 'x', id: 'the-x' }), undefined, { write: false })
    const line = lineOf(built, 'x')
    expect(line).toMatchObject({ kind: 'basic', state: 'active', mod: 0, fields: '', after: '' })
    expect(line).toMatchObject({ id: 'the-x', marks: [] })
    expect(line?.guid).toBe(guidOf('test-bank', line?.code ?? ''))
    expect(built.lines).toEqual([line])
  })

  it('of a question with an id are born of it, and of one without of what it says', () => {
    const born = (question: Wanted) => lineOf(build(one(question)), question.title)?.birth
    const named = born({ title: 'x', id: 'i' })
    expect(born({ title: 'y', answer: 'other', id: 'i' })).toBe(named)
    expect(born({ title: 'x', id: 'j' })).not.toBe(named)
    const plain = born({ title: 'x', answer: 'said' })
    expect(born({ title: 'x', answer: 'said', tags: ['t'] })).toBe(plain)
    expect(born({ title: 'x', answer: 'unsaid' })).not.toBe(plain)
    expect(born({ title: 'y', answer: 'said' })).not.toBe(plain)
  })

  it('are born alike in every version, so that two branches give one question one code', () => {
    expect(lineOf(build(one({ title: 'x', answer: 'said' })), 'x')).toMatchObject({
      birth: 'yKJwDIaJ_R',
      code: 'P4C3Q',
    })
    expect(lineOf(build(one({ title: 'x', id: 'i' })), 'x')).toMatchObject({
      birth: 'K1L-EGIZTQ',
      code: 'W7Z3R',
    })
  })

  it('of equal questions have one birth, and codes that do not depend on how many come later', () => {
    const twins = (count: number) =>
      build(drafts([{ title: 'A', questions: Array.from({ length: count }, () => 'x') }]))
    const codes = (count: number) => twins(count).lines.map(({ code }) => code)
    expect(new Set(twins(3).lines.map(({ birth }) => birth)).size).toBe(1)
    expect(new Set(codes(3)).size).toBe(3)
    expect(codes(3).slice(0, 2)).toEqual(codes(2))
    const more = build(drafts([{ title: 'A', questions: ['x', 'x', 'x'] }]), twins(1))
    expect(more.lines.map(({ code }) => code)).toEqual(codes(3))
  })

  it('say which question of the same section stood before', () => {
    const built = build(
      drafts([
        { title: 'A', questions: ['a', 'b'] },
        { title: 'B', questions: ['c', 'd'] },
      ]),
    )
    const after = ['a', 'b', 'c', 'd'].map((title) => lineOf(built, title)?.after)
    expect(after).toEqual(['', built.codes.get('a'), '', built.codes.get('c')])
  })

  it('are sketched anew where the text is another, or the sketch was lost', () => {
    const [first, edited] = [build(one('x')), one({ title: 'x', answer: 'said otherwise now' })]
    const sketch = lineOf(first, 'x')?.sketch ?? ''
    expect(lineOf(build(edited, first), 'x')?.sketch).toBe(lineOf(build(edited), 'x')?.sketch)
    expect(lineOf(build(edited), 'x')?.sketch).not.toBe(sketch)
    const lost = { ...first, ledger: first.ledger.replace(sketch, '-') }
    expect(build(one('x'), lost).ledger).toBe(first.ledger)
    // The same text keeps whatever sketch an earlier version made of it.
    const older = [...sketch].reverse().join('')
    expect(
      build(one('x'), { ...first, ledger: first.ledger.replace(sketch, older) }).ledger,
    ).toContain(older)
  })

  it('stops where a kind changed, and takes a new id as a new question', () => {
    const first = build(drafts([{ title: 'A', questions: ['one'] }]))
    const changed = drafts([{ title: 'A', questions: [{ title: 'one', kind: 'reversed' }] }])
    const second = build(changed, first)
    expect(second.messages.errors.map(({ ruleId }) => ruleId)).toEqual(['kind-changed'])
    expect(second.messages.errors[0]?.reason).toContain('was basic and is now reversed')
    expect(second.messages.errors[0]).toMatchObject({ actual: 'reversed', expected: ['basic'] })
    const retire = `rectoverso accept --retire ${first.codes.get('one')}`
    expect(second.messages.errors[0]?.note).toContain(retire)
    const named = { title: 'one', kind: 'reversed', id: 'one-both-ways' } as const
    const third = build(drafts([{ title: 'A', questions: [named] }]), first)
    expect(third.messages.errors).toEqual([])
    expect(third.codes.get('one')).not.toBe(first.codes.get('one'))
    expect(third.messages.all.map(({ ruleId }) => ruleId)).toEqual(['question-vanished'])
  })

  it('keep the labels of options that moved', () => {
    const first = build(one({ title: 'x', options }))
    expect(lineOf(first, 'x')?.marks).toEqual(['A', 'B', 'C'])
    const turned = build(one({ title: 'x', options: options.toReversed() }), first)
    expect(lineOf(turned, 'x')?.marks).toEqual(['C', 'B', 'A'])
  })

  it('keep them without a companion too, where the content is the same', () => {
    const first = build(one({ title: 'x', options }))
    const turned = build(one({ title: 'x', options: options.toReversed() }), first)
    const bare = { ...turned, companion: 'rectoverso issued 1\nend\n' }
    const marks = (question: Wanted) => lineOf(build(one(question), bare), 'x')?.marks
    expect(marks({ title: 'x', options: options.toReversed() })).toEqual(['C', 'B', 'A'])
    // Of other options nothing is known.
    expect(marks({ title: 'x', options })).toEqual(['A', 'B', 'C'])
    expect(marks({ title: 'x', options: options.slice(1) })).toEqual(['A', 'B'])
  })

  it('take the labels of reading where options have no source of their own', () => {
    const bank = one({ title: 'x', options })
    const [choice] = bank.sections[0]?.questions ?? []
    delete choice?.slices.choices
    expect(lineOf(build(bank), 'x')?.marks).toEqual(['Z', 'Y', 'X'])
  })
})

describe('lines of sections', () => {
  it('have a key each, be they of one path, and new ones never that of one that is gone', () => {
    const twice = build(
      drafts([
        { title: 'A', questions: ['a'] },
        { title: 'A', questions: ['b'] },
      ]),
    )
    const keys = [...known(twice.ledger).sections.keys()]
    expect(keys).toEqual(['lnUqHHat', 'mKUfT7eK'])
    const sections = new Map(twice.lines.map(({ code, section }) => [code, section]))
    expect(sections.get(twice.codes.get('a') ?? '')).not.toBe(
      sections.get(twice.codes.get('b') ?? ''),
    )
    // A section that goes on under another name has the key that its old name would give.
    const before = build(drafts([{ title: 'A', questions: ['a'] }]))
    const renamed = build(drafts([{ title: 'B', questions: ['a'] }]), before)
    const after = build(
      drafts([
        { title: 'B', questions: ['a'] },
        { title: 'A', questions: ['c'] },
      ]),
      renamed,
    )
    const paths = (built: { ledger: string }) =>
      [...known(built.ledger).sections.values()].map(({ path }) => path)
    expect(paths(renamed)).toEqual([['B']])
    expect(paths(after).toSorted()).toEqual([['A'], ['B']])
  })
})

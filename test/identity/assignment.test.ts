import { describe, expect, it } from 'vitest'
import { Assignment } from '../../src/identity/assignment.ts'
import { newLedger, type QuestionLine, type State } from '../../src/identity/record.ts'
import type { Seen } from '../../src/identity/seen.ts'

const line = (code: string, title: string, more: Partial<QuestionLine> = {}): QuestionLine => ({
  ...{ code, guid: code, kind: 'basic', state: 'active' as State, mod: 1, fields: '', birth: code },
  ...{ title, content: '', sketch: '', section: '', after: '', id: '', marks: [] },
  ...more,
})
const seen = (title: string, more: Partial<Seen> = {}): Seen => ({
  ...{ name: title, kind: 'basic', print: { title, content: '', weight: 0 }, issued: { title } },
  ...{ sketch: () => '', path: '', chapter: 0, place: { path: '', line: 1, column: 1 } },
  ...more,
})
function begin(questions: Seen[], lines: QuestionLine[]) {
  const ledger = newLedger()
  for (const one of lines) ledger.questions.set(one.code, one)
  return new Assignment(questions, ledger, undefined)
}
const titles = [({ print }: Seen) => print.title, ({ title }: QuestionLine) => title] as const

describe('an assignment', () => {
  it('gives a line to one question, and a question one line', () => {
    const [one, other] = [line('A2', 'a'), line('B2', 'b')]
    const state = begin([seen('a'), seen('b')], [one, other])
    state.take(0, one)
    state.take(1, one)
    state.take(0, other)
    expect(state.lines).toEqual([one, undefined])
    expect([state.isFree(0), state.isTaken('A2'), state.isTaken('B2')]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('pairs by a key what neither side has twice', () => {
    const state = begin(
      [seen('a'), seen('b'), seen('b'), seen('c')],
      [line('A2', 'a'), line('B2', 'b'), line('C2', 'c'), line('C3', 'c')],
    )
    const pairs = state.uniquePairs('active', ...titles, false)
    expect([...pairs].map(([index, { code }]) => [index, code])).toEqual([[0, 'A2']])
  })

  it('counts what is matched as another only where it is asked to', () => {
    const first = line('A2', 'a')
    const state = begin([seen('a'), seen('a')], [first, line('A3', 'a')])
    state.take(0, first)
    expect(state.uniquePairs('active', ...titles, true).size).toBe(0)
    expect(state.uniquePairs('active', ...titles, false).size).toBe(1)
  })

  it('keeps what is closed, set aside, of another kind or retired out of pairs', () => {
    const lines = [
      line('A2', 'a'),
      line('B2', 'b'),
      line('C2', 'c', { state: 'retired:1', kind: 'choice' }),
      line('D2', 'd', { state: 'retired' }),
    ]
    const state = begin([seen('a'), seen('b'), seen('c'), seen('d')], lines)
    state.close('A2')
    state.setAside(1, ['B2'])
    expect(state.uniquePairs('active', ...titles, false).size).toBe(0)
    const retired = state.uniquePairs('retired', ...titles, false)
    expect([...retired.keys()]).toEqual([3])
    expect(state.ambiguous).toEqual([{ seen: 1, codes: ['B2'] }])
  })

  it('sets no question aside that has an id', () => {
    const state = begin([seen('a', { id: 'mine' })], [line('A2', 'a')])
    state.setAside(0, ['A2'])
    expect(state.ambiguous).toEqual([])
    expect(state.isFree(0)).toBe(true)
  })

  it('gives equal ones their lines in order', () => {
    const lines = [line('A2', 'a'), line('A3', 'a')]
    const state = begin([seen('a'), seen('a'), seen('a')], lines)
    state.inOrder([0, 1, 2], lines)
    expect(state.lines).toEqual([...lines, undefined])
  })

  it('passes over what is taken when it gives equal ones their lines, and over what does not fit', () => {
    const lines = [
      line('A1', 'a', { id: 'mine' }),
      line('A2', 'a'),
      line('A3', 'a', { id: 'other' }),
      line('A4', 'a'),
    ]
    const asked = [seen('a'), seen('a', { id: 'other' }), seen('a', { id: 'third' }), seen('a')]
    const state = begin(asked, lines)
    const [first = line('', ''), second = line('', '')] = lines
    state.take(0, first)
    state.inOrder([1, 2, 3], lines)
    expect(state.lines.map((one) => one?.code)).toEqual(['A1', 'A2', 'A4', 'A3'])
    const again = begin(asked, lines)
    again.close(second.code)
    again.inOrder([0, 2], lines)
    expect(again.lines.map((one) => one?.code)).toEqual(['A1', undefined, 'A4', undefined])
  })

  it('fits ids first, then kinds, of which a new id may make another', () => {
    const named = line('A2', 'a', { id: 'mine' })
    const bare = line('B2', 'b')
    const asked = (id?: string, kind: Seen['kind'] = 'basic') =>
      begin([seen('a', { ...(id !== undefined && { id }), kind })], [named, bare])
    expect(asked('mine', 'typed').fits(0, named)).toBe(true)
    expect(asked('other').fits(0, named)).toBe(false)
    expect([asked().fits(0, named), asked('other').fits(0, bare)]).toEqual([true, true])
    // The author changed its kind, which is said; with an id it is another question.
    expect([
      asked(undefined, 'typed').fits(0, bare),
      asked('other', 'typed').fits(0, bare),
    ]).toEqual([true, false])
    expect(asked(undefined, 'typed').fits(0, bare, 'retired')).toBe(false)
  })

  it('groups what is free by key, and all where that is asked for', () => {
    const lines = [line('A2', 'a'), line('A3', 'a'), line('B2', 'b')]
    const state = begin([seen('a'), seen('a'), seen('c'), seen('none')], lines)
    const [first = line('', '')] = lines
    state.take(0, first)
    const keyed = (all?: boolean) =>
      [
        ...state.groups(
          'active',
          ({ print: { title } }) => (title === 'none' ? undefined : title),
          titles[1],
          all,
        ),
      ].map((group) => [group.seen, group.lines.map(({ code }) => code)])
    expect(keyed()).toEqual([
      [[1], ['A3']],
      [[2], []],
    ])
    expect(keyed(true)).toEqual([
      [
        [0, 1],
        ['A2', 'A3'],
      ],
      [[2], []],
    ])
    // What is said to be new or to end is in no group.
    const ledger = newLedger()
    for (const one of lines) ledger.questions.set(one.code, one)
    const settled = { same: new Map(), fresh: new Set([0]), retired: new Set(['A3']) }
    const told = new Assignment([seen('a'), seen('a')], ledger, settled)
    const group = [...told.groups('active', ...titles, true)]
    expect(group.map((one) => [one.seen, one.lines.map(({ code }) => code)])).toEqual([
      [[1], ['A2']],
    ])
  })

  it('takes a line under what it was on the other side of a merge, once', () => {
    const ledger = newLedger()
    const now = line('A2', 'a')
    ledger.questions.set('A2', now)
    ledger.merged.push(line('A2', 'b'), line('A2', 'a'), line('A2', 'b'), line('A2', 'c'))
    const state = new Assignment([seen('a'), seen('b'), seen('d')], ledger, undefined)
    const groups = [...state.groups('active', ...titles)]
    expect(groups.map(({ lines }) => lines)).toEqual([[now], [now], []])
  })

  it('goes by the order of the last build, whatever that of the ledger', () => {
    const lines = [
      line('A2', 'a', { after: 'C2' }),
      line('B2', 'b'),
      line('C2', 'c', { after: 'B2' }),
    ]
    const state = begin([], lines)
    expect(state.ordered().map(({ code }) => code)).toEqual(['B2', 'C2', 'A2'])
    expect(state.inPool('active').map(({ code }) => code)).toEqual(['B2', 'C2', 'A2'])
  })

  it('sets aside once', () => {
    const state = begin([seen('a')], [line('A2', 'a')])
    state.setAside(0, ['A2'])
    state.setAside(0, ['B2'])
    expect(state.ambiguous).toEqual([{ seen: 0, codes: ['A2'] }])
  })
})

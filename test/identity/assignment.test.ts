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
})

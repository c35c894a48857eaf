import { describe, expect, it } from 'vitest'
import { newLedger, type QuestionLine, shipsFor } from '../../src/identity/record.ts'
import { retire, retiringOf } from '../../src/identity/retire.ts'
import { Messages } from '../../src/messages/messages.ts'
import { build, drafts } from './drafts.ts'

const bank = (...questions: string[]) => drafts([{ title: 'A', questions }])

/** The state of a question, and whether it ships, at each issue after it left. */
function states(retireFor?: number): string[] {
  const options = retireFor === undefined ? {} : { retire: retireFor }
  let built = build(bank('one', 'two'))
  const code = built.codes.get('two')
  const questions = ['one']
  return ['three', 'four', 'five', 'six'].map((title) => {
    built = build(bank(...questions), built, options)
    // Building the same again is no issue.
    const again = build(bank(...questions), built, options)
    expect(again.ledger).toBe(built.ledger)
    expect(again.retiring).toEqual(built.retiring)
    questions.push(title)
    const line = built.lines.find((one) => one.code === code)
    return `${line?.state} ${built.retiring.length}`
  })
}

describe('retirement', () => {
  it('ships a question that vanished, as it last was', () => {
    const first = build(bank('one', 'two'))
    const second = build(bank('one'), first)
    const [note] = second.retiring
    expect(note).toMatchObject({
      code: first.codes.get('two'),
      kind: 'basic',
      path: ['A'],
      deck: '010 A',
      issued: { title: 'two', answer: 'The answer to two' },
    })
  })

  it('counts down with each issue, as often as is set', () => {
    expect(states()).toEqual(['retired:3 1', 'retired:2 1', 'retired:1 1', 'retired 0'])
    expect(states(1)).toEqual(['retired:1 1', 'retired 0', 'retired 0', 'retired 0'])
    expect(states(0)).toEqual(['retired 0', 'retired 0', 'retired 0', 'retired 0'])
  })

  it('says nothing of what nobody can tell yet, and nothing twice', () => {
    const { ledger } = build(bank('one'))
    expect(ledger).toContain('active')
    const known = newLedger()
    const line = (code: string, state: QuestionLine['state']): QuestionLine => ({
      ...{ code, guid: `g${code}`, kind: 'basic', state, mod: 1, fields: '', birth: '', title: '' },
      ...{ content: '', sketch: '', section: '', after: '', id: '', marks: [] },
    })
    for (const [code, state] of [
      ['B2B2B', 'active'],
      ['C2B2B', 'active'],
      ['D2B2B', 'retired:2'],
      ['F2B2B', 'retired'],
      ['G2B2B', 'active'],
    ] as const)
      known.questions.set(code, line(code, state))
    const messages = new Messages()
    const lines = retire(known, new Set(['G2B2B']), {
      count: 3,
      changed: true,
      unclear: new Set(['C2B2B']),
      messages,
    })
    expect(lines.map(({ code, state }) => `${code} ${state}`)).toEqual([
      'B2B2B retired:3',
      'C2B2B retired:3',
      'D2B2B retired:1',
      'F2B2B retired',
    ])
    expect(messages.all.map(({ actual }) => actual)).toEqual(['B2B2B'])
    expect(messages.all[0]?.reason).toContain('Code:B2B2B')
    expect(messages.all[0]?.reason).toContain('tag:retired')
    // Without a text there is nothing to ship.
    expect(retiringOf(lines, known)).toEqual([])
    expect(lines.map(({ state }) => shipsFor(state))).toEqual([3, 3, 1, 0])
  })

  it('gives the same note back when the question returns', () => {
    const first = build(bank('one', 'two'))
    const gone = build(bank('one'), first)
    const back = build(bank('one', 'two'), gone, { date: 1900000000 })
    expect(back.codes.get('two')).toBe(first.codes.get('two'))
    expect(back.retiring).toEqual([])
  })

  it('is the same in a rebuild where its section was renamed as it left', () => {
    const first = build(bank('one', 'two', 'three'))
    const renamed = drafts([{ title: 'B', questions: ['one', 'three'] }])
    const second = build(renamed, first)
    expect(second.retiring.map(({ path }) => path)).toEqual([['B']])
    expect(build(renamed, second).retiring).toEqual(second.retiring)
  })

  it('keeps of a translation what it translated, and of a retired note its section', () => {
    const known = newLedger()
    const line = (code: string, section: string): QuestionLine => ({
      ...{
        code,
        guid: `g${code}`,
        kind: 'choice',
        state: 'retired:1',
        mod: 1,
        fields: '',
        birth: '',
      },
      ...{ title: '', content: '', sketch: '', section, after: '', id: '', marks: ['B', 'A'] },
    })
    known.sections.set('s', { key: 's', deck: '010 A', path: ['A'] })
    known.of.set('B2B2B', 'K7M2Q')
    for (const code of ['B2B2B', 'C2B2B', 'D2B2B']) known.texts.set(code, '{"title":"t"}')
    const common = { kind: 'choice', issued: { title: 't' }, marks: ['B', 'A'] }
    const of = retiringOf([line('B2B2B', 's'), line('C2B2B', 'gone')], known)
    expect(of).toEqual([
      { ...common, code: 'B2B2B', guid: 'gB2B2B', path: ['A'], deck: '010 A', of: 'K7M2Q' },
      { ...common, code: 'C2B2B', guid: 'gC2B2B', path: [], deck: '' },
    ])
    expect(of[1]).not.toHaveProperty('of')
    const ended = { ...line('D2B2B', 's'), state: 'retired' as const }
    expect(retiringOf([ended], known)).toEqual([])
  })

  it('counts nothing down where the bank is unchanged, and goes by code', () => {
    const known = newLedger()
    const line = (code: string, state: QuestionLine['state']): QuestionLine => ({
      ...{ code, guid: `g${code}`, kind: 'basic', state, mod: 1, fields: '', birth: '', title: '' },
      ...{ content: '', sketch: '', section: '', after: '', id: '', marks: [] },
    })
    const states = ['moved:K7M2Q', 'retired:2', 'retired', 'active'] as const
    for (const [at, state] of states.entries())
      known.questions.set(`${9 - at}`, line(`${9 - at}`, state))
    const next = (changed: boolean, count: number) =>
      retire(known, new Set(), { count, changed, unclear: new Set(), messages: new Messages() })
    const said = (lines: QuestionLine[]) => lines.map(({ code, state }) => `${code} ${state}`)
    const rest = ['7 retired', '8 retired:2', '9 moved:K7M2Q']
    expect(said(next(false, 1))).toEqual(['6 retired:1', ...rest])
    expect(said(next(true, 0))).toEqual(['6 retired', '7 retired', '8 retired:1', '9 moved:K7M2Q'])
  })
})

import { describe, expect, it } from 'vitest'
import type { Chapter } from '../../src/identity/chapters.ts'
import { partialLedger } from '../../src/identity/partial.ts'
import {
  type Ledger,
  newLedger,
  type QuestionLine,
  type SectionLine,
} from '../../src/identity/record.ts'
import { build, drafts } from './drafts.ts'

const line = (code: string, section: string, more: Partial<QuestionLine> = {}): QuestionLine => ({
  ...{ code, guid: `g${code}`, kind: 'basic', state: 'active', mod: 1, fields: 'f', birth: 'b' },
  ...{ title: 't', content: 'c', sketch: '', section, after: '', id: '', marks: [], ...more },
})
const sectionLine = (key: string): SectionLine => ({ key, deck: `010 ${key}`, path: [key] })
const ledger = (
  lines: readonly QuestionLine[],
  sections: readonly SectionLine[],
  more: Partial<Ledger> = {},
): Ledger => ({
  ...newLedger(),
  questions: new Map(lines.map((one) => [one.code, one])),
  sections: new Map(sections.map((one) => [one.key, one])),
  texts: new Map(lines.map(({ code, content }) => [code, content])),
  ...more,
})
const chapter = (title: string, parent: number): Chapter => ({
  ...{ title, path: [title], parent },
  place: { path: 'q.md', line: 1, column: 1 },
})

const chapters = [chapter('up', -1), chapter('in', 0), chapter('other', -1)]
const sections = ['up', 'in', 'other'].map(sectionLine)
const known = ledger([line('A', 'old'), line('B', 'other')], [sectionLine('old')], {
  id: 'bank',
  digest: 'before',
})
const next = ledger(
  [
    line('A', 'in', { mod: 2, content: 'new' }),
    line('B', 'other', { state: 'retired:3' }),
    line('C', 'other'),
  ],
  [sectionLine('old'), ...sections],
  { id: 'other', digest: 'after' },
)

describe('the ledger of a partial build', () => {
  const partial = () => partialLedger(next, known, new Set(['A']), chapters, sections)

  it('has what is shown as now, and all else as it was', () => {
    expect(partial().questions.get('A')).toBe(next.questions.get('A'))
    expect(partial().questions.get('B')).toBe(known.questions.get('B'))
    expect([...partial().questions.keys()]).toEqual(['A', 'B'])
    expect([...partial().texts]).toEqual([
      ['A', 'new'],
      ['B', 'c'],
    ])
  })

  it('is of the same issue and of the same bank', () => {
    expect(partial()).toMatchObject({ id: 'bank', digest: 'before' })
  })

  it('knows the sections that hold what is shown, and those above', () => {
    expect([...partial().sections.keys()]).toEqual(['old', 'up', 'in'])
  })
})

describe('identity of a partial build', () => {
  const whole = () => build(drafts([{ title: 'A', questions: ['one', 'two'] }]))
  const fewer = drafts([{ title: 'A', questions: ['two'] }])

  it('ships no retired note and says of none that it went', () => {
    const gone = build(fewer, whole())
    expect(gone.retiring).toHaveLength(1)
    expect(gone.messages.all.map(({ ruleId }) => ruleId)).toContain('question-vanished')
    for (const before of [whole(), gone]) {
      const partial = build(fewer, before, { partial: true })
      expect(partial.retiring).toEqual([])
      expect(partial.messages.all).toEqual([])
    }
  })

  it('is dated by the last issue, and by itself where there was none', () => {
    const changed = drafts([{ title: 'A', questions: ['one', 'two', 'three'] }])
    const later = { date: 1_999_999_999, partial: true }
    expect(build(changed, whole(), later).clock.issued).toBe(whole().clock.issued)
    const first = build(changed, undefined, later)
    expect(first.clock.issued).toBe(1_999_999_999)
    const texts = first.next(new Set([first.codes.get('one') ?? '']))
    const again = build(changed, texts, { date: 2_000_000_000, partial: true })
    expect(again.clock.issued).toBe(1_999_999_999)
    expect(again.codes).toEqual(first.codes)
  })

  it('keeps no section for a code that is no question’s', () => {
    const none = partialLedger(next, known, new Set(['Z']), chapters, sections)
    expect([...none.sections.keys()]).toEqual(['old'])
    expect(none.questions).toEqual(known.questions)
  })
})

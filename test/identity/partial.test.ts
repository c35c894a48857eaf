import { describe, expect, it } from 'vitest'
import type { Chapter } from '../../src/identity/chapters.ts'
import { partialLedger } from '../../src/identity/partial.ts'
import {
  type Ledger,
  newLedger,
  type QuestionLine,
  type SectionLine,
} from '../../src/identity/record.ts'

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
  const partial = partialLedger(next, known, new Set(['A']), chapters, sections)

  it('has what is shown as now, and all else as it was', () => {
    expect(partial.questions.get('A')).toBe(next.questions.get('A'))
    expect(partial.questions.get('B')).toBe(known.questions.get('B'))
    expect([...partial.questions.keys()]).toEqual(['A', 'B'])
    expect([...partial.texts]).toEqual([
      ['A', 'new'],
      ['B', 'c'],
    ])
  })

  it('is of the same issue and of the same bank', () => {
    expect(partial).toMatchObject({ id: 'bank', digest: 'before' })
  })

  it('knows the sections that hold what is shown, and those above', () => {
    expect([...partial.sections.keys()]).toEqual(['old', 'up', 'in'])
  })
})

import { describe, expect, it } from 'vitest'
import { byPlace, countByRule, createSources, findingOf } from '../../src/messages/finding.ts'
import { Messages } from '../../src/messages/messages.ts'

const sources = createSources(
  (path) => `bank/${path}`,
  (path) => (path === 'a.md' ? '## One\n## Two' : undefined),
)

describe('findingOf', () => {
  it('says everything a message holds', () => {
    const messages = new Messages()
    const cause = messages.add('id-duplicate', 'First.', { path: 'b.md', line: 3, column: 1 })
    const message = messages.add(
      'id-duplicate',
      'Twice.',
      { path: 'a.md', line: 2, column: 4, end: { line: 2, column: 7 } },
      { cause, actual: 'x', expected: ['y'] },
    )
    const finding = findingOf(message, sources)
    expect(finding).toMatchObject({
      severity: 'error',
      rule: 'id-duplicate',
      reason: 'Twice.',
      path: 'bank/a.md',
      line: 2,
      column: 4,
      endLine: 2,
      endColumn: 7,
      actual: 'x',
      expected: ['y'],
      frame: ['  1 | ## One', '> 2 | ## Two', '    |    ^^^'],
    })
    expect(finding.cause).toMatchObject({ path: 'bank/b.md', line: 3, reason: 'First.', frame: [] })
  })

  it('takes severity and help from the catalogue', () => {
    const messages = new Messages()
    const of = (rule: 'no-questions' | 'answer-empty' | 'item-skipped') =>
      findingOf(messages.add(rule, '?'), sources)
    expect(of('no-questions').severity).toBe('error')
    expect(of('answer-empty').severity).toBe('warning')
    expect(of('item-skipped').severity).toBe('info')
    expect(of('answer-empty').help).toMatch(/^Write the answer/)
    expect(of('answer-empty')).not.toHaveProperty('path')
  })
})

const bare = { reason: '', help: '', frame: [] }

describe('order and counts', () => {
  it('sorts by file, line and column', () => {
    const at = (path: string, line: number, column: number) => ({
      ...bare,
      severity: 'error' as const,
      rule: 'r',
      path,
      line,
      column,
    })
    const sorted = [at('b', 1, 1), at('a', 10, 1), at('a', 2, 5), at('a', 2, 1)].sort(byPlace)
    expect(sorted.map((one) => `${one.path}${one.line}.${one.column}`)).toEqual([
      'a2.1',
      'a2.5',
      'a10.1',
      'b1.1',
    ])
  })

  it('counts by rule, errors first', () => {
    const of = (severity: 'error' | 'warning' | 'info', rule: string) => ({
      ...bare,
      severity,
      rule,
    })
    expect(
      countByRule([of('info', 'i'), of('warning', 'w'), of('warning', 'w'), of('error', 'e')]),
    ).toEqual([
      { severity: 'error', rule: 'e', count: 1 },
      { severity: 'warning', rule: 'w', count: 2 },
      { severity: 'info', rule: 'i', count: 1 },
    ])
  })
})

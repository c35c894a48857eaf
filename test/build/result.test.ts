import { describe, expect, it } from 'vitest'
import { findingsOf, reportOf, shownPath } from '../../src/build/result.ts'
import { Messages } from '../../src/messages/messages.ts'
import { bank, question, section } from '../support/bank.ts'

describe('reportOf', () => {
  it('counts by kind and section', () => {
    const wanted = bank([
      section(
        'A',
        [question('1', 1), question({ title: '2', kind: 'reversed', answer: [] }, 2)],
        [section('B', [question({ title: '3', kind: 'cloze', gaps: [1] }, 3)])],
      ),
    ])
    expect(
      reportOf('name', wanted, { files: [{ path: 'a.md', questions: 3 }], outputs: [] }),
    ).toEqual({
      name: 'name',
      id: 'test-bank',
      title: 'Test bank',
      questions: 3,
      answered: 2,
      kinds: { basic: 1, reversed: 1, cloze: 1 },
      sections: [
        { path: ['A'], questions: 2 },
        { path: ['B'], questions: 1 },
      ],
      files: [{ path: 'a.md', questions: 3 }],
      outputs: [],
    })
  })
})

describe('findingsOf', () => {
  it('names files from the working folder, whichever root they count from', () => {
    const one = new Messages()
    one.add('answer-empty', 'One.', { path: 'sub/a.md', line: 2, column: 1 })
    one.add('ledger-malformed', 'Two.', { path: '/here/x.lock', line: 1, column: 1 })
    const other = new Messages()
    other.add('answer-empty', 'Three.', { path: 'b.md', line: 1, column: 1 })
    const findings = findingsOf(
      [
        { messages: one, root: '/here/bank', text: () => 'first\nsecond' },
        { messages: other, root: '/elsewhere', text: () => undefined },
      ],
      '/here',
    )
    expect(findings.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      '/elsewhere/b.md Three.',
      'bank/sub/a.md One.',
      'x.lock Two.',
    ])
    expect(findings[1]?.frame).toContain('> 2 | second')
  })
})

it.each([
  ['/a/b/c.md', '/a', 'b/c.md'],
  ['/a', '/a', '.'],
  ['/x/c.md', '/a', '/x/c.md'],
  ['/a/..b/c.md', '/a', '..b/c.md'],
])('%s seen from %s is %s', (path, cwd, shown) => {
  expect(shownPath(path, cwd)).toBe(shown)
})

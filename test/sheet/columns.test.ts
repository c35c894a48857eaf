import { describe, expect, it } from 'vitest'
import { columns } from '../../src/sheet/columns.ts'
import { codeOf, question, section, text } from '../support/bank.ts'

const slice = (value: string) => ({ start: 0, end: value.length, text: value })

function rowOf(...wanted: Parameters<typeof question>): Record<string, string> {
  const row = {
    question: question(...wanted),
    section: { ...section('Scope', []), path: ['Basics', 'Scope'], deck: '010 Basics::020 Scope' },
    deck: 'JavaScript',
    licence: 'CC BY 4.0',
  }
  return Object.fromEntries(columns.map((column) => [column.name, column.of(row)]))
}

describe('columns', () => {
  it('stand in the order that people were promised', () => {
    expect(columns.map((column) => column.name)).toEqual(
      'code deck section kind question answer choices right hint tags difficulty source licence stamp'.split(
        ' ',
      ),
    )
  })

  it('show the author’s own Markdown', () => {
    const row = rowOf({
      title: 'What is `this`?',
      hint: [text('how it is '), { type: 'emphasis', children: [text('called')] }],
      tags: ['scope', 'this'],
      difficulty: 'hard',
      place: { path: 'js/scope.md', line: 12, column: 1 },
      slices: {
        title: slice('What is `this`?'),
        prompt: slice('\n```js\n  f()\n```\n'),
        answer: slice('*Whatever* stands before the dot.\n\n- item\n'),
      },
    })
    expect(row).toMatchObject({
      code: codeOf(0),
      deck: 'JavaScript::010 Basics::020 Scope',
      section: 'Basics / Scope',
      kind: 'basic',
      question: 'What is `this`?\n\n```js\n  f()\n```',
      answer: '*Whatever* stands before the dot.\n\n- item',
      choices: '',
      right: '',
      hint: 'how it is called',
      tags: 'scope, this',
      difficulty: 'hard',
      source: 'js/scope.md:12',
      licence: 'CC BY 4.0',
    })
  })

  it('keep the indentation of code that stands first', () => {
    const row = rowOf({
      title: 'T',
      slices: { title: slice('T'), answer: slice('\n    indented code\n    more') },
    })
    expect(row.answer).toBe('    indented code\n    more')
  })

  it('list options under their labels, and the right ones', () => {
    const row = rowOf({
      title: 'Which?',
      kind: 'choice',
      marks: [
        { label: 'A', right: true },
        { label: 'B', right: false },
        { label: 'C', right: true },
      ],
      slices: {
        title: slice('Which?'),
        choices: [slice('- [x] one\n\n  because'), slice('* [ ] `two`'), slice('1. [X] three')],
      },
    })
    expect(row.choices).toBe('A. one\n\n  because\nB. `two`\nC. three')
    expect(row.right).toBe('A, C')
  })

  it('leave empty what a question does not have', () => {
    const row = rowOf({ title: 'T', slices: { title: slice('T') } })
    expect([row.answer, row.hint, row.difficulty, row.tags]).toEqual(['', '', '', ''])
  })
})

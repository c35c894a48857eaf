import { describe, expect, it } from 'vitest'
import {
  type Column,
  cellOf,
  columns,
  columnsWith,
  ofColumn,
  rowOf as rowFor,
} from '../../src/sheet/columns.ts'
import { partsOfStamp, stampedColumns, stampOfCell } from '../../src/sheet/stamp.ts'
import { bank, codeOf, question, section, text } from '../support/bank.ts'

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

  it('list options without the marks of their lists, however these are written', () => {
    const written = [
      '  - set in by two',
      '10. the tenth',
      '-   far from its mark',
      '3) [x]   ticked and far',
      'no mark at all - only a dash',
      '+ [ ] open',
    ]
    const row = rowOf({
      title: 'Which?',
      kind: 'choice',
      marks: [...'ABCDEFG'].map((label) => ({ label, right: false })),
      slices: { title: slice('Which?'), choices: written.map(slice) },
    })
    expect(row.choices?.split('\n')).toEqual([
      'A. set in by two',
      'B. the tenth',
      'C. far from its mark',
      'D. ticked and far',
      'E. no mark at all - only a dash',
      'F. open',
      'G. ',
    ])
    const bare = { title: 'Which?', kind: 'choice', slices: { title: slice('Which?') } } as const
    expect(rowOf({ ...bare, marks: [{ label: 'A', right: true }] })).toMatchObject({
      choices: 'A. ',
      right: 'A',
    })
  })

  it('name in a translation, and only there, what a row translates', () => {
    const own = { names: ['my notes'], cells: new Map() }
    const plain = bank([section('S', [question('One', 0)])])
    const translated = { ...question('Eins', 1), of: codeOf(0) }
    const translation = bank([section('S', [question('Neu', 2), translated])])
    const namesIn = (of: typeof plain) => columnsWith(own, of).map(({ name }) => name)
    const ours = columns.map(({ name }) => name)
    expect(namesIn(plain)).toEqual([...ours, 'my notes'])
    expect(namesIn(translation)).toEqual([...ours, 'of', 'my notes'])
    const at = { section: section('S', []), deck: 'D', licence: undefined }
    expect(ofColumn.of({ ...at, question: translated })).toBe(codeOf(0))
    expect(ofColumn.of({ ...at, question: question('Neu', 2) })).toBe('')
  })

  it('stamp a row by its own cells, column for column', () => {
    const row = rowOf({
      title: 'Which?',
      kind: 'choice',
      marks: [{ label: 'A', right: true }],
      hint: [text('a hint')],
      tags: ['scope'],
      difficulty: 'easy',
      slices: { title: slice('Which?'), answer: slice('This.'), choices: [slice('- one')] },
    })
    const parts = partsOfStamp(row.stamp ?? '')
    for (const name of stampedColumns) {
      expect(row[name]).not.toBe('')
      expect(parts?.get(name)).toBe(stampOfCell(row[name] ?? ''))
    }
  })

  it('are asked once for each cell of a row', () => {
    let asked = 0
    const column: Column = { name: 'dear', of: () => `cell ${++asked}` }
    const at = { question: question('One', 0), section: section('S', []) }
    const row = rowFor(at, { deck: 'D', licence: undefined })
    expect([cellOf(column, row), cellOf(column, row)]).toEqual(['cell 1', 'cell 1'])
    expect(cellOf(column, rowFor(at, { deck: 'D', licence: undefined }))).toBe('cell 2')
  })

  it('hold no character that a spreadsheet cannot', () => {
    const at = { question: question('One', 0), section: section('S', []) }
    const row = rowFor(at, { deck: 'D', licence: undefined })
    const column: Column = { name: 'odd', of: () => 'a\rb\r\nc\u0000\u000b\uffff\ud83d 😀\ude00' }
    expect(cellOf(column, row)).toBe('a\nb\nc\ufffd 😀\ufffd')
  })

  it('leave empty what a question does not have', () => {
    const row = rowOf({ title: 'T', slices: { title: slice('T') } })
    expect([row.answer, row.hint, row.difficulty, row.tags]).toEqual(['', '', '', ''])
  })
})

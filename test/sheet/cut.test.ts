import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/model/bank.ts'
import { basic, type Column, cellOf, type Row, rowsOf } from '../../src/sheet/columns.ts'
import { cut, cutMark, sayCut, shortened } from '../../src/sheet/cut.ts'
import { bank, question, section, text } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { bankOf } from './table.ts'

describe('a cell', () => {
  it('stays as it is up to 32,000 characters', () => {
    const whole = 'x'.repeat(32_000)
    expect(cut(whole)).toBe(whole)
  })

  it('is cut beyond, with a mark and no half character', () => {
    for (const shift of ['', 'x']) {
      const made = cut(shift + '😀'.repeat(20_000))
      expect(made.length).toBeLessThanOrEqual(32_000)
      expect(made.length).toBeGreaterThan(31_997)
      expect(made.endsWith(cutMark)).toBe(true)
      expect(made).not.toMatch(/\p{Surrogate}/u)
    }
  })

  it('tells who reads it that it was cut, on a line of its own', () => {
    const [last, before] = cut('x'.repeat(40_000)).split('\n').reverse()
    expect(last).toBe('[… cut here]')
    expect(before).toBe('x'.repeat(32_000 - cutMark.length))
  })

  it('is said to be cut whatever made it long', () => {
    const given = bank([
      section('S', [
        question({ title: 'One', hint: [text('h'.repeat(32_001))], tags: ['t'.repeat(32_001)] }),
        question({ title: 'Two', hint: [text('h'.repeat(32_000))] }, 1),
      ]),
    ])
    const { messages } = context(given)
    for (const row of rowsOf(given)) sayCut(row, messages)
    expect(messages.all.map(({ reason }) => reason.replace(/of \w+/, 'of it'))).toEqual([
      'The hint of it has 32001 characters',
      'The tags of it has 32001 characters',
    ])
  })

  it('is measured as it stands in the table', () => {
    const given = bankOf([
      `x${'\r\n'.repeat(16_000)}${'x'.repeat(15_999)}`,
      `x${'\r\n'.repeat(16_000)}${'x'.repeat(16_000)}`,
    ])
    const { messages } = context(given)
    for (const row of rowsOf(given)) sayCut(row, messages)
    expect(messages.all.map(({ reason }) => /\d+ .*/.exec(reason)?.[0])).toEqual([
      '32001 characters',
      '32001 characters',
    ])
  })

  it('is said to be cut at its question, once for all formats', () => {
    const bank = bankOf(['short', 'x'.repeat(32_001)])
    const { messages } = context(bank)
    for (let format = 0; format < 2; format++) {
      for (const row of rowsOf(bank)) sayCut(row, messages)
    }
    expect(messages.all.map(({ ruleId, reason }) => [ruleId, reason.slice(0, 13)])).toEqual([
      ['cell-too-long', 'The question '],
      ['cell-too-long', 'The answer of'],
    ])
  })
})

describe('whether a cell is too long', () => {
  const slice = (text: string) => ({ start: 0, end: text.length, text })
  const nothing = {
    ...{ title: [''], prompt: [''], answer: [''], options: [''], labels: [''], hint: [''] },
    ...{ tags: [''], difficulty: [''], path: [''], licence: [''], deck: [''], subdeck: [''] },
    ...{ sections: [''], own: [''] },
  }
  type Part = keyof typeof nothing
  const columnOf: Record<Part, string> = {
    ...{ title: 'question', prompt: 'question', answer: 'answer', options: 'choices' },
    ...{ labels: 'choices', hint: 'hint', tags: 'tags', difficulty: 'difficulty', path: 'source' },
    ...{ licence: 'licence', deck: 'deck', subdeck: 'deck', sections: 'section', own: 'mine' },
  }
  const own: Column = { name: 'mine', of: (row) => row.own?.get('mine') ?? '' }
  const all: readonly Column[] = [...basic, own]

  function rowWith(parts: Record<Part, string[]>): Row {
    const one = (part: Part) => parts[part].join('')
    const { code, guid } = question('x')
    const made = question({
      ...{ title: '', code, tags: parts.tags, difficulty: one('difficulty') as 'easy' },
      place: { path: one('path'), line: 1, column: 1 },
      kind: 'choice',
      marks: parts.labels.map((label) => ({ label, right: true })),
      slices: {
        ...{ title: slice(one('title')), answer: slice(one('answer')) },
        ...{ prompt: slice(one('prompt')), choices: parts.options.map(slice) },
      },
    })
    // A body as short as can be: most cells do not stand in it.
    const hint = one('hint')
    const body = hint === '' ? '' : `{"hint":[{"type":"text","value":"${hint}"}]}`
    const asked: Question = { ...made, guid, body }
    const within = { ...section('', [asked]), path: parts.sections, deck: one('subdeck') }
    const cells = new Map([['mine', one('own')]])
    return {
      question: asked,
      section: within,
      deck: one('deck'),
      licence: one('licence'),
      own: cells,
    }
  }

  it('is found out as if each had been counted', () => {
    const names = Object.keys(nothing) as Part[]
    const lists = new Set<Part>(['tags', 'sections', 'labels', 'options'])
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: -2, max: 2 }),
        fc.integer({ min: 1, max: 3000 }),
        (part, over, many) => {
          // A part in pieces, as long as it takes for its column to be at the limit.
          const pieces = new Array<string>(lists.has(part) ? many : 1).fill('x')
          const parts = { ...nothing, [part]: pieces }
          if (part === 'labels') parts.options = pieces.map(() => '')
          if (part === 'options') parts.labels = pieces.map(() => '')
          const column = all.find(({ name }) => name === columnOf[part]) ?? own
          const missing = 32_000 + over - cellOf(column, rowWith(parts)).length
          pieces[0] = 'x'.repeat(1 + missing)
          const row = rowWith(parts)
          expect(cellOf(column, row)).toHaveLength(32_000 + over)
          const wanted = all
            .map((one) => ({ name: one.name, length: cellOf(one, row).length }))
            .filter(({ length }) => length > 32_000)
            .map(
              ({ name, length }) => `The ${name} of ${row.question.code} has ${length} characters`,
            )
          const { messages } = context(bank([]))
          sayCut(row, messages)
          expect(messages.all.map(({ reason }) => reason)).toEqual(wanted)
          expect(wanted.length > 0).toBe(over > 0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes no look at the cells of a short question', () => {
    const row = rowWith({ ...nothing, title: ['What is a closure?'] })
    const question = Object.defineProperty({ ...row.question }, 'code', {
      get: () => expect.fail('looked at'),
    })
    const { messages } = context(bank([]))
    sayCut({ ...row, question }, messages)
    expect(messages.all).toEqual([])
  })
})

describe('a text', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀 and more', 6, '😀 and'],
  ])('%j of at most %i units is %j', (given, units, made) => {
    expect(shortened(given, units)).toBe(made)
  })
})

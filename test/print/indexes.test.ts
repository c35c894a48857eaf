import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexRuns, rangesOf, sorted, tagsOf, termsOf } from '../../src/print/indexes.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { boxesIn, wordsIn } from './given.ts'
import { jobOn, library } from './library.ts'
import { strong } from './rich.ts'

const of = (...terms: string[]) =>
  bank([
    section(
      'S',
      terms.map((term, n) =>
        question({ title: `T${n}`, answer: [paragraph(strong(text(term)), ' x')] }, n),
      ),
    ),
  ])

describe('the names of an index', () => {
  it('are tags, with the questions that have them', () => {
    const given = bank([
      section('S', [
        question({ title: 'A', tags: ['x', 'y'] }, 1),
        question({ title: 'B', tags: ['y'] }, 2),
      ]),
    ])
    expect([...tagsOf(given)]).toEqual([
      ['x', ['B2B2C']],
      ['y', ['B2B2C', 'B2B2D']],
    ])
  })

  it('are terms that authors mark as such, as first written', () => {
    const cloze = { type: 'cloze' as const, number: 1, children: [text('the gap')] }
    const given = bank([
      section('S', [
        question({ title: 'Closure', kind: 'reversed' }, 1),
        question({ title: 'B', kind: 'typed', expected: 'hoisting' }, 2),
        question({ title: 'C', kind: 'cloze', gaps: [1], prompt: [paragraph(cloze)] }, 3),
        question({ title: 'D', answer: [paragraph(strong(text('closure')))] }, 4),
      ]),
    ])
    expect([...termsOf(given)]).toEqual([
      ['Closure', ['B2B2C', 'B2B2G']],
      ['hoisting', ['B2B2D']],
      ['the gap', ['B2B2F']],
    ])
  })

  it.each(['When it is wrong.', 'Why?', 'a b c d e', '42', 'x', 'Note:', 'w'.repeat(60)])(
    'leave out %j, which is no term',
    (term) => expect([...termsOf(of(term))]).toEqual([]),
  )

  it('are sorted without regard to case, accents and leading signs, alike everywhere', () => {
    const order = sorted(termsOf(of('éclair', 'Zeta', '--flag', 'alpha', 'Eager', '“Delete”')))
    expect(order.map(([name]) => name)).toEqual([
      'alpha',
      '“Delete”',
      'Eager',
      'éclair',
      '--flag',
      'Zeta',
    ])
  })
})

describe('pages of an entry', () => {
  const places = (...pages: number[]) =>
    pages.map((page) => ({ to: `d${page}`, label: String(page) }))

  it('are ranges where they follow each other, each leading to its first', () => {
    expect(rangesOf(places(12, 45, 46, 46, 47, 3))).toEqual([
      { to: 'd3', words: '3' },
      { to: 'd12', words: '12' },
      { to: 'd45', words: '45–47' },
    ])
    expect(rangesOf([{ to: 'x', label: '' }])).toEqual([])
  })

  it('name every page given and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (pages) => {
        const named = rangesOf(places(...pages)).flatMap(({ words }) => {
          const [first = 0, last = first] = words.split('–').map(Number)
          return Array.from({ length: last - first + 1 }, (_, at) => first + at)
        })
        expect(named).toEqual([...new Set(pages)].sort((a, b) => a - b))
      }),
    )
  })
})

describe('the indexes of a book', () => {
  it('have a line for each name, with its pages', async () => {
    const { job } = await jobOn(library(4))
    const label = (to: string): string => (to.endsWith('2') ? '7' : '9')
    const { runs, outline } = indexRuns(job, label, {
      tags: (code) => `${code} 2`,
      terms: (code) => code,
    })
    expect(outline.map(({ title }) => title)).toEqual(['Index of tags', 'Index of terms'])
    const lines = boxesIn(runs[0]?.list ?? []).map(({ ops }) => wordsIn(ops).replace(/\s+/g, ' '))
    expect(lines).toEqual(['common 7', 't0 7', 't1 7', 't2 7', 't3 7'])
    expect(runs.map(({ columns }) => columns)).toEqual([2, 2])
  })

  it('are left out where they would name one thing or none', async () => {
    const { job } = await jobOn(bank([section('S', [question({ title: 'Q', tags: ['one'] })])]))
    expect(indexRuns(job, () => '1', { tags: String, terms: String }).runs).toEqual([])
  })
})

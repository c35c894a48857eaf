import { expect, it } from 'vitest'
import {
  aboutOf,
  bodyOf,
  headingOf,
  introOf,
  placeIn,
  questionsOf,
  sectionsOf,
  serialised,
} from '../../src/model/bank.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'

const inner = section('Inner', [question('2', 2)])
const outer = section('Outer', [question('1', 1)], [inner])
const wanted = bank([outer, section('Last', [question('3', 3)])])

it('goes through sections and questions in reading order', () => {
  expect([...sectionsOf(wanted)].map(({ title }) => title)).toEqual(['Outer', 'Inner', 'Last'])
  const found = [...questionsOf(wanted)].map((each) => [each.question.title, each.section.title])
  expect(found).toEqual([
    ['1', 'Outer'],
    ['2', 'Inner'],
    ['3', 'Last'],
  ])
})

it('serialises every character, halves of pairs as well', () => {
  const value = 'a\u00e9\u2019\ud83d\ude00\ud800 "\\'
  const body = { title: [text(value)], prompt: [], answer: [], footnotes: [] }
  expect(bodyOf({ body: serialised(body) })).toEqual(body)
})

it('gives the parts that are held serialised', () => {
  const body = bodyOf(question({ title: 'Q', prompt: [paragraph('P')] }))
  expect(body).toMatchObject({ title: [text('Q')], prompt: [paragraph('P')], footnotes: [] })
  expect(headingOf(outer)).toEqual([text('Outer')])
  expect(introOf(outer).answer).toEqual([])
})

it('finds the place of a node in the file from its place in the question', () => {
  const place = { path: 'a.md', line: 10, column: 1 }
  const position = { start: { line: 3, column: 5 }, end: { line: 4, column: 2 } }
  expect(placeIn({ place }, { type: 'code', value: '', position })).toEqual({
    path: 'a.md',
    line: 12,
    column: 5,
    end: { line: 13, column: 2 },
  })
  expect(placeIn({ place }, text('none'))).toBe(place)
})

it('gives the description as read, or its bare words', () => {
  const answer = [paragraph('So.')]
  const about = JSON.stringify({ title: [], prompt: [], answer, footnotes: [] })
  expect(aboutOf({ description: '*So.*', about })).toEqual(answer)
  expect(aboutOf({ description: ' *So.* ' })).toEqual([paragraph('*So.*')])
  expect(aboutOf({ description: '' })).toEqual([])
})

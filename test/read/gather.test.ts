import { expect, it } from 'vitest'
import type { Draft, Section } from '../../src/model/bank.ts'
import { gathered } from '../../src/read/gather.ts'

const body = (answer: unknown[]) => JSON.stringify({ title: [], prompt: [], answer, footnotes: [] })

function root(path: string, questions: number, intro: unknown[] = []): Section<Draft> {
  return {
    title: '',
    heading: '[]',
    path: [],
    deck: '',
    intro: body(intro),
    questions: Array.from({ length: questions }, () => ({ title: path }) as Draft),
    sections: [],
    place: { path, line: 1, column: 1 },
  }
}

const shapes = (roots: Section<Draft>[]) =>
  gathered(roots).map(({ root, folder }) => [folder, root.place.path, root.questions.length])

it('joins three files of one question, and fewer beside them', () => {
  expect(shapes(['a/1', 'a/2', 'b/1', 'a/3'].map((path) => root(path, 1)))).toEqual([
    ['a', 'a/1', 3],
    ['b', 'b/1', 1],
  ])
})

it('leaves other files as they are', () => {
  expect(shapes([root('a/1', 1), root('a/2', 1)])).toEqual([
    [undefined, 'a/1', 1],
    [undefined, 'a/2', 1],
  ])
  const mixed = [root('a/1', 1), root('a/2', 1), root('a/x', 2), root('a/3', 1), root('a/y', 0)]
  expect(shapes(mixed)).toEqual([
    ['a', 'a/1', 3],
    [undefined, 'a/x', 2],
    [undefined, 'a/y', 0],
  ])
})

it('keeps all text before questions, and changes no file', () => {
  const roots = ['a/1', 'a/2', 'a/3'].map((path) => root(path, 1, [path]))
  const [only] = gathered(roots)
  expect(JSON.parse(only?.root.intro ?? '{}').answer).toEqual(['a/1', 'a/2', 'a/3'])
  expect(roots.map(({ questions }) => questions.length)).toEqual([1, 1, 1])
})

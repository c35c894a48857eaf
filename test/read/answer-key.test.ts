import { expect, it } from 'vitest'
import { withoutKeys } from '../../src/read/answer-key.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { words } from '../../src/read/outline.ts'
import { readText } from './reading.ts'

const keyOf = (text: string) =>
  withoutKeys(parseMarkdown(text).blocks).keys.map(({ answers }) =>
    [...answers].map(([number, nodes]) => `${number} ${nodes.map((node) => words(node)).join()}`),
  )

it.each([
  ['a list', '1. b\n2. c\n3. a', ['1 b', '2 c', '3 a']],
  ['a list that goes on', '4. b\n5. c\n6. a', ['4 b', '5 c', '6 a']],
  ['lines', '1: forty\n2: two\n3: a few', ['1 forty', '2 two', '3 a few']],
  ['a row', 'Q1. B, Q2. C, Q3. A, D', ['1 B', '2 C', '3 A, D']],
  ['code', '```\n1-b 2-c 3-a\n```', ['1 b', '2 c', '3 a']],
  ['a table', '| 1 | 2 | 3 |\n|---|---|---|\n| b | c | a |', ['1 b', '2 c', '3 a']],
])('reads a key that is %s', (_, key, expected) => {
  expect(keyOf(`# Quiz\n\n## Answers\n\n${key}\n`)).toEqual([expected])
})

it.each([
  ['prose', 'Mix it.\n'],
  ['two answers', '1. b\n2. c\n'],
  ['a list of words', '- b\n- c\n- d\n'],
])('takes no key where %s stand', (_, body) => {
  expect(keyOf(`# Quiz\n\n## Answers\n\n${body}`)).toEqual([])
})

it('leaves a question its own answer, and a number without one open', async () => {
  const quiz = '# Quiz\n\n## 2. Why?\n\nSo.\n\n## 3. How?\n\n- A) x\n- B) y\n\n## 5. Who?\n\n'
  const { questions } = await readText(`${quiz}## Answers\n\n1. a\n2. b\n3. b\n4. a\n`)
  expect(questions.map(({ title, answered }) => `${title} ${answered}`)).toEqual([
    'Why? true',
    'How? true',
    'Who? false',
  ])
})

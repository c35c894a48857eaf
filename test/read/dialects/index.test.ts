import { expect, it } from 'vitest'
import { choose } from '../../../src/read/dialects/index.ts'
import { sheetOf } from '../reading.ts'

function chosen(text: string) {
  return choose(sheetOf(text))
}

it('prefers numbers where titles also ask, and names the runner-up', () => {
  const found = chosen('## 1. What?\n\na\n\n## 2. Why?\n\nb\n\n## 3. How?\n\nc\n')
  expect(found?.dialect.name).toBe('numbered-heading')
  expect(found?.runnerUp).toMatchObject({ name: 'plain-heading', questions: 3 })
})

it('finds nothing in prose', () => {
  expect(chosen('# A\n\ntext\n')).toBeUndefined()
})

it('takes the headings of an author who writes for us, whatever their answers list', () => {
  const lists = '## Closures\n\n- What?\n- Why?\n- How?\n\n## Hoisting\n\n1. When?\n2. Where?\n'
  expect(choose(sheetOf(lists))?.dialect.name).toBe('question-list')
  expect(choose({ ...sheetOf(lists), ours: true })?.dialect.name).toBe('plain-heading')
})

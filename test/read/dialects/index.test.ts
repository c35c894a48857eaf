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

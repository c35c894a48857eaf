import { expect, it } from 'vitest'
import { choose } from '../../../src/read/dialects/index.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { outline } from '../../../src/read/outline.ts'

function chosen(text: string) {
  const { blocks } = parseMarkdown(text)
  return choose({ blocks, headings: outline(blocks), ours: false })
}

it('prefers numbers where titles also ask, and names the runner-up', () => {
  const found = chosen('## 1. What?\n\na\n\n## 2. Why?\n\nb\n\n## 3. How?\n\nc\n')
  expect(found?.dialect.name).toBe('numbered-heading')
  expect(found?.runnerUp).toMatchObject({ name: 'plain-heading', questions: 3 })
})

it('finds nothing in prose', () => {
  expect(chosen('# A\n\ntext\n')).toBeUndefined()
})

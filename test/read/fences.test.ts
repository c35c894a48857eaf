import { expect, it } from 'vitest'
import { openFences } from '../../src/read/fences.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'

const linesOf = (text: string) =>
  openFences(parseMarkdown(text).blocks, text).map(({ position }) => position?.start.line)

it('finds the fence that is never closed, and the one that swallows another', () => {
  expect(linesOf('```js\na\n')).toEqual([1])
  expect(linesOf('- x\n\n  ```js\n  a\n')).toEqual([3])
  expect(linesOf('```js\na\n\n## Q\n\n```js\nb\n```\n')).toEqual([1])
})

it('leaves alone what is closed, what is longer, and what is indented', () => {
  expect(linesOf('```js\na\n```\n\n~~~\nb\n~~~\n')).toEqual([])
  expect(linesOf('````md\n```js\na\n```\n````\n')).toEqual([])
  expect(linesOf('    ```js\n')).toEqual([])
})

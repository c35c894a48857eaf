/** No pattern of ours takes time with the square of white space, which a hostile file may hold much of. */
import { expect, it } from 'vitest'
import { readText } from './reading.ts'

const wide = ' '.repeat(100_000)

it.each([
  ['a line', `b${wide}a`],
  ['an indented line', `${wide}a`],
  ['a title', `b\n\n## b${wide}a?\n\nc`],
  ['a list', `- b${wide}a`],
  ['options', `- [x] b${wide}a\n- [ ] c`],
  ['lettered options', `A. b${wide}a\nB. c\n\nAnswer: A`],
  ['bold', `**b${wide}a**`],
  ['a table', `|a|\n|-|\n|b${wide}c|`],
  ['HTML', `<p>b${wide}a</p>`],
  ['details', `<details><summary>b${wide}a</summary>c</details>`],
  ['code', `\`b${wide}a\``],
  ['a break', `b${wide}<br>a`],
  ['a key', `Q: b${wide}a\nA: c`],
  ['two colons', `b${wide}::${wide}a`],
  ['a tag', `b${wide}#a`],
  ['a quote', `> b${wide}a`],
  ['tabs', `b${'\t'.repeat(25_000)}a`],
])('%s with 100,000 spaces is read', async (_, text) => {
  const { questions } = await readText(`# S\n\n## Q?\n\nx\n\n## R?\n\n${text}\n`)
  expect(questions.length).toBeGreaterThan(1)
})

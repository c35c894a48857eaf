import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Pool } from '../../src/pool/task.ts'
import { parseAhead, parseWith } from '../../src/read/ahead.ts'
import { textOf } from '../../src/read/file.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import type { Source } from '../../src/read/sources.ts'
import { threads } from '../support/threads.ts'

let pool: Pool
beforeAll(async () => {
  pool = await threads(3)
})
afterAll(() => pool.close())

const keep: readonly string[] = []
const file = (path: string, text: string) => ({ source: { path, text }, settings: { keep } })
const body = (name: string) =>
  `---\ntags: [x]\n---\n# ${name}\n\n${`A ${name} is *a* thing.\n\n`.repeat(3000)}`
const here = (source: Source) => {
  const { text, origin, syntax } = textOf(source, { keep })
  return parseMarkdown(text, origin, syntax)
}

it('gives each file what parsing it by itself gives, in any number of threads', async () => {
  const deep = file('deep.md', `${'> '.repeat(5000)}a`)
  const files = [...'abcdef'].map((name) => file(`${name}.md`, body(name)))
  const all = [...files.slice(0, 4), deep, ...files.slice(4)]
  for (const threads of [undefined, pool]) {
    const parseOf = parseAhead(all, threads)
    for (const { source } of files) {
      expect(await parseOf(source)(textOf(source, { keep })), source.path).toEqual(here(source))
    }
  }
})

it('parses a file again, and one that was not announced', async () => {
  const [one, two] = [file('one.md', body('one')), file('two.md', '# two\n')]
  const parseOf = parseAhead([one], pool)
  for (const { source } of [one, one, two]) {
    expect(await parseOf(source)(textOf(source, { keep }))).toEqual(here(source))
  }
})

it('parses one text by itself', async () => {
  expect(await parseWith(undefined)({ text: '# a\n' })).toEqual(parseMarkdown('# a\n'))
})

import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { introOf, type Section } from '../../src/model/bank.ts'
import { readFile } from '../../src/read/file.ts'
import { noPictures, plain, readText } from './reading.ts'

const tree = (section: Section<unknown>): unknown => [
  section.title,
  section.questions.length,
  ...section.sections.map(tree),
]

describe('a file', () => {
  it('becomes sections within sections', async () => {
    const { root } = await readText(
      '# A\n\nintro\n\n## B\n\n### What?\n\na\n\n## C\n\n### Why?\n\nb\n\n# D\n\n### How?\n\nc\n',
    )
    expect(tree(root)).toEqual(['', 0, ['A', 0, ['B', 1], ['C', 1]], ['D', 1]])
    expect(root.sections[0]?.sections[1]?.path).toEqual(['A', 'C'])
    const [first] = root.sections
    expect(first && plain(introOf(first).answer)).toBe('intro')
  })

  it('keeps what stands before the first heading', async () => {
    const { root } = await readText('Welcome.\n\n# A\n\n## What?\n\na\n')
    expect(plain(introOf(root).answer)).toBe('Welcome.')
  })

  it('obeys a level that is stated, in the file before the settings', async () => {
    const text = '# Alpha\n\nx\n\n## Beta\n\ny\n'
    expect((await readText(text)).questions).toEqual([])
    expect((await readText(text, { level: 2 })).questions.map(({ title }) => title)).toEqual([
      'Beta',
    ])
    const { questions } = await readText(`---\nlevel: 1\n---\n${text}`, { level: 2 })
    expect(questions.map(({ title }) => title)).toEqual(['Alpha'])
  })

  it('keeps what a rule would drop where it is told to', async () => {
    const text = '## What?\n\na\n\n## Why?\n\nb\n\n## License\n\nMIT\n'
    expect((await readText(text)).said).toEqual(['cleaned-footer 9:1'])
    const { said, root } = await readText(text, { keep: ['cleaned-footer'] })
    expect(said).toEqual([])
    expect(plain(introOf(root).answer)).toContain('MIT')
  })

  it.each([
    ['nothing', ''],
    ['front matter alone', '---\ntitle: a\n---\n'],
    ['front matter without an end of line', '---\ntitle: a\n---'],
    ['white space', ' \n\t\n'],
    ['a heading alone', '# A'],
    ['definitions', '[a]: /b\n\n[^1]: c\n'],
  ])('of %s holds no question, and that is said', async (_, text) => {
    const { questions, said } = await readText(text)
    expect(questions).toEqual([])
    expect(said).toEqual(['file-without-questions 1:1'])
  })

  it('gives footnotes and definitions of the whole file to each question', async () => {
    const { bodies } = await readText(
      '## What?\n\na[^n] [x]\n\n## Why?\n\nb[^n]\n\n[^n]: note\n[x]: http://a.b\n',
    )
    expect(bodies.map(({ footnotes }) => footnotes.length)).toEqual([1, 1])
    expect(JSON.stringify(bodies[0])).toContain('http://a.b')
  })
})

it('keeps the dialect found, how sure it is, and the runner-up', async () => {
  const text = '## 1. What?\n\na\n\n## 2. Why?\n\nb\n\n## 3. How?\n\nc\n'
  const source = { path: 'q.md', text }
  const { choice } = await readFile(source, { keep: [] }, noPictures, new Messages())
  expect(choice).toMatchObject({
    dialect: 'numbered-heading',
    confidence: 1,
    runnerUp: { dialect: 'plain-heading', questions: 3 },
  })
})

it.each([
  ['time', 'text-too-slow 7:1: The text from here to the next heading takes longer to read'],
  ['memory', 'text-too-slow 7:1: The text from here to the next heading takes more to read'],
  ['depth', 'nesting-too-deep 7:1: The text is nested too deep'],
] as const)('says where a text was given up for its %s', async (ended, expected) => {
  const source = { path: 'q.md', text: '---\nid: x\n---\n## What?\n\na\n# b\n' }
  const messages = new Messages()
  const parse = async () => ({ ended, line: 7 })
  const read = await readFile(source, { keep: [] }, noPictures, messages, undefined, parse)
  expect([read.questions, read.root.questions]).toEqual([0, []])
  const said = messages.all.map(
    ({ ruleId, line, column, reason }) => `${ruleId} ${line}:${column}: ${reason}`,
  )
  expect(said).toEqual([expect.stringContaining(expected)])
})

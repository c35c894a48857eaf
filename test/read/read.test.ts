import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { questionsOf, sectionsOf } from '../../src/model/bank.ts'
import { type ReadSettings, read } from '../../src/read/read.ts'
import { folderOf } from '../support/tmp.ts'
import { saidOf } from './reading.ts'

async function bankOf(files: Record<string, string | Uint8Array>, settings: ReadSettings = {}) {
  const root = await folderOf(files)
  const messages = new Messages()
  const reading = await read({ paths: [root], root, settings, messages })
  const { bank } = reading
  return {
    ...reading,
    said: saidOf(messages),
    sections: [...sectionsOf(bank)].map(({ path, questions }) => [
      path.join('/'),
      questions.length,
    ]),
    titles: [...questionsOf(bank)].map(({ question }) => question.title),
  }
}

describe('a bank', () => {
  it('holds a body in a byte a character, whatever else stands in its file', async () => {
    const answer = 'word '.repeat(100)
    const folder = await folderOf({ 'a.md': `## 一？\n\n二\n\n## What is two?\n\n${answer}\n` })
    const { bank } = await read({
      ...{ paths: [folder], root: folder, settings: {}, messages: new Messages() },
    })
    const [, two] = [...questionsOf(bank)].map(({ question }) => question)
    const length = two?.body.length ?? 0
    expect(length).toBeGreaterThan(500)
    expect(serialize(two?.body).length).toBeLessThan(length * 1.5)
  })

  it('takes its title from the one heading above everything', async () => {
    const { bank, sections } = await bankOf({ 'a.md': '# Title\n\n## A\n\n### What?\n\nx\n' })
    expect(bank.title).toBe('Title')
    expect(sections).toEqual(
      [
        ['', 0],
        ['A', 1],
      ].slice(1),
    )
  })

  it('takes what is set before what a file says', async () => {
    const files = { 'a.md': '---\ntitle: File\nid: f\nlang: de\n---\n## What?\n\nx\n' }
    expect((await bankOf(files)).bank).toMatchObject({ title: 'File', id: 'f', language: 'de' })
    const { bank, named } = await bankOf(files, { title: 'Set', language: 'fr' })
    expect(bank).toMatchObject({ title: 'Set', id: 'f', language: 'fr' })
    expect(named).toBe(true)
  })

  it('puts a file without headings of its own under its name', async () => {
    const { sections } = await bankOf({
      '02-two_words.md': '## What?\n\nx\n',
      '10-b.md': '# B\n\n## Why?\n\ny\n',
    })
    expect(sections).toEqual([
      ['Two words', 1],
      ['B', 1],
    ])
  })

  it('says which section has no question, and that there is none at all', async () => {
    const { said } = await bankOf({ 'a.md': '---\nlevel: 2\n---\n# A\n\n## What?\n\nx\n\n# B\n' })
    expect(said).toEqual(['section-without-questions 10:1'])
    expect((await bankOf({ 'a.md': 'x', 'b.md': '' })).said).toEqual([
      'file-without-questions 1:1',
      'file-without-questions 1:1',
      'no-questions 1:1',
    ])
  })

  it('reads on where one file cannot be read', async () => {
    const { said, titles } = await bankOf({
      'a.md': Uint8Array.from([0x23, 0x20, 0xff]),
      'b.md': '## What?\n\nx\n',
    })
    expect(said).toEqual(['source-encoding 1:3'])
    expect(titles).toEqual(['What?'])
  })

  it('gives the text of its files for messages, and no other', async () => {
    const { sources } = await bankOf({ 'sub/a.md': '## What?\n\nx\n' })
    expect(sources('sub/a.md')).toBe('## What?\n\nx\n')
    expect(sources('b.md')).toBeUndefined()
  })

  it('reads again as if some files had other texts, and the rest not at all', async () => {
    const root = await folderOf({ 'a.md': '## What?\n\nx\n', 'b.md': '## Why?\n\ny\n' })
    const request = { paths: [root], root, settings: {}, messages: new Messages() }
    const before = await read(request)
    const texts = new Map([['b.md', '## Why not?\n\nz\n']])
    const after = await read({ ...request, again: { before, texts } })
    const questions = [...questionsOf(after.bank)].map(({ question }) => question)
    expect(questions.map(({ title }) => title)).toEqual(['What?', 'Why not?'])
    expect(questions[0]).toBe([...questionsOf(before.bank)][0]?.question)
    expect(after.sources('b.md')).toBe('## Why not?\n\nz\n')
    const files = [...after.kept.values()]
    expect(files.map(({ source }) => source.path)).toEqual(['a.md', 'b.md'])
  })
})

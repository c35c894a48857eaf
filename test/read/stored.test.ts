import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import type { ReadFile } from '../../src/read/file.ts'
import { type ReadRequest, read } from '../../src/read/read.ts'
import { Stored } from '../../src/read/stored.ts'
import { Spill } from '../../src/spill.ts'
import { question, section } from '../support/bank.ts'
import { folderOf } from '../support/tmp.ts'

const fixtures = fileURLToPath(new URL('../fixtures/read', import.meta.url))

function spill(): Spill {
  const store = new Spill({ page: 64, memory: 128 })
  onTestFinished(() => store.close())
  return store
}

async function readingOf(root: string, more: Partial<ReadRequest> = {}) {
  const messages = new Messages()
  const reading = await read({ paths: [root], root, settings: {}, messages, ...more })
  return { ...reading, messages: messages.all.map(({ reason }) => reason) }
}

it('takes each slice that stands in its file, and leaves any other as it is', () => {
  const stored = new Stored(spill())
  const text = 'title directive prompt answer one two'
  const source = stored.source({ path: 'a.md', text })
  const slice = (text: string, start = 0, end = start + text.length) => ({ start, end, text })
  const here = (word: string) => slice(word, text.indexOf(word))
  const slices = {
    ...{ title: here('title'), directive: here('directive'), prompt: here('prompt') },
    ...{ answer: here('answer'), choices: [here('one'), here('two')] },
  }
  const other = {
    // Of another file, and of this one but set anew.
    ...{ title: slice('other'), answer: slice('title', 0, 9) },
  }
  const given = [slices, other].map((slices) => question({ title: 'x', slices }))
  const root = section('', given.slice(0, 1), [section('Inner', given.slice(1))])
  const [first, second] = [{ ...slices, choices: [...slices.choices] }, { ...other }]
  stored.file({ root } as unknown as ReadFile, source)
  const { choices = [], ...single } = given[0]?.slices ?? slices
  const taken = [...Object.values(single), ...choices]
  expect(taken).toHaveLength(6)
  for (const one of taken) expect(Object.hasOwn(one, 'text')).toBe(false)
  expect(JSON.parse(JSON.stringify(given[0]?.slices))).toEqual(first)
  expect(given[1]?.slices.title).toBe(second.title)
  expect(given[1]?.slices.answer).toBe(second.answer)
})

describe('a reading whose texts are in a store', () => {
  it('is the same for every fixture', async () => {
    let questions = 0
    for (const name of readdirSync(fixtures)) {
      const root = join(fixtures, name)
      const plain = await readingOf(root)
      const stored = await readingOf(root, { store: spill() })
      expect(JSON.stringify(stored.bank), name).toBe(JSON.stringify(plain.bank))
      expect(stored.messages).toEqual(plain.messages)
      for (const { path } of plain.files) expect(stored.sources(path)).toBe(plain.sources(path))
      questions += [...questionsOf(plain.bank)].length
    }
    expect(questions).toBeGreaterThan(50)
  })

  it('holds none of them', async () => {
    const text = '# Wide 🙂\r\n\r\n## What is 你好 🙂?\r\n\r\nYes: 大。\r\n'
    const narrowText = '# Narrow\n\n## What is Größe?\n\nGut.\n'
    const root = await folderOf({ 'wide.md': text, 'narrow.md': narrowText })
    const store = spill()
    const { bank, kept } = await readingOf(root, { store })
    const all = [...questionsOf(bank)].map(({ question }) => question)
    expect(all.length).toBe(2)
    for (const question of all) {
      expect(typeof question.body).not.toBe('string')
      expect(bodyOf(question).title).not.toEqual([])
      const { title, answer } = question.slices
      for (const slice of [title, answer]) {
        expect(Object.hasOwn(slice ?? {}, 'text')).toBe(false)
        expect(slice?.text.length).toBe((slice?.end ?? 0) - (slice?.start ?? 0))
      }
    }
    const [narrow, wide] = [...kept.values()].map(({ source }) => source.text)
    expect([narrow, wide]).toEqual([narrowText, text])
    expect(all.map(({ slices }) => slices.answer?.text)).toEqual([
      'Gut.',
      expect.stringMatching(/大。$/),
    ])
  })

  it('keeps what another reading took over, where its text is the same', async () => {
    const root = await folderOf({
      'a.md': '# A\n\n## What is a?\n\nYes.\n',
      'b.md': '# B\n\n## What is b?\n\nNo.\n',
    })
    const store = spill()
    const before = await readingOf(root, { store })
    const again = { before, texts: new Map([['b.md', '# B\n\n## What is b?\n\nPerhaps.\n']]) }
    const after = await readingOf(root, { store, again })
    const plain = await readingOf(
      await folderOf({
        'a.md': '# A\n\n## What is a?\n\nYes.\n',
        'b.md': '# B\n\n## What is b?\n\nPerhaps.\n',
      }),
    )
    expect(JSON.stringify(after.bank.sections)).toBe(JSON.stringify(plain.bank.sections))
  })
})

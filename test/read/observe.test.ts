import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { digest } from '../../src/cache/digest.ts'
import { Messages } from '../../src/messages/messages.ts'
import { observeBeyond, observeFiles } from '../../src/read/observe.ts'
import { read } from '../../src/read/read.ts'
import { folderOf } from '../support/tmp.ts'

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
const files = {
  'a.md': '# A\n\n## What?\n\n![x](p.svg) ![y](q.svg)\n\n## How?\n\n[Answer](answers.md)\n',
  'answers.md': '# Answers\n\nSo.\n',
  'p.svg': picture,
}

async function observed() {
  const root = await folderOf(files)
  const messages = new Messages()
  const reading = await read({ paths: [root], root, settings: {}, messages })
  const asked = reading.media.asked?.() ?? []
  const beyond = { linked: reading.linked.map(([path]) => path), asked }
  return { root, reading, asked, messages, look: () => observeBeyond(beyond, { root }) }
}

it('finds the files of a bank as reading finds them', async () => {
  const { root, reading } = await observed()
  const { found, messages } = await observeFiles([root], root)
  expect(found).toEqual(
    [...reading.kept].flatMap(([file, { source }]) => [...[file, source.path, source.sum]]),
  )
  expect([...reading.kept.values()].map(({ source }) => source.sum)).toEqual(
    ['a.md', 'answers.md'].map((name) => digest(Buffer.from(files[name as 'a.md']))),
  )
  expect(messages).toEqual([])
})

it('finds what reading found beyond them, and says the same of it', async () => {
  const { root, reading, asked, messages, look } = await observed()
  const { found, messages: said } = await look()
  expect(found).toEqual([
    ...reading.linked.map(([, text]) => text),
    ...asked.map(({ answer }) => JSON.stringify(answer)),
  ])
  expect(found.length).toBe(3)
  expect(said.map(({ ruleId }) => ruleId)).toEqual(['picture-missing'])
  expect(messages.all.map(({ reason }) => reason)).toContain(said[0]?.reason)
  await writeFile(join(root, 'answers.md'), 'Otherwise.\n')
  await rm(join(root, 'p.svg'))
  const other = await look()
  expect(other.found.every((one, at) => one !== found[at] || one.includes('refused'))).toBe(true)
  expect(other.messages.length).toBe(2)
})

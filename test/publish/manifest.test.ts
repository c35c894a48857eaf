import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printManifest, readManifest } from '../../src/publish/manifest.ts'
import { temporary } from '../support/tmp.ts'

it('reads back what it prints, sorted', async () => {
  const file = join(await temporary(), 'm.json')
  const entries: [string, { sha256: string; size: number }][] = [
    ['b.pdf', { sha256: 'bb', size: 2 }],
    ['a.csv', { sha256: 'aa', size: 1 }],
  ]
  await writeFile(file, printManifest(new Map(entries)))
  expect([...(await readManifest(file))]).toEqual([entries[1], entries[0]])
})

it.each([
  '',
  '{',
  'null',
  '[]',
  '{"files":3}',
  '{"files":{"a":null}}',
  '{"files":{"a":{"size":"x"}}}',
])('knows nothing from %j', async (text) => {
  const file = join(await temporary(), 'm.json')
  await writeFile(file, text)
  expect((await readManifest(file)).size).toBe(0)
  expect((await readManifest(`${file}.none`)).size).toBe(0)
})

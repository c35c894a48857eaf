import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printManifest, readManifest } from '../../src/publish/manifest.ts'
import { temporary } from '../support/tmp.ts'

const sums = {
  'a.csv': { sha256: 'aa', size: 1 },
  'b.pdf': { sha256: 'bb', size: 2 },
  'c.json': { sha256: 'cc', size: 3 },
}

it('reads back what it prints, sorted whatever came first', async () => {
  const file = join(await temporary(), 'm.json')
  const sorted = Object.entries(sums)
  const [a, b, c] = sorted as [(typeof sorted)[0], (typeof sorted)[0], (typeof sorted)[0]]
  for (const entries of [
    [a, b, c],
    [c, b, a],
    [b, c, a],
  ]) {
    await writeFile(file, printManifest(new Map(entries)))
    expect([...(await readManifest(file))]).toEqual(sorted)
  }
})

it.each([
  '',
  '{',
  'null',
  '[]',
  '{"files":3}',
  '{"files":{"a":null}}',
  '{"files":{"a":{"size":"x"}}}',
  '{"files":{"a":{"size":1}}}',
  '{"files":{"a":{"sha256":"aa"}}}',
  '{"files":{"a":{"sha256":"aa","size":"1"}}}',
  '{"files":{"a":{"sha256":5,"size":1}}}',
  // Of one that is torn nothing is believed, not the half before it either.
  '{"files":{"a":{"sha256":"aa","size":1},"b":null}}',
])('knows nothing from %j', async (text) => {
  const file = join(await temporary(), 'm.json')
  await writeFile(file, text)
  expect((await readManifest(file)).size).toBe(0)
  expect((await readManifest(`${file}.none`)).size).toBe(0)
})

it('leaves out what is no sum, and keeps the others', async () => {
  const file = join(await temporary(), 'm.json')
  await writeFile(file, '{"files":{"a":{"sha256":"aa","size":1},"b":{"sha256":"bb"}}}')
  expect([...(await readManifest(file))]).toEqual([['a', { sha256: 'aa', size: 1 }]])
})

it('is not taken for empty where the system refuses to read it', async () => {
  const folder = join(await temporary(), 'm.json')
  await mkdir(folder)
  const said = { code: 'EISDIR', syscall: 'read', path: folder }
  await expect(readManifest(folder)).rejects.toMatchObject(said)
})

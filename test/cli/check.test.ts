import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

it('says what is wrong and writes nothing', async () => {
  const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n\n## Why?\n' })
  const { code, out, err } = await rectoverso(folder, ['check', 'q.md'])
  expect(code).toBe(0)
  expect(out).toContain('2  questions: 2 basic; 1 without answer')
  expect(err).toMatch(/^q\.md:5:1 {2}warning .* answer-empty$/m)
  expect(err).not.toContain('Nothing was written')
  expect(await readdir(folder)).toEqual(['q.md'])
})

it('exits as a build would', async () => {
  const folder = await folderOf({
    'q.md': '## What?\n\nThat.\n\n## Why?\n',
    'none.md': 'Only words.\n',
  })
  expect((await rectoverso(folder, ['check', 'q.md', '--strict'])).code).toBe(3)
  expect((await rectoverso(folder, ['check', 'none.md'])).code).toBe(1)
  expect((await rectoverso(folder, ['check', '--formats', 'pdf'])).code).toBe(2)
  const { out } = await rectoverso(folder, ['check', 'none.md', '--json'])
  expect(JSON.parse(out)).toMatchObject({ status: 'content', exitCode: 1, written: false })
})

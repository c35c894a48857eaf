import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

/** A bank of two questions, built as a table and as the model. */
async function built() {
  const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n\n## Why?\n\nSo.\n' })
  expect((await rectoverso(folder, ['build', 'q.md', '--formats', 'csv,json'])).code).toBe(0)
  const spoil = async (name: string, one: string, other: string) => {
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replace(one, other))
  }
  return { folder, spoil }
}

it('says of each file that it is as the sources', async () => {
  const { folder } = await built()
  const { code, out, err } = await rectoverso(folder, ['verify', 'q.md'])
  expect(err).toBe('')
  expect(out).toBe(
    'out/q.csv: 2 questions as in the sources\nout/q.json: 2 questions as in the sources\n',
  )
  expect(code).toBe(0)
})

it('exits with 1 and names file, question and both sides where something differs', async () => {
  const { folder, spoil } = await built()
  await spoil('q.md', 'That.', 'This.')
  const { code, out, err } = await rectoverso(folder, ['verify', 'q.md', '--formats', 'csv'])
  expect(code).toBe(1)
  expect(err).toMatch(
    /^q\.md:1:1 {2}error {2}out\/q\.csv: \w{5}: The cell answer is “That\.” instead of “This\.”\. {2}verify-differs$/m,
  )
  expect(err).toContain('help: Build again')
  expect(out).toBe('out/q.csv: 2 differences\n')
})

it('prints differences only where it is to be quiet', async () => {
  const { folder } = await built()
  expect(await rectoverso(folder, ['verify', 'q.md', '--quiet'])).toEqual({
    code: 0,
    out: '',
    err: '',
  })
})

it('prints one document for programs', async () => {
  const { folder, spoil } = await built()
  await spoil('out/q.csv', 'That.', 'This.')
  const { code, out, err } = await rectoverso(folder, ['verify', 'q.md', '--json'])
  expect(code).toBe(1)
  expect(err).toBe('')
  expect(JSON.parse(out)).toMatchObject({
    status: 'differs',
    exitCode: 1,
    files: [
      { path: 'out/q.csv', questions: 2, differences: 2 },
      { path: 'out/q.json', questions: 2, differences: 0 },
    ],
    messages: [
      { rule: 'verify-differs', path: 'q.md', actual: 'This.', expected: ['That.'] },
      { rule: 'verify-checksum', path: 'out/q.csv' },
    ].sort((one, other) => (one.path < other.path ? -1 : 1)),
  })
})

it('exits with 2 where it is not known what is meant', async () => {
  const { folder } = await built()
  expect((await rectoverso(folder, ['verify', 'other.md'])).code).toBe(2)
  expect((await rectoverso(folder, ['verify', '--formats', 'docx'])).code).toBe(2)
})

it('says that what was never built is not there', async () => {
  const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n' })
  const { code, err } = await rectoverso(folder, ['verify', 'q.md'])
  expect(code).toBe(1)
  expect(err).toMatch(/There is no q\.rectoverso\.lock\. {2}verify-missing/)
})

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { parseWith } from '../../src/read/ahead.ts'
import { Library } from '../../src/read/follow.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'follow-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const library = (held: number[] = []) =>
  new Library(
    root,
    [],
    async () => held.map((line) => ({ line })),
    new Messages(),
    parseWith(undefined),
  )

it('gives answers, and says what is missing or outside', async () => {
  writeFileSync(join(root, 'a.md'), '# A\n\n## B\n\nText.\n')
  writeFileSync(`${root}-outside.md`, 'Secret.\n')
  symlinkSync(`${root}-outside.md`, join(root, 'link.md'))
  const follow = library().from('q.md')
  expect(await follow('a.md', true)).toMatchObject({ type: 'answer', path: 'a.md' })
  expect(await follow('a.md#b', true)).toMatchObject({ type: 'answer', line: 3 })
  expect(await follow('a.md#c', true)).toMatchObject({ rule: 'answer-link-missing' })
  expect(await follow('b.md', true)).toMatchObject({ rule: 'answer-link-missing' })
  expect(await follow('link.md', true)).toMatchObject({ rule: 'answer-link-outside' })
  expect(await follow('../x.md', true)).toMatchObject({ rule: 'answer-link-outside' })
  expect(await follow('https://example.org/a.md', true)).toBeUndefined()
  rmSync(`${root}-outside.md`)
})

it('takes a link that is a title for contents where the file asks by itself', async () => {
  writeFileSync(join(root, 'a.md'), '# A\n\n## B\n\nText.\n\n## C\n\nText.\n')
  const many = library([3, 7])
  expect(await many.from('q.md')('a.md', false)).toEqual({ type: 'contents', path: 'a.md' })
  expect(await many.from('q.md')('a.md#b', true)).toMatchObject({ type: 'answer' })
  expect([...many.taken]).toEqual(['a.md'])
})

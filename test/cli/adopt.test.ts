import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const questions =
  '# Contents\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## What is a?\n\n![](no.png)\n\n## Why b?\n\n## What is a?\n\nThat.\n\n## References\n\n- [x](https://example.org)\n'
const files = { 'q.md': questions, 'notes.md': 'Only words.\n', 'cards.md': 'Q: one\nA: two\n' }

it('says what is found and writes settings and ledger beside it', async () => {
  const folder = await folderOf(files)
  const { code, out, err } = await rectoverso(folder, ['adopt'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('  cards.md: 1 questions, 1 answered (keyed-lines, confidence 1.00)')
  expect(out).toContain('  notes.md: no questions')
  expect(out).toContain('4 candidates = 4 questions + 0 skipped')
  expect(out).toContain('3 questions answered, 1 without answer')
  expect(out).toContain('0 pictures; 1 missing, 0 remote')
  expect(out).toContain('  2 times: What is a?')
  expect(out).toContain('  1 cleaned-contents, first at q.md:')
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining(['rectoverso.yaml', 'rectoverso.lock', 'rectoverso.issued']),
  )
  for (const [name, text] of Object.entries(files)) {
    expect(await readFile(join(folder, name), 'utf8')).toBe(text)
  }
  const again = await rectoverso(folder, ['build', '--frozen', '--formats', 'json'])
  expect(again.code).toBe(0)
})

it('keeps settings that are there, and writes nothing on a dry run', async () => {
  const folder = await folderOf({ ...files, 'rectoverso.yaml': 'id: mine\n' })
  const dry = await rectoverso(folder, ['adopt', '--dry-run', '--json'])
  const { written, candidates, questions, skipped } = JSON.parse(dry.out)
  expect(written).toEqual([])
  expect(candidates).toBe(questions + skipped.length)
  expect((await readdir(folder)).sort()).toEqual([
    'cards.md',
    'notes.md',
    'q.md',
    'rectoverso.yaml',
  ])
  expect((await rectoverso(folder, ['adopt'])).code).toBe(0)
  expect(await readFile(join(folder, 'rectoverso.yaml'), 'utf8')).toBe('id: mine\n')
})

it('writes nothing where nothing is found', async () => {
  const folder = await folderOf({ 'notes.md': 'Only words.\n' })
  const { code, err } = await rectoverso(folder, ['adopt'])
  expect(code).toBe(1)
  expect(err).toContain('Nothing was written.')
  expect(await readdir(folder)).toEqual(['notes.md'])
  expect((await rectoverso(folder, ['adopt', 'nowhere'])).code).toBe(2)
})

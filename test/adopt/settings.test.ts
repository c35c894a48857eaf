import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { shelfText, writeSettings } from '../../src/adopt/settings.ts'
import { folderOf } from '../support/tmp.ts'

it('writes the starter under the folder’s name, once', async () => {
  const folder = await folderOf({ 'my-q/a.md': '' })
  const file = join(folder, 'my-q', 'rectoverso.yaml')
  const settings = {
    file,
    starter: 'title: My questions\nid: my-questions\nlanguage: en\n',
    language: 'pt-BR',
    id: 'my-q',
    out: join(folder, 'out'),
  }
  await writeSettings(settings)
  expect(await readFile(file, 'utf8')).toBe('title: "My q"\nid: my-q\nlanguage: pt-BR\n')
  await expect(writeSettings(settings)).rejects.toThrow('changed by another build')
})

it('names several banks, and what is stated of each', () => {
  const text = shelfText(
    [
      { path: 'README.md', language: 'en', questions: 3 },
      { path: 'ja: JP/a #1.md', language: 'ja', questions: 3, of: 'README.md' },
    ],
    'my-q',
    'My “q”: all',
  )
  expect(parse(text)).toEqual({
    banks: ['README.md', 'ja: JP/a #1.md'],
    facts: {
      'README.md': { id: 'my-q', title: 'My “q”: all', language: 'en' },
      'ja: JP/a #1.md': {
        id: 'my-q-ja',
        title: 'My “q”: all (ja)',
        language: 'ja',
        translates: 'README.md',
      },
    },
  })
  expect(text).toMatch(/^# The banks in this folder, one a language\./)
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeSettings } from '../../src/adopt/settings.ts'
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

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { Messages } from '../../src/messages/messages.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf, temporary } from '../support/tmp.ts'

const read = (...parts: string[]) => readFile(join(...parts), 'utf8')

describe('init', () => {
  it('begins a bank named for its folder', async () => {
    const folder = await temporary()
    const { code, out } = await rectoverso(folder, ['init', 'js-questions'])
    expect(code).toBe(0)
    expect(out).toContain('made  js-questions/questions.md')
    expect(out).toContain('Next: rectoverso build js-questions')
    const messages = new Messages()
    const config = await loadConfig(join(folder, 'js-questions', 'rectoverso.yaml'), messages)
    expect(messages.all).toEqual([])
    expect(config?.settings).toEqual({ title: 'Js questions', id: 'js-questions', language: 'en' })
    expect(await read(folder, 'js-questions', '.gitattributes')).toContain(
      'rectoverso.lock merge=union',
    )
  })

  it('never replaces a file', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'id: mine\n',
      'README.md': '# Mine\n',
      '.gitattributes': '*.png binary\n',
    })
    const { code, out } = await rectoverso(folder, ['init'])
    expect(code).toBe(0)
    expect(out).toContain('kept  rectoverso.yaml')
    expect(out).toContain('kept  README.md')
    expect(out).toContain('kept  .gitattributes; add these lines to it:\n        rectoverso.lock')
    expect(await read(folder, 'rectoverso.yaml')).toBe('id: mine\n')
    expect(await read(folder, '.gitattributes')).toBe('*.png binary\n')
    await expect(read(folder, 'questions.md')).rejects.toThrow('ENOENT')
  })

  it('changes nothing the second time', async () => {
    const folder = await temporary()
    await rectoverso(folder, ['init'])
    await writeFile(join(folder, 'questions.md'), 'edited')
    const { out } = await rectoverso(folder, ['init'])
    expect(out).not.toContain('made')
    expect(out).not.toContain('add these lines')
    expect(await read(folder, 'questions.md')).toBe('edited')
  })

  it('exits 74 where it may not write', async () => {
    const folder = await folderOf({ file: '' })
    expect((await rectoverso(folder, ['init', 'file/in'])).code).toBe(74)
  })
})

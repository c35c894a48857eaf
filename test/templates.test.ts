import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemplates } from '../src/templates.ts'
import { folderOf } from './support/tmp.ts'

describe('createTemplates', () => {
  it('gives the author’s own before ours', async () => {
    const folder = await folderOf({ 'starter/questions.md': '\ufeffmine\r\n' })
    expect(await createTemplates(folder).text('starter/questions.md')).toBe('mine\n')
    expect(await createTemplates().text('starter/questions.md')).toContain('## ')
  })

  it('falls back to ours', async () => {
    const folder = await folderOf({ 'x.txt': '' })
    expect(await createTemplates(folder).text('starter/questions.md')).toContain('## ')
    expect(await createTemplates(join(folder, 'none')).text('starter/questions.md')).toContain(
      '## ',
    )
  })

  it('names what is not there', async () => {
    await expect(createTemplates().text('anki/none.html')).rejects.toThrow(
      'there is no template "anki/none.html"',
    )
  })

  it.each(['../package.json', '/etc/passwd', 'a/../../b', 'a\\b', '', '.hidden'])(
    'refuses the name %j',
    async (name) => {
      await expect(createTemplates().text(name)).rejects.toThrow('is not the name of a template')
    },
  )

  it('refuses a link that leads out', async () => {
    const outside = await folderOf({ 'secret.txt': 'secret' })
    const folder = await folderOf({ 'x.txt': '' })
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'))
    await expect(createTemplates(folder).text('link.txt')).rejects.toThrow('lies outside')
  })
})

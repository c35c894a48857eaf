import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemplates, noting } from '../src/templates.ts'
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

  it('says by which path each is named', async () => {
    const folder = await folderOf({ 'starter/questions.md': 'mine' })
    const templates = createTemplates(folder, 'bank/look')
    expect(await templates.pathOf('starter/questions.md')).toBe('bank/look/starter/questions.md')
    expect(await templates.pathOf('anki/card.css')).toBe('templates/anki/card.css')
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

  it('says what is there and can be no template', async () => {
    const folder = await folderOf({ 'anki/card.css/x': '' })
    await symlink('loop.css', join(folder, 'loop.css'))
    const { text } = createTemplates(folder, 'look')
    await expect(text('anki/card.css')).rejects.toThrow('It is a folder')
    await expect(text('loop.css')).rejects.toThrow('leads to itself')
    await expect(text(`${'a'.repeat(300)}.css`)).rejects.toMatchObject({
      name: 'TemplateFileError',
      message: 'The file cannot be read (ENAMETOOLONG).',
    })
  })

  it('follows a link within, whatever its folder is called', async () => {
    const folder = await folderOf({ '..data/card.css': 'mine' })
    await symlink(join('..data', 'card.css'), join(folder, 'card.css'))
    expect(await createTemplates(folder).text('card.css')).toBe('mine')
  })

  it('may note which of them were asked for', async () => {
    const asked = new Set<string>()
    const templates = noting(createTemplates(), asked)
    await templates.text('anki/card.css')
    expect(await templates.pathOf('starter/questions.md')).toContain('questions.md')
    expect([...asked]).toEqual(['anki/card.css'])
  })

  it('refuses a link that leads out', async () => {
    const outside = await folderOf({ 'secret.txt': 'secret' })
    const folder = await folderOf({ 'x.txt': '' })
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'))
    const said = { name: 'TemplateFileError', path: 'look/link.txt' }
    const refused = expect(createTemplates(folder, 'look').text('link.txt')).rejects
    await refused.toMatchObject(said)
    await refused.toThrow('leads out')
  })
})

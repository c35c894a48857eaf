import { symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planBanks } from '../../src/config/plan.ts'
import { Messages } from '../../src/messages/messages.ts'
import { folderOf } from '../support/tmp.ts'

async function plan(folder: string, paths: string[], config?: string) {
  const messages = new Messages()
  const request = { paths, cwd: folder, ...(config && { config }) }
  const banks = (await planBanks(request, messages)).banks.map((bank) => ({
    name: bank.name,
    path: relative(folder, bank.path),
    root: relative(folder, bank.root),
    folder: bank.folder,
    settings: bank.settings,
  }))
  return { banks, said: messages.all.map((message) => message.reason) }
}

describe('without configuration', () => {
  it('takes a folder as a bank, its own root', async () => {
    const folder = await folderOf({ 'js/a.md': '' })
    expect(await plan(folder, ['js'])).toEqual({
      banks: [{ name: 'js', path: 'js', root: 'js', folder: true, settings: {} }],
      said: [],
    })
  })

  it('takes a file as a bank with a ledger of its own', async () => {
    const folder = await folderOf({ '.git/HEAD': '', 'docs/README.md': '' })
    expect((await plan(folder, ['docs/README.md'])).banks).toEqual([
      {
        name: 'README',
        path: 'docs/README.md',
        root: '',
        folder: false,
        settings: {},
      },
    ])
  })

  it('keeps names apart, and takes a path once', async () => {
    const folder = await folderOf({ 'a/js.md': '', 'b/JS.md': '' })
    const { banks } = await plan(folder, ['a/js.md', 'b/JS.md', './a/js.md'])
    expect(banks.map((bank) => bank.name)).toEqual(['js', 'JS-2'])
  })

  it('says which path is not there', async () => {
    const folder = await folderOf({ 'a.md': '' })
    expect((await plan(folder, ['b.md', 'a.md/c'])).said).toEqual([
      'There is no file or folder `b.md`.',
      'There is no file or folder `a.md/c`.',
    ])
  })
})

describe('with configuration', () => {
  const shelf = {
    'content/rectoverso.yaml':
      'banks: [two, one]\nlanguage: de\nout: built\ncsv: {separator: tab}\n',
    'content/one/rectoverso.yaml': 'title: One\nid: one-1\nlicence: MIT\n',
    'content/one/a.md': '',
    'content/two/b.md': '',
  }

  it('builds each bank that is named, with the settings of both files', async () => {
    const folder = await folderOf(shelf)
    const { banks } = await plan(folder, ['content'])
    expect(banks.map((bank) => [bank.name, bank.root])).toEqual([
      ['two', 'content'],
      ['one', 'content/one'],
    ])
    expect(banks[1]?.settings).toEqual({
      language: 'de',
      out: join(folder, 'content/built'),
      title: 'One',
      id: 'one-1',
      licence: 'MIT',
      csv: { separator: 'tab' },
    })
  })

  it('gives one bank of several the same settings', async () => {
    const folder = await folderOf(shelf)
    const all = await plan(folder, ['content'])
    expect((await plan(folder, ['content/one'])).banks).toEqual([all.banks[1]])
    expect((await plan(folder, ['content/two'])).banks).toEqual([all.banks[0]])
  })

  it('states what files that are banks cannot state themselves', async () => {
    const folder = await folderOf({
      'rectoverso.yaml':
        'banks: [README.md, ru/README.md, de]\nlanguage: en\nfacts:\n  README.md: { id: q, title: Q }\n  ru/README.md: { id: q-ru, language: ru }\n  de: { id: q-de, title: F }\n',
      'README.md': '',
      'ru/README.md': '',
      'de/rectoverso.yaml': 'title: Fragen\n',
      'de/a.md': '',
    })
    const { banks, said } = await plan(folder, [])
    expect(said).toEqual([])
    expect(banks.map(({ name, settings }) => [name, settings])).toEqual([
      ['q', { language: 'en', id: 'q', title: 'Q' }],
      ['q-ru', { language: 'ru', id: 'q-ru' }],
      ['q-de', { language: 'en', id: 'q-de', title: 'Fragen' }],
    ])
    expect((await plan(folder, ['ru/README.md'])).banks).toEqual([banks[1]])
  })

  it('says where a fact is of no bank, or is none', async () => {
    const of = async (facts: string) => {
      const folder = await folderOf({
        'rectoverso.yaml': `banks: [a.md, b.md]\nfacts:\n  ${facts}\n`,
        'a.md': '',
        'b.md': '',
      })
      return (await plan(folder, [])).said
    }
    expect(await of('c.md: { id: c }')).toEqual([
      '`facts` speaks of `c.md`, which is none of `banks`.',
    ])
    expect(await of('a.md: { titel: A }')).toEqual([
      'The key `titel` in `facts.a.md` means nothing. Did you mean `title`?',
    ])
    expect((await of('a.md: { language: not a language }'))[0]).toContain('`facts.a.md.language`')
  })

  it('does not give a part of a bank the id of the whole', async () => {
    const folder = await folderOf(shelf)
    const [part] = (await plan(folder, ['content/one/a.md'])).banks
    expect(part).toMatchObject({
      root: 'content/one',
      folder: false,
      settings: { language: 'de', licence: 'MIT' },
    })
    expect(part?.settings).not.toHaveProperty('id')
    expect(part?.settings).not.toHaveProperty('title')
  })

  it('takes the working folder where no path is given', async () => {
    const folder = await folderOf({ 'rectoverso.yaml': 'title: Here\n', 'a.md': '' })
    const { banks } = await plan(folder, [])
    expect(banks).toMatchObject([{ path: '', settings: { title: 'Here' } }])
  })

  it('takes the file that is named instead', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'title: Found\n',
      'other/x.yaml': 'title: Named\nid: n\n',
      'a.md': '',
    })
    expect((await plan(folder, ['.'], 'other/x.yaml')).banks[0]?.settings).toEqual({
      title: 'Named',
      id: 'n',
    })
  })

  it('lets one * stand for names of a level', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': "banks: ['*', 'deep/*/q.md']\n",
      'b/x.md': '',
      'a.md': '',
      'notes.txt': '',
      '.hidden/x.md': '',
      'node_modules/x/y.md': '',
      'deep/2/q.md': '',
      'deep/1/q.md': '',
    })
    const { banks } = await plan(folder, [])
    expect(banks.map((bank) => bank.path)).toEqual([
      'a.md',
      'b',
      'deep',
      'deep/1/q.md',
      'deep/2/q.md',
    ])
    expect(banks.map((bank) => bank.name)).toEqual(['a', 'b', 'deep', 'q', 'q-2'])
  })

  it('takes id and title beside a single bank', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'banks: [README.md]\nid: x\n',
      'README.md': '',
    })
    expect((await plan(folder, [])).banks[0]).toMatchObject({
      name: 'README',
      settings: { id: 'x' },
    })
  })

  it.each([
    ['banks: [a, b]\nid: x\n', '`id` is of one bank, and this file names 2.'],
    ['banks: [../up]\n', '`../up` is not a path inside this folder.'],
    ['banks: [/etc]\n', '`/etc` is not a path inside this folder.'],
    ['banks: ["C:\\\\x"]\n', '`C:\\x` is not a path inside this folder.'],
    ['banks: [gone]\n', '`gone` names nothing that is there.'],
    ['banks: [link]\n', '`link` names nothing that is there.'],
    ['banks: [inner]\n', 'A bank that another file names cannot name banks itself.'],
  ])('refuses %j', async (text, reason) => {
    const folder = await folderOf({
      'rectoverso.yaml': text,
      'a/x.md': '',
      'b/x.md': '',
      'inner/rectoverso.yaml': 'banks: [x.md]\n',
      'inner/x.md': '',
    })
    const outside = await folderOf({ 'x.md': '' })
    await symlink(outside, join(folder, 'link'))
    const { banks, said } = await plan(folder, [])
    expect(said).toEqual([reason])
    expect(banks).toEqual([])
  })

  it('plans nothing where a file is wrong', async () => {
    const folder = await folderOf({ ...shelf, 'content/one/rectoverso.yaml': 'titel: x\n' })
    const { banks, said } = await plan(folder, ['content'])
    expect(said).toHaveLength(1)
    expect(banks).toEqual([])
  })
})

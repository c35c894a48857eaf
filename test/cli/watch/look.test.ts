import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Inputs } from '../../../src/build.ts'
import { differences, look } from '../../../src/cli/watch/look.ts'
import { folderOf } from '../../support/tmp.ts'

const files = {
  'bank/a.md': 'a',
  'bank/deep/b.md': 'b',
  'bank/fig.png': 'p',
  'bank/out/x.md': 'x',
  'bank/node_modules/x.md': 'x',
  'bank/.git/x.md': 'x',
  'bank/results/x.md': 'x',
  'bank/.#a.md': 'x',
  'bank/a.md~': 'x',
  'bank/rectoverso.lock': 'l',
  'looks/anki/card.css': 'c',
  'looks/.swap': 'x',
  'rectoverso.yaml': 'y',
}

async function made() {
  const top = await folderOf(files)
  const at = (path: string) => join(top, path)
  const inputs: Inputs = {
    folders: [at('bank')],
    templates: [at('looks')],
    files: [at('rectoverso.yaml'), at('bank/fig.png'), at('bank/none.png'), at('far/away/x.png')],
    kept: [at('bank/rectoverso.lock'), at('bank/rectoverso.issued')],
    out: at('bank/results'),
  }
  const shown = (paths: Iterable<string>) =>
    [...paths].map((path) => path.slice(top.length + 1)).sort()
  return { top, at, inputs, shown }
}

describe('a look', () => {
  it('sees what a build reads, and no results, swap files and the like', async () => {
    const { inputs, shown } = await made()
    const seen = await look(inputs)
    expect(shown(seen.files.keys())).toEqual([
      'bank/a.md',
      'bank/deep/b.md',
      'bank/fig.png',
      'bank/none.png',
      'bank/rectoverso.issued',
      'bank/rectoverso.lock',
      'far/away/x.png',
      'looks/anki/card.css',
      'rectoverso.yaml',
    ])
    const missing = [...seen.files].filter(([, stamp]) => !stamp).map(([path]) => path)
    expect(shown(missing)).toEqual(['bank/none.png', 'bank/rectoverso.issued', 'far/away/x.png'])
    expect(shown(seen.kept)).toEqual(['bank/rectoverso.issued', 'bank/rectoverso.lock'])
  })

  it('names the folders to be watched: those searched, and above what is named or missing', async () => {
    const { inputs, shown } = await made()
    const { folders } = await look(inputs)
    expect(shown(folders.keys())).toEqual(['', 'bank', 'bank/deep', 'looks', 'looks/anki'])
  })

  it('looks past a folder of results only where it is not the bank itself', async () => {
    const { inputs, at } = await made()
    const seen = await look({ ...inputs, out: at('bank') })
    expect(seen.files.has(at('bank/results/x.md'))).toBe(true)
    expect(seen.files.has(at('bank/a.md'))).toBe(true)
  })

  it('follows a link to the bank, and none within it', async () => {
    const { inputs, at, shown } = await made()
    await symlink('bank', at('link'))
    await symlink('..', at('bank/deep/up'))
    const seen = await look({ ...inputs, folders: [at('link')], files: [], templates: [] })
    expect(shown(seen.found.keys())).toEqual(['bank/a.md', 'bank/deep/b.md'])
  })

  it('sees nothing where nothing is', async () => {
    const { inputs, at } = await made()
    const seen = await look({ ...inputs, folders: [at('gone/bank')], templates: [] })
    expect([...seen.found]).toEqual([])
    expect(seen.searched).toEqual(new Set([at('gone/bank')]))
  })
})

describe('differences', () => {
  it('are what changed, came, went and was renamed', async () => {
    const { inputs, at, shown } = await made()
    const before = await look(inputs)
    expect(differences(before, await look(inputs))).toEqual([])
    await writeFile(at('bank/a.md'), 'other')
    await rename(at('bank/deep/b.md'), at('bank/deep/c.md'))
    await mkdir(at('far/away'), { recursive: true })
    await writeFile(at('far/away/x.png'), 'x')
    await rm(at('looks'), { recursive: true })
    await writeFile(at('bank/out/y.md'), 'y')
    expect(shown(differences(before, await look(inputs)))).toEqual([
      'bank/a.md',
      'bank/deep/b.md',
      'bank/deep/c.md',
      'far/away/x.png',
      'looks/anki/card.css',
    ])
  })

  it('are not what one of them did not look for', async () => {
    const { inputs, at } = await made()
    const fewer = await look({ ...inputs, files: [], templates: [], kept: [] })
    const all = await look(inputs)
    expect(differences(fewer, all)).toEqual([])
    expect(differences(all, fewer)).toEqual([])
    const other = await look({ ...inputs, folders: [at('looks')] })
    expect(differences(all, other)).toEqual([])
  })
})

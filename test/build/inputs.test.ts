import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, type Inputs, inputs } from '../../src/build.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

async function made() {
  const top = await folderOf({
    'rectoverso.yaml': 'banks: [js, one.md]\ntemplates: look\n',
    'js/a.md': '## What?\n\nThis: ![p](../img/p.svg) and ![no](none.png).\n',
    'js/README.md':
      '# List\n\n1. [Why?](answers/why.md)\n2. [How?](answers/how.md)\n3. [Who?](answers/who.md)\n',
    'js/answers/why.md': 'Because.\n',
    'js/answers/how.md': 'So.\n',
    'one.md': '## One?\n\nYes.\n',
    'img/p.svg': drawing,
    'look/anki/card.css': '',
  })
  const request = { paths: [], cwd: top, issued: newYear, formats: ['csv' as const] }
  const shown = (found: Inputs) => {
    const list = (paths: readonly string[]) =>
      paths.map((path) => path.slice(top.length + 1)).sort()
    return {
      folders: list(found.folders),
      templates: list(found.templates),
      files: list(found.files),
      kept: list(found.kept),
      out: found.out?.slice(top.length + 1),
    }
  }
  return { top, request, shown }
}

const planned = {
  folders: ['js'],
  templates: ['look'],
  files: ['js/rectoverso.yaml', 'one.md', 'rectoverso.yaml'],
  kept: [
    ...['js/rectoverso.columns', 'js/rectoverso.issued', 'js/rectoverso.lock'],
    ...['one.rectoverso.columns', 'one.rectoverso.issued', 'one.rectoverso.lock'],
  ],
  out: 'out',
}

describe('inputs', () => {
  it('are told before anything is read, as far as settings go', async () => {
    const { request, shown } = await made()
    expect(shown(await inputs(request))).toEqual(planned)
  })

  it('are, of a build, also pictures and answers elsewhere, there or not', async () => {
    const { request, shown } = await made()
    const found = shown((await build(request)).inputs)
    expect(found).toMatchObject({ ...planned, files: expect.anything() })
    expect(found.files).toEqual(
      expect.arrayContaining([...planned.files, 'img/p.svg', 'js/none.png']),
    )
    const answers = ['js/answers/how.md', 'js/answers/who.md', 'js/answers/why.md']
    expect(found.files).toEqual(expect.arrayContaining(answers))
  })

  it('are the settings where these cannot be read', async () => {
    const top = await folderOf({ 'rectoverso.yaml': 'formats: 3\n', 'a.md': '## A?\n\nB.\n' })
    const request = { paths: [], cwd: top, issued: newYear }
    const found = await inputs(request)
    expect(found.files).toEqual([join(top, 'rectoverso.yaml')])
    const result = await build(request)
    expect(result.status).toBe('request')
    expect(result.inputs.files).toEqual([join(top, 'rectoverso.yaml')])
  })
})

import { appendFile, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type BuildRequest, type BuildResult, build } from '../../src/build.ts'
import { folderOf } from '../support/tmp.ts'

const drawing = (size: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="8"><rect width="4" height="4"/></svg>`

const files = {
  'bank/a.md':
    '# A\n\n## What?\n\nSo, ![x](p.svg) and ![y](q.svg).\n\n## Why?\n\n[Answer](b/c.md)\n',
  'bank/b/c.md': '# C\n\nBecause.\n',
  'bank/p.svg': drawing(8),
  'bank/rectoverso.yaml': 'templates: look\n',
  'bank/look/anki/card.css': '.card { margin: 1px }',
}

/** A result as another build of the same has it, which finds its outputs as they are to be. */
function again(result: BuildResult): BuildResult {
  const banks = result.banks.map((one) => {
    return { ...one, outputs: one.outputs.map((output) => ({ ...output, changed: false })) }
  })
  return { ...result, banks }
}

async function bank() {
  const cwd = await folderOf(files)
  /** Builds, and tells whether there was anything to do. */
  const built = async (more: Partial<BuildRequest> = {}) => {
    const stages: string[] = []
    const result = await build({
      ...{ paths: ['bank'], cwd, issued: 1_767_225_600, formats: ['anki', 'csv'] },
      cache: join(cwd, 'cache'),
      onStage: ({ step }) => stages.push(step),
      ...more,
    })
    return { result, worked: stages.length > 0 }
  }
  const first = await built()
  expect(first).toMatchObject({ worked: true, result: { status: 'ok', written: true } })
  return { cwd, built, first: again(first.result) }
}

describe('a build of what was built before', () => {
  it('does nothing and says the same', async () => {
    const { built, first } = await bank()
    expect(first.findings.map(({ rule }) => rule)).toContain('picture-missing')
    for (let turn = 0; turn < 2; turn++) {
      const { result, worked } = await built({ issued: 1_800_000_000 + turn, jobs: turn })
      expect(worked).toBe(false)
      expect(result).toStrictEqual(first)
    }
  })

  it('looks at what files hold, not at their dates', async () => {
    const { cwd, built } = await bank()
    for (const name of [...Object.keys(files), 'out/bank.csv', 'bank/rectoverso.lock']) {
      await utimes(join(cwd, name), 1, 1)
    }
    expect((await built()).worked).toBe(false)
  })

  const edits: Record<string, (cwd: string) => Promise<unknown>> = {
    'a word': (cwd) => writeFile(join(cwd, 'bank/a.md'), files['bank/a.md'].replace('So', 'Thus')),
    'a new file': (cwd) => writeFile(join(cwd, 'bank/d.md'), '# D\n\n## Who?\n\nWe.\n'),
    'a link beside the files': (cwd) => symlink('a.md', join(cwd, 'bank/e.md')),
    'no file': (cwd) => rm(join(cwd, 'bank/b/c.md')),
    'an answer in another file': (cwd) => appendFile(join(cwd, 'bank/b/c.md'), 'More.\n'),
    'a picture': (cwd) => writeFile(join(cwd, 'bank/p.svg'), drawing(9)),
    'a picture that was missing': (cwd) => writeFile(join(cwd, 'bank/q.svg'), drawing(9)),
    'what a missing picture may mean': (cwd) => writeFile(join(cwd, 'bank/Q.svg'), drawing(9)),
    settings: (cwd) => writeFile(join(cwd, 'bank/rectoverso.yaml'), 'templates: look\ntitle: B\n'),
    'settings above': (cwd) =>
      writeFile(join(cwd, 'rectoverso.yaml'), 'banks: [bank]\nversion: "2"\n'),
    'a template': (cwd) => writeFile(join(cwd, 'bank/look/anki/card.css'), '.card { margin: 2px }'),
    'one more template': async (cwd) => {
      await mkdir(join(cwd, 'bank/look/anki/basic'))
      await writeFile(join(cwd, 'bank/look/anki/basic/front.html'), '{{Question}}')
    },
    'the ledger': (cwd) => appendFile(join(cwd, 'bank/rectoverso.lock'), '\n'),
    'the companion': (cwd) => appendFile(join(cwd, 'bank/rectoverso.issued'), '\n'),
    'columns of a user': (cwd) => writeFile(join(cwd, 'bank/rectoverso.columns'), ''),
    'an output': (cwd) => appendFile(join(cwd, 'out/bank.apkg'), 'x'),
    'no output': (cwd) => rm(join(cwd, 'out/bank.apkg')),
    'the list of outputs': (cwd) => rm(join(cwd, 'out/bank.manifest.json')),
    'no cache': (cwd) => rm(join(cwd, 'cache'), { recursive: true }),
  }

  it.each(Object.entries(edits))('is done anew after an edit: %s', async (_, edit) => {
    const { cwd, built } = await bank()
    await edit(cwd)
    expect((await built()).worked).toBe(true)
  })

  const requests: Record<string, Partial<BuildRequest>> = {
    formats: { formats: ['csv'] },
    'another folder': { out: 'other' },
    frozen: { frozen: true },
    'some questions': { only: 'kind:basic' },
    'a dialect': { dialect: 'plain-heading' },
    'settings of pages': { pdf: { page: 'a4' } },
    'pictures from the network': { fetchImages: async () => Promise.reject(new Error('none')) },
  }

  it.each(Object.entries(requests))('is done anew for another request: %s', async (_, request) => {
    const { built } = await bank()
    expect((await built(request)).worked).toBe(true)
    expect((await built()).worked).toBe(false)
  })

  it('is not the last one where that one failed, or changed while it was read', async () => {
    const { cwd, built, first } = await bank()
    const file = join(cwd, 'bank/a.md')
    const text = await readFile(file, 'utf8')
    await writeFile(file, `<<<<<<< a\n=======\n>>>>>>> b\n${text}`)
    for (let turn = 0; turn < 2; turn++) {
      expect(await built()).toMatchObject({ worked: true, result: { status: 'content' } })
    }
    await writeFile(file, text)
    expect(await built()).toEqual({ worked: false, result: first })

    await writeFile(file, `${text}\n\n## Where?\n\nHere.\n`)
    const during = await built({
      onStage: ({ step }) => {
        if (step === 'identify') return void writeFile(file, text)
      },
    })
    expect(during.result.banks[0]?.questions).toBe(3)
    expect((await built()).worked).toBe(true)
  })

  it('is found for each of several banks together', async () => {
    const cwd = await folderOf({ ...files, 'two/z.md': '# Z\n\n## When?\n\nNow.\n' })
    let stages = 0
    const both = () =>
      build({
        ...{ paths: ['bank', 'two'], cwd, issued: 1, formats: ['csv'] },
        ...{ cache: join(cwd, 'cache'), onStage: () => stages++ },
      })
    const first = await both()
    stages = 0
    expect(await both()).toStrictEqual(again(first))
    expect(stages).toBe(0)
    await writeFile(join(cwd, 'two/z.md'), '# Z\n\n## When?\n\nThen.\n')
    await both()
    expect(stages).toBeGreaterThan(0)
  })
})

it('does not speak for a bank that is translated and was not asked for', async () => {
  const cwd = await folderOf({
    'en/a.md': '# A\n\n## What?\n\nSo.\n',
    'de/a.md': '# A\n\n## Was?\n\nSo.\n',
    'de/rectoverso.yaml': 'translates: ../en\n',
  })
  let stages = 0
  const built = (...paths: string[]) => {
    stages = 0
    return build({
      ...{ paths, cwd, issued: 1, formats: ['csv'] },
      ...{ cache: join(cwd, 'cache'), onStage: () => stages++ },
    })
  }
  await built('en')
  const codes = []
  for (const text of ['So.', 'So.', 'Thus, and for another reason.']) {
    await writeFile(join(cwd, 'en/a.md'), `# A\n\n## What?\n\n${text}\n`)
    await built('de')
    expect(stages).toBeGreaterThan(0)
    codes.push(await readFile(join(cwd, 'out/de.csv'), 'utf8'))
  }
  expect(codes[0]).toBe(codes[1])
  await built('en', 'de')
  await built('en', 'de')
  expect(stages).toBe(0)
})

it('keeps nothing where no folder is given', async () => {
  const cwd = await folderOf(files)
  const names: string[] = []
  for (let turn = 0; turn < 2; turn++) {
    await build({
      ...{ paths: ['bank'], cwd, issued: 1, formats: ['csv'] },
      onStage: ({ step }) => names.push(step),
    })
  }
  expect(names.length % 2).toBe(0)
})

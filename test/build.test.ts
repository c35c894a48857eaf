import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { type BuildRequest, build, check, type Progress, type Stage } from '../src/build.ts'
import type { Format } from '../src/config/settings.ts'
import { newYear } from './support/context.ts'
import { folderOf } from './support/tmp.ts'

const questions = `# Closures

## What is a closure?

A function and the variables around it.

## Why would one need it?

To keep something private.
`

const request = (cwd: string, more: Partial<BuildRequest> = {}): BuildRequest => ({
  paths: [],
  cwd,
  issued: newYear,
  formats: ['json', 'csv'],
  ...more,
})

const rulesOf = (result: { findings: { rule: string }[] }) =>
  result.findings.map((finding) => finding.rule)

/** Sums of every file below a folder, by name. */
function sums(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(
    files.map((file) => [
      file.slice(folder.length),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  )
}

describe('build', () => {
  it('makes the outputs and the ledger of a bank', async () => {
    const folder = await folderOf({ 'js/a.md': questions })
    const stages: Stage[] = []
    const result = await build(
      request(folder, { paths: ['js'], onStage: (stage) => stages.push(stage) }),
    )
    expect(result).toMatchObject({ status: 'ok', written: true })
    expect(result.banks).toMatchObject([{ name: 'js', questions: 2, kinds: { basic: 2 } }])
    expect(result.banks[0]?.outputs.map(({ path }) => path)).toEqual(['out/js.json', 'out/js.csv'])
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'js.csv',
      'js.json',
      'js.manifest.json',
    ])
    expect(readdirSync(join(folder, 'js')).sort()).toEqual([
      'a.md',
      'rectoverso.issued',
      'rectoverso.lock',
    ])
    expect(stages.map((stage) => stage.step)).toEqual([
      'read',
      'identify',
      'write',
      'write',
      'record',
      'publish',
    ])
  })

  it('makes a model that follows the published schema', async () => {
    const folder = await folderOf({ 'a.md': questions })
    await build(request(folder, { paths: ['a.md'] }))
    const schema = JSON.parse(
      await readFile(new URL('../src/model/bank.schema.json', import.meta.url), 'utf8'),
    )
    const validate = new Ajv({ discriminator: true, strict: false }).compile(schema)
    validate(JSON.parse(await readFile(join(folder, 'out/a.json'), 'utf8')))
    expect(validate.errors).toBeNull()
  })

  it('gives the same bytes twice, and on another day', async () => {
    const folder = await folderOf({ 'a.md': questions })
    await build(request(folder, { formats: ['json', 'csv', 'anki'] }))
    const first = sums(folder)
    await build(request(folder, { formats: ['json', 'csv', 'anki'] }))
    expect(sums(folder)).toEqual(first)
    await build(request(folder, { formats: ['json', 'csv', 'anki'], issued: newYear + 86400 }))
    expect(sums(folder)).toEqual(first)
  })

  it('dates what is new by the date it is given, and by nothing else', async () => {
    const made = async (issued: number) => {
      const folder = await folderOf({ 'a.md': questions })
      await build(request(folder, { paths: ['a.md'], formats: ['json', 'csv', 'anki'], issued }))
      return sums(folder)
    }
    const first = await made(newYear)
    expect(await made(newYear)).toEqual(first)
    const later = await made(newYear + 86400)
    const changed = Object.keys(first).filter((name) => first[name] !== later[name])
    expect(changed).toEqual(['/a.rectoverso.lock', '/out/a.apkg', '/out/a.manifest.json'])
  })

  it('writes nothing of any bank where one has an error', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'banks: [good, bad]\n',
      'good/a.md': questions,
      'bad/a.md': '## One\n<!-- id: x -->\n\nA.\n\n## Two\n<!-- id: x -->\n\nB.\n',
    })
    const before = sums(folder)
    const result = await build(request(folder))
    expect(result).toMatchObject({ status: 'content', written: false })
    expect(result.findings).toMatchObject([
      { rule: 'id-duplicate', path: 'bad/a.md', cause: { path: 'bad/a.md' } },
    ])
    expect(result.findings[0]?.frame.join('\n')).toContain('## Two')
    expect(sums(folder)).toEqual(before)
  })

  it('says every error of every bank', async () => {
    const folder = await folderOf({ 'a.md': 'no heading\n', 'b.md': 'none here\n' })
    const result = await build(request(folder, { paths: ['a.md', 'b.md'] }))
    const errors = result.findings.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'a.md no-questions',
      'b.md no-questions',
    ])
  })

  it('knows a request that cannot be meant', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'banks: [a.md, b.md]\ntitel: x\n',
      'a.md': questions,
      'b.md': questions,
    })
    const wrong = await build(request(folder))
    expect(wrong).toMatchObject({ status: 'request', written: false, banks: [] })
    expect(wrong.findings[0]).toMatchObject({
      rule: 'config-unknown-key',
      path: 'rectoverso.yaml',
      line: 2,
      frame: ['  1 | banks: [a.md, b.md]', '> 2 | titel: x', '    | ^^^^^'],
    })
    await writeFile(join(folder, 'rectoverso.yaml'), 'banks: [a.md, b.md]\n')
    expect((await build(request(folder, { ledger: 'x.lock' }))).status).toBe('request')
    expect((await build(request(folder, { paths: ['none.md'] }))).status).toBe('request')
  })

  it('puts all banks of a build into one folder, or none', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'banks: [a, b]\nout: one\n',
      'a/a.md': questions,
      'b/b.md': questions,
      'b/rectoverso.yaml': 'out: two\n',
    })
    const result = await build(request(folder))
    expect(result.status).toBe('request')
    expect(result.findings[0]?.reason).toContain('one, b/two')
    expect((await build(request(folder, { out: 'three' }))).status).toBe('ok')
  })

  it('takes formats, folder and ledger of the request before those of the settings', async () => {
    const folder = await folderOf({
      'rectoverso.yaml': 'formats: [csv]\nout: set\ncsv: {separator: semicolon}\n',
      'a.md': questions,
    })
    await build(request(folder, { paths: ['.'], ledger: 'kept/codes.lock' })).catch(() => {})
    const { formats: _, ...plain } = request(folder)
    await build(plain)
    const [name = ''] = readdirSync(join(folder, 'set')).filter((file) => file.endsWith('.csv'))
    expect(await readFile(join(folder, 'set', name), 'utf8')).toContain('";"')
    await build(request(folder, { formats: ['json'], out: 'asked' }))
    expect(readdirSync(join(folder, 'asked')).filter((file) => file.endsWith('.csv'))).toEqual([])
  })

  it('fails under --frozen where the ledger would change, and only then', async () => {
    const folder = await folderOf({ 'a.md': questions })
    const cold = await build(request(folder, { frozen: true }))
    expect(cold).toMatchObject({ status: 'content', written: false })
    expect(rulesOf(cold)).toContain('ledger-stale')
    await build(request(folder))
    expect((await build(request(folder, { frozen: true }))).status).toBe('ok')
    await writeFile(join(folder, 'a.md'), `${questions}\n## A third?\n\nYes.\n`)
    expect((await build(request(folder, { frozen: true }))).status).toBe('content')
  })

  it('keeps every code through an edit', async () => {
    const folder = await folderOf({ 'a.md': questions })
    const codes = async () => {
      await build(request(folder))
      const name = readdirSync(join(folder, 'out')).find((file) => file.endsWith('.json'))
      const dumped = await readFile(join(folder, 'out', name ?? ''), 'utf8')
      return [...dumped.matchAll(/"code":"(\w+)"/g)].map((match) => match[1])
    }
    const before = await codes()
    await writeFile(join(folder, 'a.md'), questions.replace('private', 'hidden from others'))
    expect(await codes()).toEqual(before)
    expect(before).toHaveLength(2)
  })

  it('stops where it is told to, and leaves nothing behind', async () => {
    const folder = await folderOf({ 'a.md': questions })
    const before = sums(folder)
    for (const step of ['read', 'identify', 'write', 'record', 'publish'] as const) {
      const controller = new AbortController()
      const begun: string[] = []
      const stopped = build(
        request(folder, {
          signal: controller.signal,
          onStage: (stage) => {
            begun.push(stage.step)
            if (stage.step === step) controller.abort()
          },
        }),
      )
      await expect(stopped, step).rejects.toMatchObject({ name: 'AbortError' })
      expect(begun.at(-1)).toBe(step)
      expect(begun.filter((each) => each === step)).toHaveLength(1)
      await rm(join(folder, 'out'), { recursive: true, force: true })
      expect(sums(folder)).toEqual(before)
    }
  })

  it('tells how far each stage is', async () => {
    const folder = await folderOf({ 'js/a.md': questions, 'js/b.md': '## Third?\n\nYes.\n' })
    const told: Progress[] = []
    const all: Format[] = ['anki', 'pdf', 'csv', 'xlsx', 'anki-txt']
    await build(
      request(folder, {
        paths: ['js'],
        formats: all,
        onProgress: (progress) => told.push(progress),
      }),
    )
    const last = new Map(
      told.map(({ stage, unit, done, total }) => {
        const what = stage.step === 'write' ? stage.format : stage.step
        return [`${what} ${unit}`, done === total ? total : `${done} of ${total}`]
      }),
    )
    const pages = last.get('pdf pages')
    expect(pages).toBeGreaterThan(3)
    expect(Object.fromEntries(last)).toEqual({
      'read bytes': questions.length + 16,
      'anki questions': 3,
      'pdf questions': 3,
      'record questions': 3,
      'pdf pages': pages,
      'csv questions': 3,
      'xlsx questions': 3,
      'anki-txt questions': 3,
    })
  })

  it('stops in the midst of a stage, and leaves nothing behind', async () => {
    const folder = await folderOf({ 'a.md': questions })
    const before = sums(folder)
    const wanted = ['bytes', 'questions', 'pages'] as const
    for (const unit of wanted) {
      const controller = new AbortController()
      const stopped = build(
        request(folder, {
          formats: ['anki', 'pdf'],
          signal: controller.signal,
          // As a signal of the system does, it comes when the work lets others have their turn.
          onProgress: (progress) => {
            if (progress.unit === unit) setImmediate(() => controller.abort())
          },
        }),
      )
      await expect(stopped, unit).rejects.toMatchObject({ name: 'AbortError' })
      await rm(join(folder, 'out'), { recursive: true, force: true })
      expect(sums(folder)).toEqual(before)
    }
  })
})

describe('check', () => {
  it('says what a build would, and writes nothing', async () => {
    const folder = await folderOf({ 'a.md': `${questions}\n## Unanswered\n` })
    const before = sums(folder)
    const result = await check(request(folder))
    expect(result).toMatchObject({ status: 'ok', written: false })
    expect(result.banks).toMatchObject([{ questions: 3, answered: 2, outputs: [] }])
    expect(rulesOf(result)).toContain('answer-empty')
    expect(sums(folder)).toEqual(before)
  })
})

describe('a second build', () => {
  it('counts from the same root as the first, which made the ledger', async () => {
    const source = '---\nsource: https://github.com/a/b\n---\n'
    const folder = await folderOf({ '.git/HEAD': '', 'js/a.md': source + questions })
    const ask = request(folder, { paths: ['js'], formats: ['anki', 'json'] })
    await build(ask)
    const first = { ...sums(join(folder, 'js')), ...sums(join(folder, 'out')) }
    const second = await build({ ...ask, issued: newYear + 1000, frozen: true })
    expect(second.status).toBe('ok')
    expect({ ...sums(join(folder, 'js')), ...sums(join(folder, 'out')) }).toEqual(first)
    expect(await readFile(join(folder, 'out', 'js.json'), 'utf8')).toContain('"path":"js/a.md"')
  })
})

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const chunks = readdirSync(`${dist}chunks`).filter((name) => name.endsWith('.js'))
const files = ['cli/main.js', 'build/worker.js', ...chunks.map((name) => `chunks/${name}`)]
const text = (file: string) => readFileSync(dist + file, 'utf8')

/** What a file imports, at its head or later. */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map(
    ([, head, later]) => head ?? later ?? '',
  )

describe('the program as it is run', () => {
  it('is its own files, and packages that bring others with them', () => {
    const packages = new Set(files.flatMap((file) => importsOf(text(file))))
    const others = [...packages].filter((name) => !name.startsWith('.') && !isBuiltin(name))
    expect(others.sort()).toEqual(['harfbuzzjs', 'hypher', 'pdfkit', 'saxes', 'sharp'])
  })

  it('is a few files, where the compiler leaves hundreds', () => {
    expect(files.length).toBeLessThan(200)
    expect(text('cli/main.js').length).toBeLessThan(1000)
  })

  it('finds its data where the compiler put it', () => {
    for (const file of files.filter((name) => name !== 'chunks/rolldown-runtime.js'))
      for (const line of text(file).split('\n'))
        if (line.includes('import.meta.url'))
          expect(line, file).toMatch(/new URL\(["'`]\.\.\/[\w/.-]+\.js["'`], import\.meta\.url\)/)
  })

  it('carries the licences of the code it holds', () => {
    const held = new Set(
      files.flatMap((file) =>
        [...text(file).matchAll(/^\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm)].map(
          ([, name]) => name ?? '',
        ),
      ),
    )
    expect(held.size).toBeGreaterThan(50)
    const licences = text('chunks/LICENCES.txt')
    const named = [...licences.matchAll(/^(\S+) \d\S* \(.+\)\n\n(?=(\S?))/gm)]
    expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining([...held]))
    expect(named.filter(([, , first]) => first === '').map(([, name]) => name)).toEqual([])
  })
})

describe('a small bank to deck and table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-small-'))
  /** Of each thread, the scripts it ran: Node's own account of them. */
  let threads: string[][] = []
  beforeAll(() => {
    const bank = join(folder, 'bank')
    mkdirSync(bank)
    writeFileSync(join(bank, 'rectoverso.yaml'), 'title: Small\nlanguage: en\n')
    const questions = Array.from(
      { length: 10 },
      (_, index) => `## What is ${index}?\n\nIt is ${index}.`,
    )
    writeFileSync(join(bank, 'questions.md'), `# Numbers\n\n${questions.join('\n\n')}\n`)
    const seen = join(folder, 'seen')
    const command = ['build', bank, '--out', join(folder, 'out'), '--formats', 'anki,csv']
    const { status, stderr } = spawnSync(process.execPath, [`${dist}cli/main.js`, ...command], {
      env: { ...process.env, NODE_V8_COVERAGE: seen, RECTOVERSO_CACHE: join(folder, 'cache') },
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    threads = readdirSync(seen).map((name) => {
      const { result } = JSON.parse(readFileSync(join(seen, name), 'utf8'))
      return result.map(({ url }: { url: string }) => url)
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('begins no thread', () => {
    expect(threads).toHaveLength(1)
  })

  it('loads nothing that other outputs need', () => {
    const urls = threads.flat().filter((url) => url.startsWith('file:'))
    const packages = urls.flatMap((url) => /.*\/node_modules\/([^/]+)/.exec(url)?.[1] ?? [])
    expect([...new Set(packages)].sort()).toEqual(['node-sqlite3-wasm', 'saxes', 'xmlchars'])
    const own = urls
      .filter((url) => !url.includes('/node_modules/'))
      .map((url) => fileURLToPath(url))
    expect(own.every((file) => files.includes(relative(dist, file).split(sep).join('/')))).toBe(
      true,
    )
    const code = own.map((file) => readFileSync(file, 'utf8')).join('')
    const held = new Set(code.match(/^\/\/ node_modules\/(?:@[^/\s]+\/)?[^/\s]+/gm))
    const elsewhere = ['linebreak', 'hucre', 'bidi-js', 'uqr', 'fzstd', 'hast-util-to-mdast']
    expect(elsewhere.filter((name) => held.has(`// node_modules/${name}`))).toEqual([])
    // Of ajv, which checks settings, what its check asks for while it runs.
    expect(code).not.toContain('class Ajv')
    expect(code.length).toBeLessThan(2_500_000)
  })
})

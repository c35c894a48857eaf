/** What is loaded before anything is done: counted, for a time would say something else each day. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { flagsFor } from '../../src/cli/engine.ts'
import { main, program } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

/** Ten questions, one of them with code. */
const bank = Array.from({ length: 10 }, (_, at) => `## Question ${at}?\n\nAnswer ${at}.\n`).join(
  '\n',
)
const files = {
  'q/q.md': `${bank}\n\`\`\`js\nconst a = 1\n\`\`\`\n`,
  'q/rectoverso.yaml': 'title: Ten\nlanguage: en\n',
}
const dist = dirname(dirname(main))

type Loaded = {
  threads: number
  packages: string[]
  /** Below `dist`. */
  own: string[]
}

/** All files that a command loads, from the system's own account of them. */
async function loadedBy(...args: string[]): Promise<Loaded> {
  const folder = await folderOf(files)
  const seen = join(folder, 'loaded')
  const { status } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, RECTOVERSO_CACHE: '', NODE_V8_COVERAGE: seen },
  })
  expect(status).toBe(0)
  const threads = readdirSync(seen)
  const paths = threads
    .flatMap((name): { url: string }[] => JSON.parse(readFileSync(join(seen, name), 'utf8')).result)
    .filter(({ url }) => !url.startsWith('node:'))
    .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url))
  const packages = paths.flatMap(
    (path) => /.*[\\/]node_modules[\\/]([^\\/]+)/.exec(path)?.[1] ?? [],
  )
  const own = paths.filter((path) => path.startsWith(dist + sep))
  return {
    threads: threads.length,
    packages: [...new Set(packages)].sort(),
    own: own.map((path) => relative(dist, path).split(sep).join('/')).sort(),
  }
}

describe('what is loaded', () => {
  it('for the version: one file', async () => {
    expect(await loadedBy('--version')).toEqual({ threads: 1, packages: [], own: ['cli/main.js'] })
  })

  it('for a small build: no thread, and nothing for what its bank has not', async () => {
    const { threads, packages, own } = await loadedBy('build', 'q', '--formats', 'anki,csv')
    expect(threads).toBe(1)
    expect(packages).toEqual(['highlight.js'])
    expect(own.filter((path) => !/^(?:cli\/main\.js$|chunks\/)/.test(path))).toEqual([])
    const code = own.map((path) => readFileSync(join(dist, path), 'utf8')).join('')
    const held = new Set(
      [...code.matchAll(/^\/\/ (dist\/(?:cli\/)?|node_modules\/(?:@[^/\s]+\/)?)([^/\s]+)/gm)].map(
        ([, where, name]) => `${where}${name}`,
      ),
    )
    expect(held).toContain('dist/cli/build.js')
    const needless = [
      ...['linebreak', 'saxes', 'hucre', 'uqr', 'fzstd', 'node-diff3', 'hast-util-to-mdast'].map(
        (name) => `node_modules/${name}`,
      ),
      ...['print', 'verify', 'merge', 'import', 'adopt', 'fetch'].map((name) => `dist/${name}`),
      ...['watch', 'check', 'accept', 'init', 'adopt', 'import', 'merge', 'verify'].map(
        (name) => `dist/cli/${name}.js`,
      ),
    ]
    expect(needless.filter((name) => held.has(name))).toEqual([])
    // Of ajv, which checks settings, only what its check asks for while it runs.
    expect(code).not.toContain('class Ajv')
    // A jump here is a needless import.
    expect(own.length).toBeLessThan(110)
    expect(code.length).toBeLessThan(2_600_000)
  })
})

describe('the code of the program', () => {
  // More than the bundle brings the code of.
  const build = ['build', 'q', '--formats', 'anki,xlsx,json']

  it('is kept where the cache is, beyond what the bundle brings, and changes no result', async () => {
    const folder = await folderOf(files)
    const outputs = [0, 1].map(() => {
      const { status, stderr } = program(folder, build, { RECTOVERSO_CACHE: 'cache' })
      expect([status, stderr]).toEqual([0, ''])
      return readFileSync(join(folder, 'out/q.apkg'))
    })
    expect(readdirSync(join(folder, 'cache/code'))).toHaveLength(1)
    expect(outputs[1]?.equals(outputs[0] ?? Buffer.alloc(0))).toBe(true)
  })

  it('comes with the bundle for the flags that the program sets first', async () => {
    const tagOf = (...flags: string[]) => {
      const set = `v8.setFlagsFromString(process.argv[1] ?? '')`
      const script = `const v8 = require('node:v8'); ${set}; console.log(v8.cachedDataVersionTag())`
      return spawnSync(process.execPath, ['-e', script, ...flags], { encoding: 'utf8' }).stdout
    }
    const [pack = ''] = readdirSync(join(dist, 'chunks')).filter((name) => name.endsWith('.pack'))
    const tag = /-(\d+)\.pack$/.exec(pack)?.[1]
    const flags = flagsFor(process.versions.v8)
    expect(tag).toBe(tagOf(...flags).trim())
    expect(tag === tagOf().trim()).toBe(flags.length === 0)
    // Where V8 takes it, there is nothing to keep of what it was made with.
    const starter = fileURLToPath(new URL('../../templates/starter', import.meta.url))
    const folder = await folderOf({})
    cpSync(starter, join(folder, 'bank'), { recursive: true })
    const { status } = program(folder, ['build', 'bank'], { RECTOVERSO_CACHE: 'cache' })
    expect(status).toBe(0)
    expect(readdirSync(join(folder, 'cache'))).not.toContain('code')
  })

  it('is not kept where there is to be no cache', async () => {
    const folder = await folderOf(files)
    const env = { RECTOVERSO_CACHE: 'cache' }
    expect(program(folder, [...build, '--no-cache'], env).status).toBe(0)
    expect(program(folder, build, { RECTOVERSO_CACHE: '' }).status).toBe(0)
    expect(existsSync(join(folder, 'cache'))).toBe(false)
  })
})

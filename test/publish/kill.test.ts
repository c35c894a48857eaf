/** Builds killed at any moment, and several at once: real processes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recover } from '../../src/publish.ts'
import { long } from '../support/judge.ts'
import { temporary } from '../support/tmp.ts'

let built: string

/** Publishes generation after generation: five outputs and a ledger that all say its number. */
const child = `
import { LockedError, publish } from './publish.js'
const [out, ledger, first, many] = process.argv.slice(2)
const messages = { add() { throw new Error('message') } }
process.stdout.write('ready')
for (let n = Number(first); many === 'many' || n === Number(first); n++) {
  const text = (n + ' ').repeat(40_000)
  const files = ['a.apkg', 'b.pdf', 'c.csv', 'd.json', 'e.txt'].map((name) => ({ name, content: text }))
  const beside = [{ path: ledger, content: text }]
  try {
    await publish(out, [{ name: 'bank', files, beside, messages }])
  } catch (error) {
    if (error instanceof LockedError) process.exit(75)
    throw error
  }
}
`

beforeAll(async () => {
  const home = fileURLToPath(new URL('../..', import.meta.url))
  built = await mkdtemp(join(tmpdir(), 'rectoverso-kill-'))
  const tsc = join(home, 'node_modules/typescript/bin/tsc')
  const options =
    '--ignoreConfig --module nodenext --target es2023 --types node --skipLibCheck --rewriteRelativeImportExtensions'
  const made = spawnSync(
    process.execPath,
    [tsc, join(home, 'src/publish.ts'), ...options.split(' '), '--outDir', built],
    { cwd: home, encoding: 'utf8' },
  )
  expect(made.stdout + made.stderr).toBe('')
  await writeFile(join(built, 'package.json'), '{"type":"module"}')
  await writeFile(join(built, 'child.js'), child)
})
afterAll(() => rm(built, { recursive: true, force: true }))

function start(out: string, ledger: string, first: number, many: 'many' | 'one'): ChildProcess {
  const args = [join(built, 'child.js'), out, ledger, String(first), many]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

const ended = (running: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => running.on('exit', (code) => resolve(code)))
const ready = (running: ChildProcess): Promise<void> =>
  new Promise((resolve) => running.stdout?.once('data', () => resolve()))

/** The generations that files and ledger are of; throws where one is torn. */
function generations(out: string, ledger: string): Set<string> {
  const outputs = readdirSync(out).filter((name) => /^[a-e]\./.test(name))
  const files = [...outputs.map((name) => join(out, name)), ledger].filter(existsSync)
  return new Set(
    files.map((file) => {
      const text = readFileSync(file, 'utf8')
      const number = /^\d+/.exec(text)?.[0] ?? ''
      if (text !== `${number} `.repeat(40_000)) throw new Error(`${file} is torn`)
      return number
    }),
  )
}

function checkManifest(out: string): void {
  const { files } = JSON.parse(readFileSync(join(out, 'bank.manifest.json'), 'utf8'))
  for (const [name, { sha256 }] of Object.entries<{ sha256: string }>(files)) {
    const bytes = readFileSync(join(out, name))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  }
}

describe('publish, killed', () => {
  const times = long ? 200 : 20

  it(`is whole and of one generation after the next start, ${times} times`, async () => {
    const top = await temporary()
    const [out, ledger] = [join(top, 'out'), join(top, 'rectoverso.lock')]
    await mkdir(out)
    let mixed = 0
    for (let time = 0; time < times; time++) {
      const running = start(out, ledger, time * 1_000_000 + 1, 'many')
      await ready(running)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 80))
      running.kill('SIGKILL')
      await ended(running)
      if (generations(out, ledger).size > 1) mixed++
      await recover(out)
      expect(generations(out, ledger).size).toBeLessThanOrEqual(1)
      expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
      if (existsSync(join(out, 'bank.manifest.json'))) checkManifest(out)
    }
    if (long) console.info(`killed ${times} times; mixed before recovery ${mixed}, after it 0`)
  })

  it('two at once: each wins or is told so, and nothing is torn', async () => {
    const top = await temporary()
    const [out, ledger] = [join(top, 'out'), join(top, 'rectoverso.lock')]
    for (let time = 0; time < (long ? 20 : 3); time++) {
      const codes = await Promise.all(
        [1, 2, 3, 4].map((n) => ended(start(out, ledger, time * 10 + n, 'one'))),
      )
      expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1)
      expect(codes.filter((code) => code !== 0 && code !== 75)).toEqual([])
      expect(generations(out, ledger).size).toBe(1)
      checkManifest(out)
      expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
    }
  })
})

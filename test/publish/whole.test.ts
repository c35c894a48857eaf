/** Whole builds of the program: killed, interrupted, and several at once, at any moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recover } from '../../src/publish.ts'
import { long } from '../support/judge.ts'
import { main } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const questions = (generation: number) =>
  Array.from(
    { length: 8 },
    (_, at) => `## Question ${at}?\n\nGeneration ${generation}, answer ${at}.\n`,
  ).join('\n')

type Ended = { code: number | null; signal: NodeJS.Signals | null }

async function bank() {
  const folder = await folderOf({ 'js/a.md': questions(0) })
  const out = join(folder, 'out')
  const start = (formats = 'anki,csv,json'): ChildProcess =>
    spawn(process.execPath, [main, 'build', 'js', '--quiet', '--formats', formats], {
      cwd: folder,
      env: { PATH: process.env.PATH, RECTOVERSO_CACHE: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const ended = (child: ChildProcess) =>
    new Promise<Ended>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  return {
    out,
    start,
    ended,
    write: (generation: number) => writeFile(join(folder, 'js/a.md'), questions(generation)),
    /** Milliseconds of a build here and now. */
    async span(): Promise<number> {
      const begun = performance.now()
      expect((await ended(start())).code).toBe(0)
      return performance.now() - begun
    },
    recover: () => recover(out, [], [join(folder, 'js')]),
    /** The generations that results and ledger are of; each file is whole. */
    generations(): Set<string> {
      const files = ['out/js.csv', 'out/js.json', 'js/rectoverso.issued'].map((name) =>
        join(folder, name),
      )
      const found = files.filter(existsSync).flatMap((file) => {
        const said = [...readFileSync(file, 'utf8').matchAll(/Generation (\d+), answer (\d)/g)]
        expect(new Set(said.map(([, , answer]) => answer)).size, file).toBe(8)
        return said.map(([, generation = '']) => generation)
      })
      const { files: sums } = JSON.parse(readFileSync(join(out, 'js.manifest.json'), 'utf8'))
      expect(Object.keys(sums)).toEqual(['js.apkg', 'js.csv', 'js.json'])
      for (const [name, { sha256 }] of Object.entries<{ sha256: string }>(sums)) {
        const bytes = readFileSync(join(out, name))
        expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sha256)
      }
      return new Set(found)
    },
    left: () => [
      ...readdirSync(out).filter((name) => !/^js\.(?:apkg|csv|json|manifest\.json)$/.test(name)),
      ...readdirSync(join(folder, 'js')).filter(
        (name) => !/^(?:a\.md|rectoverso\.(?:lock|issued))$/.test(name),
      ),
    ],
  }
}

/** Of a whole run of the long form. */
const timeout = long ? 3_600_000 : 120_000

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('whole builds', { timeout }, () => {
  it(`killed ${long ? 200 : 8} times are whole and of one generation after the next start`, async () => {
    const { start, ended, write, span, recover, generations, left } = await bank()
    const time = await span()
    const counts = { killed: 0, done: 0, new: 0, left: 0 }
    for (let generation = 1; generation <= (long ? 200 : 8); generation++) {
      await write(generation)
      const child = start()
      const end = ended(child)
      await pause(Math.random() * time)
      child.kill('SIGKILL')
      counts[(await end).signal === 'SIGKILL' ? 'killed' : 'done']++
      if (left().length > 0) counts.left++
      await recover()
      const found = generations()
      expect(found.size).toBe(1)
      if (found.has(String(generation))) counts.new++
      expect(left()).toEqual([])
    }
    if (long) console.info('killed', JSON.stringify(counts), 'torn 0, mixed 0')
  })

  it(`interrupted ${long ? 50 : 5} times end with 130 and leave nothing`, async () => {
    const { start, ended, write, span, generations, left } = await bank()
    const time = await span()
    const counts = { interrupted: 0, beforeAll: 0, done: 0 }
    let last = 0
    for (let generation = 1; generation <= (long ? 50 : 5); generation++) {
      await write(generation)
      const child = start()
      const end = ended(child)
      await pause(Math.random() * time)
      child.kill('SIGINT')
      const { code, signal } = await end
      // Before the program is there to hear it, and when it has done all and is about to leave,
      // the system ends it: shells say 130 for that, too.
      const ended130 = code === 130 || signal === 'SIGINT'
      if (!ended130) expect(code).toBe(0)
      const [found = '', ...others] = generations()
      expect(others).toEqual([])
      const done = signal ? found === String(generation) : !ended130
      counts[done ? 'done' : signal ? 'beforeAll' : 'interrupted']++
      if (done) last = generation
      expect(found).toBe(String(last))
      expect(left()).toEqual([])
    }
    if (long) console.info('interrupted', JSON.stringify(counts), 'left 0')
  })

  it.each([2, 8])(
    '%i at once: one wins or more, others are told so, and nothing is torn',
    async (many) => {
      const { start, ended, write, generations, left } = await bank()
      const counts = { won: 0, told: 0 }
      for (let generation = 1; generation <= (long ? 10 : 1); generation++) {
        await write(generation)
        const codes = await Promise.all(
          Array.from({ length: many }, async () => (await ended(start())).code),
        )
        const won = codes.filter((code) => code === 0).length
        expect(won).toBeGreaterThanOrEqual(1)
        expect(codes.filter((code) => code !== 0 && code !== 75)).toEqual([])
        counts.won += won
        counts.told += many - won
        expect([...generations()]).toEqual([String(generation)])
        expect(left()).toEqual([])
      }
      if (long) console.info(`${many} at once`, JSON.stringify(counts))
    },
  )
})

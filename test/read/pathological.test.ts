/**
 * Small texts that cost much, through the whole of reading: each is read or
 * refused with a message and its place, in no more than a thread may take.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { questionsOf } from '../../src/model/bank.ts'
import type { Pool } from '../../src/pool/task.ts'
import { parseWith } from '../../src/read/ahead.ts'
import { readFile } from '../../src/read/file.ts'
import { checkSource } from '../../src/read/sources.ts'
import { long } from '../support/judge.ts'
import { cmark, containers, frontMatter, own, pathological } from '../support/pathological.ts'
import { threads } from '../support/threads.ts'
import { noPictures } from './reading.ts'

let pool: Pool
beforeAll(async () => {
  pool = await threads(1)
  for (let times = 0; times < 3; times++) await readText(usual(20_000))
})
afterAll(() => pool.close())

/** Processor seconds that something takes, in all threads. */
async function seconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function readText(text: string) {
  const source = { path: 'p.md', text }
  const messages = new Messages()
  const fine = checkSource(source, messages)
  const settings = { keep: [] }
  const parse = parseWith(pool)
  const read = fine && (await readFile(source, settings, noPictures, messages, undefined, parse))
  const questions = read ? [...questionsOf({ sections: [read.root] })].length : 0
  return { questions, messages }
}

/** Prose as authors write it, in marks that only the parser reads: what is plain needs none. */
const usual = (size: number): string =>
  '## What is _it_?\n\nA _thing_, as `code` and [a link](http://a.b) say.\n\n- _one_\n- _two_\n\n'.repeat(
    size / 90,
  )

const sizes = long ? [1_000, 10_000, 100_000] : [1_000, 10_000]

it('are as many as were promised', () => {
  expect(cmark.length).toBeGreaterThanOrEqual(26)
  expect(own.length).toBeGreaterThanOrEqual(50)
  expect(new Set(pathological.map(({ name }) => name)).size).toBe(pathological.length)
})

describe.each(sizes)('of %d bytes', (size) => {
  it.each(pathological)('$name', async ({ name, make }) => {
    const text = make(size)
    let result: Awaited<ReturnType<typeof readText>> | undefined
    const taken = await seconds(async () => {
      result = await readText(text)
    })
    const { questions = 0, messages } = result ?? {}
    const errors = messages?.errors ?? []
    if (process.env.RECTOVERSO_FIGURES) {
      const rules = [...new Set(messages?.all.map(({ ruleId }) => ruleId))].join(' ')
      process.stderr.write(`${size}\t${taken.toFixed(2)}\t${questions}\t${name}\t${rules}\n`)
    }
    for (const { line, column, reason } of errors) {
      expect(line, reason).toBeGreaterThan(0)
      expect(column, reason).toBeGreaterThan(0)
    }
    expect(questions > 0 || (messages?.all.length ?? 0) > 0).toBe(true)
    // Two seconds of a quiet machine; of this one as it is now, by prose read by the same code.
    if (taken > 2) expect(taken).toBeLessThan(60 * (await seconds(() => readText(usual(20_000)))))
  })
})

describe('of eight times the length', () => {
  // What an honest file may have thousands of.
  const usualParts = [
    ...['lists that begin and end', 'items that ask', 'bold lines', 'lines of cards'],
    ...['lines of keys', 'code spans that never open'],
  ]
  it.each(usualParts)('%s cost about eight times as much', async (name) => {
    const make = pathological.find((one) => one.name === name)?.make ?? usual
    const cost = (size: number) =>
      seconds(() =>
        readFile({ path: 'p.md', text: make(size) }, { keep: [] }, noPictures, new Messages()),
      )
    await cost(8_000)
    const least = Math.min(await cost(8_000), await cost(8_000), await cost(8_000))
    // Where cost grew with the square, it would be sixty-four.
    expect((await cost(64_000)) / least).toBeLessThan(24)
  })
})

const depth = long ? 100_000 : 10_000

describe(`${depth} levels deep`, () => {
  it.each(Object.entries(containers))('%s are read or refused', async (_, make) => {
    const text = `## What is it?\n\n${make(depth)}\n\n## What else?\n\nThis.\n`
    const { questions, messages } = await readText(text)
    expect(questions > 0 || messages.errors.length > 0).toBe(true)
    for (const { line } of messages.all) expect(line).toBeGreaterThan(0)
  })

  it.each(Object.entries(frontMatter))('front matter of %s is refused', async (_, make) => {
    // Over 16 KiB it is not parsed; up to there it is looked at before. Dashes look like lists of any text.
    for (const levels of [depth, 4000, 1000, 200]) {
      const { messages } = await readText(make(levels))
      const [first] = messages.errors.map(({ ruleId }) => ruleId)
      expect(['front-matter-malformed', 'nesting-too-deep']).toContain(first)
    }
  })
})

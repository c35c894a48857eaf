import { describe, expect, it } from 'vitest'
import { questionsOf } from '../../src/model/bank.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { aheadOf, type Sharing, setTask } from '../../src/print/ahead.ts'
import { bookOf } from '../../src/print/booklet.ts'
import { studyBody } from '../../src/print/editions/study.ts'
import { jobOf } from '../../src/print/job.ts'
import type { Cache } from '../../src/writer.ts'
import { bank, codeOf, paragraph, question, section } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { shopOf } from './library.ts'
import { drawing, rich } from './rich.ts'

/** Threads that are none: what is sent and given back is copied as between threads. */
function copying(tasks: string[] = []): Pool {
  return {
    size: 2,
    async run(task, input) {
      tasks.push(task.name)
      const run = await task.load()
      return structuredClone(await run(structuredClone(input)))
    },
    close: async () => {},
  }
}

type Kept = Map<string, Buffer>

/** A cache in memory; `got` counts what was found in it. */
function cacheIn(kept: Kept, got: string[] = []): Cache {
  return {
    shelf: () => ({
      get(key) {
        const bytes = kept.get(key)
        if (bytes) got.push(key)
        return bytes
      },
      put: (key, bytes) => void kept.set(key, Buffer.from(bytes)),
    }),
  }
}

const sentence = 'Some questions have an answer of many words, and none of them is like another one'

/** Enough that threads are begun; each names another, and one says a word that no face has. */
function long(more = '') {
  const words = (n: number) => Array.from({ length: 8 }, (_, at) => `${sentence} ${n * at}.`)
  return bank([
    section(
      'Long',
      Array.from({ length: 12 }, (_, n) =>
        question(
          {
            title: `Question ${n}?`,
            answer: [paragraph(`${words(n).join(' ')}${n === 3 ? more : ''} \u{10ffff}`)],
            see: [codeOf((n + 1) % 12), 'nobody'],
          },
          n,
        ),
      ),
    ),
  ])
}

async function laidOut(
  of = long(),
  more: Parameters<typeof context>[2] = {},
  limits: Sharing = { threads: 2, least: 0, batch: 2000 },
) {
  const drawings = Object.fromEntries(of.media.map(({ key }) => [key, drawing]))
  const given = context(of, { drawings }, more)
  const shop = await shopOf()
  const job = jobOf(given, {
    ...shop,
    media: new Map(of.media.map((one) => [one.key, one])),
  })
  await aheadOf(job, limits)
  const display = bookOf(await studyBody(job), job)
  const pages = display.pages.map(({ label, ops }) => ({ label, ops }))
  return { pages, said: given.messages.all.map(String), messages: given.messages }
}

describe('questions set ahead', () => {
  it('make the same pages and messages in threads', async () => {
    const tasks: string[] = []
    const plain = await laidOut()
    const threaded = await laidOut(long(), { pool: copying(tasks) })
    expect(new Set(tasks)).toEqual(new Set([setTask.name]))
    expect(tasks.length).toBeGreaterThan(1)
    expect(threaded.pages).toEqual(plain.pages)
    expect(threaded.said).toEqual(plain.said)
    expect(plain.said.length).toBe(12)
  })

  it('begin no thread for a small bank', async () => {
    const tasks: string[] = []
    await laidOut(rich(), { pool: copying(tasks) }, { threads: 2, least: 1e6, batch: 100 })
    expect(tasks).toEqual([])
  })

  it('begin no thread where there are so few that setting all here takes no longer', async () => {
    const tasks: string[] = []
    await laidOut(long(), { pool: copying(tasks) }, { threads: 3, least: 0, batch: 2000 })
    expect(tasks).toEqual([])
  })

  it('are unsealed in their order while later ones are set', async () => {
    const begun: number[] = []
    const ends: (() => void)[] = []
    const pool: Pool = {
      ...copying(),
      run(task, input) {
        begun.push(begun.length)
        return new Promise((resolve) => {
          ends.push(() => resolve(copying().run(task, input)))
        })
      },
    }
    const of = long()
    const job = jobOf(context(of, {}, { pool }), await shopOf())
    const { take } = await aheadOf(job, { threads: 2, least: 0, batch: 2000 })
    const [first, ...rest] = [...questionsOf(of)].map(({ question }) => question)
    const last = rest.at(-1)
    if (!first || !last) throw new Error('no questions')
    expect(begun.length).toBeGreaterThan(1)
    const taken: string[] = []
    const one = take(first).then((bytes) => taken.push(bytes ? 'first' : 'none'))
    const other = take(last).then((bytes) => taken.push(bytes ? 'last' : 'none'))
    ends[0]?.()
    await one
    expect(taken).toEqual(['first'])
    for (const end of ends) end()
    await other
    expect(taken).toEqual(['first', 'last'])
  })

  it('make the same pages from what an earlier build kept, edited or not', async () => {
    const kept: Kept = new Map()
    const plain = await laidOut()
    expect((await laidOut(long(), { cache: cacheIn(kept) })).pages).toEqual(plain.pages)
    expect(kept.size).toBe(12)
    const got: string[] = []
    const again = await laidOut(long(), { cache: cacheIn(kept, got) })
    expect(got.length).toBe(12)
    expect(again.pages).toEqual(plain.pages)
    expect(again.said).toEqual(plain.said)
    const edited = await laidOut(long(' And more.'), { cache: cacheIn(kept, got) })
    expect(got.length).toBe(12 + 11)
    expect(edited.pages).toEqual((await laidOut(long(' And more.'))).pages)
    expect(kept.size).toBe(13)
  })

  it('keep what threads set, and nothing where there is neither', async () => {
    const kept: Kept = new Map()
    await laidOut(long(), { pool: copying(), cache: cacheIn(kept) })
    const alone: Kept = new Map()
    await laidOut(long(), { cache: cacheIn(alone) })
    expect([...alone].sort()).toEqual([...kept].sort())
  })

  it('are set anew where their bytes are none', async () => {
    const kept: Kept = new Map()
    const plain = await laidOut(rich())
    await laidOut(rich(), { cache: cacheIn(kept) })
    for (const [key, bytes] of kept) kept.set(key, bytes.subarray(0, bytes.length / 2))
    expect((await laidOut(rich(), { cache: cacheIn(kept) })).pages).toEqual(plain.pages)
  })

  it('are set in this thread where another dies; other errors are none to go on from', async () => {
    const failing = (error: Error): Pool => ({ ...copying(), run: () => Promise.reject(error) })
    const dead = new TaskFault(setTask.name, 'memory')
    expect((await laidOut(long(), { pool: failing(dead) })).pages).toEqual((await laidOut()).pages)
    await expect(laidOut(long(), { pool: failing(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    )
  })

  it('tell a picture of another size', async () => {
    const kept: Kept = new Map()
    const one = rich()
    await laidOut(one, { cache: cacheIn(kept) })
    const before = kept.size
    const larger = {
      ...one,
      media: one.media.map((medium) => ({ ...medium, width: medium.width + 7 })),
    }
    expect((await laidOut(larger, { cache: cacheIn(kept) })).pages).toEqual(
      (await laidOut(larger)).pages,
    )
    const shown = [...questionsOf(one)].filter(({ question }) => question.media.length > 0).length
    expect(kept.size).toBe(before + shown)
  })
})

/**
 * Questions set before their pages ask for them: those of an earlier build as they
 * were kept, the others in threads. A booklet is the same with none of it.
 */
import { digest } from '../cache/digest.ts'
import { type Bank, type Question, questionsOf } from '../model/bank.ts'
import { several } from '../pool/several.ts'
import { isTaskFault, type Pool, type Task } from '../pool/task.ts'
import type { Context } from '../writer.ts'
import { memo } from './memo.ts'
import type { PrintOptions } from './options.ts'
import type { Bench, Order, SetInput, SetOutput } from './setorders.ts'
import type { Shop } from './setting.ts'

/** Sets and seals questions. */
export const setTask: Task<SetInput, SetOutput> = {
  name: 'print/set',
  load: async () => (await import('./setorders.ts')).setOrders,
}

/**
 * Threads, and characters of questions, from which on it is shared; and characters of one task.
 */
export type Sharing = { threads: number; least: number; batch: number }

/** A thread costs what a hundred questions cost: its faces are opened, its code is cold. */
const sharing: Sharing = { threads: several, least: 1_000_000, batch: 60_000 }

/** The part of a job that its questions depend on. */
type Job = {
  context: Pick<Context, 'pool' | 'cache'>
  bank: Bank
  options: Pick<PrintOptions, 'editions'>
  shop: Shop
  width: number
  answerWidth?: number
  known: (name: string) => string | undefined
}

export type Ahead = {
  /**
   * The bytes of a question set ahead, waited for where a thread has it; undefined where it is
   * to be set now.
   */
  take(question: Question): Promise<Uint8Array | undefined>
  /** Keeps what was set now for a later build. */
  keep?: (question: Question, bytes: Uint8Array) => void
}

const known = new WeakMap<Job, Promise<Ahead>>()

/** What is set ahead for a job, begun when it is first asked for. */
export function aheadOf(job: Job, limits = sharing): Promise<Ahead> {
  return memo(known, job, () => setAhead(job, limits))
}

async function setAhead(job: Job, limits: Sharing): Promise<Ahead> {
  const { pool, cache } = job.context
  const threads = pool && pool.size >= limits.threads ? pool : undefined
  if (!threads && !cache) return { take: async () => undefined }
  const shelf = cache?.shelf('set-questions')
  const bench = benchOf(job)
  const keys = new Map<string, string>()
  const keyOf = (code: string, order: string): string | undefined => {
    if (!shelf) return undefined
    return memo(keys, code, () => digest(bench, order))
  }
  const ready = new Map<string, Uint8Array>()
  const missing: { code: string; order: string }[] = []
  if (threads) {
    for (const { question } of questionsOf(job.bank)) {
      const order = orderOf(question, job)
      const key = keyOf(question.code, order)
      const kept = key === undefined ? undefined : shelf?.get(key)
      if (kept) ready.set(question.code, kept)
      // What draws is drawn where its drawings are.
      else if (!drawn(question, job)) missing.push({ code: question.code, order })
    }
  }
  const keep = (code: string, bytes: Uint8Array): void => {
    const key = keys.get(code)
    if (key !== undefined) shelf?.put(key, bytes)
  }
  const work = threads
    ? setInThreads(threads, limits, bench, missing, (code, bytes) => {
        ready.set(code, bytes)
        keep(code, bytes)
      })
    : new Map<string, Promise<void>>()
  // Several parts of an exam show one question.
  const once = !job.options.editions.includes('exam')
  return {
    async take(question) {
      const { code } = question
      if (!threads) return shelf?.get(keyOf(code, orderOf(question, job)) ?? '')
      await work.get(code)
      const bytes = ready.get(code)
      if (once) ready.delete(code)
      return bytes
    },
    ...(shelf && { keep: ({ code }: Question, bytes: Uint8Array) => keep(code, bytes) }),
  }
}

/**
 * Small tasks, in the order of the pages, so that the first are unsealed while the last are set;
 * what fails is set at home. The task of each question that is in one.
 */
function setInThreads(
  pool: Pool,
  { least, batch }: Sharing,
  bench: string,
  orders: readonly { code: string; order: string }[],
  done: (code: string, bytes: Uint8Array) => void,
): ReadonlyMap<string, Promise<void>> {
  const work = new Map<string, Promise<void>>()
  let weight = 0
  for (const { order } of orders) weight += order.length
  if (weight < least) return work
  const batches: (typeof orders)[number][][] = []
  let room = 0
  for (const one of orders) {
    if (room <= 0) {
      batches.push([])
      room = batch
    }
    batches.at(-1)?.push(one)
    room -= one.order.length
  }
  const run = async (some: (typeof orders)[number][]): Promise<void> => {
    const input = { bench, orders: some.map(({ order }) => order) }
    const output = await pool.run(setTask, input).catch(unlessFault)
    if (!output) return
    const { bytes, ends } = output
    let from = 0
    for (const [index, { code }] of some.entries()) {
      const to = ends[index] ?? from
      if (to > from) done(code, bytes.subarray(from, to))
      from = to
    }
  }
  for (const some of batches) {
    const promise = run(some)
    // It is said where a question of it is taken, and by nobody where none is any more.
    promise.catch(() => undefined)
    for (const { code } of some) work.set(code, promise)
  }
  return work
}

/** A thread that died is no end: its questions are set here. */
function unlessFault(error: unknown): undefined {
  if (!isTaskFault(error)) throw error
}

function drawn(question: Question, { shop }: Job): boolean {
  return question.media.some((key) => shop.media.get(key)?.form === 'drawing')
}

function benchOf(job: Job): string {
  const { shop, width, answerWidth = width, bank } = job
  const { theme, frameHeight, math } = shop
  const bench: Bench = {
    ...{ language: bank.language, theme, width, answerWidth, frameHeight },
    math: math !== undefined,
  }
  return JSON.stringify(bench)
}

function orderOf(given: Question, { shop, known }: Job): string {
  const { body, slices: _, place, answerPlace, of, guid, ...question } = given
  const order: Order = {
    ...{ question, body: String(body) },
    see: question.see.flatMap((name) => {
      const code = known(name)
      return code === undefined ? [] : [[name, code] as [string, string]]
    }),
    media: question.media.flatMap((key) => shop.media.get(key) ?? []),
  }
  return JSON.stringify(order)
}

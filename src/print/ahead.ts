/**
 * Questions set before their pages ask for them: those of an earlier build as they
 * were kept, the others in threads. A booklet is the same with none of it.
 */
import { digest } from '../cache/digest.ts'
import { type Bank, type Question, questionsOf } from '../model/bank.ts'
import { type Pool, type Task, TaskFault } from '../pool/task.ts'
import type { Context } from '../writer.ts'
import type { PrintOptions } from './options.ts'
import type { Bench, Order, SetInput, SetOutput } from './setorders.ts'
import type { Shop } from './setting.ts'

/** Sets and seals questions. */
export const setTask: Task<SetInput, SetOutput> = {
  name: 'print/set',
  load: async () => (await import('./setorders.ts')).setOrders,
}

/** Characters of questions that threads are begun for, and that one of their tasks has. */
export type Sharing = { least: number; batch: number }

/** A thread costs what a hundred questions cost: its faces are opened, its code is cold. */
const sharing: Sharing = { least: 1_000_000, batch: 60_000 }

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
  /** The bytes of a question set ahead; undefined where it is to be set now. */
  take(question: Question): Uint8Array | undefined
  /** Keeps what was set now for a later build. */
  keep?: (question: Question, bytes: Uint8Array) => void
}

const known = new WeakMap<Job, Promise<Ahead>>()

/** What is set ahead for a job, begun when it is first asked for. */
export function aheadOf(job: Job, limits = sharing): Promise<Ahead> {
  let ahead = known.get(job)
  if (!ahead) {
    ahead = setAhead(job, limits)
    known.set(job, ahead)
  }
  return ahead
}

async function setAhead(job: Job, limits: Sharing): Promise<Ahead> {
  const { pool, cache } = job.context
  const threads = pool && pool.size > 1 ? pool : undefined
  if (!threads && !cache) return { take: () => undefined }
  const shelf = cache?.shelf('set-questions')
  const bench = benchOf(job)
  const keys = new Map<string, string>()
  const ready = new Map<string, Uint8Array>()
  const missing: { code: string; order: string }[] = []
  for (const { question } of questionsOf(job.bank)) {
    const order = orderOf(question, job)
    const key = shelf && digest(bench, order)
    if (key !== undefined) keys.set(question.code, key)
    const kept = key === undefined ? undefined : shelf?.get(key)
    if (kept) ready.set(question.code, kept)
    // What draws is drawn where its drawings are.
    else if (threads && !drawn(question, job)) missing.push({ code: question.code, order })
  }
  const keep = (code: string, bytes: Uint8Array): void => {
    const key = keys.get(code)
    if (key !== undefined) shelf?.put(key, bytes)
  }
  if (threads)
    await setInThreads(threads, limits, bench, missing, (code, bytes) => {
      ready.set(code, bytes)
      keep(code, bytes)
    })
  // Several parts of an exam show one question.
  const once = !job.options.editions.includes('exam')
  return {
    take({ code }) {
      const bytes = ready.get(code)
      if (once) ready.delete(code)
      return bytes
    },
    ...(shelf && { keep: ({ code }: Question, bytes: Uint8Array) => keep(code, bytes) }),
  }
}

/** Small tasks, as they are equally long for all threads to the end; what fails is set at home. */
async function setInThreads(
  pool: Pool,
  { least, batch }: Sharing,
  bench: string,
  orders: readonly { code: string; order: string }[],
  done: (code: string, bytes: Uint8Array) => void,
): Promise<void> {
  let weight = 0
  for (const { order } of orders) weight += order.length
  if (weight < least) return
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
  const work = batches.map(async (some) => {
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
  })
  await Promise.all(work)
}

/** A thread that died is no end: its questions are set here. */
function unlessFault(error: unknown): undefined {
  if (!(error instanceof TaskFault)) throw error
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
    ...{ question, body },
    see: question.see.flatMap((name) => {
      const code = known(name)
      return code === undefined ? [] : [[name, code] as [string, string]]
    }),
    media: question.media.flatMap((key) => shop.media.get(key) ?? []),
  }
  return JSON.stringify(order)
}

/**
 * Code highlighted a little before its question is set, in a thread. It is a fifth of
 * the work of setting, and unlike boxes its result is small and cheap to hand over.
 */
import { aTurn } from '../messages/counting.ts'
import { type Bank, type Body, type Question, questionsOf } from '../model/bank.ts'
import { isTaskFault, type Pool, type Task } from '../pool/task.ts'
import type { Context } from '../writer.ts'
import { type ColourInput, type ColourOutput, codeIn, colour, keepColours } from './colours.ts'
import { memo } from './memo.ts'

/** The part of a job that its code depends on. */
type Job = { context: Pick<Context, 'pool'>; bank: Bank }

/** Highlights the code of bodies. */
export const colourTask: Task<ColourInput, ColourOutput> = {
  name: 'print/colour',
  load: async () => colour,
}

/**
 * Questions with code that are set before a thread is asked at all, the questions of one
 * task, and tasks given before they are needed. A build that finds most questions set asks
 * for few; and a thread needs a moment to begin.
 */
export type Lead = { after: number; batch: number; ahead: number }

const ordinary: Lead = { after: 40, batch: 48, ahead: 6 }

/** A task: what it gave for each of its questions, when it has. */
type Batch = { output?: ColourOutput; error?: unknown }

/** Every question of a book that is set here is said to it before. */
export class Colouring {
  readonly #pool: Pool
  readonly #lead: Lead
  /** In reading order, and the place of each. */
  readonly #questions: Question[] = []
  readonly #places = new Map<string, number>()
  readonly #batches: (Batch | undefined)[] = []
  #met = 0
  #last = -1

  constructor(bank: Pick<Bank, 'sections'>, pool: Pool, lead = ordinary) {
    this.#pool = pool
    this.#lead = lead
    for (const { question } of questionsOf(bank)) {
      this.#places.set(question.code, this.#questions.push(question) - 1)
    }
  }

  /** Keeps the tokens of a question's code where they are there; what is late is left to who sets it. */
  async before({ code }: Question, body: Body): Promise<void> {
    const place = this.#places.get(code)
    if (place === undefined) return
    const blocks = codeIn(body)
    if (blocks.length === 0 || ++this.#met <= this.#lead.after) return
    const { batch: size, ahead } = this.#lead
    const at = Math.floor(place / size)
    for (let next = at + 1; next <= at + ahead; next++) this.#order(next)
    // What the threads have done is heard of between one task's questions and the next's.
    if (at !== this.#last) {
      if (this.#last >= 0) this.#batches[this.#last] = {}
      this.#last = at
      await aTurn()
    }
    const { output, error } = this.#batches[at] ?? {}
    if (error !== undefined) throw error
    const numbers = output?.[place % size]
    if (numbers) keepColours(blocks, numbers)
  }

  #order(at: number): void {
    const { batch: size } = this.#lead
    const questions = this.#questions.slice(at * size, (at + 1) * size)
    if (this.#batches[at] || questions.length === 0) return
    const batch: Batch = {}
    this.#batches[at] = batch
    const input = questions.map(({ body }) => codeOnly(String(body)))
    if (input.every((body) => body === '')) return
    this.#pool.run(colourTask, input).then(
      (output) => {
        batch.output = output
      },
      (error: unknown) => {
        // A thread that died is no end: its code is highlighted here.
        if (!isTaskFault(error)) batch.error = error
      },
    )
  }
}

/** A body in which there may be code; nothing in the place of another. */
function codeOnly(body: string): string {
  return body.includes('"type":"code"') ? body : ''
}

const known = new WeakMap<Job, Colouring>()

/** What is highlighted ahead for a job; undefined where there are no threads. */
export function colouringOf(job: Job): Colouring | undefined {
  const { pool } = job.context
  if (!pool || pool.size === 0) return undefined
  return memo(known, job, () => new Colouring(job.bank, pool))
}

/**
 * Formulas made shapes in the second of two threads, a little before their questions are set.
 * Loading MathJax and making a hundred formulas cold is a seventh of a thousand questions; what
 * comes back is a few hundred characters each.
 */
import { aTurn } from '../messages/counting.ts'
import { type Bank, type Body, bodyOf, questionsOf } from '../model/bank.ts'
import { type Node, visit } from '../model/mdast.ts'
import { ifSpare } from '../pool/several.ts'
import { isTaskFault, type Pool, type Task } from '../pool/task.ts'
import type { Context } from '../writer.ts'
import { isLabelled } from './formulas.ts'
import { type Formula, formulaOf, isMade, keepFormula, type Wanted } from './math.ts'
import { memo } from './memo.ts'

export const formulasTask: Task<readonly Wanted[], readonly Formula[]> = {
  name: 'print/formulas',
  load: async () => (wanted) => wanted.map(formulaOf),
}

/** Formulas of the first task, whose results are waited for, and of a later one. */
const first = 8
const most = 64

/** Formulas that are made and not come to yet; more are not kept for ever. */
const lead = 512

/** Questions set, where a cache may have the others, before a thread is asked for anything. */
const doubtful = 12

/** Every question of a book that is set here is said to it before. */
export class Formulas {
  readonly #pool: Pool
  readonly #wanted: Iterator<Wanted>
  /** Questions that are still to be met before it begins. */
  #after: number
  #size = first
  /** What a thread is making, and when it has. */
  #making: readonly Wanted[] = []
  #made: Promise<void> | undefined
  #fault: unknown
  /** Whether nothing is left to ask for. */
  #ended = false
  #asked = 0
  #met = 0

  constructor(bank: Pick<Bank, 'sections'>, pool: Pool, after = 0) {
    this.#pool = pool
    this.#after = after
    this.#wanted = wantedIn(bank)
  }

  /** Waits for formulas of a question that a thread is making; others are left to who sets it. */
  async before(body: Body): Promise<void> {
    if (this.#after > 0) {
      this.#after--
      return
    }
    const all = formulasIn(body)
    this.#met += all.length
    if (this.#making.length === 0) this.#next()
    const wanted = all.filter((one) => !isMade(one))
    if (wanted.length === 0) return
    // What a thread has done is heard of between two questions, and it is given more.
    await aTurn()
    while (wanted.some((one) => this.#isMaking(one))) await this.#made
    if (this.#fault !== undefined) throw this.#fault
  }

  #isMaking({ tex, display }: Wanted): boolean {
    return this.#making.some((one) => one.tex === tex && one.display === display)
  }

  /** Gives a thread the next formulas, and after them those that follow. */
  #next(): void {
    const wanted: Wanted[] = []
    while (wanted.length < this.#size && this.#asked - this.#met < lead && !this.#ended) {
      const { value, done } = this.#wanted.next()
      if (done) this.#ended = true
      else {
        this.#asked++
        if (!isMade(value)) wanted.push(value)
      }
    }
    this.#making = wanted
    this.#size = Math.min(this.#size * 2, most)
    if (wanted.length === 0) return
    this.#made = this.#pool.run(formulasTask, wanted).then(
      (formulas) => {
        for (const [at, formula] of formulas.entries()) {
          const one = wanted[at]
          if (one) keepFormula(one, formula)
        }
        this.#next()
      },
      (error: unknown) => {
        // A thread that died is no end: the rest is made here.
        if (!isTaskFault(error)) this.#fault = error
        this.#making = []
        this.#ended = true
      },
    )
  }
}

/** A body in which there may be a formula; to be looked for as text is cheaper. */
const sign = /"type":"(?:inlineMath|math)"/

/** In reading order, those of a question when it is come to; each once, as far as they are kept. */
function* wantedIn(bank: Pick<Bank, 'sections'>): Generator<Wanted> {
  for (const { question } of questionsOf(bank))
    if (sign.test(String(question.body))) yield* formulasIn(bodyOf(question))
}

function formulasIn({ title, hint = [], prompt, answer, choices = [], footnotes }: Body): Wanted[] {
  const found: Wanted[] = []
  const look = (nodes: readonly Node[]): void =>
    visit(nodes, (node) => {
      if (node.type !== 'inlineMath' && node.type !== 'math') return
      // Labels are numbers of the book.
      if (!isLabelled(node.value)) found.push({ tex: node.value, display: node.type === 'math' })
    })
  for (const part of [title, hint, prompt, answer, footnotes]) look(part)
  for (const { body, why } of choices) {
    look(body)
    look(why)
  }
  return found
}

const known = new WeakMap<Context, Formulas>()

/** What is made ahead for a book; undefined where no thread is free, or there is nothing to make. */
export function formulasOf(context: Context, math: boolean): Formulas | undefined {
  const pool = ifSpare(context.pool)
  if (!pool || !math) return undefined
  return memo(known, context, () => new Formulas(context.bank, pool, context.cache ? doubtful : 0))
}

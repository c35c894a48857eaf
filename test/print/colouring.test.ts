import { describe, expect, it } from 'vitest'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { bookOf } from '../../src/print/booklet.ts'
import { Colouring, colouringOf, colourTask } from '../../src/print/colouring.ts'
import { studyBody } from '../../src/print/editions/study.ts'
import { jobOf } from '../../src/print/job.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { shopOf } from './library.ts'
import { block } from './rich.ts'

/** A thread that is none; `inputs` has what each task was given. */
function thread(inputs: unknown[], fault?: Error): Pool {
  return {
    size: 1,
    async run(task, input) {
      inputs.push(input)
      if (fault) throw fault
      const run = await task.load()
      return structuredClone(await run(structuredClone(input)))
    },
    close: async () => {},
  }
}

/** Every fifth has no code. */
const answerOf = (n: number) =>
  n % 5 === 4 ? paragraph('None.') : block(`const a${n} = '${n}'`, 'js')

const coded = (count: number) =>
  bank([
    section(
      'Code',
      Array.from({ length: count }, (_, n) =>
        question({ title: `Question ${n}?`, answer: [answerOf(n)] }, n),
      ),
    ),
  ])

describe('code highlighted ahead', () => {
  it('is asked for by questions that follow, in order, each once', async () => {
    const inputs: unknown[] = []
    const given = coded(14)
    const colouring = new Colouring(given, thread(inputs), { after: 2, batch: 4, ahead: 1 })
    const meet = async (n: number) => {
      const { question: one } = [...questionsOf(given)][n] ?? {}
      if (one) await colouring.before(one, bodyOf(one))
    }
    for (const n of [0, 1]) await meet(n)
    expect(inputs).toEqual([])
    for (const n of [2, 3, 4, 5, 6, 7, 8, 13]) await meet(n)
    const bodies = [...questionsOf(given)].map(({ question: { body } }, n) =>
      n % 5 === 4 ? '' : body,
    )
    expect(inputs).toEqual([bodies.slice(4, 8), bodies.slice(8, 12), bodies.slice(12)])
  })

  it('makes the same booklet, whatever becomes of the threads', async () => {
    const given = coded(200)
    const pages = async (pool?: Pool) => {
      const job = jobOf(context(given, {}, pool && { pool }), await shopOf())
      return bookOf(await studyBody(job), job).pages.map(({ ops }) => ops)
    }
    const alone = await pages()
    const inputs: unknown[] = []
    expect(await pages(thread(inputs))).toEqual(alone)
    expect(inputs.length).toBeGreaterThan(1)
    const dead = new TaskFault(colourTask.name, 'crash')
    expect(await pages(thread([], dead))).toEqual(alone)
    await expect(pages(thread([], new Error('a broken promise')))).rejects.toThrow('a broken')
  })

  it('is of no book without threads', async () => {
    const given = coded(1)
    const job = jobOf(context(given), await shopOf())
    expect(colouringOf(job)).toBeUndefined()
  })
})

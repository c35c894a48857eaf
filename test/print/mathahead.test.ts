import { describe, expect, it } from 'vitest'
import { aTurn } from '../../src/messages/counting.ts'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import type { Paragraph } from '../../src/model/mdast.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { formulaOf, isMade, type Wanted } from '../../src/print/math.ts'
import { Formulas, formulasOf, formulasTask } from '../../src/print/mathahead.ts'
import { bank, question, section } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { threads } from '../support/threads.ts'

/** A thread that is none and says of each formula that it was there. */
function thread(fault?: Error) {
  const inputs: Wanted[][] = []
  const run = async (_: unknown, input: unknown): Promise<never> => {
    const wanted = input as Wanted[]
    inputs.push(wanted)
    await turns(3)
    if (fault) throw fault
    return wanted.map(({ tex }) => ({ error: `made of ${tex}` })) as never
  }
  const pool: Pool = { size: 2, run, close: async () => {} }
  return { pool, inputs }
}

/** Each question has a formula of its own, named for a test: what is made is kept for all. */
const mathematical = (count: number, name: string) => {
  const answer = (n: number): Paragraph => ({
    type: 'paragraph',
    children: [{ type: 'inlineMath', value: `${name}_{${n}}` }],
  })
  const questions = Array.from({ length: count }, (_, n) =>
    question({ title: `Question ${n}?`, answer: [answer(n)] }, n),
  )
  const given = bank([section('Math', questions)])
  const bodies = [...questionsOf(given)].map((one) => bodyOf(one.question))
  const body = (n: number) => {
    const found = bodies[n]
    if (!found) throw new Error(`no question ${n}`)
    return found
  }
  const wanted = (n: number): Wanted => ({ tex: `${name}_{${n}}`, display: false })
  return { given, body, wanted }
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await aTurn()
}

describe('formulas made ahead', () => {
  it('are waited for while a thread makes them, in reading order, more each time', async () => {
    const { given, body, wanted } = mathematical(100, 'a')
    const { pool, inputs } = thread()
    const formulas = new Formulas(given, pool)
    for (const n of [0, 1, 12]) {
      await formulas.before(body(n))
      expect(formulaOf(wanted(n))).toEqual({ error: `made of a_{${n}}` })
    }
    await turns(40)
    expect(inputs.map(({ length }) => length)).toEqual([8, 16, 32, 44])
    expect(inputs.flat()).toEqual(Array.from({ length: 100 }, (_, n) => wanted(n)))
  })

  it('are not made further ahead than they are kept', async () => {
    const { given, body, wanted } = mathematical(700, 'b')
    const { pool, inputs } = thread()
    const formulas = new Formulas(given, pool)
    await formulas.before(body(0))
    await turns(80)
    expect(inputs.flat().length).toBe(513)
    for (let n = 1; n <= 10; n++) await formulas.before(body(n))
    await turns(60)
    expect(inputs.flat().length).toBe(523)
    expect(isMade(wanted(523))).toBe(false)
  })

  it('are left alone at first where they may not be needed', async () => {
    const { given, body } = mathematical(20, 'c')
    const { pool, inputs } = thread()
    const formulas = new Formulas(given, pool, 2)
    for (const n of [0, 1]) await formulas.before(body(n))
    await turns(5)
    expect(inputs).toEqual([])
    await formulas.before(body(2))
    expect(inputs.length).toBeGreaterThan(0)
  })

  it('are made here where the thread died, and no other fault is kept quiet', async () => {
    const { given, body, wanted } = mathematical(20, 'd')
    const { pool, inputs } = thread(new TaskFault(formulasTask.name, 'crash'))
    const formulas = new Formulas(given, pool)
    for (const n of [0, 1, 2]) await formulas.before(body(n))
    expect(inputs.length).toBe(1)
    expect(isMade(wanted(0))).toBe(false)
    const broken = new Formulas(given, thread(new Error('a broken promise')).pool)
    await expect(broken.before(body(0))).rejects.toThrow('a broken promise')
  })

  it('are the same in a thread as here', async () => {
    const pool = await threads(2)
    try {
      const wanted: Wanted[] = [
        { tex: '\\frac{1}{2} + \\sqrt{e^{i\\pi}}', display: true },
        { tex: 'x \\in \\mathbb{R}', display: false },
        { tex: '\\wrong{', display: false },
      ]
      const there = await pool.run(formulasTask, wanted)
      expect(there).toEqual(wanted.map(formulaOf))
      expect(there.map((formula) => 'path' in formula)).toEqual([true, true, false])
    } finally {
      await pool.close()
    }
  })

  it('are for two threads, of which one is free, and for banks that have any', () => {
    const { given } = mathematical(1, 'e')
    const { pool } = thread()
    const found = [0, 1, 2, 3].filter((size) =>
      formulasOf(context(given, {}, { pool: { ...pool, size } }), true),
    )
    expect(found).toEqual([2])
    expect(formulasOf(context(given), true)).toBeUndefined()
    const one = context(given, {}, { pool })
    expect(formulasOf(one, false)).toBeUndefined()
    expect(formulasOf(one, true)).toBe(formulasOf(one, true))
  })
})

/**
 * How far a long piece of work is, told as it goes.
 *
 * Whoever is told gives a promise, and the work waits for it: that is the moment
 * at which an interruption is noticed, for work that never waits notices none.
 */
import { type Bank, questionsOf } from '../model/bank.ts'

/** What is counted. `bytes` are those of the sources. */
export type Unit = 'bytes' | 'questions' | 'pages' | 'files'

export type Counted = { unit: Unit; done: number; total: number }

export type Tell = (counted: Counted) => Promise<void>

/** Steps at which something is told: at most so many of a whole, and never more items apart than that. */
const steps = 256
const furthest = 16

/**
 * Gives what is to be called, and waited for, after each item. Cheap: most calls only add.
 *
 * @param total where it was too small, it grows with what is done.
 */
export function counting(
  tell: Tell | undefined,
  unit: Unit,
  total: number,
): (more?: number) => Promise<void> | undefined {
  if (!tell) return () => undefined
  const far = unit === 'bytes' ? total / steps : Math.min(furthest, total / steps)
  let done = 0
  let told = 0
  return (more = 1) => {
    done += more
    if (done - told < far && done !== total) return undefined
    told = done
    return tell({ unit, done, total: Math.max(total, done) })
  }
}

/** Counts the questions of a bank, as a writer's context has it. */
export function countingQuestions({
  bank,
  tell,
}: {
  bank: Pick<Bank, 'sections'>
  tell?: Tell
}): ReturnType<typeof counting> {
  return counting(tell, 'questions', tell ? [...questionsOf(bank)].length : 0)
}

/** Lets everything else that waits have its turn: signals, messages, files. */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

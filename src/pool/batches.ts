/** Many small pure jobs as few large tasks. */
import { ifSeveral } from './several.ts'
import { type Bounds, isTaskFault, type Pool, runTask, type Task, type TaskFault } from './task.ts'

export type Sharing<Input, Output> = {
  /** How large an item is, in a unit of the caller's; characters, mostly. */
  weigh(item: Input): number
  /** Less than this in all stays in this thread; so does all where there are not several others, unless it is 0. */
  least: number
  /** What one task is given at least. */
  batch: number
  /** Bounds of a task, by the weight of what it is given. */
  bounds?: (weight: number) => Bounds
  /** What stands in the place of an item whose task was ended; without it that is thrown. */
  instead?: (item: Input, fault: TaskFault) => Output
}

/**
 * Maps items, in order, by a task that takes several and gives one output each.
 * Where a task of several had to be ended, each is tried again by itself, so that
 * only those are lost that cannot be done alone.
 */
export async function inBatches<Input, Output>(
  pool: Pool | undefined,
  task: Task<readonly Input[], readonly Output[]>,
  items: readonly Input[],
  sharing: Sharing<Input, Output>,
): Promise<Output[]> {
  const total = items.reduce((sum, item) => sum + sharing.weigh(item), 0)
  const { least } = sharing
  const worth = least === 0 || (total >= least && ifSeveral(pool) !== undefined)
  const shared = pool && worth ? pool : undefined
  const batches = shared ? batchesOf(items, total, shared.size, sharing) : [items]
  const run = async (batch: readonly Input[]): Promise<readonly Output[]> => {
    const weight = batch.reduce((sum, item) => sum + sharing.weigh(item), 0)
    try {
      return await runTask(shared, task, batch, sharing.bounds?.(weight))
    } catch (error) {
      const [only] = batch
      if (!isTaskFault(error) || only === undefined || !sharing.instead) throw error
      if (batch.length === 1) return [sharing.instead(only, error)]
      const each = await Promise.all(batch.map((item) => run([item])))
      return each.flat()
    }
  }
  const outputs = await Promise.all(batches.map(run))
  return outputs.flat()
}

/** Runs of items of about one weight: small enough that all threads end at about one time. */
function batchesOf<Input>(
  items: readonly Input[],
  total: number,
  threads: number,
  { weigh, batch }: Pick<Sharing<Input, unknown>, 'weigh' | 'batch'>,
): Input[][] {
  const size = Math.max(batch, Math.min(total / (threads * 8), batch * 8))
  const batches: Input[][] = []
  let weight = Infinity
  for (const item of items) {
    if (weight >= size) {
      batches.push([])
      weight = 0
    }
    batches.at(-1)?.push(item)
    weight += weigh(item)
  }
  return batches
}

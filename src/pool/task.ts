/** What a task is: a pure function that has a name, so that another thread can find it. */

/**
 * A pure function of plain data: strings, numbers, bytes, and shallow lists and
 * records of them. Trees cross threads as JSON strings, never as objects.
 */
export type Task<Input, Output> = {
  /** Unique among all tasks: `read/parts`. */
  name: string
  /** Loads the function, so that naming a task costs nothing. */
  load(): Promise<(input: Input) => Output | Promise<Output>>
}

/** What a task may use before its worker is killed. */
export type Bounds = {
  /** Seconds of work of its own thread; time in which the machine did something else does not count. */
  seconds?: number
  /** Buffers that are handed over rather than copied; the caller has them no more. */
  transfer?: readonly ArrayBuffer[]
}

/** Runs tasks, in threads of its own where it has any. */
export interface Pool {
  /** How many threads it may have; none where it runs tasks in the caller's. */
  readonly size: number
  /**
   * Runs a task. Rejects with what the task threw, or with a `TaskFault` where its
   * thread had to be ended; in the caller's own thread nothing is bounded.
   */
  run<Input, Output>(task: Task<Input, Output>, input: Input, bounds?: Bounds): Promise<Output>
  /** Ends all threads; what still runs is rejected. */
  close(): Promise<void>
}

export type Excess = 'time' | 'memory' | 'crash'

/** A task that was ended from outside: it took too long, or too much memory, or its thread died. */
export class TaskFault extends Error {
  override readonly name = 'TaskFault'
  readonly task: string
  readonly excess: Excess

  constructor(task: string, excess: Excess, cause?: unknown) {
    super(`The task ${task} was ended: ${reasons[excess]}.`, { cause })
    this.task = task
    this.excess = excess
  }
}

/** By its name: a pool may come from another copy of this module. */
export function isTaskFault(error: unknown): error is TaskFault {
  return error instanceof Error && error.name === 'TaskFault'
}

const reasons = {
  time: 'it took too long',
  memory: 'it took too much memory',
  crash: 'its thread died',
} as const satisfies Record<Excess, string>

/** Runs a task in a pool, or without one in this thread. */
export async function runTask<Input, Output>(
  pool: Pool | undefined,
  task: Task<Input, Output>,
  input: Input,
  bounds?: Bounds,
): Promise<Output> {
  if (pool) return pool.run(task, input, bounds)
  const run = await task.load()
  return run(input)
}

/**
 * A pool of threads for pure tasks: begun when first needed, bounded, replaced
 * where one dies, and none left behind.
 */
import { Worker } from 'node:worker_threads'
import type { Order, Report } from './message.ts'
import { type Bounds, type Excess, type Pool, type Task, TaskFault } from './task.ts'

export type PoolOptions = {
  /** Most threads at once; with 0, tasks run in the caller's. */
  size: number
  /** The module of a thread, which calls `serve`. */
  worker: URL
  /** Memory of one thread's heap, in MiB. */
  heap?: number
  /** Milliseconds after which a thread that has nothing to do is let go. */
  patience?: number
  /** Ends the pool; what still runs is rejected with its reason. */
  signal?: AbortSignal
}

/** MiB; a task works on some files of text, which come to a hundredth of it. */
const ordinaryHeap = 768

/** MiB for what was just made; left alone, a thread fills three times as much before it sweeps. */
const young = 16

/** How often the time of bounded tasks is looked at, in ms. */
const tick = 50

type Job = {
  task: Task<never, unknown>
  input: unknown
  bounds: Bounds
  resolve(output: unknown): void
  reject(error: unknown): void
  /** Milliseconds used; absent until its code is loaded. */
  used?: number
}

/** Milliseconds: a stage that needs no thread may hold what a bank holds at most, and a thread holds 60 MB. */
const ordinaryPatience = 3000

type Thread = { worker: Worker; job?: Job; id: number; idle?: NodeJS.Timeout }

export function createPool(options: PoolOptions): Pool {
  const { size, signal } = options
  return size > 0 ? new Threads(options) : inThisThread(signal)
}

/** The same tasks without any thread. */
function inThisThread(signal?: AbortSignal): Pool {
  return {
    size: 0,
    async run(task, input) {
      signal?.throwIfAborted()
      const run = await task.load()
      return run(input)
    },
    close: async () => {},
  }
}

class Threads implements Pool {
  readonly size: number
  readonly #options: PoolOptions
  readonly #threads = new Set<Thread>()
  readonly #waiting: Job[] = []
  #watch: NodeJS.Timeout | undefined
  #cpu = 0
  /** Why nothing runs any more. */
  #ended: { reason: unknown } | undefined

  constructor(options: PoolOptions) {
    this.size = options.size
    this.#options = options
    options.signal?.addEventListener('abort', this.#abort, { once: true })
    if (options.signal?.aborted) this.#abort()
  }

  run<Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    bounds: Bounds = {},
  ): Promise<Output> {
    if (this.#ended) return Promise.reject(this.#ended.reason)
    return new Promise<Output>((resolve, reject) => {
      this.#waiting.push({
        task: task as Task<never, unknown>,
        input,
        bounds,
        resolve: resolve as (output: unknown) => void,
        reject,
      })
      this.#give()
    })
  }

  async close(): Promise<void> {
    await this.#end(new Error('The pool was closed.'))
  }

  readonly #abort = (): void => {
    void this.#end(this.#options.signal?.reason)
  }

  async #end(reason: unknown): Promise<void> {
    this.#ended ??= { reason }
    this.#options.signal?.removeEventListener('abort', this.#abort)
    for (const job of this.#waiting.splice(0)) job.reject(reason)
    await Promise.all([...this.#threads].map((thread) => this.#drop(thread, reason)))
  }

  /** Hands waiting jobs to free threads, and begins threads where there are too few. */
  #give(): void {
    while (this.#waiting.length > 0) {
      const free = [...this.#threads].find(({ job }) => !job) ?? this.#begin()
      const job = free && this.#waiting.shift()
      if (!job) return
      this.#start(free, job)
    }
  }

  #start(thread: Thread, job: Job): void {
    thread.job = job
    clearTimeout(thread.idle)
    thread.id++
    const order: Order = { id: thread.id, task: job.task.name, input: job.input }
    try {
      thread.worker.postMessage(order, [...(job.bounds.transfer ?? [])])
    } catch (error) {
      // What cannot be sent is the caller's fault; the thread never heard of it.
      delete thread.job
      job.reject(error)
      return
    }
    thread.worker.ref()
  }

  #begin(): Thread | undefined {
    if (this.#threads.size >= this.size) return undefined
    const heap = this.#options.heap ?? ordinaryHeap
    const worker = new Worker(this.#options.worker, {
      // Flags of the caller's process may name what only it can run.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: young },
    })
    const thread: Thread = { worker, id: 0 }
    this.#threads.add(thread)
    worker.on('message', (report: Report) => this.#hear(thread, report))
    worker.on('error', (error) => this.#lose(thread, error))
    worker.on('exit', () => this.#lose(thread))
    return thread
  }

  #hear(thread: Thread, report: Report): void {
    const { job } = thread
    if (!job || report.id !== thread.id) return
    if (report.state === 'begun') {
      job.used = 0
      if (job.bounds.seconds !== undefined) this.#look()
      return
    }
    delete thread.job
    // A thread with nothing to do does not keep the process.
    thread.worker.unref()
    if (report.state === 'done') job.resolve(report.output)
    else job.reject(report.error)
    this.#give()
    if (!thread.job) this.#rest(thread)
  }

  /** Lets a thread go that goes on having nothing to do; another begins where one is needed again. */
  #rest(thread: Thread): void {
    const { patience = ordinaryPatience } = this.#options
    const letGo = () => void (thread.job ?? this.#drop(thread, undefined))
    thread.idle = setTimeout(letGo, patience).unref()
  }

  #lose(thread: Thread, error?: unknown): void {
    const code = (error as { code?: unknown } | undefined)?.code
    const excess: Excess = code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash'
    const name = thread.job?.task.name
    void this.#drop(thread, name && new TaskFault(name, excess, error))
  }

  async #drop(thread: Thread, reason: unknown): Promise<void> {
    const { job } = thread
    delete thread.job
    clearTimeout(thread.idle)
    this.#threads.delete(thread)
    job?.reject(reason)
    await thread.worker.terminate()
    if (!this.#ended) this.#give()
  }

  #look(): void {
    if (this.#watch) return
    this.#cpu = cpuTime()
    this.#watch = setInterval(() => this.#measure(), tick)
    this.#watch.unref()
  }

  /**
   * Counts each running task's share of the time that the process was given since
   * the last look. Where this thread was busy itself, or the machine with others,
   * tasks are told less than they used, never more.
   */
  #measure(): void {
    const before = this.#cpu
    this.#cpu = cpuTime()
    const busy = [...this.#threads].filter(({ job }) => job?.used !== undefined)
    const bounded = busy.filter(({ job }) => job?.bounds.seconds !== undefined)
    if (bounded.length === 0) {
      clearInterval(this.#watch)
      this.#watch = undefined
      return
    }
    const share = Math.min(tick, (this.#cpu - before) / busy.length)
    for (const thread of bounded) {
      const { job } = thread
      if (!job) continue
      job.used = (job.used ?? 0) + share
      if (job.used <= (job.bounds.seconds ?? Infinity) * 1000) continue
      void this.#drop(thread, new TaskFault(job.task.name, 'time'))
    }
  }
}

/** Milliseconds of processor time that this process has used. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

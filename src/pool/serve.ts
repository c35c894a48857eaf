/** The inside of a thread: does what its pool orders. */
import { parentPort } from 'node:worker_threads'
import type { Order, Report } from './message.ts'
import type { Task } from './task.ts'

/** Serves a pool with these tasks; to be called once, in a thread. */
export function serve(tasks: readonly Task<never, unknown>[]): void {
  const port = parentPort
  if (!port) throw new Error('A pool is served in a thread only.')
  const byName = new Map(tasks.map((task) => [task.name, task]))
  const say = (report: Report, transfer: ArrayBuffer[] = []) => port.postMessage(report, transfer)
  port.on('message', async ({ id, task, input }: Order) => {
    try {
      const run = await byName.get(task)?.load()
      if (!run) throw new Error(`There is no task ${task}.`)
      say({ id, state: 'begun' })
      const output = await run(input as never)
      say({ id, state: 'done', output }, buffersOf(output))
    } catch (error) {
      say({ id, state: 'failed', error: sendable(error) })
    }
  })
}

/** Whole buffers of a result that may go to another thread uncopied: its own, or one level within. */
export function buffersOf(output: unknown): ArrayBuffer[] {
  const inside =
    typeof output === 'object' && output !== null && !ArrayBuffer.isView(output)
      ? Object.values(output)
      : []
  const buffers = [output, ...inside].flatMap((value) => {
    if (value instanceof ArrayBuffer) return [value]
    if (!ArrayBuffer.isView(value) || !(value.buffer instanceof ArrayBuffer)) return []
    // Node keeps small buffers in one that they share.
    return value.byteLength === value.buffer.byteLength ? [value.buffer] : []
  })
  return [...new Set(buffers)]
}

/** An error as it was thrown, or as much of it as crosses threads. */
function sendable(error: unknown): unknown {
  try {
    structuredClone(error)
    return error
  } catch {
    const { message = String(error), stack } = error instanceof Error ? error : {}
    return Object.assign(new Error(message), stack === undefined ? {} : { stack })
  }
}

/** The threads of one build. */
import { createPool } from '../pool/pool.ts'
import type { Pool } from '../pool/task.ts'

/** A thread runs compiled code: from sources, all is done in the caller's. */
const worker = new URL(import.meta.url.replace(/[^/]*$/, 'worker.js'))
const compiled = import.meta.url.endsWith('.js')

/** To be closed by who asks; `jobs` is the number of threads, 0 for none. */
export function poolOf(jobs: number | undefined, signal?: AbortSignal): Pool {
  return createPool({ size: compiled ? (jobs ?? 0) : 0, worker, ...(signal && { signal }) })
}

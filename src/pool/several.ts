/** When it pays to share what the caller's own thread could do as well. */
import type { Pool } from './task.ts'

/**
 * What is done elsewhere is written down there and read again here, which comes to half of
 * parsing or setting it, and each thread warms its code by itself: two threads take as long
 * as one that does it all, and twice the power. Pages are quicker deflated here as well.
 */
export const several = 3

/** The pool, where it has several threads. */
export function ifSeveral(pool: Pool | undefined): Pool | undefined {
  return pool && pool.size >= several ? pool : undefined
}

/** The pool, where few threads leave one free while the caller's own has its hands full. */
export function ifSpare(pool: Pool | undefined): Pool | undefined {
  return pool && pool.size > 1 && pool.size < several ? pool : undefined
}

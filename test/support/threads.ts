/** Threads of the compiled program, for tests of sources. */
import type { Pool } from '../../src/pool/task.ts'

/** To be closed by who asks; `npm run build` first. */
export async function threads(count: number): Promise<Pool> {
  const { poolOf }: typeof import('../../src/build/pool.ts') = await import(
    new URL('../../dist/build/pool.js', import.meta.url).href
  )
  return poolOf(count)
}

/**
 * The heap of large builds. Left alone, the engine lets it grow to four times what it holds
 * before it is swept; from a size on, sweeping more often costs a few seconds in a hundred
 * and saves a third of the memory.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'

/** Bytes in use, and by how many hundredths the heap may then grow between two sweeps; the largest first. */
const steps = [
  [384 * 2 ** 20, 25],
  [192 * 2 ** 20, 33],
] as const

/** To be called now and then; `set` is given the engine's flag whenever another is right. */
export function createHeapWatch(
  used: () => number = () => getHeapStatistics().used_heap_size,
  set: (flag: string) => void = setFlagsFromString,
): () => void {
  let growing = Number.POSITIVE_INFINITY
  return () => {
    const now = used()
    const wanted = steps.find(([bytes]) => now >= bytes)?.[1]
    // What was large may be so again: it stays as it is.
    if (wanted === undefined || wanted >= growing) return
    growing = wanted
    set(`--heap-growing-percent=${wanted}`)
  }
}

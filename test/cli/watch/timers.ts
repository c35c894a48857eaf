/** Timers that pass by hand. */
import type { Timers } from '../../../src/cli/watch/bell.ts'

export function handTimers() {
  let now = 1_000_000
  const waiting = new Set<{ at: number; call: () => void }>()
  const timers: Timers = {
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
  }
  return {
    timers,
    now: () => now,
    pending: () => waiting.size,
    /** Lets time pass, and what follows from it happen. */
    async pass(milliseconds: number): Promise<void> {
      now += milliseconds
      const due = [...waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      for (const timer of due) {
        if (waiting.delete(timer)) timer.call()
      }
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

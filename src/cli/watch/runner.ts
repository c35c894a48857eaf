/** `--on-change`: a command after each good build, one at a time. */
import type { Timers } from './bell.ts'
import type { Ended, Running, Start } from './processes.ts'

export type Runner = {
  /** Runs the command; while it runs already, once more when it has ended. */
  run(env: Readonly<Record<string, string>>): void
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>
}

/** Milliseconds that a command has to end by itself when it is told to. */
export const grace = 2000

/** @param told what came of each run, and how many seconds it took. */
export function createRunner(
  command: string,
  start: Start,
  told: (ended: Ended, seconds: number) => void,
  { timers, now }: { timers: Timers; now: () => number },
): Runner {
  let running: Running | undefined
  let next: Readonly<Record<string, string>> | undefined
  let stopped = false
  const begin = (env: Readonly<Record<string, string>>) => {
    const begun = now()
    const own = start(command, env)
    running = own
    void own.ended.then((ended) => {
      running = undefined
      if (stopped) return
      told(ended, (now() - begun) / 1000)
      const waiting = next
      next = undefined
      if (waiting) begin(waiting)
    })
  }
  return {
    run(env) {
      if (running) next = env
      else if (!stopped) begin(env)
    },
    async stop() {
      stopped = true
      const last = running
      if (!last) return
      last.kill('SIGTERM')
      const cancel = timers.after(grace, () => last.kill('SIGKILL'))
      await last.ended
      cancel()
      // Those it started may have outlived it.
      last.kill('SIGKILL')
    },
  }
}

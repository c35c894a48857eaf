/** A line that says what is being done: on a terminal only, and only after a second. */
import type { Io } from './io.ts'

export type Progress = {
  /** Says what begins now. */
  stage(words: string): void
  /** Takes the line away. */
  end(): void
}

const patience = 1000

/** `now` gives milliseconds that only rise. */
export function createProgress(
  io: Pick<Io, 'err' | 'watched' | 'colours'>,
  now: () => number = () => performance.now(),
): Progress {
  if (!io.watched) return { stage() {}, end() {} }
  const begun = now()
  let words = ''
  let shown = false
  const show = () => {
    io.err(`\r\x1b[K${io.colours.dim(`${words} …`)}`)
    shown = true
  }
  const timer = setTimeout(show, patience)
  timer.unref()
  return {
    stage(next) {
      words = next
      if (now() - begun >= patience) show()
    },
    end() {
      clearTimeout(timer)
      if (shown) io.err('\r\x1b[K')
    },
  }
}

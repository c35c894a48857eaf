/** What a command may touch of the world: passed in, so that a test can stand in for it. */
import type { Colours } from '../messages/report-text.ts'

export type Io = {
  /** Results. */
  out(text: string): void
  /** Messages and progress. */
  err(text: string): void
  /** Whether a person watches `err`: only then is progress shown. */
  watched: boolean
  /** Width of `err` in columns. */
  columns?(): number
  colours: Colours
  /** Threads that may help where `--jobs` says nothing. */
  jobs: number
  /** Working folder, absolute. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** Seconds since 1970; read once a command. */
  now(): number
  /** Asks a person and waits for a line; absent where nobody is there to answer. */
  ask?: (question: string) => Promise<string>
  /** Aborted when the user interrupts. */
  signal: AbortSignal
}

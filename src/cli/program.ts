/** The program: ties the command line to this process and nothing else. */
import { availableParallelism } from 'node:os'
import picocolors from 'picocolors'
import { run } from './run.ts'

const interrupted = new AbortController()

// The first interruption lets the build clean up; a second does not wait for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) process.exit(130)
    interrupted.abort()
  })
}

// A reader that has seen enough (`| head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(process.exitCode ?? 0)
  })
}

// Colours go to terminals only, whichever of the two streams is not one.
const { isColorSupported, createColors } = picocolors
const seen = process.stdout.isTTY === true && process.stderr.isTTY === true
const coloured = isColorSupported && (seen || 'FORCE_COLOR' in process.env)

run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  watched: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
  columns: () => process.stderr.columns || 80,
  colours: createColors(coloured),
  jobs: availableParallelism(),
  cwd: process.cwd(),
  env: process.env,
  now: () => Date.now() / 1000,
  ...(process.stdin.isTTY && process.stdout.isTTY && { ask }),
  signal: interrupted.signal,
}).then((code) => {
  process.exitCode = code
})

/** One line typed at the terminal; the end of input is an empty one. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')))
    return await Promise.race([reader.question(question, { signal: interrupted.signal }), closed])
  } finally {
    reader.close()
  }
}

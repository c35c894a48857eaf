/** Tasks that behave, and tasks that do not. Plain JavaScript, so that a thread can load it. */
const task = (name, run) => ({ name, load: async () => run })

export const double = task('test/double', (number) => number * 2)
export const upper = task('test/upper', (texts) => texts.map((text) => text.toUpperCase()))
export const thread = task('test/thread', async () => {
  const { threadId } = await import('node:worker_threads')
  return threadId
})
/** What the thread may hold, in MiB. */
export const limits = task('test/limits', async () => {
  const { resourceLimits } = await import('node:worker_threads')
  return resourceLimits
})
export const bytes = task('test/bytes', (length) => new Uint8Array(length).fill(7))
export const length = task('test/length', (buffer) => buffer.byteLength)
export const throwing = task('test/throwing', () => {
  throw new RangeError('Too far.')
})
export const unsendable = task('test/unsendable', () => {
  throw Object.assign(new Error('Of a function.'), { run: () => 1 })
})
export const spin = task('test/spin', () => {
  for (;;);
})
/** Spins on a text that says so. */
export const picky = task('test/picky', (texts) =>
  texts.map((text) => {
    while (text.includes('spin'));
    return text.length
  }),
)
export const greedy = task('test/greedy', () => {
  const held = []
  for (;;) held.push(new Array(10_000).fill(held.length))
})
export const leave = task('test/leave', () => process.exit(3))
/** Throws when nobody waits for it any more. */
export const late = task('test/late', async () => {
  setTimeout(() => {
    throw new Error('Late.')
  })
  await new Promise((resolve) => setTimeout(resolve, 60_000))
})
export const missing = task('test/missing', () => 0)

export const tasks = [
  ...[double, upper, thread, limits, bytes, length, throwing, unsendable],
  ...[spin, picky, greedy, leave, late],
]

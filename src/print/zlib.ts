/** Deflates one stream, as a zlib one: by libdeflate, without what its wrapper does to the process. */
import { zlib } from 'libdeflate'

const events = ['uncaughtException', 'unhandledRejection'] as const

let begun = false

/** Pages and packed objects are shorter: thousands, for which the quickest way is good enough. */
const long = 1 << 15

/** Longer streams are pictures and faces, few and worth more time. */
export function deflated(stream: Uint8Array): Uint8Array {
  const level = stream.length < long ? 1 : 6
  if (begun) return zlib(stream, level)
  begun = true
  const before = events.map((event) => process.rawListeners(event))
  try {
    return zlib(stream, level)
  } finally {
    // When it starts it takes every error that nobody caught, only to throw it again.
    for (const [index, event] of events.entries()) {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]?.includes(listener)) process.off(event, listener as () => void)
      }
    }
  }
}

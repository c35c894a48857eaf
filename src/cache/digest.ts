/** The names of cached entries: hashes of everything that they were made from. */
import { createHash, hash as hashOf } from 'node:crypto'

const short = 100_000

/**
 * 32 hexadecimal digits over some parts, of which order, number and limits all count.
 * The program itself is no part: a cache of another program is another cache.
 */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  // A few short texts are hashed in one call, many times as quickly.
  if (
    parts.every((part) => typeof part === 'string' && part.length < short && part.isWellFormed())
  ) {
    const whole = parts.map((part) => `s${part.length}:${part}`).join('')
    return hashOf('sha256', whole, 'hex').slice(0, 32)
  }
  const hash = createHash('sha256')
  for (const part of parts) {
    // Half a pair of surrogates has no bytes of its own in UTF-8.
    const wide = typeof part === 'string' && !part.isWellFormed()
    const bytes = wide ? Buffer.from(part, 'utf16le') : part
    const form = typeof part !== 'string' ? 'b' : wide ? 'w' : 's'
    hash.update(`${form}${bytes.length}:`).update(bytes)
  }
  return hash.digest('hex').slice(0, 32)
}

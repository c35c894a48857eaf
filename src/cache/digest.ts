/** The names of cached entries: hashes of everything that they were made from. */
import { createHash } from 'node:crypto'

/**
 * 32 hexadecimal digits over some parts, of which order, number and limits all count.
 * The program itself is no part: a cache of another program is another cache.
 */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    // Half a pair of surrogates has no bytes of its own in UTF-8.
    const wide = typeof part === 'string' && /\p{Cs}/u.test(part)
    const bytes = wide ? Buffer.from(part, 'utf16le') : part
    const form = typeof part !== 'string' ? 'b' : wide ? 'w' : 's'
    hash.update(`${form}${bytes.length}:`).update(bytes)
  }
  return hash.digest('hex').slice(0, 32)
}

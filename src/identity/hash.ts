/** The one hash of identity: a prefix of SHA-256, written in base64url. */
import { createHash } from 'node:crypto'

/** Separates the parts of what is hashed; it stands in no text that reading lets through. */
const separator = '\u001f'

/** `length` characters of six bits each (at most 42) over some parts, whose order counts. */
export function hash(parts: readonly string[], length = 10): string {
  return bytesOf(parts).toString('base64url').slice(0, length)
}

/** SHA-256 over some parts, whose order counts. */
export function bytesOf(parts: readonly string[]): Buffer {
  return createHash('sha256').update(parts.join(separator)).digest()
}

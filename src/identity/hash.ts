/** The one hash of identity: a prefix of SHA-256, written in base64url. */
import { hash as digest } from 'node:crypto'

/** Separates the parts of what is hashed; it stands in no text that reading lets through. */
const separator = '\u001f'

/** `length` characters of six bits each (at most 42) over some parts, whose order counts. */
export function hash(parts: readonly string[], length = 10): string {
  return digest('sha256', parts.join(separator), 'base64url').slice(0, length)
}

/** SHA-256 over some parts, whose order counts. */
export function bytesOf(parts: readonly string[]): Buffer {
  return digest('sha256', parts.join(separator), 'buffer')
}

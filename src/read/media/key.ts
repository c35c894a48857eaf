/** The name of a file's bytes in a bank: the same bytes, the same name. */
import { createHash } from 'node:crypto'

/** Thirty-two hexadecimal digits. */
export function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

/** For sorting what has a key. */
export function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

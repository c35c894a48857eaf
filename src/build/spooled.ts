/** Text in pieces as the content of a file: made once, read as often as it is asked for. */
import { createHash } from 'node:crypto'
import { type Store, type StoredBytes, stored } from '../model/store.ts'
import type { Sum } from '../model/sum.ts'

export type Spooled = { content: AsyncIterable<Uint8Array>; sum: Sum }

/** The text is in the store, or without one held as bytes. */
export function spooled(pieces: Iterable<string>, store: Store | undefined): Spooled {
  const hash = createHash('sha256')
  const all: StoredBytes[] = []
  let size = 0
  for (const piece of pieces) {
    const bytes = Buffer.from(piece)
    hash.update(bytes)
    size += bytes.length
    all.push(stored(bytes, store))
  }
  const content = {
    async *[Symbol.asyncIterator]() {
      for (const bytes of all) yield bytes.read()
    },
  }
  return { content, sum: { sha256: hash.digest('hex'), size } }
}

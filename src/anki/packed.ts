/**
 * Rendered notes as bytes, as they cross threads and as earlier builds keep them:
 * fields stay bytes, so that nine tenths of a note go from the thread that made it
 * to the deck without ever being read; the rest is JSON.
 */
import type { Rendered } from './render.ts'

/** A note but for its fields. */
export type Head = Omit<Rendered, 'fields'>

export function headOf({ fields: _, ...head }: Rendered): Head {
  return head
}

const lineFeed = 0x0a

/** A note as its head on a line, then its fields. */
export function packNote({ fields, ...head }: Rendered): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), fields])
}

export function unpackNote(packed: Buffer): Rendered {
  const end = packed.indexOf(lineFeed)
  const head = JSON.parse(packed.toString('utf8', 0, end)) as Head
  return { ...head, fields: packed.subarray(end + 1) }
}

/** Behind the fields of each note: a control character, which no field holds. */
const behind = Uint8Array.of(0x1e)

export function joinFields(notes: readonly Pick<Rendered, 'fields'>[]): Uint8Array {
  return Buffer.concat(notes.flatMap(({ fields }) => [fields, behind]))
}

/** The fields of each note again. */
export function partFields(joined: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let start = 0; start < joined.length; ) {
    const end = joined.indexOf(behind[0] ?? 0, start)
    parts.push(joined.subarray(start, end))
    start = end + 1
  }
  return parts
}

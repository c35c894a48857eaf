/**
 * The package: a zip of the collection, a list of pictures, and the pictures.
 * In this form (“legacy 1”) every client reads it. Nothing in it tells when or
 * where it was made.
 */
import { Zip, type ZipInputFile, ZipPassThrough } from 'fflate'
import type { Deflated } from './deflate.ts'

export type PackedPicture = { name: string; bytes(): Promise<Uint8Array> }

/**
 * Zip keeps local time, and the library reads a date's local parts: made from
 * local parts, they are the same everywhere. Noon, because no zone skips it.
 */
const noon = () => new Date(2000, 0, 1, 12)

/** Bytes of the package, made while they are read; it can be read more than once. */
export function packageOf(
  collection: Deflated,
  pictures: readonly PackedPicture[],
): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => pack(collection, pictures) }
}

async function* pack(
  collection: Deflated,
  pictures: readonly PackedPicture[],
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    ready.push(bytes)
  })
  for (const _ of put(zip, 'collection.anki2', collection)) yield* ready.splice(0)
  const list = Object.fromEntries(pictures.map(({ name }, index) => [index, name]))
  store(zip, 'media', new TextEncoder().encode(JSON.stringify(list)))
  for (const [index, picture] of pictures.entries()) {
    store(zip, String(index), await picture.bytes())
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}

/** What is deflated already, a piece at a time. */
function* put(zip: Zip, filename: string, { pieces, size, crc }: Deflated): Generator<void> {
  const file: ZipInputFile = { filename, size, crc, compression: 8, mtime: noon() }
  zip.add(file)
  for (const [index, piece] of pieces.entries()) {
    file.ondata?.(null, piece.read(), index === pieces.length - 1)
    yield
  }
}

function store(zip: Zip, name: string, bytes: Uint8Array): void {
  const stored = new ZipPassThrough(name)
  stored.mtime = noon()
  zip.add(stored)
  stored.push(bytes, true)
}

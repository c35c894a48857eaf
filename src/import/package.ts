/**
 * Opens a package that Anki exported: any of its three forms. The newest
 * compresses collection and media by zstd and lists the media in protobuf.
 */
import { unzipSync } from 'fflate'
import { Decompress } from 'fzstd'
import { messageOf } from '../anki/protobuf.ts'

export type Package = {
  /** A SQLite file. */
  collection: Uint8Array
  /** Names of the media files that notes may show. */
  names: ReadonlySet<string>
  /** The bytes of one; undefined where the package lacks them. Throws a PackageError where they are too large. */
  medium(name: string): Uint8Array | undefined
}

/** A file that is no package; the message is a sentence for the user. */
export class PackageError extends Error {}

const mebibyte = 1024 * 1024
const largestCollection = 1024 * mebibyte
const largestMedium = 64 * mebibyte
const largestPackage = 2048 * mebibyte

/** Number of the list's entries, and of the name in each, from Anki's `import_export.proto`. */
const entriesField = 1
const nameField = 1

/** Whether a file is one for packages to judge: a zip archive that is no workbook. */
export function isPackage(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return start.startsWith('PK') && !/\[Content_Types\]|xl\/|opendocument/.test(start)
}

/** @throws PackageError */
export function openPackage(bytes: Uint8Array): Package {
  const files = unpack(bytes)
  const newest = files['collection.anki21b']
  if (newest) {
    const list = messageOf(inflate(files.media ?? new Uint8Array(), largestMedium))
    const names = list.all(entriesField).map((entry) => messageOf(entry).text(nameField))
    return packageOf(
      inflate(newest, largestCollection),
      new Map(names.map((name, index) => [name, files[String(index)]])),
      (medium) => inflate(medium, largestMedium),
    )
  }
  const collection = files['collection.anki21'] ?? files['collection.anki2']
  if (!collection) throw new PackageError('It holds no collection, so it is no package of Anki.')
  return packageOf(collection, mediaOf(files), (medium) => medium)
}

function packageOf(
  collection: Uint8Array,
  media: ReadonlyMap<string, Uint8Array | undefined>,
  open: (medium: Uint8Array) => Uint8Array,
): Package {
  return {
    collection,
    names: new Set(media.keys()),
    medium: (name) => {
      const medium = media.get(name)
      return medium && open(medium)
    },
  }
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let sum = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sum += originalSize
        if (sum > largestPackage) throw new PackageError(`${name} would make it larger than 2 GiB.`)
        return true
      },
    })
  } catch (error) {
    if (error instanceof PackageError) throw error
    throw new PackageError('It is no zip archive, so it is no package of Anki.')
  }
}

function mediaOf(files: Record<string, Uint8Array>): Map<string, Uint8Array | undefined> {
  try {
    const list = JSON.parse(new TextDecoder().decode(files.media)) as Record<string, string>
    return new Map(Object.entries(list).map(([index, name]) => [name, files[index]]))
  } catch {
    throw new PackageError('Its list of media cannot be read.')
  }
}

/** Decompresses piece by piece, so that a small file cannot ask for more memory than is allowed. */
function inflate(bytes: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let size = 0
  const stream = new Decompress((piece) => {
    size += piece.length
    if (size > most) throw new PackageError(`A file in it is larger than ${most / mebibyte} MiB.`)
    pieces.push(piece.slice())
  })
  try {
    const step = 64 * 1024
    for (let at = 0; at < bytes.length; at += step) {
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length)
    }
  } catch (error) {
    if (error instanceof PackageError) throw error
    throw new PackageError('A file in it is not compressed as Anki compresses.')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

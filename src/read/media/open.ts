/** Reads a picture file: a regular one, of bounded size, known by its first bytes. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Largest picture file, in bytes. */
export const largest = 20 * 1024 * 1024

export type Format = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'svg'

export class PictureError extends Error {
  override name = 'PictureError'
}

/**
 * The bytes of a file.
 *
 * It is opened without waiting and without following a link, so that a pipe, a
 * device or a link put there since the path was checked cannot stall or mislead. At
 * once: of most pictures, waiting for the disk costs ten times what reading does.
 *
 * @throws PictureError in a few words where it is no file we take.
 */
export async function readPicture(path: string): Promise<Uint8Array> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const file = opened(path, flags)
  try {
    const status = fstatSync(file)
    if (!status.isFile()) throw new PictureError('it is no regular file')
    if (status.size > largest) throw new PictureError('it is over 20 MiB')
    if (status.size === 0) throw new PictureError('it is empty')
    // One byte more than it had shows a file that grows.
    const bytes = new Uint8Array(status.size + 1)
    let length = 0
    while (length < bytes.length) {
      const more = readSync(file, bytes, length, bytes.length - length, length)
      if (more === 0) break
      length += more
    }
    if (length !== status.size) throw new PictureError('it changed while it was read')
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function opened(path: string, flags: number): number {
  try {
    return openSync(path, flags)
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException
    throw new PictureError(`it cannot be opened (${code})`)
  }
}

/** The format that the first bytes tell; undefined where it is none we take. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return 'gif'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp'
  if (ascii(4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(8, 12))) return 'avif'
  const head = new TextDecoder().decode(bytes.subarray(0, 8192))
  if (/^\s*</.test(head) && /<svg[\s>/]/.test(head)) return 'svg'
  return undefined
}

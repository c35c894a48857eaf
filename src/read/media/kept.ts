/**
 * The pictures of the network that were fetched for a bank: a folder beside its
 * ledger, committed with it, so that later builds need no network.
 *
 *     rectoverso pictures 1
 *     https://example.org/a.png    0123456789abcdef0123456789abcdef.png
 *
 * stands in its file `index`, one line a picture, sorted, so that git may merge
 * by union; each picture is a file named for the hash of its bytes.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Format, formatOf, PictureError, readPicture } from './open.ts'

export const indexName = 'index'

const title = 'rectoverso pictures 1'

export type Kept = {
  /** Absolute. */
  folder: string
  /** File names by address. */
  names: ReadonlyMap<string, string>
  /** The index as it stands on disk; undefined for none. */
  text: string | undefined
}

/** What is kept in a folder; nothing where there is none. */
export async function openKept(folder: string): Promise<Kept> {
  const text = await readFile(path.join(folder, indexName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw error
    },
  )
  return { folder, names: parseIndex(text ?? ''), text }
}

/**
 * Addresses and file names. Lines of another form, such as marks of a merge,
 * name no picture; of two names for an address the first in order counts,
 * whichever branch each came from.
 */
export function parseIndex(text: string): Map<string, string> {
  const names = new Map<string, string>()
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [href = '', name = '', ...rest] = line.split('\t')
    if (rest.length > 0 || !/^https:\/\/\S+$/.test(href) || !isKeptName(name)) continue
    const known = names.get(href)
    names.set(href, known !== undefined && known < name ? known : name)
  }
  return names
}

/** The index's text. */
export function printIndex(names: ReadonlyMap<string, string>): string {
  const rows = [...names].map(([href, name]) => `${href}\t${name}`)
  return `${[title, ...rows.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))].join('\n')}\n`
}

const endings = {
  png: 'png',
  jpeg: 'jpg',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  svg: 'svg',
} as const satisfies Record<Format, string>

function isKeptName(name: string): boolean {
  return /^[0-9a-f]{32}\.(?:png|jpg|gif|webp|avif|svg)$/.test(name)
}

/** The file name that bytes are kept under. @throws PictureError where they are no picture. */
export function keptName(bytes: Uint8Array): string {
  const format = formatOf(bytes)
  if (!format) throw new PictureError('it is no PNG, JPEG, WebP, GIF, AVIF or SVG')
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${endings[format]}`
}

/** The bytes kept for an address. @throws PictureError where the file is gone or is not what was kept. */
export async function readKept({ folder }: Kept, name: string): Promise<Uint8Array> {
  const bytes = await readPicture(path.join(folder, name)).catch(() => undefined)
  if (bytes && keptName(bytes) === name) return bytes
  throw new PictureError(`its kept copy ${name} is ${bytes ? 'damaged' : 'missing'}`)
}

/**
 * Finds a file below the root, name by name.
 *
 * Each name is looked up in its folder's listing, so that letter case counts on
 * every system, composed and decomposed letters are one, and what the author
 * probably meant is at hand. Each step is followed through links and must stay
 * inside.
 */
import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { isInside } from './address.ts'

export type Found =
  | { type: 'file' /** Real path, not known to be a regular file. */; path: string }
  | { type: 'missing' /** Paths that would be found, from the root, with `/`. */; meant: string[] }
  | { type: 'outside' }

export type Finder = (wanted: string) => Promise<Found>

/** A finder below one real folder; it remembers listings, so it is for one build. */
export function finderIn(root: string): Finder {
  const listings = new Map<string, Promise<string[]>>()
  const list = (folder: string): Promise<string[]> => {
    let names = listings.get(folder)
    if (!names) {
      names = readdir(folder).catch(() => [])
      listings.set(folder, names)
    }
    return names
  }

  /** The names in a folder that are equal once letter case and `%20` are put aside. */
  const alike = async (folder: string, name: string): Promise<string[]> => {
    const key = loose(name)
    return (await list(folder)).filter((candidate) => loose(candidate) === key).sort()
  }

  /** Paths below a folder that differ from the wanted one in nothing that matters. */
  const meant = async (folder: string, names: readonly string[]): Promise<string[]> => {
    const [name, ...rest] = names
    if (name === undefined) return []
    const found: string[] = []
    for (const candidate of (await alike(folder, name)).slice(0, 4)) {
      const next = await step(folder, candidate, root)
      if (next === undefined) continue
      if (rest.length === 0) found.push(candidate)
      else for (const below of await meant(next, rest)) found.push(`${candidate}/${below}`)
    }
    return found
  }

  return async (wanted) => {
    const names = path.relative(root, wanted).split(path.sep)
    let here = root
    for (const [index, name] of names.entries()) {
      const listed = await list(here)
      const exact =
        listed.find((candidate) => candidate === name) ??
        listed.find((candidate) => candidate.normalize('NFC') === name)
      if (exact === undefined) {
        const tail = await meant(here, names.slice(index))
        const head = path.relative(root, here).split(path.sep).filter(Boolean)
        return { type: 'missing', meant: tail.map((below) => [...head, below].join('/')) }
      }
      const next = await step(here, exact, root)
      if (next === undefined) {
        // A link that leads nowhere is missing; one that leads out is not followed.
        const gone = await realpath(path.join(here, exact)).then(
          () => false,
          () => true,
        )
        return gone ? { type: 'missing', meant: [] } : { type: 'outside' }
      }
      here = next
    }
    return { type: 'file', path: here }
  }
}

/** Where a name in a folder really leads; undefined where that is nowhere or outside. */
async function step(folder: string, name: string, root: string): Promise<string | undefined> {
  const next = await realpath(path.join(folder, name)).catch(() => undefined)
  return next !== undefined && isInside(next, root) ? next : undefined
}

/** A name without what authors get wrong: letter case, Unicode form, percent signs. */
function loose(name: string): string {
  let decoded = name
  try {
    decoded = decodeURIComponent(name)
  } catch {
    // It stays as it is.
  }
  return decoded.normalize('NFC').toLowerCase()
}

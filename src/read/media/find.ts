/**
 * Finds a file below the root, name by name.
 *
 * Each name is looked up in its folder's listing, so that letter case counts on
 * every system, composed and decomposed letters are one, and what the author
 * probably meant is at hand. Each step is followed through links and must stay
 * inside.
 */
import { readdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { isInside } from './address.ts'

export type Found =
  | { type: 'file' /** Real path, not known to be a regular file. */; path: string }
  | { type: 'missing' /** Paths that would be found, from the root, with `/`. */; meant: string[] }
  | { type: 'outside' }

export type Finder = (wanted: string) => Promise<Found>

/** What a folder lists: each name by itself, and by its composed form. */
type Listing = { names: ReadonlySet<string>; composed: () => ReadonlyMap<string, string> }

/** A finder below one real folder; it remembers listings, so it is for one build. */
export function finderIn(root: string): Finder {
  const listings = new Map<string, Listing>()
  const list = (folder: string): Listing => {
    let listing = listings.get(folder)
    if (!listing) {
      listing = listingOf(folder)
      listings.set(folder, listing)
    }
    return listing
  }

  /** The names in a folder that are equal once letter case and `%20` are put aside. */
  const alike = (folder: string, name: string): string[] => {
    const key = loose(name)
    return [...list(folder).names].filter((candidate) => loose(candidate) === key).sort()
  }

  /** Paths below a folder that differ from the wanted one in nothing that matters. */
  const meant = (folder: string, names: readonly string[]): string[] => {
    const [name, ...rest] = names
    if (name === undefined) return []
    const found: string[] = []
    for (const candidate of alike(folder, name).slice(0, 4)) {
      const next = step(folder, candidate)
      if (next === undefined) continue
      if (rest.length === 0) found.push(candidate)
      else for (const below of meant(next, rest)) found.push(`${candidate}/${below}`)
    }
    return found
  }

  const steps = new Map<string, string | undefined>()
  /** Where a name in a folder really leads; undefined where that is nowhere or outside. */
  const step = (folder: string, name: string): string | undefined => {
    const full = path.join(folder, name)
    if (steps.has(full)) return steps.get(full)
    const real = realOf(full)
    const next = real !== undefined && isInside(real, root) ? real : undefined
    steps.set(full, next)
    return next
  }

  return async (wanted) => {
    const names = path.relative(root, wanted).split(path.sep)
    let here = root
    for (const [index, name] of names.entries()) {
      const listed = list(here)
      const exact = listed.names.has(name) ? name : listed.composed().get(name)
      if (exact === undefined) {
        const tail = meant(here, names.slice(index))
        const head = path.relative(root, here).split(path.sep).filter(Boolean)
        return { type: 'missing', meant: tail.map((below) => [...head, below].join('/')) }
      }
      const next = step(here, exact)
      if (next === undefined) {
        // A link that leads nowhere is missing; one that leads out is not followed.
        return realOf(path.join(here, exact)) === undefined
          ? { type: 'missing', meant: [] }
          : { type: 'outside' }
      }
      here = next
    }
    return { type: 'file', path: here }
  }
}

function listingOf(folder: string): Listing {
  const names = new Set(namesIn(folder))
  let composed: Map<string, string> | undefined
  return {
    names,
    composed: () => {
      // Of several that are one letter by letter the first counts.
      composed ??= new Map([...names].reverse().map((name) => [name.normalize('NFC'), name]))
      return composed
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Undefined where nothing is there. */
function realOf(full: string): string | undefined {
  try {
    return realpathSync.native(full)
  } catch {
    return undefined
  }
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

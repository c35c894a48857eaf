/** Counts what a deck has and Markdown has no form for, and names media as files. */
import { safeName } from '../config/name.ts'
import type { Losses } from './html.ts'

/** Where a bank's media lie, in its folder. */
export const mediaFolder = 'media'

export type Account = Losses & {
  /** Things that were lost and how often, the most frequent first. */
  counts(): [string, number][]
  /** File names of media by the names that the deck has for them. */
  readonly files: ReadonlyMap<string, string>
}

export function createAccount(): Account {
  const counts = new Map<string, number>()
  const files = new Map<string, string>()
  const taken = new Set<string>()
  return {
    files,
    lost: (what) => counts.set(what, (counts.get(what) ?? 0) + 1),
    path: (name) => {
      const known = files.get(name)
      const file = known ?? distinct(safeName(name), taken)
      files.set(name, file)
      return `${mediaFolder}/${file}`
    },
    counts: () =>
      [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)),
  }
}

/** A file system may not tell `A.png` from `a.png`. */
function distinct(name: string, taken: Set<string>): string {
  for (let copy = 1; ; copy++) {
    const dot = name.lastIndexOf('.')
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    const tried = copy === 1 ? name : `${stem}-${copy}${ending}`
    if (taken.has(tried.toLowerCase())) continue
    taken.add(tried.toLowerCase())
    return tried
  }
}

/** Three-way merges of one cell: the text as issued, as the source has it now, as the table has it. */
import { diff3Merge } from 'node-diff3'

export type Clash = {
  /** Lines of each side where they disagree. */
  mine: string
  theirs: string
  /** Line of the source's text, from 0, where the clash begins. */
  line: number
}

export type Merged<T> = { value: T } | { clash: Clash }

/**
 * Merges texts by lines. Without a base two different texts clash as wholes.
 * `prefer`: where they clash the table's lines are taken.
 */
export function mergeText(
  mine: string,
  base: string | undefined,
  theirs: string,
  prefer = false,
): Merged<string> {
  if (mine === theirs || theirs === base) return { value: mine }
  if (mine === base) return { value: theirs }
  if (base === undefined) {
    return prefer ? { value: theirs } : { clash: { mine, theirs, line: 0 } }
  }
  const [a, o, b] = [mine, base, theirs].map((text) => text.split('\n'))
  const regions = diff3Merge<string>(a ?? [], o ?? [], b ?? [], { excludeFalseConflicts: true })
  const lines: string[] = []
  for (const { ok, conflict } of regions) {
    if (conflict && !prefer) {
      const { a, b, aIndex } = conflict
      return { clash: { mine: a.join('\n'), theirs: b.join('\n'), line: aIndex } }
    }
    // A long cell has more lines than a call has arguments.
    for (const line of ok ?? conflict?.b ?? []) lines.push(line)
  }
  return { value: lines.join('\n') }
}

/** Merges values that are taken whole. */
export function mergeWhole(
  mine: string,
  base: string | undefined,
  theirs: string,
  prefer = false,
): Merged<string> {
  if (mine === theirs || theirs === base) return { value: mine }
  if (mine === base || prefer) return { value: theirs }
  return { clash: { mine, theirs, line: 0 } }
}

/**
 * Merges sets, such as tags: what the table added or took away, over what the
 * source has. Two sides cannot clash. Without a base nothing is known to be taken away.
 */
export function mergeSet(
  mine: readonly string[],
  base: readonly string[] | undefined,
  theirs: readonly string[],
): string[] {
  const had = base ?? []
  const gone = new Set(had.filter((one) => !theirs.includes(one)))
  const came = theirs.filter((one) => !had.includes(one))
  const kept = mine.filter((one) => !gone.has(one))
  // The table's order counts where the source has what was issued.
  const all = [...new Set([...kept, ...came])]
  const same = base !== undefined && mine.join('\n') === base.join('\n')
  return same ? theirs.filter((one) => all.includes(one)) : all
}

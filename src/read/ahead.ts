/** Parses files while those before them are read: the next few, in threads where there are several. */
import { ifSeveral } from '../pool/several.ts'
import type { Pool } from '../pool/task.ts'
import { type FileSettings, type Parse, textOf } from './file.ts'
import { type Ended, parseAll } from './markdown/in-parts.ts'
import type { Markdown } from './markdown/markdown.ts'
import { deepLine } from './nesting.ts'
import type { Source } from './sources.ts'

/** In this thread and at once, unless a part of it may stall. */
export function parseWith(pool: Pool | undefined): Parse {
  return async (text) => {
    const [parsed] = await parseAll([text], pool)
    return parsed as Markdown | Ended
  }
}

/** Characters: files are parsed together until they come to so many. */
const together = 512 * 1024

type File = { source: Source; settings: FileSettings }

/** Files in a row that were read before: what follows them will have been, too. */
const enough = 4

/** Files that are parsed together; what was asked for is not held any longer. */
type Group = { parsed: Promise<Map<Source, Markdown | Ended>> }

type Known = (source: Source, settings: FileSettings) => boolean

/**
 * Gives each of some files, which are read in this order, how it is parsed. Nothing
 * is parsed before the first asks; `known` says which files will not.
 */
export function parseAhead(
  files: readonly File[],
  pool: Pool | undefined,
  known: Known = () => false,
): (source: Source) => Parse {
  const alone = parseWith(pool)
  const threads = ifSeveral(pool)
  if (!threads) return () => alone
  const places = new Map(files.map(({ source }, at) => [source, at]))
  const groups = new Map<Source, Group>()
  let next = 0
  let last: Group | undefined
  const begin = (group: readonly File[]) => {
    if (group.length === 0) return
    last = { parsed: parseGroup(group, threads) }
    // Who asks for a file of the group is told; until then nobody is.
    last.parsed.catch(() => {})
    for (const { source } of group) groups.set(source, last)
  }
  const beginFrom = (first: number, asks: boolean) => {
    const { group, end } = groupFrom(files, first, (source, settings) => {
      return !(asks && source === files[first]?.source) && known(source, settings)
    })
    next = end
    begin(group)
  }
  return (source) => async (text) => {
    const place = places.get(source) ?? -1
    if (!groups.has(source) && place >= next) beginFrom(place, true)
    const group = groups.get(source)
    if (!group) return alone(text)
    if (group === last && next < files.length) beginFrom(next, false)
    groups.delete(source)
    const parsed = await group.parsed
    const own = parsed.get(source)
    parsed.delete(source)
    return own ?? alone(text)
  }
}

/** Files from one on that are to be parsed together, and where the next group begins. */
function groupFrom(
  files: readonly File[],
  first: number,
  known: Known,
): { group: File[]; end: number } {
  const group: File[] = []
  let size = 0
  let skipped = 0
  let at = first
  for (; at < files.length && size < together && skipped < enough; at++) {
    const file = files[at] as File
    const wasRead = known(file.source, file.settings)
    skipped = wasRead ? skipped + 1 : 0
    // One that is nested too deep is not parsed at all.
    if (wasRead || deepLine(file.source.text) !== undefined) continue
    group.push(file)
    size += file.source.text.length
  }
  return { group, end: at }
}

async function parseGroup(group: readonly File[], pool: Pool) {
  const texts = group.map(({ source, settings }) => textOf(source, settings))
  const parsed = await parseAll(texts, pool)
  return new Map(group.map(({ source }, at) => [source, parsed[at] as Markdown | Ended]))
}

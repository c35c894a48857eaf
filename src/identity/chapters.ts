/**
 * Which section of the ledger each section of the bank continues.
 *
 * In this order: the same path, where that is unique on both sides; then, as
 * one assignment with the strongest first, the section that most of its known
 * questions come from and went to, which is a heading renamed or a section
 * moved; then equal paths in reading order.
 */
import type { Place, Section } from '../model/bank.ts'
import { byCodeUnit, type Ledger } from './record.ts'

/** A section of the bank, flat, in reading order, parents first. */
export type Chapter = {
  title: string
  path: string[]
  /** Index of the nearest titled section above; -1 at the top. */
  parent: number
  place: Place
}

/**
 * The titled sections of a bank, and for each section in reading order the index
 * of the chapter whose deck it uses: its own, or for one without title that
 * above (-1: the bank's own deck).
 */
export function chaptersOf<Q>(sections: readonly Section<Q>[]): {
  chapters: Chapter[]
  of: Map<Section<Q>, number>
} {
  const chapters: Chapter[] = []
  const of = new Map<Section<Q>, number>()
  const enter = (section: Section<Q>, parent: number): void => {
    let own = parent
    if (section.title !== '') {
      own = chapters.length
      const { title, path, place } = section
      chapters.push({ title, path, parent, place })
    }
    of.set(section, own)
    for (const child of section.sections) enter(child, own)
  }
  for (const section of sections) enter(section, -1)
  return { chapters, of }
}

/** Questions known from the ledger: their chapter now, the section they had, and how many they are. */
export type Vote = { chapter: number; section: string; count: number }

/** For each chapter the key of the section that it continues, if any. */
export function matchChapters(
  chapters: readonly Chapter[],
  ledger: Ledger,
  votes: readonly Vote[],
): (string | undefined)[] {
  const keys: (string | undefined)[] = chapters.map(() => undefined)
  const taken = new Set<string>()
  const take = (chapter: number, key: string) => {
    keys[chapter] = key
    taken.add(key)
  }
  const here = groups(chapters.map((chapter, index) => [pathText(chapter.path), index]))
  const known = groups(
    [...ledger.sections.values()]
      .sort((one, other) => byCodeUnit(one.deck, other.deck))
      .map((section) => [pathText(section.path), section.key]),
  )
  for (const [path, [chapter = -1, ...more]] of here) {
    const [key, ...others] = known.get(path) ?? []
    if (key !== undefined && more.length + others.length === 0) take(chapter, key)
  }
  for (const { chapter, key } of byQuestions(chapters, ledger, votes, known)) {
    if (keys[chapter] === undefined && !taken.has(key)) take(chapter, key)
  }
  for (const [path, indices] of here) {
    const left = (known.get(path) ?? []).filter((key) => !taken.has(key))
    for (const chapter of indices) {
      const key = keys[chapter] === undefined ? left.shift() : undefined
      if (key !== undefined) take(chapter, key)
    }
  }
  return keys
}

/** A chapter and a section of the ledger, and how many questions they have in common. */
type Shared = { chapter: number; key: string; common: number }

/** Pairs that share more than half of the known questions on both sides, the strongest first. */
function byQuestions(
  chapters: readonly Chapter[],
  ledger: Ledger,
  votes: readonly Vote[],
  known: ReadonlyMap<string, readonly string[]>,
): { chapter: number; key: string }[] {
  const above = ancestry(ledger, known)
  const active = new Map<string, number>()
  for (const line of ledger.questions.values()) {
    if (line.state !== 'active') continue
    for (const key of above(line.section)) count(active, key)
  }
  const now = new Map<number, number>()
  const before = new Map<string, number>()
  const shared = new Map<number, Map<string, Shared>>()
  for (const vote of votes) {
    const olds = above(vote.section)
    for (const key of olds) count(before, key, vote.count)
    for (let chapter = vote.chapter; chapter >= 0; chapter = chapters[chapter]?.parent ?? -1) {
      count(now, chapter, vote.count)
      const pairs = shared.get(chapter) ?? new Map<string, Shared>()
      shared.set(chapter, pairs)
      for (const key of olds) {
        const pair = pairs.get(key) ?? { chapter, key, common: 0 }
        pair.common += vote.count
        pairs.set(key, pair)
      }
    }
  }
  const title = (chapter: number) => chapters[chapter]?.title
  const strength = ({ chapter, key, common }: Shared) =>
    common / ((now.get(chapter) ?? 0) + (before.get(key) ?? 0) - common)
  return [...shared.values()]
    .flatMap((pairs) => [...pairs.values()])
    .filter(
      ({ chapter, key, common }) =>
        2 * common > (now.get(chapter) ?? 0) &&
        2 * common > (before.get(key) ?? 0) &&
        // A section of which little is left elsewhere has ended, not moved.
        3 * common >= (active.get(key) ?? 0),
    )
    .map((pair) => ({
      ...pair,
      titled: ledger.sections.get(pair.key)?.path.at(-1) === title(pair.chapter) ? 1 : 0,
      strength: strength(pair),
    }))
    .sort(
      (one, other) =>
        other.titled - one.titled ||
        other.strength - one.strength ||
        // Of a section and the only section in it, the outer continues the outer.
        one.chapter - other.chapter ||
        depth(ledger, one.key) - depth(ledger, other.key) ||
        byCodeUnit(one.key, other.key),
    )
}

function depth(ledger: Ledger, key: string): number {
  return ledger.sections.get(key)?.path.length ?? 0
}

/** A function that gives a section's key and those of the sections above it. */
function ancestry(
  ledger: Ledger,
  known: ReadonlyMap<string, readonly string[]>,
): (key: string) => string[] {
  const found = new Map<string, string[]>()
  return (key) => {
    const cached = found.get(key)
    if (cached) return cached
    const path = ledger.sections.get(key)?.path ?? []
    const keys = path
      .slice(0, -1)
      .map((_, index) => known.get(pathText(path.slice(0, index + 1)))?.[0])
      .filter((above) => above !== undefined)
    const all = key === '' ? [] : [...keys, key]
    found.set(key, all)
    return all
  }
}

/** One text for a path, for comparing. */
export function pathText(path: readonly string[]): string {
  return JSON.stringify(path)
}

function groups<V>(entries: (readonly [string, V])[]): Map<string, V[]> {
  const map = new Map<string, V[]>()
  for (const [key, value] of entries) {
    const group = map.get(key)
    if (group) group.push(value)
    else map.set(key, [value])
  }
  return map
}

function count<K>(map: Map<K, number>, key: K, more = 1): void {
  map.set(key, (map.get(key) ?? 0) + more)
}

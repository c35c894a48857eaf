/**
 * The judge: which question of one version is which of the next.
 *
 * It compares word sequences (longest common subsequence, as difflib does, not
 * sets or sketches), and it may take its time. Equal texts first; then every
 * pair that is alike enough, the most alike first. What it cannot tell it says.
 */
import type { Item } from './items.ts'

export type Link = {
  from: number
  to: number
  /** How much of both texts is one sequence, 0 to 1. */
  whole: number
  title: number
  body: number
  why: 'equal' | 'alike' | 'title' | 'place'
}

export type Verdict = {
  links: Link[]
  /** Pairs that may be one question or two: they count for nobody and against nobody. */
  unsure: Link[]
}

const surely = 0.6
const perhaps = 0.4
/** Nearer to each other, two pairs are as good. */
const close = 0.15

type Text = { title: string; words: string[]; titled: string[]; body: string[] }

/** What each item of `before` became. */
export function judge(before: readonly Item[], after: readonly Item[]): Verdict {
  const old = before.map(textOf)
  const now = after.map(textOf)
  const links: Link[] = []
  const gone = new Set(old.keys())
  const fresh = new Set(now.keys())
  const take = (link: Link) => {
    links.push(link)
    gone.delete(link.from)
    fresh.delete(link.to)
  }
  equals(old, now, take)

  const oldTitles = counts(old.map(({ title }) => title))
  const newTitles = counts(now.map(({ title }) => title))
  const candidates = [...gone].flatMap((from) =>
    [...fresh].flatMap((to) => {
      const [one, other] = [old[from], now[to]]
      if (!one || !other) return []
      // An upper bound of the sequence in common, so that few pairs are compared at length.
      if (one.title !== other.title && bagged(one.words, other.words) < perhaps) return []
      const whole = alike(one.words, other.words)
      const title = alike(one.titled, other.titled)
      const body = alike(one.body, other.body)
      const known = oldTitles.get(one.title) === 1 && newTitles.get(other.title) === 1
      return [
        {
          from,
          to,
          whole,
          title,
          body,
          why: 'place',
          named: known && one.title === other.title,
        } as const,
      ]
    }),
  )
  const rank = (pair: (typeof candidates)[number]) => pair.whole + (pair.named ? 0.5 : 0)
  // Another pair nearly as good whose other end has nothing better: two questions that became one, or one two.
  const best = (of: (pair: (typeof candidates)[number]) => boolean) =>
    Math.max(...candidates.filter(of).map(rank))
  const contesting = (pair: (typeof candidates)[number]) =>
    candidates.flatMap((rival) => {
      const shares = (rival.from === pair.from) !== (rival.to === pair.to)
      if (!shares || !gone.has(rival.from) || !fresh.has(rival.to)) return []
      if (rival.whole < perhaps || rank(rival) < rank(pair) - close) return []
      const own = (other: Pick<Link, 'from' | 'to'>) =>
        rival.to === pair.to ? other.from === rival.from : other.to === rival.to
      const { named: _, ...link } = rival
      return rank(rival) >= best(own) ? [link] : []
    })
  const unsure: Link[] = []
  for (const pair of candidates.sort((one, other) => rank(other) - rank(one))) {
    if (!gone.has(pair.from) || !fresh.has(pair.to)) continue
    const { named, ...link } = pair
    const rivals = named ? [] : contesting(pair)
    if (rivals.length > 0) {
      unsure.push(link, ...rivals)
      gone.delete(pair.from)
      fresh.delete(pair.to)
      continue
    }
    const why = named ? 'title' : link.whole >= surely ? 'alike' : undefined
    if (why) take({ ...link, why })
    else if (link.whole >= perhaps || link.title === 1) unsure.push(link)
  }
  // Of what is left, neighbours on both sides decide where words do not.
  const to = new Map(links.map((link) => [link.from, link.to]))
  const between = ({ from, to: here }: Link) =>
    (from === 0 ? -1 : to.get(from - 1)) === here - 1 &&
    (from === old.length - 1 ? now.length : to.get(from + 1)) === here + 1
  for (const link of unsure.filter(between)) {
    if (link.whole < perhaps) continue
    if (gone.has(link.from) && fresh.has(link.to)) take(link)
  }
  return {
    links: links.sort((one, other) => one.from - other.from),
    unsure: unsure.filter((link) => !links.includes(link)),
  }
}

/** What the judge says of two texts far apart in time: one question, another, or undefined. */
export function sameQuestion(one: Item, other: Item): boolean | undefined {
  const [a, b] = [textOf(one), textOf(other)]
  const whole = alike(a.words, b.words)
  if (whole >= surely || (a.title === b.title && alike(a.body, b.body) >= perhaps)) return true
  return whole >= perhaps || a.title === b.title ? undefined : false
}

/** Equal texts, equal twins in order. */
function equals(old: readonly Text[], now: readonly Text[], take: (link: Link) => void): void {
  const shelves = new Map<string, number[]>()
  for (const [index, { title, body }] of now.entries()) {
    const key = `${title}\n${body.join(' ')}`
    shelves.set(key, [...(shelves.get(key) ?? []), index])
  }
  for (const [from, { title, body }] of old.entries()) {
    const to = shelves.get(`${title}\n${body.join(' ')}`)?.shift()
    if (to !== undefined) take({ from, to, whole: 1, title: 1, body: 1, why: 'equal' })
  }
}

function textOf({ title, body }: Item): Text {
  const words = (text: string) => text.toLowerCase().match(/[a-z0-9_$]+|[^\sa-z0-9_$]/g) ?? []
  const [titled, rest] = [words(title), words(body)]
  return { title: titled.join(' '), titled, body: rest, words: [...titled, ...rest] }
}

function counts(keys: readonly string[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1)
  return count
}

function bagged(one: readonly string[], other: readonly string[]): number {
  const left = counts(one)
  let common = 0
  for (const word of other) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    common++
    left.set(word, count - 1)
  }
  return (2 * common) / Math.max(one.length + other.length, 1)
}

/** Twice the longest common subsequence over both lengths; two empty texts are alike. */
function alike(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1
  let row = new Uint16Array(other.length + 1)
  let next = new Uint16Array(other.length + 1)
  for (const word of one) {
    for (let at = 0; at < other.length; at++) {
      const beside = Math.max(row[at + 1] ?? 0, next[at] ?? 0)
      next[at + 1] = other[at] === word ? (row[at] ?? 0) + 1 : beside
    }
    ;[row, next] = [next, row]
  }
  return (2 * (row[other.length] ?? 0)) / (one.length + other.length)
}

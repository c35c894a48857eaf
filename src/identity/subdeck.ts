/**
 * Names of subdecks: `010 Closures`.
 *
 * Anki sorts decks by name and knows them by nothing else, so the number keeps
 * the order of the book and the whole name stays from first issue. Steps of ten
 * leave room: a later section takes the middle between its neighbours (015,
 * then 012), and where no whole number is free a fraction of one (010.5), down
 * to millionths; after that it shares the number of the one before it. A section
 * moved past its neighbours keeps its number, so the order of decks may then
 * differ from that of the book: moving learners' cards would be worse.
 */
import type { Chapter } from './chapters.ts'
import type { Ledger } from './record.ts'

/** Millionths: the unit in which numbers are compared. */
const unit = 1_000_000
const step = 10 * unit
/** Code points of a title; Anki takes a hundred bytes and more, phones show fewer. */
const longest = 80

/** For each chapter the name of its subdeck below the bank's deck; kept for those the ledger knows. */
export function nameSubdecks(
  chapters: readonly Chapter[],
  keys: readonly (string | undefined)[],
  ledger: Ledger,
): string[] {
  const decks = keys.map((key) => (key === undefined ? '' : (ledger.sections.get(key)?.deck ?? '')))
  const siblings = new Map<number, number[]>()
  for (const [index, { parent }] of chapters.entries()) {
    const group = siblings.get(parent)
    if (group) group.push(index)
    else siblings.set(parent, [index])
  }
  const issued = [...ledger.sections.values()].map((section) => section.deck)
  const names = new Set(issued.map((deck) => deck.toLowerCase()))
  const used = numbersByParent(issued)
  // A parent stands before its children, so its own name is settled by then.
  for (const [parent, group] of [...siblings].sort(([one], [other]) => one - other)) {
    const above = parent < 0 ? '' : `${decks[parent]}::`
    const numbers = numbersOf(
      group.map((index) => numberIn(decks[index] ?? '', above)),
      used.get(above) ?? [],
    )
    for (const [place, index] of group.entries()) {
      if (decks[index] !== '') continue
      const name = `${above}${numbers[place]} ${cleanTitle(chapters[index]?.title ?? '')}`
      decks[index] = distinct(name, names)
    }
  }
  return decks
}

/** A section's title as part of a deck's name: one line, no `::`, no control characters, 80 code points. */
export function cleanTitle(title: string): string {
  const clean = title
    .normalize('NFC')
    .replace(/\p{Cs}/gu, '')
    // Controls, marks of direction, soft hyphens and spaces of no width: seen by nobody, kept by Anki.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replaceAll('"', "'")
    .replace(/:{2,}/g, ':')
  const short = [...clean].slice(0, longest).join('')
  return short.replace(/^[\s:]+|[\s:]+$/g, '') || 'Section'
}

function distinct(name: string, names: Set<string>): string {
  for (let copy = 1; ; copy++) {
    const tried = copy === 1 ? name : `${name} ${copy}`
    if (names.has(tried.toLowerCase())) continue
    names.add(tried.toLowerCase())
    return tried
  }
}

/** The numbers under each parent (`''` or one that ends in `::`). */
function numbersByParent(decks: readonly string[]): Map<string, string[]> {
  const numbers = new Map<string, string[]>()
  for (const deck of decks) {
    const cut = deck.lastIndexOf('::')
    const parent = cut < 0 ? '' : deck.slice(0, cut + 2)
    const number = numberIn(deck, parent)
    if (number === undefined) continue
    const group = numbers.get(parent)
    if (group) group.push(number)
    else numbers.set(parent, [number])
  }
  return numbers
}

/** The number of a deck that stands directly below a parent. */
function numberIn(deck: string, parent: string): string | undefined {
  if (!deck.startsWith(parent) || deck.includes('::', parent.length)) return undefined
  return /^\d{3,}(?:\.\d{1,6})?(?= )/.exec(deck.slice(parent.length))?.[0]
}

/**
 * Numbers for a row of siblings, of which some have one; `used` holds every
 * number ever given in that place, those of vanished sections too.
 */
export function numbersOf(
  given: readonly (string | undefined)[],
  used: readonly string[],
): string[] {
  const integers = used.map((number) => number.split('.')[0]?.length ?? 0)
  const count = given.filter((number) => number === undefined).length
  const width = used.length > 0 ? Math.max(...integers) : Math.max(3, String(count * 10).length)
  const end = 10 ** width * unit
  const busy = new Set(used.map(millionths))
  const numbers: string[] = []
  let low = 0
  for (let place = 0; place < given.length; place++) {
    const number = given[place]
    if (number !== undefined) {
      low = millionths(number)
      numbers[place] = number
      continue
    }
    let run = 1
    while (place + run < given.length && given[place + run] === undefined) run++
    const following = given[place + run]
    const next = following === undefined ? end : millionths(following)
    // A sibling moved up from further back is no bound: what comes new goes behind all.
    for (const [index, value] of between(low, next > low ? next : end, end, run, busy).entries()) {
      busy.add(value)
      numbers[place + index] = print(value, width)
      low = value
    }
    place += run - 1
  }
  return numbers
}

/** `count` free values between two bounds: tens at the open end, else as even and as round as can be. */
function between(
  low: number,
  high: number,
  end: number,
  count: number,
  busy: ReadonlySet<number>,
): number[] {
  const free = (grain: number) => {
    const values: number[] = []
    for (let value = (Math.floor(low / grain) + 1) * grain; value < high; value += grain) {
      if (!busy.has(value)) values.push(value)
    }
    return values
  }
  const tens = high === end ? free(step) : []
  if (tens.length >= count) return tens.slice(0, count)
  for (let grain = unit; grain >= 1; grain /= 10) {
    const values = free(grain)
    if (values.length < count) continue
    return Array.from({ length: count }, (_, index) => {
      const at = Math.floor(((index + 1) * (values.length + 1)) / (count + 1)) - 1
      return values[at] ?? low
    })
  }
  return Array.from({ length: count }, () => low)
}

function millionths(number: string): number {
  return Math.round(Number(number) * unit)
}

function print(value: number, width: number): string {
  const whole = String(Math.floor(value / unit)).padStart(width, '0')
  const fraction = String(value % unit)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return fraction ? `${whole}.${fraction}` : whole
}

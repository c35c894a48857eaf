/**
 * Matching by likeness: a question reworded in title and content at once, or one
 * of many with the same title.
 *
 * Sketches find the pairs worth looking at, so the time stays near linear; the
 * texts themselves, as last issued, decide. An equal title and equal neighbours
 * count as evidence beside. A pair is taken where it is the best of both sides
 * by a clear margin; where another comes close, nobody can tell. Known questions
 * of equal text are no rivals of each other: whichever of them goes on, it asks
 * what the other asked, so their places and then their order may decide.
 */
import { issuedText } from './companion.ts'
import { type Issued, wordsOf } from './fingerprint.ts'
import { byCodeUnit, type Ledger, type QuestionLine } from './record.ts'
import type { Ambiguity, Seen } from './seen.ts'
import { featuresOf, likeness, overlap } from './sketch.ts'

/** The share of common words and pairs of words that suffices alone; with the same title or place; with both. */
export const alone = 0.7
export const supported = 0.45
const placed = 0.2
/** So few in common (`Is … true?` `Yes.`) are no evidence without the same title. */
const fewest = 12
/** How far the best must be ahead of the next. */
const margin = 0.15
/** Candidates that share one trait; what more share is evidence of nothing. */
const crowd = 40
/** Sketches less alike are not worth a look at the texts, nor are more than so many. */
const glance = 0.15
const looks = 8

/** What is compared. */
type Now = {
  seen: readonly Seen[]
  /** What each question of the bank was matched with before. */
  lines: readonly (QuestionLine | undefined)[]
  /** Indices still without a match. */
  left: readonly number[]
  /** Key of each question's section in the ledger. */
  keys: readonly (string | undefined)[]
}
type Known = { ledger: Ledger; lines: readonly QuestionLine[] }
type Pair = { index: number; line: QuestionLine; score: number; named: boolean }

export function nearMatches(
  now: Now,
  known: Known,
  fits: (index: number, line: QuestionLine) => boolean,
): { pairs: [number, QuestionLine][]; unclear: Ambiguity[] } {
  if (now.left.length === 0 || known.lines.length === 0) return { pairs: [], unclear: [] }
  const pairs = scored(now, known, fits)
  const rivalsOf = rivalry(pairs, known)
  const taken: Pair[] = []
  const unclear = new Map<number, Set<string>>()
  for (const pair of pairs) {
    const others = rivalsOf(pair)
    const titled = pair.named
      ? undefined
      : others.find(({ index, named }) => index === pair.index && named)
    if (titled) {
      // The title says one that is alike, the content another that is more alike.
      const codes = unclear.get(pair.index) ?? new Set()
      unclear.set(pair.index, codes.add(pair.line.code).add(titled.line.code))
    } else if (others.every((rival) => rival.score <= pair.score - margin)) {
      taken.push(pair)
    } else if (others.every((rival) => rival.score < pair.score + margin)) {
      const codes = unclear.get(pair.index) ?? new Set()
      unclear.set(pair.index, codes.add(pair.line.code))
    }
  }
  const done = new Set(taken.map(({ index }) => index))
  const inPlace = ({ index, line }: Pair) => (now.keys[index] === line.section ? 0 : 1)
  // Of equal ones that with the more neighbours, then that of its section, then in order.
  taken.sort((one, other) => other.score - one.score || inPlace(one) - inPlace(other))
  return {
    pairs: onePerEnd(taken),
    unclear: [...unclear]
      .filter(([index]) => !done.has(index))
      .map(([seen, codes]) => ({ seen, codes: [...codes] })),
  }
}

/** Of pairs that share an end the first. */
function onePerEnd(pairs: readonly Pair[]): [number, QuestionLine][] {
  const ends = new Set<number | string>()
  return pairs.flatMap(({ index, line }): [number, QuestionLine][] => {
    if (ends.has(index) || ends.has(line.code)) return []
    ends.add(index).add(line.code)
    return [[index, line]]
  })
}

/** The pairs that speak against one: of its question with another text, and of more questions than there are lines. */
function rivalry(pairs: readonly Pair[], known: Known): (pair: Pair) => Pair[] {
  const textOf = ({ kind, title, content }: QuestionLine) => `${kind} ${title} ${content}`
  const lines = new Map<string, number>()
  for (const line of known.lines) lines.set(textOf(line), (lines.get(textOf(line)) ?? 0) + 1)
  const bySeen = new Map<number, Pair[]>()
  const byText = new Map<string, Pair[]>()
  for (const pair of pairs) {
    push(bySeen, pair.index, pair)
    push(byText, textOf(pair.line), pair)
  }
  return (pair) => {
    const text = textOf(pair.line)
    const elsewhere = (bySeen.get(pair.index) ?? []).filter(({ line }) => textOf(line) !== text)
    const others = (byText.get(text) ?? []).filter(({ index }) => index !== pair.index)
    const near = others.filter(({ score }) => score > pair.score - margin)
    const enough = new Set(near.map(({ index }) => index)).size < (lines.get(text) ?? 1)
    return enough ? elsewhere : [...elsewhere, ...others]
  }
}

/** Pairs whose evidence is enough. */
function scored(
  now: Now,
  known: Known,
  fits: (index: number, line: QuestionLine) => boolean,
): Pair[] {
  const candidates = candidatesOf(now, known)
  const around = neighbours(now, known)
  const textOfLine = remembered((code: string) => {
    const issued = issuedText(known.ledger, code)
    return issued && featured(issued)
  })
  const pairs: Pair[] = []
  for (const index of now.left) {
    const seen = now.seen[index]
    if (!seen) continue
    const text = featured(seen.issued)
    for (const { line, rough } of candidates(index)) {
      if (!fits(index, line)) continue
      const before = textOfLine(line.code)
      const named = seen.print.title === line.title
      const { share, common } = before
        ? inCommon(text, before, named)
        : { share: rough, common: fewest }
      const beside = around(index, line)
      const enough =
        share >= alone ||
        (share >= supported && (named || beside === 2)) ||
        (share >= placed && named && beside === 2)
      if (!enough || (common < fewest && !named)) continue
      pairs.push({ index, line, named, score: share + (named ? 0.15 : 0) + beside * 0.1 })
    }
  }
  return pairs
}

/** Whether the contents of two questions have so much in common that an equal title suffices. */
export function isLike(one: Issued, other: Issued): boolean {
  return overlap(featured(one).content, featured(other).content).share >= supported
}

/** Of a question and what was last issued of a line: the share of their contents that is common, and how much of the old is still there. */
export function shareOf(
  one: Issued,
  ledger: Ledger,
  code: string,
): { share: number; kept: number } | undefined {
  const before = issuedText(ledger, code)
  if (!before) return undefined
  const old = featured(before).content
  const { share, common } = overlap(featured(one).content, old)
  return { share, kept: common / Math.max(old.length, 1) }
}

/** Comparing so many pairs one by one takes no time to speak of. */
const bearable = 20_000

/** Of some lines the one whose content has most in common with that of a question, if it is enough to speak of. */
export function mostAlike(
  now: Now,
  known: Known,
): (index: number) => { code: string; share: number } | undefined {
  const few = now.left.length * known.lines.length <= bearable
  const candidates = few ? undefined : candidatesOf(now, known)
  const contentOfLine = remembered((code: string) => {
    const issued = issuedText(known.ledger, code)
    return issued && featured(issued).content
  })
  return (index) => {
    const seen = now.seen[index]
    if (!seen) return undefined
    const { content } = featured(seen.issued)
    const lines = candidates ? candidates(index).map(({ line }) => line) : known.lines
    let best: { code: string; share: number } | undefined
    for (const { code, kind } of lines) {
      const before = kind === seen.kind ? contentOfLine(code) : undefined
      const { share, common } = before ? overlap(content, before) : { share: 0, common: 0 }
      if (common >= fewest && share > (best?.share ?? placed)) best = { code, share }
    }
    return best
  }
}

type Text = { whole: Uint32Array; content: Uint32Array }

function featured(issued: Issued): Text {
  return {
    whole: featuresOf(wordsOf(issued)),
    content: featuresOf(wordsOf({ ...issued, title: '' })),
  }
}

/**
 * Of the whole question or of its content alone, whichever has more in common;
 * where the titles are equal of the content, for the title counts by itself.
 */
function inCommon(one: Text, other: Text, named: boolean): { share: number; common: number } {
  const content = overlap(one.content, other.content)
  if (named) return content
  const whole = overlap(one.whole, other.whole)
  return content.common >= fewest && content.share > whole.share ? content : whole
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** Lines worth comparing with a question, the most alike first. */
function candidatesOf(
  now: Now,
  known: Known,
): (index: number) => { line: QuestionLine; rough: number }[] {
  const shelves = new Map<string, QuestionLine[]>()
  for (const line of known.lines) {
    for (const key of keysOf(line.sketch, line.title)) push(shelves, key, line)
  }
  return (index) => {
    const seen = now.seen[index]
    if (!seen) return []
    const found = new Set<QuestionLine>()
    for (const key of keysOf(seen.sketch(), seen.print.title)) {
      const shelf = shelves.get(key) ?? []
      if (shelf.length <= crowd) for (const line of shelf) found.add(line)
    }
    return [...found]
      .map((line) => ({ line, rough: likeness(seen.sketch(), line.sketch) }))
      .filter(({ rough }) => rough >= glance)
      .sort((one, other) => other.rough - one.rough || byCodeUnit(one.line.code, other.line.code))
      .slice(0, looks)
  }
}

/** Traits to find a line by: each two bins side by side, and the title. */
function keysOf(sketch: string, title: string): string[] {
  const bands = [...sketch].map(
    (_, bin) => `${bin} ${sketch[bin]}${sketch[(bin + 1) % sketch.length]}`,
  )
  return [...bands, `title ${title}`]
}

/** How many neighbours, of two, a question and a line have in common; the edge of a section is one. */
function neighbours(now: Now, known: Known): (index: number, line: QuestionLine) => number {
  const after = new Map<string, string>()
  for (const line of known.ledger.questions.values()) {
    if (line.state === 'active' && line.after) after.set(line.after, line.code)
  }
  const codeAt = (index: number, beside: number) => {
    const same = now.seen[index]?.chapter === now.seen[beside]?.chapter
    return same ? now.lines[beside]?.code : ''
  }
  return (index, line) => {
    if (now.keys[index] !== line.section) return 0
    const before = codeAt(index, index - 1) === line.after ? 1 : 0
    const behind = codeAt(index, index + 1) === (after.get(line.code) ?? '') ? 1 : 0
    return before + behind
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const group = map.get(key)
  if (group) group.push(value)
  else map.set(key, [value])
}

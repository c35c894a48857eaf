/**
 * Numbers of the gaps to which a source gives none, `==text==`: a gap keeps its
 * number when others come, go or move, because the number is a learner's card.
 *
 * Equal texts go on, then what was gone and is back, then the clearly most alike,
 * then what stands alone between the same gaps and is alike. Whatever is in doubt
 * takes a number that none ever had: a card begun anew costs less than reviews
 * that count for another text.
 */
import { bodyOf, type Draft } from '../model/bank.ts'
import { gapTexts, renumbered } from '../model/gaps.ts'
import { issuedText } from './companion.ts'
import { dice, likeEnough } from './dice.ts'
import type { Fingerprint } from './fingerprint.ts'
import { hash } from './hash.ts'
import type { Ledger, QuestionLine } from './record.ts'

/** What was found of a cloze's gaps. */
export type Counted = {
  /** The ledger's marks. */
  marks: string[]
  /** The companion's: `3 text`, of those that we numbered, in reading order. */
  gaps: string[]
  /** Numbers by those that reading gave for the time being. */
  numbers: ReadonlyMap<number, number>
}

type ClozeDraft = Extract<Draft, { kind: 'cloze' }>

/** The gaps of a question; undefined for one of another kind. */
export function countGaps(
  draft: Draft,
  print: Fingerprint,
  known: Ledger,
  line: QuestionLine | undefined,
): Counted | undefined {
  if (draft.kind !== 'cloze') return undefined
  const { gaps, counted = [] } = draft
  const ever: ReadonlyMap<number, string> =
    line?.kind === 'cloze' ? everIn(line.marks) : new Map<number, string>()
  const written = gaps.filter((number) => !counted.includes(number))
  if (counted.length === 0)
    return { marks: printGaps(written, new Map(), ever), gaps: [], numbers: new Map() }
  const texts = gapTexts(bodyOf(draft))
  const textsNow = counted.map((number) => texts.get(number) ?? '')
  const before = line && issuedText(known, line.code)?.gaps?.map(gapFrom)
  // Where nothing is known of their texts, the same content at least has the same gaps.
  const unknown = !before && [...ever.values()].every((digest) => digest === '')
  const same = unknown && line?.content === print.content && line.title === print.title
  const numbers = same
    ? counted
    : numberGaps(textsNow, { texts: before ?? [], ever }, new Set(written))
  return {
    marks: printGaps(
      written,
      new Map(numbers.map((number, at) => [number, textsNow[at] ?? ''])),
      ever,
    ),
    gaps: numbers.map((number, at) => `${number} ${textsNow[at]}`),
    numbers: new Map(counted.map((from, at) => [from, numbers[at] ?? from])),
  }
}

/** A question with the numbers that were found for its gaps. */
export function withNumbers(
  { counted: _, ...draft }: ClozeDraft,
  found: Counted | undefined,
): ClozeDraft {
  return renumbered(draft, found?.numbers ?? new Map())
}

function gapFrom(entry: string): { number: number; text: string } {
  const space = entry.indexOf(' ')
  return { number: Number(entry.slice(0, space)), text: entry.slice(space + 1) }
}

/** A gap as last issued, and every number that a question's gaps ever had. */
export type KnownGaps = {
  /** In reading order. */
  texts: readonly { number: number; text: string }[]
  /** Digest of the text that each number last had; empty for one that the author wrote. */
  ever: ReadonlyMap<number, string>
}

/** Sure without a look at the place, by `dice`; and how far ahead of the next. */
const alike = 0.5
const margin = 0.15

/** A number for each text, in reading order; `written` are those that the author gave to other gaps. */
export function numberGaps(
  texts: readonly string[],
  { texts: before, ever }: KnownGaps,
  written: ReadonlySet<number>,
): number[] {
  const counting = new Counting(
    texts.map(plainly),
    before.filter(({ number }) => !written.has(number)).map(({ text }) => plainly(text)),
  )
  const olds = before.filter(({ number }) => !written.has(number)).map(({ number }) => number)
  const pairs = counting.pairs()
  const used = new Set([...written, ...[...pairs.values()].map((old) => olds[old] ?? 0)])
  const back = returns(texts, pairs, ever, used)
  const taken = new Set([...used, ...back.values(), ...ever.keys()])
  let next = 1
  return texts.map((_, index) => {
    const old = pairs.get(index)
    const known = old === undefined ? back.get(index) : olds[old]
    if (known !== undefined) return known
    while (taken.has(next)) next++
    taken.add(next)
    return next
  })
}

/** A short hash of a gap's text, for the ledger. */
export function gapDigest(text: string): string {
  return hash([plainly(text)], 6)
}

/** The ledger's marks of a cloze: `3` where the author wrote it, `3=digest` where we did, `3~digest` for one that is gone. */
export function printGaps(
  written: readonly number[],
  counted: ReadonlyMap<number, string>,
  ever: ReadonlyMap<number, string>,
): string[] {
  const now = new Set([...written, ...counted.keys()])
  const marks = new Map([
    ...[...ever].flatMap(([number, digest]) =>
      now.has(number) ? [] : [[number, `${number}~${digest}`] as const],
    ),
    ...written.map((number) => [number, String(number)] as const),
    ...[...counted].map(([number, text]) => [number, `${number}=${gapDigest(text)}`] as const),
  ])
  return [...marks].sort(([one], [other]) => one - other).map(([, mark]) => mark)
}

/** Every number in a ledger's marks, with its digest. */
export function everIn(marks: readonly string[]): Map<number, string> {
  return new Map(
    marks.flatMap((mark) => {
      const [, number, digest = ''] = /^(\d+)(?:[=~]([\w-]*))?$/.exec(mark) ?? []
      return number === undefined ? [] : [[Number(number), digest] as const]
    }),
  )
}

/** Texts whose number is gone, by digest, where both sides have it once. */
function returns(
  texts: readonly string[],
  pairs: ReadonlyMap<number, number>,
  ever: ReadonlyMap<number, string>,
  used: ReadonlySet<number>,
): Map<number, number> {
  const gone = grouped([...ever].filter(([number]) => !used.has(number)))
  const fresh = grouped(
    texts.flatMap((text, index) => (pairs.has(index) ? [] : [[index, gapDigest(text)] as const])),
  )
  const back = new Map<number, number>()
  for (const [digest, indexes] of fresh) {
    const numbers = gone.get(digest) ?? []
    const [[index], [number]] = [indexes, numbers]
    if (indexes.length !== 1 || numbers.length !== 1) continue
    if (index !== undefined && number !== undefined) back.set(index, number)
  }
  return back
}

function grouped(entries: readonly (readonly [number, string])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [key, text] of entries) groups.set(text, [...(groups.get(text) ?? []), key])
  return groups
}

/** Pairs gaps of now and then, both in reading order. */
class Counting {
  readonly #now: readonly string[]
  readonly #before: readonly string[]
  readonly #pairs = new Map<number, number>()
  readonly #old = new Map<number, number>()

  constructor(now: readonly string[], before: readonly string[]) {
    this.#now = now
    this.#before = before
  }

  /** For each gap now that goes on, which it was. */
  pairs(): ReadonlyMap<number, number> {
    this.#equal()
    this.#alike()
    this.#inPlace()
    return this.#pairs
  }

  #equal(): void {
    const then = grouped([...this.#before.entries()])
    for (const [text, indexes] of grouped([...this.#now.entries()])) {
      const olds = then.get(text) ?? []
      // Of as many as before, each in its order; else those that stand between the same.
      if (olds.length === indexes.length) {
        for (const [at, index] of indexes.entries()) this.#pair(index, olds[at] ?? 0)
      } else {
        const between = (index: number, old: number) =>
          this.#now[index - 1] === this.#before[old - 1] &&
          this.#now[index + 1] === this.#before[old + 1]
        this.#unique(indexes, olds, between)
      }
    }
  }

  #alike(): void {
    const scores = this.#open().map(([index, old]) => ({
      index,
      old,
      score: this.#dice(index, old),
    }))
    for (const pair of scores) {
      if (pair.score < alike) continue
      const rivals = scores.filter((one) => (one.index === pair.index) !== (one.old === pair.old))
      if (rivals.every(({ score }) => score <= pair.score - margin)) {
        this.#pair(pair.index, pair.old)
      }
    }
  }

  #inPlace(): void {
    const last = (index: number) => index === this.#now.length - 1
    const end = (old: number) => old === this.#before.length - 1
    for (const [index, old] of this.#open()) {
      const first = index === 0 ? old === 0 : old > 0 && this.#pairs.get(index - 1) === old - 1
      const behind = last(index) ? end(old) : this.#pairs.get(index + 1) === old + 1
      if (first && behind && this.#dice(index, old) >= likeEnough) this.#pair(index, old)
    }
  }

  /** Every two that are still without another. */
  #open(): [number, number][] {
    const olds = [...this.#before.keys()].filter((old) => !this.#old.has(old))
    return [...this.#now.keys()].flatMap((index) =>
      this.#pairs.has(index) ? [] : olds.map((old): [number, number] => [index, old]),
    )
  }

  #unique(
    indexes: readonly number[],
    olds: readonly number[],
    fits: (index: number, old: number) => boolean,
  ): void {
    for (const index of indexes) {
      const [old, ...others] = olds.filter((one) => fits(index, one))
      if (old === undefined || others.length > 0) continue
      if (indexes.filter((one) => fits(one, old)).length === 1) this.#pair(index, old)
    }
  }

  #pair(index: number, old: number): void {
    this.#pairs.set(index, old)
    this.#old.set(old, index)
  }

  #dice(index: number, old: number): number {
    return dice(this.#now[index] ?? '', this.#before[old] ?? '')
  }
}

function plainly(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

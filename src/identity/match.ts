/**
 * Which known question each question of the bank continues.
 *
 * Evidence is weighed in this order, each step over what the steps before left,
 * and each step as a whole: what two could claim is claimed by neither.
 *
 * 1. the author's id, or a code given as id; in any state
 * 2. equal title and content; of equal twins, those in the same section first,
 *    then in order (they are alike, so either is right); then retired questions
 * 3. equal title, if no other question of the bank has it, now or ever; or if
 *    few have it, none of its section, and the content has much in common
 * 4. equal content of some length, that no other question has; then that of a
 *    retired question of the same kind
 * 5. likeness (`near.ts`), with title and neighbours as evidence
 * 6. equal title, if few others have it and none of its section, whatever the
 *    content
 * 7. equal title of a retired question of the same kind, only where the content
 *    has much in common
 *
 * A question that continues one question by its title and another by its
 * content, be it a retired one, is ambiguous, and so is a known question claimed that way by two.
 * A wrong merge shows a learner's reviews on another question, so everything
 * short of evidence is a new question.
 */
import { issuedText } from './companion.ts'
import { fingerprintOf } from './fingerprint.ts'
import { alone, isLike, mostAlike, nearMatches, shareOf, supported } from './near.ts'
import { orderOf } from './order.ts'
import { isRetired, type Ledger, type QuestionLine } from './record.ts'
import type { Ambiguity, Seen } from './seen.ts'

/** What the author said of some questions, by their place in reading order: it comes before all evidence. */
export type Settled = {
  /** The line that a question continues, in any state. */
  same: ReadonlyMap<number, QuestionLine>
  /** Questions that continue nothing. */
  fresh: ReadonlySet<number>
  /** Codes that nothing continues. */
  retired: ReadonlySet<string>
}

export type Matched = {
  /** For each question seen the line it continues; undefined for a new one. */
  lines: (QuestionLine | undefined)[]
  ambiguous: Ambiguity[]
}

/** Content of fewer characters (`Yes.`) says nothing of which question it answers. */
const telling = 40

/** A title that more questions have (`What's the output?`) says nothing of which it is. */
const few = 3

/**
 * `keysNow` gives, once steps 1 and 2 are done, the ledger's key of each
 * question's section (undefined for a new section).
 */
export function matchQuestions(
  seen: readonly Seen[],
  ledger: Ledger,
  keysNow: (lines: readonly (QuestionLine | undefined)[]) => (string | undefined)[],
  settled?: Settled,
): Matched {
  const matching = new Matching(seen, ledger, settled)
  matching.byWord()
  matching.byId()
  matching.byAll('active')
  matching.byAll('retired')
  const keys = keysNow(matching.lines)
  matching.byTitleAndContent('active', keys)
  matching.byContentOfRetired(keys)
  matching.byLikeness(keys)
  matching.byTitleInSection(keys)
  matching.byTitleAndContent('retired', keys)
  return { lines: matching.lines, ambiguous: matching.ambiguous }
}

/** How often likeness is asked anew with the neighbours it found: a bank reworded throughout needs some. */
const rounds = 6

type Pool = 'active' | 'retired'

function titleOf({ title }: QuestionLine): string {
  return title
}

/** What shares one key on both sides. */
type Group = { seen: number[]; lines: QuestionLine[] }

class Matching {
  readonly lines: (QuestionLine | undefined)[]
  readonly ambiguous: Ambiguity[] = []
  readonly #seen: readonly Seen[]
  readonly #ledger: Ledger
  readonly #taken = new Set<string>()
  /** Set aside because nobody can tell. */
  readonly #unclear = new Set<number>()
  readonly #rank: Map<string, number>
  #sorted: QuestionLine[] | undefined
  #pools: Record<Pool, QuestionLine[]> | undefined
  /** What a question was on the other side of a merge, by code. */
  readonly #lost = new Map<string, QuestionLine[]>()
  readonly #settled: Settled | undefined
  /** How many questions have a title. */
  #bearers: Map<string, number> | undefined
  /** How many questions are still without a line. */
  #left: number

  constructor(seen: readonly Seen[], ledger: Ledger, settled: Settled | undefined) {
    this.#settled = settled
    this.#seen = seen
    this.#ledger = ledger
    this.lines = seen.map(() => undefined)
    this.#rank = orderOf(ledger)
    this.#left = seen.length
    for (const line of ledger.merged) {
      this.#lost.set(line.code, [...(this.#lost.get(line.code) ?? []), line])
    }
  }

  /** What the author said. */
  byWord(): void {
    for (const [index, line] of this.#settled?.same ?? []) this.#take(index, line)
    for (const code of this.#settled?.retired ?? []) this.#taken.add(code)
  }

  byId(): void {
    const ids = new Map<string, QuestionLine>()
    for (const line of this.#ordered()) {
      // Of a question issued anew and the one retired for it, the new one bears the id.
      if (line.id && ids.get(line.id)?.state !== 'active') ids.set(line.id, line)
    }
    for (const wanted of [ids, this.#ledger.questions]) {
      for (const [index, { id }] of this.#seen.entries()) {
        const line = id && this.lines[index] === undefined ? wanted.get(id) : undefined
        if (line) this.#take(index, line)
      }
    }
  }

  /** Equal title and content: of the same kind and section, then kind, then section, then any. */
  byAll(pool: Pool): void {
    const pathOf = (line: QuestionLine) =>
      JSON.stringify(this.#ledger.sections.get(line.section)?.path ?? [])
    const key = (kind: string, path: string, print: { title: string; content: string }) =>
      `${print.title} ${print.content} ${kind} ${path}`
    for (const [kinded, placed] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      if (pool === 'retired' && !kinded) continue
      const groups = this.#groups(
        pool,
        ({ print, kind, path }) => key(kinded ? kind : '', placed ? path : '', print),
        (line) => key(kinded ? line.kind : '', placed ? pathOf(line) : '', line),
      )
      for (const { seen, lines } of groups) this.#inOrder(seen, lines)
    }
  }

  byTitleAndContent(pool: Pool, keys: readonly (string | undefined)[]): void {
    const byTitle = this.#byTitle(pool, keys)
    const byContent = this.#byContent(pool)
    this.#setAsideContradictions(byTitle, byContent)
    if (pool === 'active') {
      const claimed = new Set([...byTitle, ...byContent].map(([, { code }]) => code))
      this.#setAsideDoubts(byTitle, keys, claimed, false)
    }
    for (const pairs of [byTitle, byContent]) {
      for (const [index, line] of pairs) this.#take(index, line)
    }
  }

  /** A return under another title. */
  byContentOfRetired(keys: readonly (string | undefined)[]): void {
    const byContent = this.#byContent('retired')
    if (byContent.size === 0) return
    this.#setAsideContradictions(this.#byTitle('retired', keys), byContent)
    for (const [index, line] of byContent) this.#take(index, line)
  }

  /** When its content was replaced, and no likeness says otherwise. */
  byTitleInSection(keys: readonly (string | undefined)[]): void {
    const pairs = this.#byTitleInSection('active', keys)
    const claimed = new Set([...pairs].map(([, { code }]) => code))
    this.#setAsideDoubts(pairs, keys, claimed, true)
    for (const [index, line] of pairs) this.#take(index, line)
  }

  byLikeness(keys: readonly (string | undefined)[]): void {
    for (let round = 1; ; round++) {
      const left = [...this.#seen.keys()].filter((index) => this.#isFree(index))
      const lines = this.#inPool('active').filter((line) => !this.#taken.has(line.code))
      const { pairs, unclear } = nearMatches(
        { seen: this.#seen, lines: this.lines, left, keys },
        { ledger: this.#ledger, lines },
        (index, line) => this.#fits(index, line) && this.#seen[index]?.kind === line.kind,
      )
      // Likeness says one, the title of one that was retired and is alike says another.
      const titled: ReadonlyMap<number, QuestionLine> =
        pairs.length > 0 ? this.#byTitle('retired', keys) : new Map()
      for (const [index, line] of pairs) {
        const rival = titled.get(index)
        if (rival && rival.title !== line.title) this.#setAside(index, [line.code, rival.code])
        this.#take(index, line)
      }
      // What was found is a neighbour now, and may settle what is beside it.
      if (pairs.length > 0 && round < rounds) continue
      for (const { seen, codes } of unclear) this.#setAside(seen, codes)
      return
    }
  }

  /** Equal titles that none of the section has, and few of the bank. */
  #byTitleInSection(pool: Pool, keys: readonly (string | undefined)[]): Map<number, QuestionLine> {
    return this.#uniquePairs(
      pool,
      ({ print }, index) =>
        keys[index] === undefined || this.#isCommon(print.title)
          ? undefined
          : `${keys[index]} ${print.title}`,
      (line) => `${line.section} ${line.title}`,
      true,
    )
  }

  /** Equal titles that neither side has twice, or that none of the section has and whose contents are alike. */
  #byTitle(pool: Pool, keys: readonly (string | undefined)[]): Map<number, QuestionLine> {
    const byTitle = new Map<number, QuestionLine>()
    const claimed = new Set<string>()
    const retired = new Set(this.#inPool('retired').map(titleOf))
    const inSection = this.#byTitleInSection(pool, keys)
    const inBank = this.#uniquePairs(pool, ({ print }) => print.title, titleOf, true)
    for (const pairs of [inSection, inBank]) {
      for (const [index, line] of pairs) {
        if (byTitle.has(index) || claimed.has(line.code)) continue
        // Alone, a title has to be nobody else's, retired ones included.
        const sole = pool === 'active' && inBank.get(index) === line && !retired.has(line.title)
        if (!sole && !this.#isLike(index, line)) continue
        byTitle.set(index, line)
        claimed.add(line.code)
      }
    }
    return byTitle
  }

  /** Equal contents of some length, that neither side has twice. */
  #byContent(pool: Pool): Map<number, QuestionLine> {
    return this.#uniquePairs(
      pool,
      ({ print }) => (print.weight < telling ? undefined : print.content),
      (line) => line.content,
      false,
    )
  }

  #isCommon(title: string): boolean {
    if (!this.#bearers) {
      this.#bearers = new Map()
      for (const { print } of this.#seen) {
        this.#bearers.set(print.title, (this.#bearers.get(print.title) ?? 0) + 1)
      }
    }
    return (this.#bearers.get(title) ?? 0) > few
  }

  /** Whether a title that others have too stands over content with much in common. */
  #isLike(index: number, line: QuestionLine): boolean {
    const seen = this.#seen[index]
    const before = issuedText(this.#ledger, line.code)
    if (!seen || !before) return true
    // So short a content cannot be compared: the title in its place has to do, but not for a return.
    const short = seen.print.weight < telling && fingerprintOf('', before).weight < telling
    return (short && line.state === 'active') || isLike(seen.issued, before)
  }

  /** Title says one, content says another, and neither is spoken for: nobody can tell. */
  #setAsideContradictions(
    byTitle: ReadonlyMap<number, QuestionLine>,
    byContent: ReadonlyMap<number, QuestionLine>,
  ): void {
    const titleOf = new Map([...byTitle].map(([index, line]) => [line.code, index]))
    // An id that is not in the ledger says: this one is new. Then the title decides.
    const named = (index: number) => this.#seen[index]?.id !== undefined
    for (const [index, line] of byContent) {
      const title = byTitle.get(index)
      const rival = titleOf.get(line.code)
      if (named(index) || (rival !== undefined && named(rival))) continue
      if (title && title !== line && rival === undefined) {
        this.#setAside(index, [title.code, line.code])
      } else if (!title && rival !== undefined) {
        this.#setAside(index, [line.code])
        this.#setAside(rival, [line.code])
      }
    }
  }

  /**
   * Title says one whose content it has not, and content says another that is not
   * spoken for, or was retired: nobody can tell. A title that others have too is
   * worth less than one that none has.
   */
  #setAsideDoubts(
    byTitle: ReadonlyMap<number, QuestionLine>,
    keys: readonly (string | undefined)[],
    claimed: ReadonlySet<string>,
    common: boolean,
  ): void {
    const left = [...byTitle].flatMap(([index, line]) => (this.#isLike(index, line) ? [] : [index]))
    if (left.length === 0) return
    const lines = [...this.#inPool('active'), ...this.#inPool('retired')].filter(
      ({ code }) => !claimed.has(code) && !this.#taken.has(code),
    )
    const closest = mostAlike(
      { seen: this.#seen, lines: this.lines, left, keys },
      { ledger: this.#ledger, lines },
    )
    const equal = this.#byContent('retired')
    for (const index of left) {
      const title = byTitle.get(index)
      const seen = this.#seen[index]
      if (!title || !seen) continue
      const other = closest(index)
      const own = shareOf(seen.issued, this.#ledger, title.code) ?? { share: 0, kept: 0 }
      // All that it said is still there: another question was merged into it.
      if (own.kept >= alone && !equal.has(index)) continue
      const more = other && other.share > own.share && (common || other.share >= supported)
      const code = equal.get(index)?.code ?? (more ? other.code : undefined)
      if (code !== undefined) this.#setAside(index, [title.code, code])
    }
  }

  #setAside(index: number, codes: string[]): void {
    if (this.#seen[index]?.id !== undefined || this.#unclear.has(index)) return
    this.#unclear.add(index)
    this.ambiguous.push({ seen: index, codes })
  }

  /** Pairs of which neither side has another of the same key. */
  #uniquePairs(
    pool: Pool,
    keyOfSeen: (seen: Seen, index: number) => string | undefined,
    keyOfLine: (line: QuestionLine) => string,
    // Whether what is matched already counts as another.
    counting: boolean,
  ): Map<number, QuestionLine> {
    const groups = this.#groups(pool, keyOfSeen, keyOfLine, counting)
    const pairs = new Map<number, QuestionLine>()
    for (const { seen, lines } of groups) {
      const [index] = seen
      const [line] = lines
      if (seen.length !== 1 || lines.length !== 1 || index === undefined || !line) continue
      if (this.#isFree(index) && !this.#taken.has(line.code) && this.#fits(index, line, pool)) {
        pairs.set(index, line)
      }
    }
    return pairs
  }

  #groups(
    pool: Pool,
    keyOfSeen: (seen: Seen, index: number) => string | undefined,
    keyOfLine: (line: QuestionLine) => string,
    all = false,
  ): Iterable<Group> {
    const groups = new Map<string, Group>()
    if (this.#left === 0) return []
    for (const [index, seen] of this.#seen.entries()) {
      if (this.#settled?.fresh.has(index)) continue
      const key = all || this.#isFree(index) ? keyOfSeen(seen, index) : undefined
      if (key === undefined) continue
      const group = groups.get(key)
      if (group) group.seen.push(index)
      else groups.set(key, { seen: [index], lines: [] })
    }
    for (const line of this.#inPool(pool)) {
      if (!all && this.#taken.has(line.code)) continue
      if (this.#settled?.retired.has(line.code)) continue
      const key = keyOfLine(line)
      groups.get(key)?.lines.push(line)
      const lost = this.#lost.get(line.code)
      if (!lost) continue
      const others = new Set(lost.map(keyOfLine))
      others.delete(key)
      for (const other of others) groups.get(other)?.lines.push(line)
    }
    return groups.values()
  }

  #inOrder(seen: readonly number[], lines: readonly QuestionLine[]): void {
    let from = 0
    for (const index of seen) {
      while (from < lines.length && this.#taken.has(lines[from]?.code ?? '')) from++
      for (let at = from; at < lines.length; at++) {
        const line = lines[at]
        if (!line || this.#taken.has(line.code) || !this.#fits(index, line)) continue
        this.#take(index, line)
        break
      }
    }
  }

  /** Whether ids and kinds allow it: another id is another question, and a new id may make a new kind. */
  #fits(index: number, line: QuestionLine, pool: Pool = 'active'): boolean {
    const { id, kind } = this.#seen[index] ?? {}
    if (id !== undefined && line.id !== '') return id === line.id
    return kind === line.kind || (pool === 'active' && id === undefined)
  }

  #isFree(index: number): boolean {
    const fresh = this.#settled?.fresh.has(index) ?? false
    return this.lines[index] === undefined && !this.#unclear.has(index) && !fresh
  }

  #inPool(pool: Pool): readonly QuestionLine[] {
    this.#pools ??= {
      active: this.#ordered().filter(({ state }) => state === 'active'),
      retired: this.#ordered().filter(({ state }) => isRetired(state)),
    }
    return this.#pools[pool]
  }

  #take(index: number, line: QuestionLine): void {
    if (!this.#isFree(index) || this.#taken.has(line.code)) return
    this.lines[index] = line
    this.#taken.add(line.code)
    this.#left--
  }

  #ordered(): QuestionLine[] {
    const rank = (line: QuestionLine) => this.#rank.get(line.code) ?? 0
    this.#sorted ??= [...this.#ledger.questions.values()].sort((a, b) => rank(a) - rank(b))
    return this.#sorted
  }
}

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
import { Assignment, type Pool, type Settled } from './assignment.ts'
import { issuedText } from './companion.ts'
import { fingerprintOf } from './fingerprint.ts'
import { alone, isLike, mostAlike, nearMatches, shareOf, supported } from './near.ts'
import type { Ledger, QuestionLine } from './record.ts'
import type { Ambiguity, Seen } from './seen.ts'

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
  return matching.matched
}

/** How often likeness is asked anew with the neighbours it found: a bank reworded throughout needs some. */
const rounds = 6

function titleOf({ title }: QuestionLine): string {
  return title
}

class Matching {
  readonly #seen: readonly Seen[]
  readonly #ledger: Ledger
  readonly #settled: Settled | undefined
  readonly #state: Assignment
  /** How many questions have a title. */
  #bearers: Map<string, number> | undefined

  constructor(seen: readonly Seen[], ledger: Ledger, settled: Settled | undefined) {
    this.#settled = settled
    this.#seen = seen
    this.#ledger = ledger
    this.#state = new Assignment(seen, ledger, settled)
  }

  get matched(): Matched {
    const { lines, ambiguous } = this.#state
    return { lines, ambiguous }
  }

  get lines(): readonly (QuestionLine | undefined)[] {
    return this.#state.lines
  }

  /** What the author said. */
  byWord(): void {
    for (const [index, line] of this.#settled?.same ?? []) this.#state.take(index, line)
    for (const code of this.#settled?.retired ?? []) this.#state.close(code)
  }

  byId(): void {
    const ids = new Map<string, QuestionLine>()
    for (const line of this.#state.ordered()) {
      // Of a question issued anew and the one retired for it, the new one bears the id.
      if (line.id && ids.get(line.id)?.state !== 'active') ids.set(line.id, line)
    }
    for (const wanted of [ids, this.#ledger.questions]) {
      for (const [index, { id }] of this.#seen.entries()) {
        const line = id === undefined ? undefined : wanted.get(id)
        if (line) this.#state.take(index, line)
      }
    }
  }

  /** Equal title and content: of the same kind and section, then kind, then section, then any. */
  byAll(pool: Pool): void {
    const paths = new Map<string, string>()
    const pathOf = ({ section }: QuestionLine) => {
      const path =
        paths.get(section) ?? JSON.stringify(this.#ledger.sections.get(section)?.path ?? [])
      paths.set(section, path)
      return path
    }
    const key = (kind: string, path: string, print: { title: string; content: string }) =>
      `${print.title} ${print.content} ${kind} ${path}`
    for (const [kinded, placed] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      if (pool === 'retired' && !kinded) continue
      const groups = this.#state.groups(
        pool,
        ({ print, kind, path }) => key(kinded ? kind : '', placed ? path : '', print),
        (line) => key(kinded ? line.kind : '', placed ? pathOf(line) : '', line),
      )
      for (const { seen, lines } of groups) this.#state.inOrder(seen, lines)
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
      for (const [index, line] of pairs) this.#state.take(index, line)
    }
  }

  /** A return under another title. */
  byContentOfRetired(keys: readonly (string | undefined)[]): void {
    const byContent = this.#byContent('retired')
    if (byContent.size === 0) return
    this.#setAsideContradictions(this.#byTitle('retired', keys), byContent)
    for (const [index, line] of byContent) this.#state.take(index, line)
  }

  /** When its content was replaced, and no likeness says otherwise. */
  byTitleInSection(keys: readonly (string | undefined)[]): void {
    const pairs = this.#byTitleInSection('active', keys)
    const claimed = new Set([...pairs].map(([, { code }]) => code))
    this.#setAsideDoubts(pairs, keys, claimed, true)
    for (const [index, line] of pairs) this.#state.take(index, line)
  }

  byLikeness(keys: readonly (string | undefined)[]): void {
    for (let round = 1; ; round++) {
      const left = [...this.#seen.keys()].filter((index) => this.#state.isFree(index))
      const lines = this.#state.inPool('active').filter((line) => !this.#state.isTaken(line.code))
      const { pairs, unclear } = nearMatches(
        { seen: this.#seen, lines: this.lines, left, keys },
        { ledger: this.#ledger, lines },
        (index, line) => this.#state.fits(index, line) && this.#seen[index]?.kind === line.kind,
      )
      // Likeness says one, the title of one that was retired and is alike says another.
      const titled: ReadonlyMap<number, QuestionLine> =
        pairs.length > 0 ? this.#byTitle('retired', keys) : new Map()
      for (const [index, line] of pairs) {
        const rival = titled.get(index)
        if (rival && rival.title !== line.title)
          this.#state.setAside(index, [line.code, rival.code])
        this.#state.take(index, line)
      }
      // What was found is a neighbour now, and may settle what is beside it.
      if (pairs.length > 0 && round < rounds) continue
      for (const { seen, codes } of unclear) this.#state.setAside(seen, codes)
      return
    }
  }

  /** Equal titles that none of the section has, and few of the bank. */
  #byTitleInSection(pool: Pool, keys: readonly (string | undefined)[]): Map<number, QuestionLine> {
    return this.#state.uniquePairs(
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
    const retired = new Set(this.#state.inPool('retired').map(titleOf))
    const inSection = this.#byTitleInSection(pool, keys)
    const inBank = this.#state.uniquePairs(pool, ({ print }) => print.title, titleOf, true)
    for (const pairs of [inSection, inBank]) {
      for (const [index, line] of pairs) {
        if (byTitle.has(index) || claimed.has(line.code)) continue
        // Alone, a title has to be nobody else's, retired ones included.
        const sole = inBank.get(index) === line && !retired.has(line.title)
        if (!sole && !this.#isLike(index, line)) continue
        byTitle.set(index, line)
        claimed.add(line.code)
      }
    }
    return byTitle
  }

  /** Equal contents of some length, that neither side has twice. */
  #byContent(pool: Pool): Map<number, QuestionLine> {
    return this.#state.uniquePairs(
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
        this.#state.setAside(index, [title.code, line.code])
      } else if (!title && rival !== undefined) {
        this.#state.setAside(index, [line.code])
        this.#state.setAside(rival, [line.code])
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
    const lines = [...this.#state.inPool('active'), ...this.#state.inPool('retired')].filter(
      ({ code }) => !claimed.has(code) && !this.#state.isTaken(code),
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
      if (code !== undefined) this.#state.setAside(index, [title.code, code])
    }
  }
}

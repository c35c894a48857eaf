/**
 * Which questions and known lines are matched, set aside, or still free; and what
 * is common to every step of the matcher, whatever its evidence: both sides
 * grouped by a key, and the pairs of which neither side has another.
 */
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

/** Lines of the bank as last built, or of what was retired from it. */
export type Pool = 'active' | 'retired'

/** What shares one key on both sides. */
export type Group = { seen: number[]; lines: QuestionLine[] }

export class Assignment {
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
  /** How many questions are still without a line. */
  #left: number
  /** Of those that were free when they were last looked for, and so are all that are. */
  #open: number[]

  constructor(seen: readonly Seen[], ledger: Ledger, settled: Settled | undefined) {
    this.#settled = settled
    this.#seen = seen
    this.#ledger = ledger
    this.lines = seen.map(() => undefined)
    this.#rank = orderOf(ledger)
    this.#left = seen.length
    this.#open = [...seen.keys()]
    for (const line of ledger.merged) {
      this.#lost.set(line.code, [...(this.#lost.get(line.code) ?? []), line])
    }
  }

  /** Sets a question aside that could continue any of some; one with an id has said who it is. */
  setAside(index: number, codes: string[]): void {
    if (this.#seen[index]?.id !== undefined || this.#unclear.has(index)) return
    this.#unclear.add(index)
    this.ambiguous.push({ seen: index, codes })
  }

  /** Pairs of which neither side has another of the same key. */
  uniquePairs(
    pool: Pool,
    keyOfSeen: (seen: Seen, index: number) => string | undefined,
    keyOfLine: (line: QuestionLine) => string,
    // Whether what is matched already counts as another.
    counting: boolean,
  ): Map<number, QuestionLine> {
    const groups = this.groups(pool, keyOfSeen, keyOfLine, counting)
    const pairs = new Map<number, QuestionLine>()
    for (const { seen, lines } of groups) {
      const [index] = seen
      const [line] = lines
      if (seen.length !== 1 || lines.length !== 1 || index === undefined || !line) continue
      if (this.isFree(index) && !this.#taken.has(line.code) && this.fits(index, line, pool)) {
        pairs.set(index, line)
      }
    }
    return pairs
  }

  /**
   * Questions and lines by key, those without one left out; `all`: those that are matched too,
   * where they share the key of one that is not.
   */
  groups(
    pool: Pool,
    keyOfSeen: (seen: Seen, index: number) => string | undefined,
    keyOfLine: (line: QuestionLine) => string,
    all = false,
  ): Iterable<Group> {
    const groups = new Map<string, Group>()
    if (this.#left === 0) return []
    const free = this.#free()
    const keyAt = (index: number) => {
      const seen = this.#seen[index]
      return seen && keyOfSeen(seen, index)
    }
    const wanted = all ? new Set(free.map(keyAt)) : undefined
    for (const index of all ? this.#seen.keys() : free) {
      if (this.#settled?.fresh.has(index)) continue
      const key = keyAt(index)
      if (key === undefined || (wanted && !wanted.has(key))) continue
      const group = groups.get(key)
      if (group) group.seen.push(index)
      else groups.set(key, { seen: [index], lines: [] })
    }
    if (groups.size === 0) return []
    for (const line of this.inPool(pool)) {
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

  /** Equal ones, each with the next that is free. */
  inOrder(seen: readonly number[], lines: readonly QuestionLine[]): void {
    let from = 0
    for (const index of seen) {
      while (from < lines.length && this.#taken.has(lines[from]?.code ?? '')) from++
      for (let at = from; at < lines.length; at++) {
        const line = lines[at]
        if (!line || this.#taken.has(line.code) || !this.fits(index, line)) continue
        this.take(index, line)
        break
      }
    }
  }

  /** Whether ids and kinds allow it: another id is another question, and a new id may make a new kind. */
  fits(index: number, line: QuestionLine, pool: Pool = 'active'): boolean {
    const { id, kind } = this.#seen[index] ?? {}
    if (id !== undefined && line.id !== '') return id === line.id
    return kind === line.kind || (pool === 'active' && id === undefined)
  }

  isFree(index: number): boolean {
    const fresh = this.#settled?.fresh.has(index) ?? false
    return this.lines[index] === undefined && !this.#unclear.has(index) && !fresh
  }

  /** The questions that are free, in reading order: soon few, and looked for often. */
  #free(): readonly number[] {
    this.#open = this.#open.filter((index) => this.isFree(index))
    return this.#open
  }

  /** In the order of the last build. */
  inPool(pool: Pool): readonly QuestionLine[] {
    this.#pools ??= {
      active: this.ordered().filter(({ state }) => state === 'active'),
      retired: this.ordered().filter(({ state }) => isRetired(state)),
    }
    return this.#pools[pool]
  }

  isTaken(code: string): boolean {
    return this.#taken.has(code)
  }

  /** Nothing is to continue it. */
  close(code: string): void {
    this.#taken.add(code)
  }

  /** Gives a question its line, where both are free. */
  take(index: number, line: QuestionLine): void {
    if (!this.isFree(index) || this.#taken.has(line.code)) return
    this.lines[index] = line
    this.#taken.add(line.code)
    this.#left--
  }

  /** Every line, in the order of the last build. */
  ordered(): QuestionLine[] {
    const rank = (line: QuestionLine) => this.#rank.get(line.code) ?? 0
    this.#sorted ??= [...this.#ledger.questions.values()].sort((a, b) => rank(a) - rank(b))
    return this.#sorted
  }
}

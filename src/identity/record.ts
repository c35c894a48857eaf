/** What a bank's ledger knows: plain data, as parsed from its text and printed to it. */
import type { Kind } from '../model/bank.ts'
import type { CodeLength } from './code.ts'

/**
 * `retired:N`: its note ships, marked as retired, with this issue of the bank
 * and the N - 1 after it; `retired`: no more. `moved:CODE`: what it asked is now
 * asked by that question.
 */
export type State = 'active' | 'retired' | `retired:${number}` | `moved:${string}`

export function isRetired(state: State): boolean {
  return state === 'retired' || state.startsWith('retired:')
}

/** With how many issues a retired question's note still ships, this one included. */
export function shipsFor(state: State): number {
  return state.startsWith('retired:') ? Number(state.slice('retired:'.length)) : 0
}

/** One question that was ever given a code. */
export type QuestionLine = {
  code: string
  guid: string
  kind: Kind
  state: State
  /** Seconds since 1970 of the last change of its note's fields; 0 before its first note. */
  mod: number
  /** Hash of its note's fields; empty before its first note, or where a merge left it unknown. */
  fields: string
  /** Hash of what the question was when its code was derived: two births under one code are two questions. */
  birth: string
  title: string
  content: string
  sketch: string
  /** Key of its section; empty for a question outside any. */
  section: string
  /** Code of the question before it in its section; empty for the first. */
  after: string
  /** The author's id; empty where the source gives none. */
  id: string
  /** Cloze numbers or choice labels in use. */
  marks: string[]
}

/** One section that ever had a subdeck. Its key and deck stay when its heading changes. */
export type SectionLine = {
  key: string
  /** The subdeck's full name below the bank's deck, parts joined by `::`. */
  deck: string
  /** Titles from the top, as of the last build. */
  path: string[]
}

export type NoteTypeLine = { name: string; mod: number; content: string }

export type Ledger = {
  /** The bank's id; empty in a new ledger. */
  id: string
  /** The name of the bank's deck, its title at first issue; undefined until a build settles it. */
  deck?: string
  /** The bank's title as of the last build, where the deck has another name. */
  title?: string
  /** Whether ledger and companion end in a line that says so; those of older versions do not. */
  ends?: boolean
  /** Places of new codes; undefined until the first build settles it. */
  length?: CodeLength
  /** Seconds since 1970 of this state of the bank; 0 before the first build. */
  issued: number
  /** Hash of the whole model at `issued`; empty where unknown. */
  digest: string
  questions: Map<string, QuestionLine>
  /** Lines that lost to another of the same code in a merge; each still says who that question was. */
  merged: QuestionLine[]
  sections: Map<string, SectionLine>
  /** Of a translation: the code of the question of another bank that each translates, by its own code. */
  of: Map<string, string>
  noteTypes: Map<string, NoteTypeLine>
  /** The companion: each question's Markdown as last issued, as JSON of `Issued`, by code. */
  texts: Map<string, Printed>
}

/** A text, or what makes it when it is asked for by `String(text)`. */
export type Printed = { toString(): string }

export function newLedger(): Ledger {
  return {
    id: '',
    issued: 0,
    digest: '',
    questions: new Map(),
    merged: [],
    sections: new Map(),
    of: new Map(),
    noteTypes: new Map(),
    texts: new Map(),
  }
}

/** The order of everything in ledger and companion: by UTF-16 code unit, in every locale. */
export function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

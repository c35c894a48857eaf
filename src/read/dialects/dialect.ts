/** What a dialect is: evidence over a whole file, and the parts it finds there. */
import type { PhrasingContent, RootContent } from 'mdast'
import type { Position } from 'unist'
import type { RuleId } from '../../messages/rules.ts'
import type { Difficulty, Kind } from '../../model/bank.ts'
import type { DialectName } from '../../model/dialects.ts'
import type { Defined } from '../markdown/markdown.ts'
import type { Entry } from '../outline.ts'

/** What a key gives the questions before it, by number. */
export type AnswerKey = {
  /** Its heading and what stands below. */
  nodes: RootContent[]
  /** Where it begins in the text. */
  at: number
  answers: ReadonlyMap<number, RootContent[]>
}

export type Sheet = {
  blocks: readonly RootContent[]
  headings: readonly Entry[]
  /** The file's text as decoded; positions of blocks count in it. */
  text: string
  /** Of a portion of a file: what stands before the first block of the whole. */
  front?: string
  /** What the file defines, for parts of it that a dialect parses again. */
  known?: Defined
  /** What the file's name asks, where it is known to. */
  name?: string
  /** Whether its folder holds files that are one question each. */
  alone?: boolean
  /** Whether the author said that the file is of the dialect that looks at it. */
  forced?: boolean
  /** Keys of answers behind its questions; no longer among the blocks. */
  keys?: readonly AnswerKey[]
  /** The heading level that the author stated for questions. */
  level?: number
  /** Whether the author writes for us: front matter, directives or settings say so. */
  ours: boolean
}

export type Evidence = {
  /** How many questions it would find. */
  questions: number
  /** From 0 to 1. */
  confidence: number
  /** Heading level of the questions; 0 where they are no headings. */
  level: number
}

/** One option of a choice. */
export type Option = {
  right: boolean
  body: RootContent[]
  /** Why it is right or wrong. */
  why: RootContent[]
  /** Where the whole option stands, its mark included; else its nodes say. */
  position?: Position
}

/** The parts of an item that its dialect tells apart. */
export type Told = { prompt: RootContent[]; options?: Option[]; answer: RootContent[] }

/**
 * A question as a dialect finds it. Its nodes keep their positions in the
 * file: slices are taken by them, and messages point there.
 */
export type Item = {
  type: 'item'
  title: readonly PhrasingContent[]
  /** How many characters of the title's beginning are no words of it. */
  cut: number
  /** Where the item stands: its heading, line, or list item. */
  position: Position | undefined
  /** What follows the title; divided by the manner of the whole file. Empty where `told`. */
  body: RootContent[]
  /** Where the dialect itself knows prompt, options and answer. */
  told?: Told
  /** What a mark of the dialect says; a directive comment says it better. */
  id?: string
  kind?: Kind
  difficulty?: Difficulty
  tags?: readonly string[]
}

export type Part =
  /** Items up to the next section of the same or a smaller depth stand in it. */
  | {
      type: 'section'
      title: readonly PhrasingContent[]
      position: Position | undefined
      depth: number
    }
  /** Text that belongs to no question: before the first one of its section. */
  | { type: 'text'; blocks: RootContent[] }
  | Item
  | { type: 'skipped'; nodes: RootContent[]; rule: RuleId; reason: string }

export interface Dialect {
  name: DialectName
  evidence(sheet: Sheet): Evidence
  parts(sheet: Sheet, evidence: Evidence): Part[]
}

export const noEvidence: Evidence = { questions: 0, confidence: 0, level: 0 }

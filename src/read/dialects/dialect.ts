/** What a dialect is: evidence over a whole file, and the parts it finds there. */
import type { Heading, RootContent } from 'mdast'
import type { RuleId } from '../../messages/rules.ts'
import type { Entry } from '../outline.ts'

export type Sheet = {
  blocks: readonly RootContent[]
  headings: readonly Entry[]
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
  /** Heading level of the questions. */
  level: number
}

export type Part =
  | { type: 'section'; heading: Heading; depth: number }
  /** Text that belongs to no question: before the first one of its section. */
  | { type: 'text'; blocks: RootContent[] }
  /** `cut`: how many characters of the title's beginning are no words of it. */
  | { type: 'item'; heading: Heading; cut: number; body: RootContent[] }
  | { type: 'skipped'; nodes: RootContent[]; rule: RuleId; reason: string }

export interface Dialect {
  name: string
  evidence(sheet: Sheet): Evidence
  parts(sheet: Sheet, evidence: Evidence): Part[]
}

export const noEvidence: Evidence = { questions: 0, confidence: 0, level: 0 }

/** The dialects, in the order in which they are preferred when the evidence is equal. */

import type { DialectName } from '../../model/dialects.ts'
import { outline } from '../outline.ts'
import { boldLine } from './bold-line.ts'
import { cardDeck } from './card-deck.ts'
import { detailsReveal } from './details-reveal.ts'
import { type Dialect, type Evidence, noEvidence, type Sheet } from './dialect.ts'
import { htmlList } from './html-list.ts'
import { inlineCards } from './inline-cards.ts'
import { keyedLines } from './keyed-lines.ts'
import { letteredChoice } from './lettered-choice.ts'
import { listHeading } from './list-heading.ts'
import { numberedHeading } from './numbered-heading.ts'
import { oneFile } from './one-file.ts'
import { plainHeading } from './plain-heading.ts'
import { questionList } from './question-list.ts'
import { separatedCards } from './separated-cards.ts'
import { taggedCards } from './tagged-cards.ts'
import { taskChoice } from './task-choice.ts'

export const dialects = [
  keyedLines,
  separatedCards,
  taggedCards,
  inlineCards,
  cardDeck,
  oneFile,
  listHeading,
  taskChoice,
  detailsReveal,
  letteredChoice,
  numberedHeading,
  boldLine,
  plainHeading,
  questionList,
  htmlList,
] as const satisfies readonly Dialect[]

export type Choice = {
  dialect: Dialect
  evidence: Evidence
  runnerUp?: { name: string } & Evidence
}

/** Evidence this close to the greatest is as good: then the order above decides. */
const close = 0.8

/** The dialect a file is written in; undefined where no evidence was found. */
export function choose(sheet: Sheet): Choice | undefined {
  const found = dialects
    .map((dialect) => ({ dialect, evidence: dialect.evidence(sheet) }))
    .filter(({ evidence }) => evidence.questions > 0)
    .sort((a, b) => weight(b.evidence) - weight(a.evidence))
  const [greatest] = found
  if (!greatest) return undefined
  // An author who writes for us writes headings; lists and letters in their answers are answers.
  const own = found.find(({ dialect }) => dialect === plainHeading || dialect === numberedHeading)
  if (sheet.ours && own) return own
  const enough = weight(greatest.evidence) * close
  const best =
    wholeFile(sheet, found) ??
    dialects.flatMap(
      (dialect) =>
        found.find((one) => one.dialect === dialect && weight(one.evidence) >= enough) ?? [],
    )[0] ??
    greatest
  const second = found.find((one) => one !== best)
  return {
    ...best,
    ...(second && { runnerUp: { name: second.dialect.name, ...second.evidence } }),
  }
}

/** Dialects whose marks say more than that a folder's files are one question each. */
const marked = new Set<Dialect>([
  keyedLines,
  separatedCards,
  taggedCards,
  inlineCards,
  listHeading,
  taskChoice,
  detailsReveal,
  letteredChoice,
])

type Found = { dialect: Dialect; evidence: Evidence }

/** Headings and lists in a file that is one question are parts of its answer. */
function wholeFile({ alone }: Sheet, found: readonly Found[]): Found | undefined {
  if (!alone) return undefined
  const other = found.some(
    ({ dialect, evidence }) => marked.has(dialect) && evidence.questions >= 3,
  )
  return other ? undefined : found.find(({ dialect }) => dialect === oneFile)
}

/** The dialect that an author names for a file, found there or not. */
export function chooseNamed(sheet: Sheet, name: DialectName): Choice | undefined {
  const dialect = dialects.find((one) => one.name === name)
  if (!dialect) return undefined
  const stated = { ...sheet, ours: false, forced: true }
  const evidence = dialect.evidence(stated)
  return evidence.questions > 0 ? { dialect, evidence } : undefined
}

/** A part of a file, and the dialect that it is written in. */
export type Portion = { sheet: Sheet; choice: Choice }

/** Least number of questions of a section in another dialect, and least gain over one dialect for all. */
const fewestOfSection = 5
const leastGain = 1.25

/**
 * A file as its sections are written: one portion, or several where sections of
 * one level hold many questions in dialects of their own.
 */
export function chooseBySection(sheet: Sheet): Portion[] {
  const choice = choose(sheet)
  if (!choice) return []
  const whole = [{ sheet, choice }]
  if (sheet.ours || sheet.level !== undefined || sheet.alone) return whole
  for (const depth of [1, 2]) {
    const sections = sheet.headings.filter((entry) => entry.depth === depth)
    if (sections.length < 2) continue
    const portions = portionsAt(sheet, depth)
    const names = new Set<string>()
    let total = 0
    for (const { choice } of portions) {
      const { questions } = choice.evidence
      total += questions
      if (questions >= fewestOfSection) names.add(choice.dialect.name)
    }
    if (names.size > 1 && total >= choice.evidence.questions * leastGain) return portions
  }
  return whole
}

/** The sections of a level, each by itself and with the dialect found in it, or else that of the file. */
function portionsAt(sheet: Sheet, depth: number): Portion[] {
  const starts = sheet.headings.filter((entry) => entry.depth <= depth).map(({ index }) => index)
  const bounds = [0, ...starts, sheet.blocks.length]
  const known = new Set<unknown>(sheet.headings.map(({ node }) => node))
  const front = sheet.text.slice(0, sheet.blocks[0]?.position?.start.offset ?? 0)
  return bounds.slice(0, -1).flatMap((from, place): Portion[] => {
    const to = bounds[place + 1] ?? from
    if (to <= from) return []
    const part = portionOf({ ...sheet, front }, from, to, known)
    const choice = choose(part) ?? textOnly
    return [{ sheet: part, choice }]
  })
}

/** `known`: the headings of the whole. */
function portionOf(sheet: Sheet, from: number, to: number, known: ReadonlySet<unknown>): Sheet {
  const blocks = sheet.blocks.slice(from, to)
  const hidden = new Set(blocks.filter((node) => node.type === 'heading' && !known.has(node)))
  return { ...sheet, blocks, headings: outline(blocks, hidden) }
}

/** A section without a question: its headings and texts stay. */
const textOnly: Choice = { dialect: plainHeading, evidence: { ...noEvidence, level: 7 } }

function weight(evidence: Evidence): number {
  return evidence.questions * evidence.confidence
}

/** The dialects, in the order in which they are preferred when the evidence is equal. */

import { boldLine } from './bold-line.ts'
import { cardDeck } from './card-deck.ts'
import { detailsReveal } from './details-reveal.ts'
import type { Dialect, Evidence, Sheet } from './dialect.ts'
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
    dialects.flatMap(
      (dialect) =>
        found.find((one) => one.dialect === dialect && weight(one.evidence) >= enough) ?? [],
    )[0] ?? greatest
  const second = found.find((one) => one !== best)
  return {
    ...best,
    ...(second && { runnerUp: { name: second.dialect.name, ...second.evidence } }),
  }
}

function weight(evidence: Evidence): number {
  return evidence.questions * evidence.confidence
}

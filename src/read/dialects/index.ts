/** The dialects, in the order in which they are preferred when the evidence is equal. */
import type { Dialect, Evidence, Sheet } from './dialect.ts'
import { numberedHeading } from './numbered-heading.ts'
import { plainHeading } from './plain-heading.ts'

export const dialects = [numberedHeading, plainHeading] as const satisfies readonly Dialect[]

export type Choice = {
  dialect: Dialect
  evidence: Evidence
  runnerUp?: { name: string } & Evidence
}

/** The dialect a file is written in; undefined where no evidence was found. */
export function choose(sheet: Sheet): Choice | undefined {
  const found = dialects
    .map((dialect) => ({ dialect, evidence: dialect.evidence(sheet) }))
    .filter(({ evidence }) => evidence.questions > 0)
    .sort((a, b) => weight(b.evidence) - weight(a.evidence))
  const [best, second] = found
  if (!best) return undefined
  return {
    ...best,
    ...(second && { runnerUp: { name: second.dialect.name, ...second.evidence } }),
  }
}

function weight(evidence: Evidence): number {
  return evidence.questions * evidence.confidence
}

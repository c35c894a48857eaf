/** The report for programs: the findings as plain values, in order of place. */
import { byPlace, countByRule, type Finding } from './finding.ts'
import type { Severity } from './rules.ts'

/** A finding without its code frame: a program has the file and the place. */
export type JsonFinding = Omit<Finding, 'frame' | 'cause'> & { cause?: JsonFinding }

export type JsonReport = {
  messages: JsonFinding[]
  rules: { rule: string; severity: Severity; count: number }[]
}

export function reportJson(findings: readonly Finding[]): JsonReport {
  return { messages: findings.toSorted(byPlace).map(unframed), rules: countByRule(findings) }
}

function unframed({ frame: _, cause, ...finding }: Finding): JsonFinding {
  return cause ? { ...finding, cause: unframed(cause) } : finding
}

/** A message as plain data: what the text report, the JSON report and other forms of it print. */
import type { Place } from '../model/bank.ts'
import { frame, linesOf } from './frame.ts'
import type { Message } from './messages.ts'
import type { Severity } from './rules.ts'

export type Finding = {
  severity: Severity
  rule: string
  reason: string
  /** What to do. */
  help: string
  /** As the reader of the report knows the file: relative to the working folder. */
  path?: string
  line?: number
  column?: number
  endLine?: number
  endColumn?: number
  actual?: string
  expected?: string[]
  /** What else stands in the way, e.g. the first of two equal ids. */
  cause?: Finding
  /** Lines of source with a caret; empty where there is no text at hand. */
  frame: string[]
}

/** What messages need to be shown: the name of a file, and its lines. */
export type Sources = {
  show(path: string): string
  lines(path: string): readonly string[] | undefined
}

/** Splits each file once, so that many messages of one file stay cheap. */
export function createSources(
  show: (path: string) => string,
  text: (path: string) => string | undefined,
): Sources {
  const split = new Map<string, readonly string[] | undefined>()
  return {
    show,
    lines(path) {
      if (!split.has(path)) {
        const whole = text(path)
        split.set(path, whole === undefined ? undefined : linesOf(whole))
      }
      return split.get(path)
    },
  }
}

/** Turns a message into plain data. */
export function findingOf(message: Message, sources: Sources): Finding {
  const place = placeOf(message)
  const lines = place && sources.lines(place.path)
  const cause = message.cause as Message | undefined
  return {
    severity: severityOf(message),
    rule: message.ruleId ?? '',
    reason: message.reason,
    help: message.note ?? '',
    ...(place && { path: sources.show(place.path), line: place.line, column: place.column }),
    ...(place?.end && { endLine: place.end.line, endColumn: place.end.column }),
    ...(!place && message.file && { path: sources.show(message.file) }),
    ...(message.actual && { actual: message.actual }),
    ...(message.expected && { expected: message.expected }),
    ...(cause && { cause: findingOf(cause, sources) }),
    frame: place && lines ? frame(lines, place) : [],
  }
}

function severityOf(message: Message): Severity {
  if (message.fatal === true) return 'error'
  return message.fatal === false ? 'warning' : 'info'
}

function placeOf(message: Message): Place | undefined {
  const { place, file } = message
  if (!place || !file) return undefined
  const start = 'start' in place ? place.start : place
  return {
    path: file,
    line: start.line,
    column: start.column,
    ...('end' in place && { end: { line: place.end.line, column: place.end.column } }),
  }
}

/** In the order of files and lines; what has no place stands first. */
export function byPlace(a: Finding, b: Finding): number {
  const one = a.path ?? ''
  const other = b.path ?? ''
  if (one !== other) return one < other ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

/** How often each rule spoke, errors first, then by number. */
export function countByRule(
  findings: readonly Finding[],
): { rule: string; severity: Severity; count: number }[] {
  const counts = new Map<string, { rule: string; severity: Severity; count: number }>()
  for (const { rule, severity } of findings) {
    const known = counts.get(rule)
    if (known) known.count++
    else counts.set(rule, { rule, severity, count: 1 })
  }
  const rank = { error: 0, warning: 1, info: 2 } as const
  return [...counts.values()].sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] || b.count - a.count || (a.rule < b.rule ? -1 : 1),
  )
}

/** The report for people: place, severity, reason and rule, the source, and what to do. */
import { byPlace, countByRule, type Finding } from './finding.ts'
import type { Severity } from './rules.ts'
import { printable } from './terminal.ts'

export type Colours = Readonly<
  Record<'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'bold', (text: string) => string>
>

const same = (text: string): string => text

/** For a pipe, a file, or a reader who wants none. */
export const noColours: Colours = {
  red: same,
  yellow: same,
  cyan: same,
  green: same,
  dim: same,
  bold: same,
}

const colourOf = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
} as const satisfies Record<Severity, keyof Colours>

/** Messages of one rule shown in full before the rest is only counted. */
const limits = { error: 20, warning: 5, info: 5 } as const satisfies Record<Severity, number>

export type TextOptions = {
  colours: Colours
  /** Whether infos and every repetition are shown. */
  verbose: boolean
}

/**
 * Every finding as text, warnings before errors, so that what stopped the
 * build stands last, next to the prompt. The help of a rule is given once.
 * Empty where there is nothing to say.
 */
export function reportText(findings: readonly Finding[], options: TextOptions): string {
  const shown: Severity[] = options.verbose ? ['info', 'warning', 'error'] : ['warning', 'error']
  return shown
    .flatMap((severity) =>
      blocks(
        findings.filter((one) => one.severity === severity),
        severity,
        options,
      ),
    )
    .join('\n\n')
}

function blocks(findings: Finding[], severity: Severity, options: TextOptions): string[] {
  const limit = options.verbose ? Number.POSITIVE_INFINITY : limits[severity]
  const sorted = findings.toSorted(byPlace)
  const times = new Map<string, number>()
  const helped = new Set<string>()
  const result: string[] = []
  for (const finding of sorted) {
    const count = (times.get(finding.rule) ?? 0) + 1
    times.set(finding.rule, count)
    if (count > limit) continue
    const key = `${finding.rule}\n${finding.help}`
    result.push(blockOf(finding, !helped.has(key), options.colours))
    helped.add(key)
  }
  for (const [rule, count] of times) {
    const more = count - limit
    if (more > 0) result.push(`… and ${more} more of ${rule} (--verbose shows all)`)
  }
  return result
}

function blockOf(finding: Finding, withHelp: boolean, colours: Colours): string {
  const paint = colours[colourOf[finding.severity]]
  const head = [
    placeText(finding) && colours.bold(placeText(finding)),
    paint(finding.severity),
    printable(finding.reason),
    colours.dim(finding.rule),
  ]
  const lines = [head.filter(Boolean).join('  ')]
  for (const line of finding.frame) {
    lines.push(`  ${/^ +\| *\^+$/.test(line) ? paint(line) : line}`)
  }
  const { cause } = finding
  if (cause) {
    lines.push(`  ${[placeText(cause), printable(cause.reason)].filter(Boolean).join('  ')}`)
    for (const line of cause.frame) lines.push(`    ${line}`)
  }
  if (withHelp && finding.help) lines.push(`  ${colours.cyan('help:')} ${printable(finding.help)}`)
  return lines.join('\n')
}

/** `path:line:column`, as editors and terminals link it; empty where there is none. */
function placeText(finding: Finding): string {
  if (finding.path === undefined) return ''
  const path = printable(finding.path)
  return finding.line === undefined ? path : `${path}:${finding.line}:${finding.column ?? 1}`
}

/** One line a rule: severity, rule, how often. */
export function ruleCounts(findings: readonly Finding[], colours: Colours): string[] {
  return countByRule(findings).map(({ rule, severity, count }) => {
    const paint = colours[colourOf[severity]]
    return `${String(count).padStart(6)}  ${paint(severity.padEnd(7))}  ${rule}`
  })
}

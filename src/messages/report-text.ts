/** The report for people: place, severity, reason and rule, the source, and what to do. */
import { byPlace, countByRule, type Finding } from './finding.ts'
import { type Rule, rules, type Severity } from './rules.ts'
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
const limit = 20
/** Warnings of one rule from which on they are one block with their number. */
const fewestGrouped = 5
/** Places named in such a block. */
const named = 3

export type TextOptions = {
  colours: Colours
  /** Whether infos and every repetition are shown. */
  verbose: boolean
}

/**
 * Every finding as text, warnings before errors, so that what stopped the
 * build stands last, next to the prompt. The help of a rule is given once, and
 * warnings that a rule gives many times are one block with their number. Empty where there is nothing to say.
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
  const { verbose, colours } = options
  const sorted = findings.toSorted(byPlace)
  const byRule = new Map<string, Finding[]>()
  for (const one of sorted) {
    const all = byRule.get(one.rule)
    if (all) all.push(one)
    else byRule.set(one.rule, [one])
  }
  const isGrouped = ({ rule }: Finding): boolean =>
    !verbose && severity !== 'error' && (byRule.get(rule)?.length ?? 0) >= fewestGrouped
  const groups = [...byRule.values()].filter(([first]) => first && isGrouped(first))
  const helped = new Set<string>()
  const times = new Map<string, number>()
  // What a file has by the dozen stands above what it has once.
  const result = groups
    .sort((one, other) => other.length - one.length)
    .map((all) => groupOf(all, colours))
  for (const finding of sorted) {
    if (isGrouped(finding)) continue
    const count = (times.get(finding.rule) ?? 0) + 1
    times.set(finding.rule, count)
    if (count > limit && !verbose) continue
    const key = `${finding.rule}\n${finding.help}`
    result.push(blockOf(finding, !helped.has(key), colours))
    helped.add(key)
  }
  for (const [rule, count] of times) {
    if (count > limit && !verbose) result.push(`… and ${more(count - limit)} of ${rule}${shown}`)
  }
  return result
}

const shown = ' (--verbose shows all)'
const more = (count: number): string => `${count} more`

/** What one rule says many times: how often, what it means, where it begins, and what to do. */
function groupOf(all: readonly Finding[], colours: Colours): string {
  const [first] = all
  if (!first) return ''
  const paint = colours[colourOf[first.severity]]
  const known: Readonly<Record<string, Rule>> = rules
  const meaning = known[first.rule]?.meaning ?? first.reason
  const lines = [
    `${colours.bold(`${all.length} times`)}  ${paint(first.severity)}  ${meaning}  ${colours.dim(first.rule)}`,
    ...all.slice(0, named).map((one) => {
      return `  ${[placeText(one), printable(one.reason)].filter(Boolean).join('  ')}`
    }),
    `  … and ${more(all.length - named)}${shown}`,
  ]
  if (first.help) lines.push(`  ${colours.cyan('help:')} ${printable(first.help)}`)
  return lines.join('\n')
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

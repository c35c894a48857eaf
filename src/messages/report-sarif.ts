/**
 * The report for code hosts: SARIF 2.1.0 (OASIS), so that a pull request shows
 * each finding at its line.
 *
 * It keeps to what GitHub asks of a file (its "SARIF support for code scanning"):
 * every result has a rule, a level, a message and a place; paths are relative;
 * columns count UTF-16 units from 1, and a region ends before its last column.
 */
import { byPlace, type Finding } from './finding.ts'
import { type Rule, rules, type Severity } from './rules.ts'

export type SarifOptions = {
  /** Of this program. */
  version: string
  exitCode: number
  /** Whether everything that was asked for was done. */
  successful: boolean
  /** The file that findings without a place are shown at: code hosts show none without. */
  fallback: string
}

type Region = {
  startLine: number
  startColumn?: number
  endLine?: number
  endColumn?: number
}

type Location = {
  id?: number
  physicalLocation: {
    artifactLocation: { uri: string; uriBaseId?: string }
    region: Region
  }
  message?: { text: string }
}

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>

/** The whole document, to be printed as JSON. */
export function reportSarif(findings: readonly Finding[], options: SarifOptions) {
  const all = Object.entries<Rule>(rules)
  const indexOf = new Map(all.map(([id], index) => [id, index]))
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Rectoverso',
            semanticVersion: options.version,
            rules: all.map(([id, rule]) => descriptorOf(id, rule)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: options.successful, exitCode: options.exitCode }],
        results: findings
          .toSorted(byPlace)
          .map((finding) => resultOf(finding, indexOf, options.fallback)),
      },
    ],
  }
}

function descriptorOf(id: string, { severity, meaning, help }: Rule) {
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: meaning },
    fullDescription: { text: meaning },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levels[severity] },
    properties: { 'problem.severity': severity === 'info' ? 'recommendation' : severity },
  }
}

function resultOf(finding: Finding, indexOf: ReadonlyMap<string, number>, fallback: string) {
  const { rule, severity, reason, help, cause } = finding
  const ruleIndex = indexOf.get(rule)
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    // A pull request shows the message and not the rule's help: both say what to do.
    message: { text: [sentence(reason), help].filter(Boolean).join(' ') },
    locations: [locationOf(finding, fallback)],
    ...(cause && {
      relatedLocations: [
        { id: 1, ...locationOf(cause, fallback), message: { text: sentence(cause.reason) } },
      ],
    }),
  }
}

function locationOf({ path, ...finding }: Finding, fallback: string): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(path ?? fallback),
      region: regionOf(finding),
    },
  }
}

/** Paths below the working folder count from the root of the sources; others stay whole. */
function artifactOf(path: string): Location['physicalLocation']['artifactLocation'] {
  const parts = path.split('/')
  const encoded = parts.map(encodeURIComponent).join('/')
  if (path.startsWith('/')) return { uri: `file://${encoded}` }
  if (/^[A-Za-z]:$/.test(parts[0] ?? '')) {
    return { uri: `file:///${parts[0]}/${parts.slice(1).map(encodeURIComponent).join('/')}` }
  }
  return { uri: encoded, uriBaseId: '%SRCROOT%' }
}

function regionOf(finding: Omit<Finding, 'path'>): Region {
  const { line = 1, column, endLine, endColumn } = finding
  const startLine = Math.max(line, 1)
  if (column === undefined) return { startLine }
  const startColumn = Math.max(column, 1)
  if (endLine === undefined || endColumn === undefined) return { startLine, startColumn }
  const backwards = endLine < startLine || (endLine === startLine && endColumn < startColumn)
  return backwards ? { startLine, startColumn } : { startLine, startColumn, endLine, endColumn }
}

function sentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`
}

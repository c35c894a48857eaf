import { expect, it } from 'vitest'
import type { Finding } from '../../src/messages/finding.ts'
import { reportSarif } from '../../src/messages/report-sarif.ts'
import { rules } from '../../src/messages/rules.ts'
import { checkSarif } from './sarif.ts'

const options = { version: '0.1.0', exitCode: 0, successful: true, fallback: 'q/rectoverso.lock' }

const finding = (more: Partial<Finding> = {}): Finding => ({
  severity: 'warning',
  rule: 'answer-empty',
  reason: 'No answer',
  help: 'Write it.',
  path: 'a.md',
  line: 3,
  column: 4,
  frame: [],
  ...more,
})

const resultsOf = (...findings: Finding[]) => {
  const report = reportSarif(findings, options)
  checkSarif(JSON.parse(JSON.stringify(report)))
  return report.runs[0]?.results ?? []
}

it('gives each finding a rule, a level, a message that says what to do, and a place', () => {
  const [result] = resultsOf(finding({ endLine: 3, endColumn: 9 }))
  expect(result).toEqual({
    ruleId: 'answer-empty',
    ruleIndex: Object.keys(rules).indexOf('answer-empty'),
    level: 'warning',
    message: { text: 'No answer. Write it.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a.md', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 4, endLine: 3, endColumn: 9 },
        },
      },
    ],
  })
})

it('calls infos notes, and keeps every finding, errors and all', () => {
  const given = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    Array.from({ length: 300 }, (_, line) => finding({ severity, line: line + 1 })),
  )
  const results = resultsOf(...given)
  expect(results).toHaveLength(900)
  expect(new Set(results.map(({ level }) => level))).toEqual(new Set(['error', 'warning', 'note']))
})

it('spells paths as addresses', () => {
  const uris = ['é ü/[a] #1?.md', '/abs/q x.md', 'C:/q/a.md'].map((path) => {
    const [result] = resultsOf(finding({ path }))
    return result?.locations[0]?.physicalLocation.artifactLocation
  })
  expect(uris).toEqual([
    { uri: '%C3%A9%20%C3%BC/%5Ba%5D%20%231%3F.md', uriBaseId: '%SRCROOT%' },
    { uri: 'file:///abs/q%20x.md' },
    { uri: 'file:///C:/q/a.md' },
  ])
})

it('shows what has no place at the fallback, and what stands in the way as related', () => {
  const { path: _, line: __, column: ___, ...placeless } = finding()
  const [result] = resultsOf({ ...placeless, cause: finding({ line: 9, reason: 'The first.' }) })
  expect(result?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'q/rectoverso.lock', uriBaseId: '%SRCROOT%' },
    region: { startLine: 1 },
  })
  expect(result?.relatedLocations).toEqual([
    expect.objectContaining({ id: 1, message: { text: 'The first.' } }),
  ])
})

it('gives no region that ends before it begins', () => {
  const [result] = resultsOf(finding({ endLine: 2, endColumn: 1 }))
  expect(result?.locations[0]?.physicalLocation.region).toEqual({ startLine: 3, startColumn: 4 })
})

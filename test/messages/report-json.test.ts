import { expect, it } from 'vitest'
import type { Finding } from '../../src/messages/finding.ts'
import { reportJson } from '../../src/messages/report-json.ts'

const finding = (line: number, more: Partial<Finding> = {}): Finding => ({
  severity: 'warning',
  rule: 'answer-empty',
  reason: 'No answer.',
  help: 'Write it.',
  path: 'a.md',
  line,
  column: 1,
  frame: ['> 1 | x'],
  ...more,
})

it('gives the findings in order of place, without frames, and counts', () => {
  const report = reportJson([finding(2, { cause: finding(7) }), finding(1)])
  expect(report.messages.map((message) => message.line)).toEqual([1, 2])
  expect(report.messages[0]).not.toHaveProperty('frame')
  expect(report.messages[1]?.cause).toEqual({
    severity: 'warning',
    rule: 'answer-empty',
    reason: 'No answer.',
    help: 'Write it.',
    path: 'a.md',
    line: 7,
    column: 1,
  })
  expect(report.rules).toEqual([{ rule: 'answer-empty', severity: 'warning', count: 2 }])
})

import { describe, expect, it } from 'vitest'
import type { BuildResult } from '../../src/build.ts'
import { size, summary } from '../../src/cli/summary.ts'
import { noColours } from '../../src/messages/report-text.ts'

const result: Omit<BuildResult, 'inputs'> = {
  status: 'ok',
  written: true,
  banks: [
    {
      name: 'js',
      id: 'js-1',
      title: 'JavaScript',
      questions: 3,
      answered: 2,
      kinds: { basic: 2, cloze: 1 },
      sections: [
        { path: ['Closures'], questions: 2 },
        { path: ['Closures', 'Deep'], questions: 0 },
        { path: ['Types', 'Numbers'], questions: 1 },
      ],
      files: [
        {
          path: 'js.md',
          questions: 12,
          choice: {
            dialect: 'numbered-heading',
            confidence: 0.971,
            runnerUp: { dialect: 'plain-heading', questions: 9, confidence: 0.8 },
          },
        },
      ],
      outputs: [{ path: 'out/js.apkg', bytes: 51234, changed: true }],
    },
  ],
  findings: [
    { severity: 'warning', rule: 'answer-empty', reason: 'r', help: 'h', frame: [] },
    { severity: 'info', rule: 'item-skipped', reason: 'r', help: 'h', frame: [] },
  ],
}

describe('summary', () => {
  it('gives questions by kind and section, outputs with sizes, messages by rule', () => {
    expect(summary(result, noColours, false)).toBe(
      [
        'JavaScript (js-1)',
        '         3  questions: 2 basic, 1 cloze; 1 without answer',
        '         2  Closures',
        '         1  Types › Numbers',
        '     51 kB  out/js.apkg',
        '',
        'Messages  (--verbose shows infos)',
        '     1  warning  answer-empty',
        '     1  info     item-skipped',
        '',
      ].join('\n'),
    )
  })

  it('says how each source was read where everything is asked for', () => {
    expect(summary(result, noColours, true)).toContain(
      '        12  from js.md (numbered-heading, confidence 0.97; next plain-heading, 9)',
    )
  })

  it('counts the sections beyond thirty', () => {
    const sections = Array.from({ length: 40 }, (_, index) => ({
      path: [`S${index}`],
      questions: 1,
    }))
    const [bank] = result.banks
    if (!bank) return
    const many = { ...result, banks: [{ ...bank, sections }] }
    expect(summary(many, noColours, false)).toContain('and 10 more sections')
    expect(summary(many, noColours, true)).toContain('S39')
  })

  it('is empty where there is nothing', () => {
    expect(summary({ ...result, banks: [], findings: [] }, noColours, false)).toBe('')
  })
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9949, '9.9 kB'],
  [9960, '10 kB'],
  [999_600, '1.0 MB'],
  [182_000_000, '182 MB'],
])('size of %d is %s', (bytes, text) => {
  expect(size(bytes)).toBe(text)
})

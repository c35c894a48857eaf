import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/messages/finding.ts'
import { noColours, reportText, ruleCounts } from '../../src/messages/report-text.ts'

const options = { colours: noColours, verbose: false }

const finding = (more: Partial<Finding>): Finding => ({
  severity: 'warning',
  rule: 'answer-empty',
  reason: 'No answer.',
  help: 'Write it.',
  path: 'a.md',
  line: 1,
  column: 1,
  frame: [],
  ...more,
})

describe('reportText', () => {
  it('shows place, severity, reason, rule, source, cause and help', () => {
    const cause = finding({ severity: 'error', reason: 'It stands here first.', line: 3 })
    const text = reportText(
      [
        finding({
          severity: 'error',
          rule: 'id-duplicate',
          reason: 'The id "x" is given twice.',
          line: 9,
          column: 4,
          frame: ['> 9 | ## Two', '    |    ^^^'],
          cause,
          help: 'Change one.',
        }),
      ],
      options,
    )
    expect(text).toBe(
      [
        'a.md:9:4  error  The id "x" is given twice.  id-duplicate',
        '  > 9 | ## Two',
        '      |    ^^^',
        '  a.md:3:1  It stands here first.',
        '  help: Change one.',
      ].join('\n'),
    )
  })

  it('puts errors last and gives the help of a rule once', () => {
    const text = reportText(
      [
        finding({ severity: 'error', rule: 'no-questions', help: 'Write some.' }),
        finding({ line: 2 }),
        finding({ line: 1 }),
      ],
      options,
    )
    expect(text.match(/a\.md:\d/g)).toEqual(['a.md:1', 'a.md:2', 'a.md:1'])
    expect(text.match(/help: Write it/g)).toHaveLength(1)
    expect(text.indexOf('warning')).toBeLessThan(text.indexOf('error'))
  })

  it('shows infos only when asked', () => {
    const infos = [finding({ severity: 'info' })]
    expect(reportText(infos, options)).toBe('')
    expect(reportText(infos, { ...options, verbose: true })).toContain('a.md:1:1  info')
  })

  it('makes one block of what a rule says many times, above what is said once', () => {
    const many = Array.from({ length: 25 }, (_, index) => finding({ line: index + 1 }))
    const once = finding({ rule: 'title-long', reason: 'Long.', path: 'A.md', help: '' })
    const text = reportText([once, ...many], options)
    expect(text).toBe(
      [
        '25 times  warning  A question has no answer.  answer-empty',
        '  a.md:1:1  No answer.',
        '  a.md:2:1  No answer.',
        '  a.md:3:1  No answer.',
        '  … and 22 more (--verbose shows all)',
        '  help: Write it.',
        '',
        'A.md:1:1  warning  Long.  title-long',
      ].join('\n'),
    )
    expect(reportText(many.slice(0, 4), options)).not.toContain('times')
    expect(reportText(many, { ...options, verbose: true })).toContain('a.md:25:1')
    const errors = many.map((one) => ({ ...one, severity: 'error' as const }))
    expect(reportText(errors, options)).toContain('a.md:20:1')
    expect(reportText(errors, options)).toContain('… and 5 more of answer-empty')
  })

  it('lets no control character of a stranger through', () => {
    const text = reportText([finding({ reason: 'a\x1b[2Jb', path: 'x\x07.md' })], options)
    expect(text).not.toMatch(/[\x1b\x07]/)
    expect(text).toContain('x\\x07.md:1:1')
  })

  it('colours only through what it is given', () => {
    const colours = { ...noColours, yellow: (text: string) => `<y>${text}</y>` }
    expect(reportText([finding({})], { ...options, colours })).toContain('<y>warning</y>')
  })
})

describe('ruleCounts', () => {
  it('gives one line a rule', () => {
    expect(ruleCounts([finding({}), finding({})], noColours)).toEqual([
      '     2  warning  answer-empty',
    ])
  })
})

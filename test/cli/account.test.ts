import { expect, it } from 'vitest'
import type { Survey } from '../../src/adopt/survey.ts'
import { accountOf, counted } from '../../src/cli/account.ts'

const at = { path: 'a.md', line: 4, reason: 'It is so.' }

const found: Survey = {
  files: [
    {
      path: 'a.md',
      questions: 1,
      answered: 1,
      language: 'en',
      choice: {
        dialect: 'plain-heading',
        confidence: 0.9,
        runnerUp: { dialect: 'x', questions: 2, confidence: 0.5 },
      },
    },
    { path: 'b.md', questions: 0, answered: 0, why: 'b.md holds no question: all are links.' },
  ],
  questions: 1,
  answered: 1,
  candidates: 22,
  skipped: Array.from({ length: 21 }, () => ({ ...at, rule: 'item-skipped' as const })),
  languages: [{ language: 'en', files: 1, questions: 1 }],
  pictures: { found: 2, missing: 1, remote: 0 },
  missing: [at],
  repeated: [],
  dropped: [{ rule: 'cleaned-footer', count: 2, first: at }],
  linked: [],
  warnings: [],
}

it('adds up, names places, and says what each rule means', () => {
  const lines = accountOf(found, false)
  expect(lines).toEqual([
    '2 files = 1 with questions + 1 without',
    '  a.md: 1 question, 1 answered, en (plain-heading, confidence 0.90; next x, 2)',
    '  b.md: no questions (all are links)',
    '',
    '22 candidates = 1 question + 21 skipped',
    ...Array.from({ length: 20 }, () => '  a.md:4  It is so.'),
    '  and 1 more (--verbose shows all)',
    '1 question = 1 answered + 0 without answer',
    '  en: 1 question in 1 file',
    '',
    '2 pictures; 1 missing, 0 remote',
    '  a.md:4  It is so.',
    '',
    'Left out, by rule',
    '     2 cleaned-footer  A closing part (references, licence, contributing) was left out; first at a.md:4',
  ])
  expect(accountOf(found, true).filter((line) => line.startsWith('  a.md:4'))).toHaveLength(22)
})

it('counts one as one', () => {
  expect([0, 1, 2].map((count) => counted(count, 'file'))).toEqual(['0 files', '1 file', '2 files'])
})

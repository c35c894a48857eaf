import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import type { Section } from '../../src/model/bank.ts'
import { nameOf, questionsOn, rowsOfSheet, sayTooLong, sheetsOf } from '../../src/sheet/sheets.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { long } from '../support/judge.ts'

const some = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) =>
    question({ title: `Q${from + n}`, code: codeOf(from + n) }),
  )

const codesOn = (sections: Section[], most?: number) =>
  sheetsOf(bank(sections), most).map((sheet) => [
    sheet.name,
    [...questionsOn(sheet)].map(({ question }) => question.title).join(' '),
  ])

describe('sheets', () => {
  it('are a sheet a section that has questions, in the order of the book', () => {
    const sections = [
      section('Basics', some(2), [section('Scope', some(1, 2)), section('Empty', [])]),
      section('Chapter', [], [section('Late', some(1, 3))]),
    ]
    expect(codesOn(sections)).toEqual([
      ['Basics', 'Q0 Q1'],
      ['Scope', 'Q2'],
      ['Late', 'Q3'],
    ])
  })

  it('hold every question once, with its own section', () => {
    const sections = [section('A', some(3), [section('B', some(2, 3))])]
    const all = sheetsOf(bank(sections)).flatMap((sheet) => [...questionsOn(sheet)])
    expect(all.map(({ question }) => question.code)).toEqual([0, 1, 2, 3, 4].map(codeOf))
    expect(all.map(({ section }) => section.title)).toEqual(['A', 'A', 'A', 'B', 'B'])
  })

  it('are chapters where sections would be more than 200, and one where chapters would', () => {
    const chapter = (n: number, parts: number): Section =>
      section(
        `Chapter ${n}`,
        [],
        Array.from({ length: parts }, (_, part) =>
          section(`Part ${part}`, some(1, n * 1000 + part)),
        ),
      )
    const two = codesOn([chapter(0, 150), chapter(1, 51)])
    expect(two.map(([name]) => name)).toEqual(['Chapter 0', 'Chapter 1'])
    expect(two[1]?.[1]).toMatch(/^Q1000 Q1001 .* Q1050$/)
    expect(codesOn([chapter(0, 150), chapter(1, 50)])).toHaveLength(200)
    const many = Array.from({ length: 201 }, (_, n) => chapter(n, 1))
    expect(codesOn(many).map(([name]) => name)).toEqual(['Questions'])
  })

  it('leave out chapters and sections without questions where they are chapters', () => {
    const parts = Array.from({ length: 201 }, (_, n) => section(`Part ${n}`, some(1, n)))
    const sheets = sheetsOf(
      bank([
        section('Empty', [], [section('Empty too', [])]),
        section('Full', [], [section('Blank', []), ...parts]),
      ]),
    )
    expect(sheets.map(({ name }) => name)).toEqual(['Full'])
    expect(sheets[0]?.sections).toEqual(parts)
  })

  it('go on in another one where a sheet has no more rows', () => {
    expect(codesOn([section('A', some(5)), section('B', some(2, 5))], 2)).toEqual([
      ['A', 'Q0 Q1'],
      ['A (2)', 'Q2 Q3'],
      ['A (3)', 'Q4'],
      ['B', 'Q5 Q6'],
    ])
  })

  it('are one without rows for a bank without questions', () => {
    expect(codesOn([])).toEqual([['Questions', '']])
  })
})

describe('a table longer than a sheet', () => {
  it('is said to be', () => {
    const messages = new Messages()
    const asked = bank([section('A', some(2), [section('B', some(1, 2))])])
    sayTooLong(asked, messages, 3)
    expect(messages.all).toEqual([])
    sayTooLong(asked, messages, 2)
    expect(messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)).toEqual([
      'table-too-long: The table has 3 questions, and a sheet holds 2',
    ])
    expect(rowsOfSheet).toBe(2 ** 20 - 1)
  })
})

describe('the name of a sheet', () => {
  it.each([
    ['Closures', 'Closures'],
    ['TCP/IP: [the] basics?', 'TCP IP the basics'],
    ["'quoted'", 'quoted'],
    ['', 'Questions'],
    ['***', 'Questions'],
    ['history', 'Questions history'],
    ['HISTORY', 'Questions HISTORY'],
    ['Prehistory', 'Prehistory'],
    ['History of the web', 'History of the web'],
    ['😀 in a title that is longer than may be', '😀 in a title that is longer th'],
    ['a\u0000b\nc', 'a b c'],
    ['A title that is longer than a sheet’s name may be', 'A title that is longer than a s'],
    [`${'x'.repeat(30)}😀`, 'x'.repeat(30)],
  ])('of %j is %j', (title, name) => {
    expect(nameOf(title, new Set())).toBe(name)
  })

  // Not in the list above: tests are found by their names, and this one's would be as long.
  it('is looked for at the beginning of a title only', () => {
    expect(nameOf(`${"'".repeat(50_000)}x`, new Set())).toBe('Questions')
  })

  it('is unlike the others, whatever their case', () => {
    const taken = new Set<string>()
    const titles = [
      'Scope',
      'scope',
      'SCOPE',
      'ｓｃｏｐｅ',
      `${'y'.repeat(40)}1`,
      `${'y'.repeat(40)}2`,
    ]
    expect(titles.map((title) => nameOf(title, taken))).toEqual([
      'Scope',
      'scope (2)',
      'SCOPE (3)',
      'ｓｃｏｐｅ (4)',
      'y'.repeat(31),
      `${'y'.repeat(27)} (2)`,
    ])
  })

  it('keeps Excel’s rules for any titles', () => {
    const title = fc.string({ unit: fc.oneof(fc.constantFrom(..."':\\/?*[] aA1"), fc.string()) })
    fc.assert(
      fc.property(fc.array(title, { maxLength: 8 }), (titles) => {
        const taken = new Set<string>()
        const names = titles.map((one) => nameOf(one, taken))
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(31)
          expect(name).not.toMatch(/[:\\/?*[\]\p{Cc}\p{Surrogate}]|^'|'$|^\s|\s$|^history$/iu)
        }
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
      }),
      { numRuns: long ? 20_000 : 1_000 },
    )
  })
})

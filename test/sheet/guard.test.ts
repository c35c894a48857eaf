import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guard, isTricky, undo, unguard } from '../../src/sheet/guard.ts'
import { codeOf } from '../support/bank.ts'
import { long } from '../support/judge.ts'
import { nasty } from './cells.ts'

const runs = long ? 100_000 : 3_000

const anything = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.nat(127)), { maxLength: 12 })
  .map((codes) => String.fromCodePoint(...codes))

/** Text of what the guard looks at, and apostrophes. */
const risky = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\n', ' ', '\u200b', '/', ':', '.', 'e'),
      fc.constantFrom('1', '007', 'May', 'TRUE', 'eur', '%', '$', '#N/A', 'x'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

describe('guard', () => {
  it('is exactly undone, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(anything, risky), (cell) => {
        expect(unguard(guard(cell))).toBe(cell)
      }),
      { numRuns: runs },
    )
  })

  it('is undone as well by a program that takes one apostrophe off a cell', () => {
    fc.assert(
      fc.property(fc.oneof(anything, risky), (cell) => {
        expect(guard(cell).replace(/^'/, '')).toBe(cell)
      }),
      { numRuns: runs },
    )
  })

  it('brings a cell that nobody edited home, from a guarded table and from one that is not', () => {
    fc.assert(
      fc.property(fc.oneof(anything, risky), (cell) => {
        expect(undo(guard(cell), cell)).toBe(cell)
        expect(undo(cell, cell)).toBe(cell)
      }),
      { numRuns: runs },
    )
  })

  it('brings an edited cell home without the guard', () => {
    expect(undo("'- one item more", '- one item')).toBe('- one item more')
    expect(undo('no longer an item', '- one item')).toBe('no longer an item')
    expect(undo("''quoted' anew", "'quoted'")).toBe("'quoted' anew")
  })

  it('stands before every cell of these kinds', () => {
    const kept = nasty.slice(0, nasty.indexOf('a "quoted" word'))
    const bare = kept.filter((cell) => guard(cell) === cell)
    // Not one of them is changed by a spreadsheet: LibreOffice and Gnumeric are asked elsewhere.
    expect(bare).toEqual(['"=1+1"', '0x1F', '12h30'])
  })

  it('leaves nothing tricky', () => {
    fc.assert(
      fc.property(fc.oneof(anything, risky), (cell) => {
        expect(isTricky(guard(cell))).toBe(false)
      }),
      { numRuns: runs },
    )
  })

  it('is exactly undone for the cells we know', () => {
    for (const cell of nasty) expect(unguard(guard(cell))).toBe(cell)
  })

  it('gives different cells different forms', () => {
    fc.assert(
      fc.property(risky, risky, (one, two) => {
        if (one !== two) expect(guard(one)).not.toBe(guard(two))
      }),
      { numRuns: runs },
    )
  })

  it.each([
    'What is a closure?',
    'Python 3',
    'HTTP 404',
    'O(n log n)',
    '`x = 1`',
    'It costs $5 to $6.',
    '1. First do this',
    'The year 2026 in review',
    '# heading',
    '**bold**',
    "don't",
    'a/b',
    'A, B',
    'json',
    'marketing',
    'easy',
    '',
  ])('leaves %j as it is', (cell) => {
    expect(guard(cell)).toBe(cell)
  })

  it('needs no apostrophe for codes', () => {
    for (let n = 0; n < 512_000; n += 997) expect(isTricky(codeOf(n))).toBe(false)
  })

  it('is quick on long text', () => {
    for (const cell of [' '.repeat(32_000), "'".repeat(32_000), '\u200b '.repeat(16_000)]) {
      expect(unguard(guard(cell))).toBe(cell)
    }
  })
})

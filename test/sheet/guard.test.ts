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

describe('a cell that a spreadsheet could take for something else', () => {
  const list = (text: string) => text.split(' ')
  const months = list(
    'jan feb fev fév mar mär maa mrt apr avr abr may mai maj mei mag jun jui jul giu lug aug aoû ago sep set oct okt ott out nov dec dez des déc dic ene gen янв фев мар апр мая май июн июл авг сен окт ноя дек',
  )
  const days = list('mon tue wed thu fri sat sun')
  const currencies = list(
    'usd eur gbp jpy cny rmb inr rs chf rub руб brl krw cad aud nzd sgd hkd twd mxn zar dkk sek nok kr pln zł czk kč huf ft ron lei bgn лв try tl ils thb idr rp vnd fr',
  )
  const truths = list(
    'true false wahr falsch vrai faux verdadero falso verdadeiro vero waar onwaar prawda fałsz истина ложь sand falsk sann falskt tosi epätosi pravda nepravda igaz hamis adevărat fals doğru yanlış 真 偽 假',
  )
  const errors = list(
    '#N/A #REF! #DIV/0! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #GETTING_DATA',
  )
  const blanks = ['', ' ', '\u0000', '\u001f', '\u007f', '\u00a0', '\u00ad', '\u200b', '\u200f']
  const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u2212']
  const seven = 'may '.repeat(7).trim()

  it.each([
    ...blanks.flatMap((blank) => starts.map((start) => `${blank}${start}a`)),
    ...['\u2028', '\u202f', '\u2060', '\u206f', '\ufeff'].map((blank) => `${blank}=a`),
    ...['\ta', '\ra', '\na', ' \u200b =a'],
    ...['7', '007', '1e5', '1E-5', '1e+5', '1e\u22125', '2024-01-02T03:04:05Z', '12:30z', '1.5'],
    ...['1,5', '1;5', '1/2', '1\\2', "1'000", '1’000', '1٬000', '1٫5', '5%', '5‰', '(5)', '1+1'],
    ...['1-2', '1\u22122', '1_000', '$5', '5 €', '٣', '½', ' 7 ', '\u200b7\u200b'],
    ...months.flatMap((word) => [`1 ${word} 2024`, `${word.toUpperCase()} 5`, `${word}x 5`]),
    ...days.flatMap((word) => [`${word} 5`, `${word}day, 5`]),
    ...list('a p t z e m am pm utc gmt st nd rd th de of 年 月 日 時 时 分 秒 년 월 일').map(
      (word) => `5 ${word}`,
    ),
    ...['5/May/2024', "5 May '24", '5. May', '12:30 pm', '5-May', '(5 May)', '5 May+1', 'May’5'],
    ...currencies.flatMap((word) => [
      ...[`5 ${word}`, `5${word}.`, `${word} 5`, `${word}. 5`, `-5 ${word}`.trim()],
      ...[`1 ${word} 5`, `${word.toUpperCase()} 1'000.5`, `(5) ${word}`, `5’000, ${word}`],
    ]),
    ...['US$5', 'CA$ 5', 'A$5', 'HKD$5', '5 US$5'],
    ...truths.flatMap((word) => [word, word.toUpperCase(), ` ${word} `]),
    ...errors.flatMap((word) => [word, word.toLowerCase()]),
    ...[
      '9'.repeat(80),
      '9'.repeat(81),
      '9'.repeat(400),
      `${'9'.repeat(90)}%`,
      `(${'9'.repeat(90)})`,
    ],
    ...[
      `$${'9'.repeat(90)}`,
      `${'9 '.repeat(45)},'`,
      `${'9'.repeat(90)}\u2212`,
      `'9`.repeat(50).slice(1),
    ],
    ...['may '.repeat(6).concat('5'), '5 may'.padEnd(80)],
    ...['1_0e5', '1E5%', '1T5%', '5%0z', '5%0Z', '1e+5_', '1t\u22125%'],
  ])('may be %j', (cell) => {
    expect(isTricky(cell)).toBe(true)
  })

  it.each([
    ...['', ' ', "'=1", "'", 'a=1', 'a', '"=1"', '5 x', 'x 5', 'x5', 'May', 'may day'],
    ...['mon', 'usd', 'eur.', '$', '%', '-'.slice(1), '1ex', '5zz', '1 xy 2', 'z5'],
    ...['1e_5', 'e5%', '1e%', '1z%', '%z5', '5%z', 'z5%', '5 may'.padEnd(81)],
    ...['truex', 'xtrue', 'true false', '#n/ax', 'x#n/a', '#ref', '#'],
    ...['5 usdx', 'xusd 5', '5 usd x', 'x 5 usd', 'ABCD$5', 'x US$5', 'US$5x', 'usd5usd'],
    ...[
      '5 may!',
      '5 may "',
      '5 maj x',
      'x may 5',
      'a 5 may',
      '5 mapril',
      '5 xmay',
      '5 amx',
      '5 xam',
    ],
    ...[`${seven} 5`, '9'.repeat(401), `${'9'.repeat(90)}x`, `x${'9'.repeat(90)}`, '.'.repeat(90)],
    ...[`${'9'.repeat(90)}%%`, `5 may ${' '.repeat(90)}x`, `may ${'5 '.repeat(45)}`],
  ])('is never %j', (cell) => {
    expect(isTricky(cell)).toBe(false)
  })
})

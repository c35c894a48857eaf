import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newLedger } from '../../src/identity/record.ts'
import { cleanTitle, nameSubdecks, numbersOf } from '../../src/identity/subdeck.ts'
import { type Built, build, drafts, type Outline } from './drafts.ts'

const decks = (built: Built) => {
  const found: string[] = []
  const enter = (sections: Built['bank']['sections']) => {
    for (const section of sections) {
      found.push(section.deck)
      enter(section.sections)
    }
  }
  enter(built.bank.sections)
  return found
}
const of = (...titles: string[]): Outline[] =>
  titles.map((title) => ({ title, questions: [`of ${title}, one`, `of ${title}, two`] }))

describe('subdecks', () => {
  it('are numbered in steps of ten, and keep their names when others come between', () => {
    const first = build(drafts(of('A', 'B', 'C')))
    expect(decks(first)).toEqual(['010 A', '020 B', '030 C'])
    const second = build(drafts(of('Z', 'A', 'N', 'B', 'C', 'D')), first)
    expect(decks(second)).toEqual(['005 Z', '010 A', '015 N', '020 B', '030 C', '040 D'])
    const third = build(drafts(of('A', 'M', 'N', 'B')), second)
    expect(decks(third)).toEqual(['010 A', '012 M', '015 N', '020 B'])
  })

  it('keep their names in another order, and after they were away', () => {
    const first = build(drafts(of('A', 'B', 'C')))
    const second = build(drafts(of('C', 'A')), first)
    expect(decks(second)).toEqual(['030 C', '010 A'])
    expect(decks(build(drafts(of('A', 'B', 'C')), second))).toEqual(['010 A', '020 B', '030 C'])
  })

  it('number nested sections in their parent', () => {
    const nested: Outline[] = [
      { title: 'A', sections: of('X', 'Y') },
      { title: 'B', questions: ['b'], sections: of('X') },
    ]
    expect(decks(build(drafts(nested)))).toEqual([
      ...['010 A', '010 A::010 X', '010 A::020 Y'],
      ...['020 B', '020 B::010 X'],
    ])
  })

  it('are those above for a section without title, none at the top', () => {
    const outlines: Outline[] = [
      { title: '', questions: ['loose'] },
      { title: 'A', questions: ['a'], sections: [{ title: '', questions: ['below'] }] },
    ]
    expect(decks(build(drafts(outlines)))).toEqual(['', '010 A', '010 A'])
  })

  it('stay with a section that was put under another heading', () => {
    const first = build(drafts(of('A', 'B')))
    const under: Outline[] = [{ title: 'All of it', sections: of('A', 'B') }]
    expect(decks(build(drafts(under), first))).toEqual(['030 All of it', '010 A', '020 B'])
  })

  it('do not pass to a section that shares little', () => {
    const first = build(drafts(of('A', 'B')))
    const outlines: Outline[] = [
      { title: 'N', questions: ['of A, one', 'n1', 'n2'] },
      { title: 'A', questions: ['of A, two'] },
      ...of('B'),
    ]
    expect(decks(build(drafts(outlines), first))).toEqual(['005 N', '010 A', '020 B'])
  })

  it('are distinct where titles are equal', () => {
    const twins = build(drafts([...of('A'), { title: 'A', questions: ['of the other A'] }]))
    expect(decks(twins)).toEqual(['010 A', '020 A'])
    const turned = [{ title: 'A', questions: ['of the other A'] }, ...of('A')]
    expect(decks(build(drafts(turned), twins))).toEqual(['020 A', '010 A'])
  })
})

describe('numbersOf', () => {
  it('makes fractions where no whole number is free, and always keeps the order', () => {
    const firstOf = (low: string, high: string) => numbersOf([low, undefined, high], [low, high])[1]
    expect(firstOf('010', '011')).toBe('010.5')
    expect(firstOf('010', '010.5')).toBe('010.2')
    expect(firstOf('990', '999')).toBe('994')
    expect(firstOf('010.000001', '010.000002')).toBe('010.000001')
    expect(numbersOf(['990', undefined, undefined], ['990'])).toEqual(['990', '993', '996'])
    expect(
      numbersOf(
        Array.from({ length: 120 }, () => undefined),
        [],
      )[119],
    ).toBe('1200')
  })

  it('keeps the width of what is there, and makes it as wide as a new row needs', () => {
    const fresh = (count: number) =>
      numbersOf(
        Array.from({ length: count }, () => undefined),
        [],
      )
    expect(fresh(1)).toEqual(['010'])
    expect([fresh(99)[98], fresh(100)[0], fresh(100)[99]]).toEqual(['990', '0010', '1000'])
    expect(numbersOf(['0010', undefined], ['0010'])).toEqual(['0010', '0020'])
    expect(numbersOf(['010', undefined], ['010', '1230'])).toEqual(['010', '0020'])
    expect(numbersOf(['010', ...Array.from({ length: 3 }, () => undefined)], ['010'])).toEqual([
      ...['010', '020', '030', '040'],
    ])
  })

  it('takes tens at the end, the middle between two, and none that was ever given', () => {
    expect(numbersOf(['010', undefined, '020'], ['010', '020'])[1]).toBe('015')
    expect(numbersOf(['010', undefined, undefined, '020'], ['010', '020'])).toEqual([
      ...['010', '013', '016', '020'],
    ])
    expect(numbersOf(['010', undefined, '020'], ['010', '015', '020'])[1]).toBe('014')
    expect(numbersOf(['010', undefined], ['010', '020', '030'])[1]).toBe('040')
    expect(numbersOf([undefined, '010'], ['010'])[0]).toBe('005')
    // What was moved up from further back bounds nothing.
    expect(numbersOf(['030', undefined, '010'], ['010', '020', '030'])[1]).toBe('040')
    expect(numbersOf(['010', undefined, '010'], ['010'])[1]).toBe('020')
    expect(numbersOf(['010', undefined, '020', undefined], ['010', '020'])).toEqual([
      ...['010', '015', '020', '030'],
    ])
    // Nine tens are free behind the first, then ones.
    const row = (count: number) =>
      numbersOf(['900', ...Array.from({ length: count }, () => undefined)], ['900']).slice(1)
    expect(row(9)).toEqual([910, 920, 930, 940, 950, 960, 970, 980, 990].map(String))
    expect(row(10)).not.toContain('990.5')
    expect(row(10)[0]).toBe('909')
  })

  it('sorts as text in the order of the book, for any insertions', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 40 }), (places) => {
        let numbers = ['010', '020', '030']
        for (const place of places) {
          const at = place % (numbers.length + 1)
          const row = [...numbers.slice(0, at), undefined, ...numbers.slice(at)]
          numbers = numbersOf(row, numbers)
          const names = numbers.map((number) => `${number} Title`)
          expect(names).toEqual(names.toSorted())
        }
      }),
    )
  })
})

describe('nameSubdecks', () => {
  /** Chapters by title and parent; `known` are the decks of the ledger, each its own key. */
  const names = (
    chapters: [title: string, parent: number][],
    keys: (string | undefined)[],
    known: string[],
  ) => {
    const ledger = newLedger()
    for (const deck of known) ledger.sections.set(deck, { key: deck, deck, path: [] })
    const place = { path: 'q.md', line: 1, column: 1 }
    return nameSubdecks(
      chapters.map(([title, parent]) => ({ title, path: [title], parent, place })),
      keys,
      ledger,
    )
  }

  it('gives a section a name that none had, in any case', () => {
    expect(names([['A', -1]], [undefined], ['010 A'])).toEqual(['020 A'])
    const shared = ['010.000001 A', '010.000002 B']
    const between = (title: string, more: string[] = []) =>
      names(
        [
          ['A', -1],
          [title, -1],
          ['B', -1],
        ],
        ['010.000001 A', undefined, '010.000002 B'],
        [...shared, ...more],
      )[1]
    // Where no number is free between, it shares that before, and its name is another.
    expect(between('N')).toBe('010.000001 N')
    expect(between('a')).toBe('010.000001 a 2')
    expect(between('A', ['010.000001 a 2'])).toBe('010.000001 A 3')
  })

  it('numbers below the name that the parent has, parents first', () => {
    const chapters: [string, number][] = [
      ['A', -1],
      ['X', 0],
      ['B', -1],
      ['Y', 2],
      ['Z', 0],
    ]
    expect(names(chapters, [undefined, undefined, undefined, undefined, undefined], [])).toEqual([
      ...['010 A', '010 A::010 X', '020 B', '020 B::010 Y', '010 A::020 Z'],
    ])
    // Those of vanished siblings stay taken, of that parent only, as deep as they stood.
    const known = ['010 A', '010 A::010 Old', '010 A::010 Old::090 Deep', '020 B', '020 B::070 Old']
    expect(names(chapters, ['010 A', undefined, '020 B', undefined, undefined], known)).toEqual([
      ...['010 A', '010 A::020 X', '020 B', '020 B::010 Y', '010 A::030 Z'],
    ])
    // A key that the ledger lacks has no name yet.
    expect(names([['A', -1]], ['lost'], [])).toEqual(['010 A'])
  })

  it('takes for a number only what stands where a number stands', () => {
    const beside = (...known: string[]) => names([['N', -1]], [undefined], known)[0]
    expect(beside('010 A')).toBe('020 N')
    const first = (deck: string) =>
      names(
        [
          ['N', -1],
          ['A', -1],
        ],
        [undefined, deck],
        [deck],
      )[0]
    expect([first('010 A'), first('010.25 A')]).toEqual(['005 N', '005 N'])
    expect([first('01 A'), first('x010 A')]).toEqual(['010 N', '010 N'])
    for (const deck of ['01 A', '2024', 'A 500 x', 'A', '010.1234567 A', 'x::500 A']) {
      expect(beside(deck), deck).toBe('010 N')
    }
    const moved = names(
      [
        ['A', -1],
        ['N', -1],
      ],
      ['500 B::030 A', undefined],
      ['500 B', '500 B::030 A'],
    )
    expect(moved).toEqual(['500 B::030 A', '020 N'])
  })
})

describe('cleanTitle', () => {
  it('gives Anki a name of one part, whatever the heading is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const clean = cleanTitle(title)
        expect(clean).not.toMatch(/::|[\u0000-\u001f\u007f"]|^[\s:]|[\s:]$/)
        expect([...clean].length).toBeGreaterThan(0)
        expect([...clean].length).toBeLessThanOrEqual(80)
        expect(clean).toBe(clean.normalize('NFC'))
      }),
    )
    expect(cleanTitle('std::move: a\tcast\n')).toBe('std:move: a cast')
    expect(cleanTitle('::')).toBe('Section')
    expect(cleanTitle('2024')).toBe('2024')
    expect(cleanTitle('نیم‌فاصله')).toBe('نیم‌فاصله')
    expect(cleanTitle(`${'a'.repeat(79)}😀😀`)).toBe(`${'a'.repeat(79)}😀`)
  })

  it('is one line, without what nobody sees', () => {
    expect(cleanTitle('a\u0000\u2028 \u2029b')).toBe('a b')
    expect(cleanTitle('a\u00ad\u200b\u200e\u202e\u2060\ufeffb')).toBe('ab')
    expect(cleanTitle('a\ud800b')).toBe('ab')
    expect(cleanTitle('say "so"')).toBe("say 'so'")
    expect(cleanTitle(' :: a :::: b : ')).toBe('a : b')
    expect(cleanTitle('e\u0301')).toBe('\u00e9')
    expect(cleanTitle('')).toBe('Section')
  })
})

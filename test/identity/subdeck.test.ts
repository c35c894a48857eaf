import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanTitle, numbersOf } from '../../src/identity/subdeck.ts'
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
})

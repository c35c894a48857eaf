import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dice, likeEnough } from '../../src/identity/dice.ts'
import { everIn, type KnownGaps, numberGaps, printGaps } from '../../src/identity/gaps.ts'

/** What the ledger knows after a build that numbered some texts. */
function known(
  texts: readonly string[],
  numbers: readonly number[],
  before?: KnownGaps,
): KnownGaps {
  const counted = new Map(numbers.map((number, at) => [number, texts[at] ?? '']))
  return {
    texts: numbers.map((number, at) => ({ number, text: texts[at] ?? '' })),
    ever: everIn(printGaps([], counted, before?.ever ?? new Map())),
  }
}
const nothing: KnownGaps = { texts: [], ever: new Map() }
const first = (...texts: string[]) => known(texts, numberGaps(texts, nothing, new Set()))
const next = (before: KnownGaps, ...texts: string[]) => numberGaps(texts, before, new Set())

describe('numbers of gaps', () => {
  it('count in reading order, past those that the author wrote', () => {
    expect(numberGaps(['a', 'b', 'c'], nothing, new Set([2]))).toEqual([1, 3, 4])
  })

  it('stay when others come, go or move', () => {
    const before = first('Paris', 'Rome', 'Berlin')
    expect(next(before, 'Madrid', 'Paris', 'Rome', 'Berlin')).toEqual([4, 1, 2, 3])
    expect(next(before, 'Rome', 'Berlin')).toEqual([2, 3])
    expect(next(before, 'Berlin', 'Paris', 'Rome')).toEqual([3, 1, 2])
  })

  it('stay when their text is mended', () => {
    const before = first('Pariss', 'Rome')
    expect(next(before, 'Rome', 'Paris')).toEqual([2, 1])
    expect(next(first('in 1789', '14'), 'in 1789', '4')).toEqual([1, 2])
  })

  it('are new for another text, even where the old one stood', () => {
    const before = first('Paris', 'Rome', 'Berlin')
    expect(next(before, 'Paris', 'whatever else', 'Berlin')).toEqual([1, 4, 3])
  })

  it('are new where two could go on', () => {
    expect(next(first('the first of all'), 'the first of alla', 'the first of allb')).toEqual([
      2, 3,
    ])
  })

  it('tell equal texts by what stands beside them', () => {
    const before = first('x', 'Paris', 'x', 'Rome')
    expect(next(before, 'Paris', 'x', 'Rome')).toEqual([2, 3, 4])
    expect(next(before, 'x', 'Rome', 'Paris')).toEqual([5, 4, 2])
  })

  it('come back with their text, and are never given to another', () => {
    const before = first('Paris', 'Rome')
    const without = known(['Paris'], next(before, 'Paris'), before)
    expect(next(without, 'Paris', 'Berlin')).toEqual([1, 3])
    expect(next(without, 'Paris', 'Rome')).toEqual([1, 2])
  })

  it('are known by digest alone where the companion has no text', () => {
    const { ever } = first('Paris', 'Rome')
    expect(numberGaps(['Rome', 'Bonn', 'Paris'], { texts: [], ever }, new Set())).toEqual([2, 3, 1])
  })

  it('give way to a number that the author wrote', () => {
    expect(numberGaps(['Paris', 'Rome'], first('Paris', 'Rome'), new Set([1]))).toEqual([3, 2])
  })

  it('never change their meaning, whatever is done to the gaps', () => {
    const word = fc.constantFrom<string[]>(
      'Paris',
      'Rome',
      'Berlin',
      'Bern',
      'Romes',
      'x',
      'x',
      '4',
      '14',
      'a b',
    )
    const lists = fc.array(fc.array(word, { maxLength: 6 }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(lists, fc.uniqueArray(fc.integer({ min: 1, max: 4 })), (all, written) => {
        let before = nothing
        const meant = new Map<number, string>()
        for (const texts of all) {
          const numbers = numberGaps(texts, before, new Set(written))
          expect(new Set(numbers).size).toBe(texts.length)
          for (const [at, number] of numbers.entries()) {
            const text = texts[at] ?? ''
            expect(written).not.toContain(number)
            expect(dice(meant.get(number) ?? text, text)).toBeGreaterThanOrEqual(likeEnough)
            meant.set(number, text)
          }
          // A text that stands once on both sides goes on as it was.
          for (const { number, text } of before.texts) {
            const once = (list: readonly string[]) =>
              list.filter((one) => one === text).length === 1
            if (once(texts) && once(before.texts.map((one) => one.text))) {
              expect(numbers[texts.indexOf(text)]).toBe(number)
            }
          }
          before = known(texts, numbers, before)
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('prints marks and reads them', () => {
  const ever = new Map([
    [3, ''],
    [5, 'abcdef'],
  ])
  const marks = printGaps([2], new Map([[1, 'Paris']]), ever)
  expect(marks).toEqual(
    ['1=W4nFpA', '2', '3~', '5~abcdef'].map((mark) =>
      expect.stringMatching(mark.replace('W4nFpA', '[\\w-]{6}')),
    ),
  )
  expect([...everIn(marks).keys()]).toEqual([1, 2, 3, 5])
  expect(everIn(['A', 'B'])).toEqual(new Map())
})

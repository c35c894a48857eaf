import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dice, likeEnough } from '../../src/identity/dice.ts'
import {
  countGaps,
  everIn,
  gapDigest,
  type KnownGaps,
  numberGaps,
  printGaps,
  withNumbers,
} from '../../src/identity/gaps.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import type { Draft } from '../../src/model/bank.ts'
import { draft } from './drafts.ts'

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
    // Half of its pairs of letters are enough in any place, less only in its own.
    expect(next(first('abc', 'Rome'), 'Rome', 'abx')).toEqual([2, 1])
    expect(next(first('abc', 'Rome'), 'Rome', 'axx')).toEqual([2, 3])
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

  it('stay with equal texts, each in its order, where there are as many as before', () => {
    expect(next(first('x', 'x'), 'x', 'x')).toEqual([1, 2])
    expect(next(first('x', 'a', 'x', 'b'), 'b', 'x', 'x', 'a')).toEqual([4, 1, 3, 2])
    expect(next(first(' a  b ', 'c'), 'a b', 'c')).toEqual([1, 2])
    expect(next(first('\u00e9a'), 'e\u0301a')).toEqual([1])
    // Of fewer, those between the same two; of these only where there is no choice.
    expect(next(first('a', 'x', 'b', 'x', 'c'), 'a', 'x', 'c', 'b')).toEqual([1, 6, 5, 3])
    expect(next(first('a', 'x', 'b', 'x', 'c'), 'b', 'x', 'c')).toEqual([3, 4, 5])
    expect(next(first('a', 'x', 'b', 'a', 'x', 'b'), 'a', 'x', 'b')).not.toContain(2)
    expect(next(first('a', 'x', 'b'), 'a', 'x', 'b', 'a', 'x', 'b')).not.toContain(2)
  })

  it('go on between the same two gaps where the text is like enough', () => {
    const before = first('one', 'in 1789', 'three')
    expect(next(before, 'one', 'of 1788', 'three')).toEqual([1, 2, 3])
    expect(next(before, 'one', 'of 1788')).toEqual([1, 4])
    expect(next(before, 'of 1788', 'three')).toEqual([4, 3])
    expect(next(first('in 1789', 'three'), 'of 1788', 'three')).toEqual([1, 2])
    expect(next(first('one', 'in 1789'), 'one', 'of 1788')).toEqual([1, 2])
    expect(next(first('in 1789'), 'of 1788')).toEqual([1])
    expect(next(first('in 1789', 'gone'), 'of 1788')).toEqual([3])
    expect(next(first('gone', 'in 1789'), 'of 1788')).toEqual([3])
  })

  it('come back only where both sides have the text once', () => {
    const before = first('Paris', 'Rome', 'Rome')
    const without = known(['Paris'], next(before, 'Paris'), before)
    expect(next(without, 'Paris', 'Rome')).toEqual([1, 4])
    const one = first('Paris', 'Rome')
    const less = known(['Paris'], next(one, 'Paris'), one)
    expect(next(less, 'Paris', 'Rome', 'Rome')).toEqual([1, 3, 4])
    // What goes on under other words is not gone, so the one that is comes back.
    expect(next(first('x', 'Rome', 'y', 'Rome', 'z'), 'x', 'Romee', 'y', 'z', 'Rome')).toEqual([
      1, 2, 3, 5, 4,
    ])
    // What is in use is not gone.
    expect(next(first('Rome'), 'Rome', 'Rome')).toEqual([2, 3])
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

describe('gaps of a question', () => {
  const line = (marks: string[], more: Partial<QuestionLine> = {}) =>
    ({ code: 'K7M2Q', kind: 'cloze', marks, ...more }) as QuestionLine
  const cloze = (...texts: string[]) => draft({ title: 'x', gaps: texts })
  const print = { title: 't', content: 'c', weight: 1 }
  const withTexts = (gaps?: string[]) => {
    const ledger = newLedger()
    ledger.texts.set('K7M2Q', JSON.stringify({ title: 'x', ...(gaps && { gaps }) }))
    return ledger
  }

  it('are none of another kind', () => {
    expect(countGaps(draft({ title: 'x' }), print, newLedger(), undefined)).toBeUndefined()
  })

  it('keep the numbers that the author wrote, and those that are gone', () => {
    const { counted, ...written } = cloze('a', 'b') as Extract<Draft, { kind: 'cloze' }>
    expect(counted).toEqual([11, 12])
    const found = countGaps(written, print, newLedger(), line(['3=abcdef', '11']))
    expect(found).toEqual({ marks: ['3~abcdef', '11', '12'], gaps: [], numbers: new Map() })
    // Another kind had no numbers, only labels.
    const labels = line(['1', '2'], { kind: 'choice' })
    expect(countGaps(written, print, newLedger(), labels)?.marks).toEqual(['11', '12'])
  })

  it('count what has no number around what has one', () => {
    const made = cloze('a', 'b') as Extract<Draft, { kind: 'cloze' }>
    const mixed = { ...made, gaps: [2, 11, 12] }
    const found = countGaps(mixed, print, newLedger(), undefined)
    expect(found?.marks).toEqual([`1=${gapDigest('a')}`, '2', `3=${gapDigest('b')}`])
    expect(found?.gaps).toEqual(['1 a', '3 b'])
    expect([...(found?.numbers ?? [])]).toEqual([
      [11, 1],
      [12, 3],
    ])
    const numbered = withNumbers(mixed, found)
    expect(numbered.gaps).toEqual([1, 2, 3])
    expect(numbered).not.toHaveProperty('counted')
    expect(withNumbers(mixed, undefined).gaps).toEqual([2, 11, 12])
  })

  it('go on by their texts as last issued', () => {
    const known = withTexts(['7 Ada Lovelace', '9 Charles Babbage'])
    const marks = [`7=${gapDigest('Ada Lovelace')}`, `9=${gapDigest('Charles Babbage')}`]
    const found = countGaps(cloze('Charles Babbage', 'Ada Lovelace'), print, known, line(marks))
    expect(found?.gaps).toEqual(['9 Charles Babbage', '7 Ada Lovelace'])
    expect(found?.marks).toEqual(marks)
  })

  it('keep what reading gave where nothing is known but that the content is the same', () => {
    const same = { title: 't', content: 'c' }
    const numbers = (marks: string[], more: object, texts?: string[]) =>
      countGaps(cloze('a', 'b'), print, withTexts(texts), line(marks, more))?.gaps
    expect(numbers(['11', '12'], same)).toEqual(['11 a', '12 b'])
    expect(numbers([], same)).toEqual(['11 a', '12 b'])
    for (const [marks, more, texts] of [
      [['11', '12'], { ...same, title: 'other' }],
      [['11', '12'], { ...same, content: 'other' }],
      [['11=abcdef', '12'], same],
      [['11', '12=abcdef'], same],
      [['11', '12'], same, []],
    ] as [string[], object, string[]?][]) {
      expect(numbers(marks, more, texts), JSON.stringify([marks, more])).toEqual(['1 a', '2 b'])
    }
  })

  it('have digests that never change: ledgers hold them', () => {
    expect(gapDigest('Paris')).toBe('XdJytP')
    expect(gapDigest('  e\u0301 \n x ')).toBe(gapDigest('\u00e9 x'))
    expect(gapDigest('ab')).not.toBe(gapDigest('a b'))
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
  expect(everIn(['A', 'B', 'x3', '4x', '5=a=b', '-6'])).toEqual(new Map())
  expect([...everIn(['3=', '4~', '5', '6=ab-_c1'])]).toEqual([
    [3, ''],
    [4, ''],
    [5, ''],
    [6, 'ab-_c1'],
  ])
  expect(printGaps([5], new Map([[3, 'x']]), ever)).toEqual([`3=${gapDigest('x')}`, '5'])
})

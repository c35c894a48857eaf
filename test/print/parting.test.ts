import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hyphenate } from '../../src/print/hyphenate.ts'
import { partingOf, softPartingOf, unicodePoints } from '../../src/print/parting.ts'
import { given, look } from './given.ts'

const {
  setting: { faces },
} = await given()
const none: Hyphenate = () => []
const runsOf = (text: string) => faces.shapeWord(text, look.style, false)
const breaksOf = (text: string, hyphenate: Hyphenate | undefined = none) =>
  partingOf(text, runsOf(text), hyphenate, faces).breaks
const widthOf = (text: string): number => runsOf(text).reduce((sum, run) => sum + run.width, 0)

/** The word with `|` where it may part. */
function shown(text: string, breaks = breaksOf(text)): string {
  const places = [0, ...breaks.map(({ at }) => at)]
  return places.map((at, index) => text.slice(at, places[index + 1])).join('|')
}

describe('a word may part', () => {
  it('where its language or its author says', () => {
    expect(breaksOf('abcdef', () => [2])).toMatchObject([{ at: 2, way: 'hyphen' }])
    const soft = softPartingOf('abc\u00addef', 'abcdef', runsOf('abcdef'), faces)
    expect(soft.breaks).toMatchObject([{ at: 3, way: 'hyphen' }])
  })

  it('after dashes and slashes, tearing nothing like C++', () => {
    expect(shown('well—known')).toBe('well|—|known')
    expect(shown('and/or')).toBe('and/|or')
    expect(shown('C++')).toBe('C++')
    expect(shown('(well).')).toBe('(well).')
  })

  it('after punctuation where it is an address or code, never near an end', () => {
    const address = 'https://example.org/a'
    const breaks = partingOf(address, runsOf(address), undefined, faces).breaks
    expect(shown(address, breaks)).toBe('https://|example.|org/a')
  })

  it('between Han, and between Han and other letters', () => {
    expect(breaksOf('汉字b')).toMatchObject([
      { at: 1, way: 'han' },
      { at: 2, way: 'han' },
    ])
  })

  it('within a ligature, whose width its letters share', () => {
    const [parted] = breaksOf('effort', () => [2])
    expect((parted?.x ?? 0) / 1000).toBeCloseTo(widthOf('ef') / 1000, 1)
  })

  it('at places in order, each with less before it than the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
        const breaks = breaksOf(text, () => [1])
        const places = breaks.map(({ at }) => at)
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
        for (const { at, x } of breaks) {
          expect(at > 0 && at < text.length).toBe(true)
          expect(x).toBeLessThanOrEqual(widthOf(text) + 0.001)
        }
      }),
    )
  })

  it('by UAX 14, whose last opportunity is the end', () => {
    expect(unicodePoints('a—b')).toContain(3)
  })
})

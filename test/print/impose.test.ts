import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Display, Page } from '../../src/print/display.ts'
import { creepOf, imposed, sidesOf } from '../../src/print/impose.ts'

const size = fc.constantFrom(0, 4, 8, 12, 16, 32)

/** The pages in the order a reader meets them, from how the sheets lie in each other. */
function bound(pages: number, of: number): number[] {
  const order: number[] = []
  const bySignature = new Map<number, ReturnType<typeof sidesOf>>()
  for (const side of sidesOf(pages, of)) {
    const some = bySignature.get(side.signature) ?? []
    bySignature.set(side.signature, [...some, side])
  }
  for (const sides of bySignature.values()) {
    // Folded, the right half of each sheet is read on the way in, the left half on the way out.
    const inward = sides.flatMap(({ front, left, right }) => (front ? [right] : [left]))
    const outward = [...sides]
      .reverse()
      .flatMap(({ front, left, right }) => (front ? [left] : [right]))
    order.push(...inward, ...outward)
  }
  return order
}

describe('signatures', () => {
  it.each(Array.from({ length: 33 }, (_, at) => at + 1))(
    'of %i pages are a permutation of them, white ones last',
    (pages) => {
      for (const of of [0, 4, 8, 16, 32]) {
        const all = Math.ceil(pages / 4) * 4
        const numbers = sidesOf(pages, of).flatMap(({ left, right }) => [left, right])
        expect([...numbers].sort((a, b) => a - b)).toEqual([...Array(all).keys()])
        // Read as folded: one after the other, so that what is wanting is white at the very end.
        expect(bound(pages, of)).toEqual([...Array(all).keys()])
      }
    },
  )

  it('of twelve pages are those a printer knows', () => {
    expect(sidesOf(12, 0).map(({ left, right }) => [left + 1, right + 1])).toEqual([
      [12, 1],
      [2, 11],
      [10, 3],
      [4, 9],
      [8, 5],
      [6, 7],
    ])
  })

  it('lie back to back: pages of one leaf follow each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), size, (pages, of) => {
        const sides = sidesOf(pages, of)
        for (let at = 0; at < sides.length; at += 2) {
          const [front, back] = [sides[at], sides[at + 1]]
          // Turned sideways, the left half of the back lies behind the right half of the front.
          expect(back?.left).toBe((front?.right ?? 0) + 1)
          expect(back?.right).toBe((front?.left ?? 0) - 1)
        }
      }),
    )
  })

  it('have no more pages than asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(4, 8, 16, 32), (pages, of) => {
        const counts = new Map<number, number>()
        for (const { signature } of sidesOf(pages, of)) {
          counts.set(signature, (counts.get(signature) ?? 0) + 2)
        }
        expect(Math.max(...counts.values())).toBeLessThanOrEqual(of)
      }),
    )
    expect(new Set(sidesOf(64, 0).map(({ signature }) => signature)).size).toBe(1)
    expect(new Set(sidesOf(65, 0).map(({ signature }) => signature)).size).toBe(3)
  })

  it('creep towards the fold, more the further in a sheet lies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (sheet, paper) => {
          expect(creepOf(sheet + 1, paper)).toBeGreaterThan(creepOf(sheet, paper))
        },
      ),
    )
    expect(creepOf(0, 0.3)).toBe(0)
  })
})

const page = (label: string): Page => ({
  label,
  width: 100,
  height: 150,
  frame: { x: 10, y: 10, width: 80, height: 130 },
  ops: [
    { op: 'rect', x: 10, y: 20, width: 5, height: 5, fill: '#123456' },
    { op: 'link', x: 0, y: 0, width: 1, height: 1, to: 'a' },
    { op: 'destination', name: label, x: 0, y: 0 },
  ],
})
const book = (count: number, language = 'en'): Display => ({
  title: 'Book',
  language,
  front: 2,
  pages: Array.from({ length: count }, (_, at) => page(String(at))),
  outline: [{ title: 'x', level: 1, to: '0' }],
})
const rects = ({ ops }: Page) =>
  ops.flatMap((op) => (op.op === 'rect' && op.fill === '#123456' ? [op.x] : []))

describe('sheets', () => {
  it('hold two pages side by side, moved towards the fold', () => {
    const { pages } = imposed(book(8), { impose: 8, paper: 0.5 })
    expect(pages.map(({ width, height }) => [width, height])).toEqual(Array(4).fill([200, 150]))
    expect(pages.map(rects)).toEqual([
      [10, 110],
      [10, 110],
      [10.5, 109.5],
      [10.5, 109.5],
    ])
  })

  it('leave white what is wanting, and have marks of the fold on their fronts', () => {
    const { pages } = imposed(book(5), { impose: 0, paper: 0 })
    expect(pages.map((one) => rects(one).length)).toEqual([1, 1, 1, 2])
    const marks = pages.map(
      ({ ops }) => ops.filter((op) => op.op === 'rect' && op.height === 8).length,
    )
    expect(marks).toEqual([2, 0, 2, 0])
  })

  it('have no links, no outline, no tags, and ask to be turned over the right edge', () => {
    const { pages, outline, duplex, untagged, front } = imposed(book(4), { impose: 4, paper: 0 })
    const kinds = new Set(pages.flatMap(({ ops }) => ops.map(({ op }) => op)))
    expect([...kinds].sort()).toEqual(['begin', 'end', 'rect'])
    expect({ outline, duplex, untagged, front }).toEqual({
      outline: [],
      duplex: 'short',
      untagged: true,
      front: 0,
    })
    const narrow = book(4)
    for (const one of narrow.pages) one.width = 60
    expect(imposed(narrow, { impose: 4, paper: 0 }).duplex).toBe('long')
  })

  it('are mirrored for a book bound on the right', () => {
    const of = (language: string) =>
      imposed({ ...book(4, language), pages: book(3).pages }, { impose: 4, paper: 0 }).pages.map(
        rects,
      )
    // Three pages: the fourth, white, lies left of the first, or right of it.
    expect(of('en')[0]).toEqual([110])
    expect(of('ar')[0]).toEqual([10])
  })

  it('of nothing are nothing', () => {
    const none = { ...book(0) }
    expect(imposed(none, { impose: 0, paper: 0 })).toBe(none)
  })
})

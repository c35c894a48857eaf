import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteSkip, paginate } from '../../src/print/pages.ts'
import {
  type Box,
  gap,
  heightOf,
  linesWithPenalties,
  never,
  tie,
  type Vertical,
} from '../../src/print/vertical.ts'

const box = (height: number, more: Partial<Box> = {}): Box => ({
  kind: 'box',
  role: 'line',
  x: 0,
  width: 100,
  height,
  baseline: height,
  ops: [],
  backs: [],
  ...more,
})

const lines = (count: number): Vertical[] =>
  linesWithPenalties(
    Array.from({ length: count }, () => box(10)),
    0,
  )

const boxes = (items: readonly Vertical[]) => items.filter(({ kind }) => kind === 'box')

describe('page breaking', () => {
  it('sets every box once, in order, on pages that hold it', () => {
    const part = fc.oneof(
      fc.integer({ min: 1, max: 12 }).map(lines),
      fc.integer({ min: 1, max: 30 }).map((height): Vertical[] => [box(height)]),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 40 }), (parts) => {
        const list = parts.flatMap((one, index) => (index > 0 ? [...gap(5), ...one] : one))
        const pages = paginate(list, 100)
        expect(pages.flatMap(({ items }) => boxes(items))).toEqual(boxes(list))
        for (const { items } of pages) expect(heightOf(items)).toBeLessThanOrEqual(100.01)
      }),
    )
  })

  it('gives each page its own height, and says where in the list it begins', () => {
    const list = Array.from({ length: 9 }, () => [...gap(0), box(10)]).flat()
    const pages = paginate(list, (page) => (page === 0 ? 20 : 40))
    expect(pages.map(({ items }) => boxes(items).length)).toEqual([2, 4, 3])
    for (const { from, items } of pages) expect(list[from]).toBe(items[0])
  })

  it('leaves no line of a paragraph alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 4, max: 20 }),
        (before, count) => {
          const list = [...lines(1 + before), ...gap(0), ...lines(count)]
          const paragraph = new Set(boxes(list).slice(1 + before))
          for (const { items } of paginate(list, 100)) {
            expect(boxes(items).filter((one) => paragraph.has(one))).not.toHaveLength(1)
          }
        },
      ),
    )
  })

  it('ends no page within a word', () => {
    // Never more than two hyphens in a row, as lines are broken.
    const parted = fc
      .array(fc.constantFrom(1, 2, 3, 4), { minLength: 1, maxLength: 20 })
      .map((runs) => runs.flatMap((run) => [true, ...Array(run).fill(false)] as boolean[]))
    fc.assert(
      fc.property(fc.array(parted, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const list = paragraphs.flatMap((all) => [
          ...gap(5),
          ...linesWithPenalties(
            all.map((one) => box(10, one ? { parted: true } : {})),
            0,
          ),
        ])
        for (const { items } of paginate(list, 200)) {
          const last = boxes(items).at(-1)
          expect(last?.kind === 'box' && last.parted).not.toBe(true)
        }
      }),
    )
  })

  it('keeps a heading with the lines below it', () => {
    const heading = box(10, { role: 'heading' })
    for (let before = 1; before < 10; before++) {
      const list = [...lines(before), ...gap(0), heading, ...tie(2), ...lines(6)]
      for (const { items } of paginate(list, 100)) expect(boxes(items).at(-1)).not.toBe(heading)
    }
  })

  it('makes room for the footnotes of the lines it takes', () => {
    const note = [box(30, { role: 'note' })]
    const list = [...lines(4), ...gap(0), box(10, { notes: [note] }), ...gap(0), ...lines(8)]
    const [first] = paginate(list, 100)
    expect(first?.notes).toEqual([note])
    expect(heightOf(first?.items ?? []) + 30 + noteSkip).toBeLessThanOrEqual(100)
  })

  it('repeats a header where its rows go on', () => {
    const header = [box(10, { role: 'row' })]
    const rows = Array.from({ length: 20 }, () => box(10, { role: 'row', repeat: header }))
    const pages = paginate([...header, never, ...linesWithPenalties(rows, 10)], 100)
    expect(pages.map(({ repeated }) => repeated.length)).toEqual([0, 1, 1])
    for (const { items, repeated } of pages) {
      expect(heightOf(items) + heightOf(repeated)).toBeLessThanOrEqual(100)
    }
  })

  it('parts what may not be parted only where nothing else fits', () => {
    const list = linesWithPenalties(
      Array.from({ length: 25 }, () => box(10)),
      0,
      99,
    )
    expect(paginate(list, 100).map(({ items }) => boxes(items).length)).toEqual([10, 10, 5])
  })
})

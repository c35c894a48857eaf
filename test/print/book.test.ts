import { describe, expect, it } from 'vitest'
import {
  columnGap,
  columnWidth,
  type Leaf,
  labelsIn,
  leavesOf,
  pagesOf,
  type Run,
} from '../../src/print/book.ts'
import type { Op } from '../../src/print/display.ts'
import { glue, penalty, type Vertical } from '../../src/print/vertical.ts'
import { boxesOf, glyphsOf } from './display.ts'
import { box, given } from './given.ts'

const lines = (count: number, height = 10): Vertical[] =>
  Array.from({ length: count }, (_, at) => [
    penalty(0),
    box({ height, ops: [{ op: 'destination', name: `d${at}`, x: 0, y: 0 }] }),
  ]).flat()
const run = (count: number, more: Partial<Run> = {}): Run => ({
  list: lines(count),
  words: 'Words',
  ...more,
})
const sizes = (leaves: readonly (Leaf | 'blank')[]) =>
  leaves.map((leaf) =>
    leaf === 'blank'
      ? 'blank'
      : leaf.lists.map(({ items }) => items.filter(({ kind }) => kind === 'box').length),
  )
const number = (index: number): string => String(index + 1)

describe('runs cut into pages', () => {
  it('begin on a page of their own, on a right one where they ask for it', () => {
    expect(sizes(leavesOf([run(12), run(3)], 100))).toEqual([[10], [2], [3]])
    expect(sizes(leavesOf([run(3), run(3, { recto: true })], 100))).toEqual([[3], 'blank', [3]])
    expect(sizes(leavesOf([run(12), run(3, { recto: true })], 100))).toEqual([[10], [2], [3]])
    expect(sizes(leavesOf([run(3, { recto: true })], 100, 1))).toEqual(['blank', [3]])
    expect(sizes(leavesOf([run(0, { recto: true }), run(1)], 100, 1))).toEqual([[1]])
  })

  it('stand in columns, the last as tall as each other', () => {
    expect(sizes(leavesOf([run(26, { columns: 2 })], 100))).toEqual([
      [10, 10],
      [3, 3],
    ])
    expect(sizes(leavesOf([run(7, { columns: 2 })], 100))).toEqual([[4, 3]])
    const top = [box({ height: 40 }), glue(10)]
    expect(sizes(leavesOf([run(14, { columns: 2, top })], 100))).toEqual([
      [5, 5],
      [2, 2],
    ])
  })

  it('give columns a measure of their own', () => {
    expect(columnWidth(300, 1)).toBe(300)
    expect(columnWidth(300, 2) * 2 + columnGap).toBeCloseTo(300, 2)
  })

  it('know the page of every destination, the first where one is twice', () => {
    const top = [box({ ops: [{ op: 'destination', name: 'top', x: 0, y: 0 }] })]
    const leaves = leavesOf([run(12), run(3, { recto: true }), run(1, { columns: 2, top })], 100)
    const labels = labelsIn(leaves, number)
    expect([labels.get('d0'), labels.get('d11'), labels.get('d12'), labels.get('top')]).toEqual([
      '1',
      '2',
      undefined,
      '4',
    ])
  })
})

describe('pages of a book', () => {
  const make = async (runs: Run[], rtl = false) => {
    const { shop } = await given()
    const leaves = leavesOf(runs, shop.frameHeight)
    const labels = labelsIn(leaves, number)
    return pagesOf(leaves, number, {
      shop,
      title: 'Title',
      rtl,
      labelOf: (to) => labels.get(to) ?? '?',
    })
  }
  const words = (ops: readonly Op[]): string =>
    glyphsOf(ops)
      .map(({ run: { text } }) => text)
      .join('')

  it('fill in the pages that lines name, though they stand before them', async () => {
    const { shop } = await given()
    const [sample] = shop.faces.shape('7', { family: 'serif', weight: 400, italic: false })
    if (!sample) throw new Error('no glyphs')
    let asked = ''
    const late = (labelOf: (to: string) => string): Op[] => {
      asked = labelOf('d0')
      return [{ op: 'glyphs', x: 1, y: 2, size: 10, colour: '#000000', run: sample }]
    }
    const pages = await make([{ list: [box({ late })], words: '' }, run(1, { recto: true })])
    const [first] = boxesOf(pages[0] ?? ({ ops: [] } as never))
    expect(asked).toBe('3')
    expect(glyphsOf(first?.ops ?? [])[0]).toMatchObject({ x: 47, y: 62 })
  })

  it('hold no ops: each asking puts them together anew, and alike', async () => {
    const [page] = await make([run(3)])
    expect(page?.ops.length).toBeGreaterThan(3)
    expect(page?.ops).not.toBe(page?.ops)
    expect(page?.ops).toEqual(page?.ops)
  })

  it('have mirrored margins, mirrored once more in a book bound on the right', async () => {
    const { theme } = await given()
    const xs = async (rtl: boolean) =>
      (await make([run(100)], rtl)).slice(0, 2).map(({ frame }) => frame.x)
    expect(await xs(false)).toEqual([theme.page.inner, theme.page.outer])
    expect(await xs(true)).toEqual([theme.page.outer, theme.page.inner])
  })

  it('have heads and folios, but not where a run is bare or a page white', async () => {
    const pages = await make([
      run(100, { bare: true }),
      run(1, { recto: true, words: '' }),
      run(60, { words: 'Words', recto: true }),
    ])
    const texts = pages.map(({ ops }) => words(ops))
    // Three bare pages, a white one, an opening without words, a white one, an opening and its next.
    expect(texts).toEqual(['', '', '', '', 'Title5', '', '7', 'Title8'])
    expect(pages.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    expect(pages[3]?.ops).toEqual([])
  })

  it('lay the first column right in a book from right to left', async () => {
    const first = async (rtl: boolean) => {
      const [page] = await make([run(4, { columns: 2, bare: true })], rtl)
      const boxes = boxesOf(page ?? ({ ops: [] } as never))
      return (boxes[0]?.x ?? 0) > (boxes.at(-1)?.x ?? 0)
    }
    expect([await first(false), await first(true)]).toEqual([false, true])
  })
})

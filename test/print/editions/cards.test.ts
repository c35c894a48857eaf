import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/model/mdast.ts'
import { layOut } from '../../../src/print/booklet.ts'
import type { Area, Display, Page } from '../../../src/print/display.ts'
import { backsOf, cards, cardTheme, frontsOf, offsetBy } from '../../../src/print/editions/cards.ts'
import {
  type CardOptions,
  mm,
  plainOptions,
  type Turn,
  turnsOver,
} from '../../../src/print/options.ts'
import { bank, paragraph, question, section, text } from '../../support/bank.ts'
import { glyphsOf } from '../display.ts'
import { jobOn, library, shopOf } from '../library.ts'

const a4 = [595.276, 841.89] as const
const wide = [841.89, 595.276] as const

/** Where an area of a printed side lies, seen through the paper from the other side. */
function through(area: Area, [width, height]: readonly [number, number], turn: Turn): Area {
  // The printer turns a sheet about its long or its short edge.
  const upright = height >= width
  const sideways = (turn === 'long') === upright
  return sideways
    ? { ...area, x: width - area.x - area.width }
    : { ...area, y: height - area.y - area.height }
}

/** Where an area lies on the printed side: a page that is turned, is turned by half a turn. */
function printed(area: Area, page: Pick<Page, 'width' | 'height'>, turned: boolean): Area {
  if (!turned) return area
  return { ...area, x: page.width - area.x - area.width, y: page.height - area.y - area.height }
}

const near = (one: Area | undefined, other: Area | undefined): boolean =>
  !!one &&
  !!other &&
  (['x', 'y', 'width', 'height'] as const).every((key) => Math.abs(one[key] - other[key]) < 0.01)

const turns = fc.constantFrom<Turn>('long', 'short')
const grids = fc.record({
  columns: fc.integer({ min: 1, max: 6 }),
  rows: fc.integer({ min: 1, max: 10 }),
  duplex: turns,
  offset: fc.constant([0, 0] as const),
})

describe('the grid of a sheet', () => {
  it('lies within the sheet, its cards side by side', () => {
    fc.assert(
      fc.property(grids, fc.constantFrom(a4, wide), (grid, size) => {
        const fronts = frontsOf(size, grid)
        expect(fronts.length).toBeLessThanOrEqual(grid.columns * grid.rows)
        const [first] = fronts
        expect(first && first.width >= 38 * mm && first.height >= 28 * mm).toBe(true)
        for (const [index, { x, y, width, height }] of fronts.entries()) {
          expect(x).toBeGreaterThan(20)
          expect(x + width).toBeLessThan(size[0] - 20)
          expect(y + height).toBeLessThan(size[1] - 20)
          const next = fronts[index + 1]
          if (next && next.y === y) expect(next.x).toBeCloseTo(x + width, 1)
        }
      }),
    )
  })

  it('has every back behind its front, over either edge, on either shape of sheet', () => {
    fc.assert(
      fc.property(grids, fc.constantFrom(a4, wide), (grid, size) => {
        const fronts = frontsOf(size, grid)
        const backs = backsOf(fronts, size[0])
        const turned = turnsOver(size, grid.duplex)
        const page = { width: size[0], height: size[1] }
        for (const [index, back] of backs.entries()) {
          const seen = through(printed(back, page, turned), size, grid.duplex)
          expect(near(seen, fronts[index])).toBe(true)
        }
      }),
    )
  })

  it('moves backs right and down as one looks at them, however the page is turned', () => {
    const area = { x: 100, y: 200, width: 50, height: 60 }
    const page = { width: a4[0], height: a4[1] }
    for (const turned of [false, true]) {
      const [moved = area] = offsetBy([area], [3, 5], turned)
      const [before, after] = [printed(area, page, turned), printed(moved, page, turned)]
      expect(after.x - before.x).toBeCloseTo(3, 2)
      expect(after.y - before.y).toBeCloseTo(5, 2)
    }
  })

  it('has smaller type on smaller cards', async () => {
    const { theme } = await shopOf()
    const sizes = [400, 269, 120].map((width) => cardTheme(theme, { width, height: 190 }).text.size)
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes)
    expect(new Set(sizes).size).toBe(3)
  })
})

async function sheets(count: number, options: Partial<CardOptions> = {}) {
  const { job, context, shop } = await jobOn(library(count), {
    cards: { ...plainOptions.cards, ...options },
  })
  const book = await layOut(context, shop)
  return { display: await cards(job, book, a4), book, messages: context.messages, bank: job.bank }
}

/** The place of each code in the foot of a card, by code. */
function feet({ ops }: Page): Map<string, { x: number; y: number }> {
  const found = new Map<string, { x: number; y: number }>()
  for (const { run, x, y } of glyphsOf(ops))
    if (/^[A-Z]\d[A-Z]\d[A-Z]$/.test(run.text)) found.set(run.text, { x, y })
  return found
}

/** The areas of cards on a page, which their first boxes are. */
function areasOf({ ops }: Page): Area[] {
  return ops.flatMap((op, index) =>
    op.op === 'begin' && ops[index + 1]?.op === 'end'
      ? [{ x: op.x, y: op.y, width: op.width, height: op.height }]
      : [],
  )
}

describe('sheets of cards', () => {
  it.each(['long', 'short'] as const)('register when turned over the %s edge', async (duplex) => {
    const { display } = await sheets(7, { duplex })
    expect(display.duplex).toBe(duplex)
    expect(display.pages).toHaveLength(6)
    for (let at = 0; at < display.pages.length; at += 2) {
      const [front, back] = [display.pages[at], display.pages[at + 1]]
      if (!front || !back) throw new Error('no sheet')
      expect(back.turned ?? false).toBe(duplex === 'short')
      expect([...feet(front).keys()]).toEqual([...feet(back).keys()])
      const [fronts, backs] = [areasOf(front), areasOf(back)]
      expect(fronts.length).toBeGreaterThan(0)
      expect(backs).toHaveLength(fronts.length)
      for (const [index, area] of backs.entries()) {
        const seen = through(printed(area, back, back.turned ?? false), a4, duplex)
        expect(near(seen, fronts[index])).toBe(true)
      }
    }
  })

  it('move all backs by the offset and no front', async () => {
    const offset = [2 * mm, -1 * mm] as const
    const [plain, moved] = [await sheets(3), await sheets(3, { offset })]
    const placesOf = (display: Display, at: number) =>
      areasOf(display.pages[at] ?? ({ ops: [] } as unknown as Page))
    expect(placesOf(moved.display, 0)).toEqual(placesOf(plain.display, 0))
    for (const [index, area] of placesOf(moved.display, 1).entries()) {
      const before = placesOf(plain.display, 1)[index]
      expect(area.x - (before?.x ?? 0)).toBeCloseTo(2 * mm, 2)
      expect(area.y - (before?.y ?? 0)).toBeCloseTo(-1 * mm, 2)
    }
  })

  it('have marks in line with every edge, all outside the cards, on fronts alone', async () => {
    const { display } = await sheets(3)
    const [front, back] = display.pages
    if (!front?.trim || !back) throw new Error('no sheet')
    const { x, y, width, height } = front.trim
    const marks = (page: Page) =>
      page.ops.flatMap((op) =>
        op.op === 'rect' &&
        Math.max(op.width, op.height) > 10 &&
        Math.min(op.width, op.height) < 0.3
          ? [op]
          : [],
      )
    expect(marks(front)).toHaveLength(2 * 3 + 2 * 5)
    for (const mark of marks(front)) {
      const inside =
        mark.x + mark.width > x &&
        mark.x < x + width &&
        mark.y + mark.height > y &&
        mark.y < y + height
      expect(inside).toBe(false)
    }
    expect(marks(back)).toEqual([])
  })

  it('keep all words within their card', async () => {
    const { display } = await sheets(8)
    for (const page of display.pages) {
      const areas = areasOf(page)
      const outside = glyphsOf(page.ops).filter(
        (op) =>
          op.y > 20 &&
          !areas.some(
            (area) =>
              op.x > area.x + 5 &&
              op.x + (op.run.width * op.size) / 1000 < area.x + area.width - 5 &&
              op.y > area.y + 5 &&
              op.y < area.y + area.height - 5,
          ),
      )
      expect(outside.map(({ run }) => run.text)).toEqual([])
    }
  })

  it('say at each question, and once on the sheet, how many leave something out', async () => {
    const { messages, display, bank: given } = await sheets(6)
    const said = messages.all.filter(({ ruleId }) => ruleId === 'card-shortened')
    expect(said.length).toBeGreaterThan(5)
    expect(said[0]?.reason).toMatch(/leaves out what the booklet has on page \d+/)
    const [sheet] = display.pages
    const words = glyphsOf(sheet?.ops ?? [])
      .map(({ run }) => run.text)
      .join(' ')
    const count = given.sections.length * 6
    expect(words.replace(/\s+/g, ' ')).toContain(
      `${count} cards, ${said.length} leave something out`,
    )
  })

  it('count nothing where all of a question is on its card', async () => {
    const { job, context, shop } = await jobOn(
      bank([section('S', [question({ title: 'Q', answer: [paragraph('Short.')] })])]),
    )
    await cards(job, await layOut(context, shop), a4)
    expect(context.messages.all).toEqual([])
  })

  it('take what a first paragraph announces', async () => {
    const answer = [paragraph('It is this:'), paragraph('that one'), paragraph('and more')]
    const { job, context, shop } = await jobOn(
      bank([section('S', [question({ title: 'Q', answer })])]),
    )
    const { pages } = await cards(job, await layOut(context, shop), a4)
    const words = glyphsOf(pages[1]?.ops ?? [])
      .map(({ run }) => run.text)
      .join('')
    expect(words).toContain('thatone')
    expect(words).not.toContain('andmore')
  })

  it('take what stands beneath a heading, for the heading says nothing', async () => {
    const heading: Block = { type: 'heading', depth: 4, children: [text('Explanation:')] }
    const answer = [heading, paragraph('that one'), paragraph('and more')]
    const { job, context, shop } = await jobOn(
      bank([section('S', [question({ title: 'Q', answer })])]),
    )
    const { pages } = await cards(job, await layOut(context, shop), a4)
    const words = glyphsOf(pages[1]?.ops ?? [])
      .map(({ run }) => run.text)
      .join('')
    expect(words).toContain('thatone')
    expect(words).not.toContain('andmore')
  })
})

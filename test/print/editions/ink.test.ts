import { describe, expect, it } from 'vitest'
import { layOut } from '../../../src/print/booklet.ts'
import type { Display, Op } from '../../../src/print/display.ts'
import { inked } from '../../../src/print/editions/ink.ts'
import { displayOf } from '../display.ts'
import { jobOn, library, shopOf } from '../library.ts'
import { drawing, rich } from '../rich.ts'

const area = { x: 0, y: 0, width: 0, height: 0 }
const one = async (...ops: Op[]): Promise<readonly Op[]> => {
  const { theme } = await shopOf()
  const page = { label: '1', width: 100, height: 100, frame: area, ops }
  const display: Display = { title: 'T', language: 'en', front: 0, pages: [page], outline: [] }
  return inked(display, theme).pages[0]?.ops ?? []
}
const rect = (width: number, height: number, fill: string): Op => ({
  op: 'rect',
  x: 1,
  y: 2,
  width,
  height,
  fill,
})

describe('a page in black', () => {
  it('has thin rules for bars and rules, outlines for grounds, and nothing else filled', async () => {
    const { theme } = await shopOf()
    const ground = theme.colours.code
    expect(await one(rect(1.6, 80, '#1f6f8b'))).toEqual([rect(0.5, 80, '#000000')])
    expect(await one(rect(80, 0.3, '#b9c0c5'))).toEqual([rect(80, 0.25, '#000000')])
    expect(await one(rect(80, 60, ground))).toEqual([
      { op: 'rect', x: 1, y: 2, width: 80, height: 60, stroke: { colour: '#000000', width: 0.25 } },
    ])
    expect(await one(rect(40, 11, ground))).toEqual([])
  })

  it('underlines words whose ground says something', async () => {
    const { theme } = await shopOf()
    for (const fill of [theme.colours.mark, theme.colours.gap]) {
      expect(await one(rect(40, 11, fill))).toEqual([
        { op: 'rect', x: 1, y: 12.5, width: 40, height: 0.5, fill: '#000000' },
      ])
    }
  })

  it('has white areas and black lines and letters in drawings', async () => {
    const box = (size: number, value: number) => ({
      path: `M0 0L${size} 0L${size} ${size}L0 ${size}C0 0 0 0 0 0Z`,
      fill: { colour: { r: value, g: value, b: 255, a: 1 }, rule: 'nonzero' as const },
    })
    const shapes = [box(60, 30), box(5, 30), box(5, 250)]
    const [op] = await one({ op: 'shapes', ...area, scale: 1, alt: '', shapes })
    if (op?.op !== 'shapes') throw new Error('no shapes')
    expect(op.shapes.map(({ fill }) => fill?.colour.r)).toEqual([255, 0, 0])
    expect(op.shapes[0]?.stroke).toMatchObject({ width: 0.25, colour: { r: 0 } })
  })

  it('has no colour at all, nothing filled that is an area, and the same words in the same places', async () => {
    const { display, theme } = await displayOf(rich(4), { drawings: { ['d'.repeat(32)]: drawing } })
    const { pages } = inked(display, theme)
    const words = (all: Display['pages']) =>
      all.map(({ ops }) =>
        ops.flatMap((op) => (op.op === 'glyphs' ? [[op.x, op.y, op.run.text]] : [])),
      )
    expect(words(pages)).toEqual(words(display.pages))
    let areas = 0
    for (const op of pages.flatMap(({ ops }) => ops)) {
      if (op.op === 'glyphs') expect(op.colour).toBe('#000000')
      if (op.op === 'rect' && op.fill) {
        expect(op.fill).toBe('#000000')
        expect(Math.min(op.width, op.height)).toBeLessThanOrEqual(0.5)
      }
      if (op.op === 'shapes') {
        areas += op.shapes.length
        for (const { fill, stroke } of op.shapes) {
          for (const colour of [fill?.colour, stroke?.colour]) {
            if (colour) expect([0, 255]).toContain(colour.r)
            if (colour) expect([colour.g, colour.b]).toEqual([colour.r, colour.r])
          }
        }
      }
    }
    expect(areas).toBeGreaterThan(3)
  })

  it('keeps labels, links and outline of the study booklet', async () => {
    const { context, shop } = await jobOn(library(4))
    const book = await layOut(context, shop)
    const black = inked(book, shop.theme)
    expect(black.pages.map(({ label }) => label)).toEqual(book.pages.map(({ label }) => label))
    expect(black.outline).toEqual(book.outline)
    expect(black.title).toBe('A library: ink-saving')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { place, placeOn } from '../../src/print/assemble.ts'
import type { Op, Page } from '../../src/print/display.ts'
import { type CompactPage, lazyPage, placedOn, spread } from '../../src/print/lazypage.ts'
import type { Theme } from '../../src/print/theme.ts'
import { type Box, isBox } from '../../src/print/vertical.ts'
import { boxed, glyphs, pack } from './boxed.ts'
import { box, given } from './given.ts'

describe('a page', () => {
  const list = (items: readonly Box[]) => ({ repeated: [], items, notes: [] })
  const blank = {
    label: '1',
    width: 300,
    height: 400,
    frame: { x: 40.3, y: 30, width: 200, height: 300 },
  }

  const opsOf = (items: readonly Box[], theme: Theme): Op[] => {
    const page: Page = { ...blank, ops: [] }
    place(list(items), blank.frame, page, { theme, recto: true })
    return page.ops
  }

  it('has the same ops whether its boxes are packed or not', async () => {
    const { theme } = await given()
    fc.assert(
      fc.property(fc.array(boxed, { maxLength: 6 }), (boxes) => {
        const of = (items: readonly Box[]): Op[] => opsOf(items, theme)
        const [packed = []] = pack([boxes])
        expect(of(packed.filter(isBox))).toEqual(of(boxes))
      }),
      { numRuns: 200 },
    )
  })

  it('has them when they are asked for, and packed for who paints it', async () => {
    const { theme } = await given()
    const [packed = []] = pack([[box({ ops: [glyphs({ x: 1 })] })]])
    const page = lazyPage(blank, (made: CompactPage) => {
      placeOn(made, list(packed.filter(isBox)), blank.frame, { theme, recto: true })
    })
    expect(placedOn(page).map(({ op }) => op)).toEqual(['placed'])
    expect(page.ops.map(({ op }) => op)).toEqual(['begin', 'glyphs', 'end'])
    expect([...spread(placedOn(page))]).toEqual(page.ops)
    // What names pages stands in its box, moved with it.
    const late = (): Op[] => [glyphs({ x: 2 })]
    const [later = []] = pack([[box({ ops: [glyphs({ x: 1 })], late })]])
    const ops = opsOf(later.filter(isBox), theme)
    expect(ops).toEqual(opsOf([box({ ops: [glyphs({ x: 1 })], late })], theme))
    expect(ops.map(({ op }) => op)).toEqual(['begin', 'glyphs', 'glyphs', 'end'])
    // A page made of another's is what its ops say.
    const other: Page = { ...page, ops: [] }
    expect(placedOn(other)).toEqual([])
  })
})

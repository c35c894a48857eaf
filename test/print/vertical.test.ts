import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { infinite } from '../../src/print/items.ts'
import {
  gap,
  glue,
  heightOf,
  isBox,
  linesWithPenalties,
  never,
  penalty,
  tie,
  tieLeading,
  type Vertical,
} from '../../src/print/vertical.ts'
import { box } from './given.ts'

const costs = (list: readonly Vertical[]): number[] =>
  list.flatMap((item) => (item.kind === 'penalty' ? item.cost : []))

describe('the vertical list', () => {
  it('may break before a gap and not before a tie', () => {
    expect(gap(5, [], 7)).toEqual([penalty(7), glue(5)])
    expect(tie(5)).toEqual([never, glue(5)])
    expect(never.cost).toBe(infinite)
  })

  it('keeps two lines at either end of a paragraph', () => {
    const lines = Array.from({ length: 5 }, () => box())
    expect(costs(linesWithPenalties(lines, 3))).toEqual([infinite, 3, 3, infinite])
    expect(costs(linesWithPenalties(lines, 3, 3, 3))).toEqual(Array(4).fill(infinite))
    expect(costs(linesWithPenalties(lines.slice(0, 3), 3))).toEqual([infinite, infinite])
  })

  it('may not break between the halves of a word', () => {
    const lines = [box(), box(), box({ parted: true }), box(), box(), box()]
    expect(costs(linesWithPenalties(lines, 3))).toEqual([infinite, 3, infinite, 3, infinite])
  })

  it('ties the first lines of what follows, and no more', () => {
    const list = [box(), penalty(1), box(), penalty(2), box()]
    expect(costs(tieLeading(list, 2))).toEqual([infinite, 2])
    expect(costs(tieLeading([penalty(4), ...list], 1))).toEqual([infinite, 1, 2])
  })

  it('never unties a page that must begin', () => {
    const list: Vertical[] = [{ kind: 'penalty', cost: 0, page: true }, box()]
    expect(tieLeading(list, 2)).toEqual(list)
  })

  it('is as tall as its boxes and white', () => {
    expect(heightOf([box({ height: 12 }), ...gap(5), box({ height: 3 })])).toBe(20)
    expect([box(), glue(1), penalty(1)].map(isBox)).toEqual([true, false, false])
  })

  it('keeps every line, in order, whatever stays together', () => {
    const small = fc.integer({ min: 0, max: 9 })
    fc.assert(
      fc.property(small, small, small, (count, head, tail) => {
        const lines = Array.from({ length: count }, (_, n) => box({ height: n }))
        const list = linesWithPenalties(lines, 0, head, tail)
        expect(list.filter(isBox)).toEqual(lines)
        expect(list).toHaveLength(Math.max(0, count * 2 - 1))
      }),
    )
  })
})

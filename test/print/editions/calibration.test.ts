import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src/print/display.ts'
import { calibration, pointsOf } from '../../../src/print/editions/calibration.ts'
import { mm, plainOptions } from '../../../src/print/options.ts'
import { glyphsOf } from '../display.ts'
import { jobOn, library } from '../library.ts'

const a4 = [595.276, 841.89] as const
const sheet = async (more: Partial<(typeof plainOptions)['cards']> = {}) => {
  const { job } = await jobOn(library(2), { cards: { ...plainOptions.cards, ...more } })
  const { pages, duplex } = calibration(job, a4)
  const [front, back] = pages
  if (!front || !back) throw new Error('no sheet')
  return { front, back, duplex }
}
/** Middles of long lines across: of crosses and of rulers. */
const middles = ({ ops }: Page) =>
  ops.flatMap((op) =>
    op.op === 'rect' && op.width > 12 * mm && op.height < 1
      ? [[op.x + op.width / 2, op.y + op.height / 2] as const]
      : [],
  )
const close = (one: readonly (readonly number[])[], other: readonly (readonly number[])[]) => {
  expect(one).toHaveLength(other.length)
  for (const [index, [x = 0, y = 0]] of one.entries()) {
    expect(x).toBeCloseTo(other[index]?.[0] ?? 0, 1)
    expect(y).toBeCloseTo(other[index]?.[1] ?? 0, 1)
  }
}

describe('the calibration sheet', () => {
  it('has its marks where they meet however the sheet is turned', () => {
    const points = pointsOf(a4)
    const has = (x: number, y: number): boolean =>
      points.some((point) => Math.abs(point[0] - x) < 0.01 && Math.abs(point[1] - y) < 0.01)
    for (const [x, y] of points)
      expect([has(a4[0] - x, y), has(x, a4[1] - y)]).toEqual([true, true])
  })

  it('has a ruler behind every cross, moved by the offset in force', async () => {
    const { front, back } = await sheet()
    close(middles(front), pointsOf(a4))
    close(middles(back), pointsOf(a4))
    const moved = await sheet({ offset: [mm, 2 * mm] })
    close(middles(moved.front), pointsOf(a4))
    close(
      middles(moved.back),
      pointsOf(a4).map(([x, y]) => [x + mm, y + 2 * mm]),
    )
  })

  it('numbers its rulers right and down as one looks at them', async () => {
    for (const duplex of ['long', 'short'] as const) {
      const { back, duplex: hint } = await sheet({ duplex })
      expect([back.turned ?? false, hint]).toEqual([duplex === 'short', duplex])
      const [[x, y] = [0, 0]] = pointsOf(a4)
      const five = glyphsOf(back.ops).filter(
        (op) => op.run.text === '5' && Math.hypot(op.x - x, op.y - y) < 30,
      )
      expect(five).toHaveLength(2)
      const sign = duplex === 'short' ? -1 : 1
      for (const op of five) {
        expect(Math.max(sign * (op.x - x), sign * (op.y - y))).toBeGreaterThan(8)
      }
    }
  })

  it('says what to do, and the offset it was made with', async () => {
    const { front } = await sheet({ offset: [1.5 * mm, 0] })
    const words = glyphsOf(front.ops)
      .map(({ run }) => run.text)
      .join(' ')
    expect(words).toContain('[1.5,')
    expect(words).toContain('long')
  })
})

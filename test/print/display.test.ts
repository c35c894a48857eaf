import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { milli, moved, type Op, shift } from '../../src/print/display.ts'

const rect: Op = { op: 'rect', x: 1, y: 2, width: 3, height: 4, fill: '#000000' }

describe('ops', () => {
  it('are counted in thousandths of a point', () => {
    expect([1.23449, -0.0005, 0.1 + 0.2].map(milli)).toEqual([1.234, -0, 0.3])
    fc.assert(
      fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (value) => {
        expect(Math.abs(milli(value) - value)).toBeLessThan(0.000_501)
        expect(milli(milli(value))).toBe(milli(value))
      }),
    )
  })

  it('move as copies', () => {
    expect(moved(rect, 10.0004, -2)).toEqual({ ...rect, x: 11, y: 0 })
    expect(rect).toMatchObject({ x: 1, y: 2 })
    const end: Op = { op: 'end' }
    expect(moved(end, 1, 1)).toBe(end)
  })

  it('move in place where nobody else holds them', () => {
    const ops: Op[] = [{ ...rect }, { op: 'end' }]
    shift(ops, 0.5, 1)
    expect(ops).toEqual([{ ...rect, x: 1.5, y: 3 }, { op: 'end' }])
  })
})

import { describe, expect, it } from 'vitest'
import { loadFaces } from '../../src/faces/faces.ts'
import { ShapedRun } from '../../src/faces/shapedrun.ts'

const style = { family: 'serif', weight: 400, italic: false } as const
const [run] = (await loadFaces()).shapeWord('word', style, false)
if (!run) throw new Error('no run')

describe('a shaped run', () => {
  it('remembers what it was shaped from', () => {
    expect(ShapedRun.originOf(run)).toEqual({ text: 'word', style, rtl: false, at: 0 })
    expect(ShapedRun.originOf({ ...run })).toBe(undefined)
  })

  it('remembers a number, which no copy of it has', () => {
    expect(ShapedRun.seat(run, 7)).toBe(true)
    expect(ShapedRun.seatOf(run)).toBe(7)
    for (const copy of [{ ...run }, structuredClone(run)]) {
      expect(copy).toEqual(run)
      expect(ShapedRun.seatOf(copy)).toBe(0)
      expect(ShapedRun.seat(copy, 8)).toBe(false)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRtlLanguage, runsRtl, sided, startOf, turned } from '../../src/print/direction.ts'
import type { Op } from '../../src/print/display.ts'
import type { Spot } from '../../src/print/setting.ts'
import { given, look, words } from './given.ts'

const spot: Spot = { x: 20, width: 100, look, leading: 12, backs: [] }
const right: Spot = { ...spot, rtl: true }
const rect = (x: number, width: number): Op => ({ op: 'rect', x, y: 0, width, height: 1 })

describe('a direction', () => {
  it('is that of the first letter, or of what stands about it', () => {
    expect(['שלום abc', '12 שלום', 'abc שלום', 'abc', ''].map((text) => runsRtl(text))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(['abc שלום', 'abc', '12'].map((text) => runsRtl(text, true))).toEqual([
      true,
      false,
      false,
    ])
  })

  it('turns a spot only where it differs', () => {
    expect(turned(spot, words('abc'))).toBe(spot)
    expect(turned(spot, words('שלום'))).toEqual(right)
    expect(turned(right, words('abc שלום'))).toBe(right)
    expect(turned(right, words('abc')).rtl).toBe(false)
  })

  it('of a language is that of its script', () => {
    expect(['ar', 'he-IL', 'fa', 'UR', 'en', 'az', 'ar-Latn'].map(isRtlLanguage)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('sides', () => {
  it('are the left, or the right where blocks begin there', () => {
    expect(sided([rect(25, 10)], spot)).toEqual([rect(25, 10)])
    expect(sided([rect(25, 10)], right)).toEqual([rect(105, 10)])
    expect([startOf(spot, 2), startOf(right, 2)]).toEqual([20, 118])
  })

  it('of words count their width', async () => {
    const { setting } = await given()
    const [run] = setting.faces.shapeWord('ab', look.style, false)
    if (!run) throw new Error('no run')
    const op: Op = { op: 'glyphs', x: 20, y: 0, size: 10, colour: '#000000', run }
    expect(sided([op], right)).toEqual([
      { ...op, x: Math.round((120 - run.width / 100) * 1e3) / 1e3 },
    ])
  })

  it('change twice to what they were, within the spot', () => {
    const at = fc.integer({ min: 20, max: 100 })
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 20 }), (x, width) => {
        const [one] = sided([rect(x, width)], right)
        expect(one && 'x' in one && one.x >= 20 && one.x + width <= 120).toBe(true)
        expect(sided(one ? [one] : [], right)).toEqual([rect(x, width)])
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasRtl, levelsOf, visualOrder } from '../../src/faces/bidi.ts'

describe('directions', () => {
  it('are looked for only where a line holds what runs right to left', () => {
    expect(['שלום', 'a سلام'].map(hasRtl)).toEqual([true, true])
    expect(['plain', 'Ελληνικά 漢字 🙂'].map(hasRtl)).toEqual([false, false])
  })

  it('of a mixed line are odd where it turns', () => {
    expect([...levelsOf('ab שם', 'ltr')]).toEqual([0, 0, 0, 1, 1])
  })

  it('turn stretches from the highest level down', () => {
    expect(visualOrder([0, 1, 1, 0])).toEqual([0, 2, 1, 3])
    expect(visualOrder([1, 2, 2, 1])).toEqual([3, 1, 2, 0])
    expect(visualOrder([0, 0])).toEqual([0, 1])
  })

  it('keep every piece', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (levels) => {
        expect(visualOrder(levels).sort((a, b) => a - b)).toEqual(levels.map((_, at) => at))
      }),
    )
  })
})

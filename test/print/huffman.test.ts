import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, lengthsOf } from '../../src/print/huffman.ts'

const counts = fc.array(
  fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 0, max: 24 }).map((bits) => 2 ** bits),
  ),
  { minLength: 2, maxLength: 286 },
)

function lengthsFor(uses: readonly number[], limit: number): Uint8Array {
  const lengths = new Uint8Array(uses.length)
  lengthsOf(Uint32Array.from(uses), limit, lengths)
  return lengths
}

describe('lengths of codes', () => {
  it('use up all codes there are, keep to the limit, and are shorter for what is used more', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(15, 9), (uses, limit) => {
        const lengths = lengthsFor(uses, limit)
        const used = [...lengths.keys()].filter((symbol) => lengths[symbol])
        const taken = used.reduce((sum, symbol) => sum + 2 ** -(lengths[symbol] as number), 0)
        expect(taken).toBe(1)
        for (const [symbol, times] of uses.entries()) {
          const length = lengths[symbol] as number
          expect(length).toBeLessThanOrEqual(limit)
          if (times === 0) continue
          expect(length).toBeGreaterThan(0)
          for (const [other, less] of uses.entries()) {
            if (less > 0 && less < times) {
              expect(lengths[other]).toBeGreaterThanOrEqual(length)
            }
          }
        }
      }),
      { seed: 3, numRuns: 150 },
    )
  })

  it('are the best there are where the limit is far', () => {
    expect([...lengthsFor([5, 9, 12, 13, 16, 45], 15)]).toEqual([4, 4, 3, 3, 3, 1])
    expect([...lengthsFor([1, 1, 2, 4, 8, 0, 16], 15)]).toEqual([5, 5, 4, 3, 2, 0, 1])
    expect([...lengthsFor([1, 1, 2, 4, 8, 0, 16], 3)]).toEqual([3, 3, 3, 3, 2, 0, 2])
  })

  it('are those of two codes at least', () => {
    expect([...lengthsFor([0, 0, 0, 7], 15)]).toEqual([1, 0, 0, 1])
    expect([...lengthsFor([0, 0, 0], 15)]).toEqual([1, 1, 0])
  })
})

describe('codes', () => {
  it('are those of the standard’s own example, each turned about', () => {
    const lengths = Uint8Array.from([3, 3, 3, 3, 3, 2, 4, 4])
    const codes = new Uint16Array(8)
    codesOf(lengths, codes)
    const written = [...codes].map((code, symbol) =>
      code
        .toString(2)
        .padStart(lengths[symbol] as number, '0')
        .split('')
        .reverse()
        .join(''),
    )
    expect(written).toEqual(['010', '011', '100', '101', '110', '00', '1110', '1111'])
  })
})

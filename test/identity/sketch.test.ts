import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSketch, likeness, sketchOf } from '../../src/identity/sketch.ts'

const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 10_007}`)

describe('sketches', () => {
  it('are sixteen characters for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(isSketch(sketchOf(text))).toBe(true)
      }),
    )
    expect(sketchOf('')).toBe('.'.repeat(16))
    expect(likeness(sketchOf(''), sketchOf(''))).toBe(0)
  })

  it('tell a reworded text from another', () => {
    let least = 1
    let most = 0
    for (let seed = 1; seed <= 200; seed++) {
      const text = words(seed, 60)
      const edited = text.map((word, n) => (n % 15 === 7 ? `${word}x` : word))
      least = Math.min(least, likeness(sketchOf(text.join(' ')), sketchOf(edited.join(' '))))
      most = Math.max(
        most,
        likeness(sketchOf(text.join(' ')), sketchOf(words(seed + 500, 60).join(' '))),
      )
    }
    expect(least).toBeGreaterThan(0.3)
    expect(most).toBeLessThan(0.3)
  })

  it('see words in scripts without spaces', () => {
    expect(
      likeness(sketchOf('什么是闭包以及它的作用'), sketchOf('什么是闭包以及它的用处')),
    ).toBeGreaterThan(0.4)
  })
})

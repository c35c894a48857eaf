import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { featuresOf, isSketch, likeness, overlap, sketchOf } from '../../src/identity/sketch.ts'

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

  it('never change: ledgers hold them', () => {
    expect(sketchOf('What is a closure? A function, and the scope it was made in: f(x) => x')).toBe(
      'O_lbFNLew.6Ni_lF',
    )
    expect(sketchOf('闭包 هي دالة')).toBe('.z.L....F..dR..b')
  })

  it('are of sixteen characters, of their alphabet', () => {
    for (const text of ['AbCdEfGhIjKl-_..', '0123456789abcdef']) expect(isSketch(text)).toBe(true)
    for (const text of ['', 'AbCdEfGhIjKl-_.', 'AbCdEfGhIjKl-_...', 'AbCdEfGhIjKl-_+.']) {
      expect(isSketch(text), text).toBe(false)
    }
  })

  it('are as alike as the share of bins that are equal, of those in which something fell', () => {
    expect(likeness('A'.repeat(16), 'AAAAAAAABBBBBBBB')).toBe(0.5)
    expect(likeness(`AA${'.'.repeat(14)}`, `AB${'.'.repeat(14)}`)).toBe(0.5)
    // Of one side alone is something that the other lacks.
    expect(likeness(`AA${'.'.repeat(14)}`, `A${'.'.repeat(15)}`)).toBe(0.5)
    expect(likeness(`A${'.'.repeat(15)}`, `A${'.'.repeat(15)}`)).toBe(1)
  })
})

describe('features of a text', () => {
  const count = (text: string) => featuresOf(text).length

  it('are its words and pairs of words, each once, in rising order', () => {
    expect([count(''), count('a'), count('a b'), count('a b a b')]).toEqual([0, 2, 4, 5])
    const features = featuresOf('c b a c b a d')
    expect([...features]).toEqual([...new Set(features)].sort((one, other) => one - other))
    expect(featuresOf('A Closure')).toEqual(featuresOf('a closure'))
  })

  it('take a character for a word in scripts without spaces, a symbol for one, and marks into one', () => {
    for (const text of ['什么', 'あい', 'アイ', 'กข', 'a+', '+-']) expect(count(text), text).toBe(4)
    for (const text of ['ab', 'é1', 'e\u0301', 'ключ', '42']) expect(count(text), text).toBe(2)
    expect(count('a+b')).toBe(6)
  })

  it('are in common as often as both sides have them', () => {
    const shared = (one: string, other: string) => overlap(featuresOf(one), featuresOf(other))
    expect(shared('a b c', 'b c d')).toEqual({ common: 3, share: 3 / 9 })
    expect(shared('a b c', 'a b c')).toEqual({ common: 6, share: 1 })
    expect(shared('a b', 'c d')).toEqual({ common: 0, share: 0 })
    expect(shared('', '')).toEqual({ common: 0, share: 0 })
    expect(shared('a', '')).toEqual({ common: 0, share: 0 })
    const [few, many] = [Uint32Array.of(2, 9), Uint32Array.of(1, 2, 3, 9, 10)]
    expect(overlap(few, many)).toEqual({ common: 2, share: 2 / 5 })
    expect(overlap(many, few)).toEqual({ common: 2, share: 2 / 5 })
  })
})

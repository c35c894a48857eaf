import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dice, likeEnough } from '../../src/identity/dice.ts'

describe('likeness of short texts', () => {
  it('forgives letters, case and spaces, and tells words apart', () => {
    expect(dice('recieve', 'receive')).toBeGreaterThan(likeEnough)
    expect(dice('HTTP', ' http ')).toBe(1)
    expect(dice('HTTP', 'HTTPS')).toBeGreaterThan(likeEnough)
    expect(dice('42', '43')).toBeGreaterThan(likeEnough)
    expect(dice('Paris', 'London')).toBeLessThan(likeEnough)
    expect(dice('HTTP', 'a socket')).toBeLessThan(likeEnough)
  })

  it('is twice the pairs in common by all pairs, begin and end among them', () => {
    expect([dice('ab', 'ac'), dice('aa', 'aaa'), dice('a', '')]).toEqual([2 / 6, 6 / 7, 0])
    expect([dice('', ''), dice(' \n', '')]).toEqual([1, 1])
    expect([dice('\u00e9', 'e\u0301'), dice('a b', ' a\n\t B ')]).toEqual([1, 1])
    expect(dice('ab', 'a b')).toBeLessThan(1)
    // A lone end or begin in common is something: of four pairs each, one.
    expect([dice('abc', 'axx'), dice('abc', 'xxc'), dice('abc', 'xxx')]).toEqual([0.25, 0.25, 0])
    expect(dice('Straße', 'STRASSE')).toBeLessThan(1)
  })

  it('lies between 0 and 1, whichever comes first', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const score = dice(one, other)
        expect(score).toBe(dice(other, one))
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(dice(one, one)).toBe(1)
      }),
    )
  })
})

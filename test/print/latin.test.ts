import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Latin } from '../../src/print/latin.ts'

const byte = fc.integer({ min: 0, max: 255 })

describe('text of Latin-1', () => {
  it('has the bytes of what was added and copied, in that order', () => {
    const parts = fc.array(fc.oneof(fc.array(byte), fc.uint8Array()))
    const latin = new Latin()
    fc.assert(
      fc.property(parts, (given) => {
        for (const part of given) {
          if (part instanceof Uint8Array) latin.copy(part, 0, part.length)
          else latin.add(String.fromCharCode(...part))
        }
        const whole = given.flatMap((part) => [...part])
        expect(latin.length).toBe(whole.length)
        expect([...latin.bytes()]).toEqual(whole)
        expect(latin.length).toBe(0)
      }),
    )
  })

  it('copies from one place to another, and grows where it must', () => {
    const latin = new Latin()
    latin.copy(Uint8Array.of(1, 2, 3, 4), 1, 3)
    latin.push('a', 'b'.repeat(200_000))
    latin.copy(new Uint8Array(400_000).fill(7), 0, 400_000)
    const bytes = latin.bytes()
    expect(bytes.length).toBe(600_003)
    expect([...bytes.subarray(0, 4)]).toEqual([2, 3, 97, 98])
    expect([bytes[200_002], bytes[200_003], bytes.at(-1)]).toEqual([98, 7, 7])
  })

  it('begins anew when it is cleared', () => {
    const latin = new Latin()
    latin.add('left by an error')
    latin.clear()
    latin.add('x')
    expect([...latin.bytes()]).toEqual([120])
  })
})

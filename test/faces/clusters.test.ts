import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clustersOf, isIgnorable, standIn } from '../../src/faces/clusters.ts'

describe('clusters', () => {
  it.each([
    ['abc', ['a', 'b', 'c']],
    ['e\u0301x', ['e\u0301', 'x']],
    ['👩‍💻!', ['👩‍💻', '!']],
    ['👍🏽', ['👍🏽']],
    ['🇩🇪🇫🇷', ['🇩🇪', '🇫🇷']],
    ['1️⃣', ['1️⃣']],
    ['', []],
  ])('of %j', (text, clusters) => {
    expect(clustersOf(text)).toEqual(clusters)
  })

  it('are the text again when joined, for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(clustersOf(text).join('')).toBe(text)
      }),
    )
  })

  it('know what shows nothing, and what stands in for what', () => {
    expect([0xad, 0x200d, 0xfe0f, 0x0a].every(isIgnorable)).toBe(true)
    expect([0x20, 0x41, 0x3042].some(isIgnorable)).toBe(false)
    expect([0xa0, 0x2009, 0x2011, 0x41].map(standIn)).toEqual([0x20, 0x20, 0x2010, undefined])
  })
})

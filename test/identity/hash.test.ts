import { describe, expect, it } from 'vitest'
import { bytesOf, hash } from '../../src/identity/hash.ts'

describe('the hash of identity', () => {
  it('never changes: ledgers hold it', () => {
    expect(hash(['a', 'b'])).toBe('8Ezc7Zc2pp')
    expect(hash(['a', 'b'], 8)).toBe(hash(['a', 'b']).slice(0, 8))
    expect(bytesOf(['a', 'b'])).toHaveLength(32)
    expect(bytesOf(['a', 'b']).toString('base64url').slice(0, 10)).toBe(hash(['a', 'b']))
  })

  it('tells parts apart, and their order', () => {
    const all = [['ab'], ['a', 'b'], ['b', 'a'], ['', 'ab'], []]
    expect(new Set(all.map((parts) => hash(parts))).size).toBe(all.length)
  })
})

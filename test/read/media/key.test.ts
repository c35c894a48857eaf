import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { byKey, keyOf } from '../../../src/read/media/key.ts'

it('is the first half of the SHA-256 of the bytes', () => {
  // Of no bytes, as anyone may look up.
  expect(keyOf(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb924')
  const bytes = Buffer.from('abc')
  expect(keyOf(bytes)).toBe(createHash('sha256').update(bytes).digest('hex').slice(0, 32))
})

it('sorts, and leaves equal ones in their order', () => {
  const all = [{ key: 'b' }, { key: 'a' }, { key: 'b', n: 2 }, { key: 'A' }]
  expect(all.sort(byKey)).toEqual([{ key: 'A' }, { key: 'a' }, { key: 'b' }, { key: 'b', n: 2 }])
})

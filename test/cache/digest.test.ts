import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digest } from '../../src/cache/digest.ts'

const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), { maxLength: 4 })
const asKey = (some: readonly (string | Uint8Array)[]) =>
  JSON.stringify(some.map((part) => (typeof part === 'string' ? part : { bytes: [...part] })))

it('is another for other parts', () => {
  const seen = new Map<string, string>()
  fc.assert(
    fc.property(parts, (some) => {
      const key = digest(...some)
      expect(key).toMatch(/^[0-9a-f]{32}$/)
      const before = seen.get(key)
      expect(before ?? asKey(some)).toBe(asKey(some))
      seen.set(key, asKey(some))
      expect(digest(...some)).toBe(key)
    }),
    { numRuns: 2000 },
  )
})

it('is the same however long a part is', () => {
  const long = 'é'.repeat(99_999)
  const keys = [digest(long), digest(`${long}é`), digest(`${long}éé`)]
  expect(new Set(keys).size).toBe(3)
  expect(keys).toEqual(
    [long, `${long}é`, `${long}éé`].map((part) => {
      const whole = `s${part.length}:${part}`
      return createHash('sha256').update(whole).digest('hex').slice(0, 32)
    }),
  )
})

it('tells parts from their sum, texts from bytes, and halves of pairs from one another', () => {
  const some: (string | Uint8Array)[][] = [
    ...[['ab'], ['a', 'b'], ['', 'ab'], ['ab', ''], ['b', 'a'], []],
    ...[['\ud800'], ['\udbff'], ['\ufffd'], [Buffer.from('ab')], [Buffer.from('\ud800')]],
    ...[['a1:s', 'b'], ['a', 's1:b'], ['a1:ss1:b']],
  ]
  expect(new Set(some.map((parts) => digest(...parts))).size).toBe(some.length)
})

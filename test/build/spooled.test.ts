import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spooled } from '../../src/build/spooled.ts'
import { Spill } from '../../src/spill.ts'
import { bytesOf } from '../support/context.ts'

it('is held by the store, where there is one', () => {
  const store = new Spill({ page: 16, memory: 32 })
  spooled(['a'.repeat(500), 'b'.repeat(500)], store)
  expect(store.spilled).toBeGreaterThan(900)
  store.close()
})

it('is the text whole, as often as it is read, and the sum of its bytes', async () => {
  const pieces = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(pieces, fc.boolean(), async (texts, apart) => {
      const store = apart ? new Spill({ page: 16, memory: 32 }) : undefined
      const { content, sum } = spooled(texts, store)
      const whole = Buffer.from(texts.join(''))
      for (let turn = 0; turn < 2; turn++) {
        expect(Buffer.from(await bytesOf({ name: 'x', content })).equals(whole)).toBe(true)
      }
      const sha256 = createHash('sha256').update(whole).digest('hex')
      expect(sum).toEqual({ sha256, size: whole.length })
      store?.close()
    }),
    { numRuns: 100, seed: 3 },
  )
})

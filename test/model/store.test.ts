import { expect, it } from 'vitest'
import { stored } from '../../src/model/store.ts'
import { Spill } from '../../src/spill.ts'

it('holds bytes where there is no store, and else has them from there', () => {
  const bytes = Buffer.from('some bytes')
  expect(stored(bytes, undefined).read()).toBe(bytes)
  const store = new Spill({ page: 4, memory: 0 })
  const there = stored(bytes, store)
  expect(there.length).toBe(bytes.length)
  bytes.fill(0)
  expect(String(there.read())).toBe('some bytes')
  store.close()
})

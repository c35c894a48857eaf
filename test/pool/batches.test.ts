import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { inBatches } from '../../src/pool/batches.ts'
import { createPool } from '../../src/pool/pool.ts'
import type { Pool, Task } from '../../src/pool/task.ts'
import * as tasks from './tasks.mjs'

const pool = createPool({ size: 3, worker: new URL('./worker.mjs', import.meta.url) })
afterAll(() => pool.close())

const weigh = (text: string) => text.length

describe('inBatches', () => {
  it('is the same with threads and without', async () => {
    const texts = fc.array(fc.string(), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.nat(300),
        fc.integer({ min: 1, max: 90 }),
        async (items, least, batch) => {
          const alone = await inBatches(undefined, tasks.upper, items, { weigh, least, batch })
          const shared = await inBatches(pool, tasks.upper, items, { weigh, least, batch })
          expect(shared).toEqual(alone)
          expect(shared).toEqual(items.map((text) => text.toUpperCase()))
        },
      ),
    )
  })

  it('gives a pool nothing where there is little to do, or two threads to do it', async () => {
    const told: Task<never, unknown>[] = []
    const counting = (size: number): Pool => ({
      size,
      run: async (task, input) => {
        told.push(task as Task<never, unknown>)
        return (await task.load())(input)
      },
      close: async () => {},
    })
    const sharing = { weigh, least: 100, batch: 10 }
    await inBatches(counting(3), tasks.upper, ['a'.repeat(99)], sharing)
    await inBatches(counting(2), tasks.upper, ['a'.repeat(999)], sharing)
    expect(told).toEqual([])
    // Where nothing is too little, any pool will do.
    await inBatches(counting(1), tasks.upper, ['a'], { ...sharing, least: 0 })
    expect(told.splice(0)).toHaveLength(1)
    const items = Array.from({ length: 100 }, () => 'ten chars.')
    await inBatches(counting(3), tasks.upper, items, sharing)
    expect(told.length).toBeGreaterThan(10)
    expect(told.length).toBeLessThanOrEqual(100)
  })

  it('loses only the items that cannot be done', async () => {
    const items = Array.from({ length: 40 }, (_, index) =>
      index === 11 ? 'spin' : 'x'.repeat(index),
    )
    const done = await inBatches(pool, tasks.picky, items, {
      weigh,
      least: 0,
      batch: 100,
      bounds: () => ({ seconds: 0.2 }),
      instead: (item, { excess }) => (excess === 'time' ? -item.length : 0),
    })
    expect(done).toEqual(items.map((item) => (item === 'spin' ? -4 : item.length)))
  })

  it('throws where nothing may stand instead', async () => {
    const sharing = { weigh, least: 0, batch: 1, bounds: () => ({ seconds: 0.1 }) }
    await expect(inBatches(pool, tasks.picky, ['a', 'spin'], sharing)).rejects.toMatchObject({
      excess: 'time',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { aTurn, type Counted, counting, type Unit } from '../../src/messages/counting.ts'

async function toldOf(unit: Unit, total: number, items: number, more?: number): Promise<Counted[]> {
  const told: Counted[] = []
  const counted = counting(
    async (one) => {
      told.push(one)
    },
    unit,
    total,
  )
  for (let item = 0; item < items; item++) await counted(more)
  return told
}

describe('counting', () => {
  it('tells of each of a few items', async () => {
    expect(await toldOf('questions', 3, 3)).toEqual([
      { unit: 'questions', done: 1, total: 3 },
      { unit: 'questions', done: 2, total: 3 },
      { unit: 'questions', done: 3, total: 3 },
    ])
  })

  it('tells of many now and then, and of the last', async () => {
    const told = await toldOf('questions', 100_001, 100_001)
    expect(told).toHaveLength(Math.ceil(100_001 / 16))
    expect(told.at(-1)).toEqual({ unit: 'questions', done: 100_001, total: 100_001 })
  })

  it('tells of large items by their share', async () => {
    expect(await toldOf('bytes', 1e6, 1000, 1000)).toHaveLength(250)
  })

  it('lets a total that was too small grow', async () => {
    expect((await toldOf('pages', 1, 2)).at(-1)).toEqual({ unit: 'pages', done: 2, total: 2 })
  })

  it('waits for who is told, who may stop the work', async () => {
    const stop = new AbortController()
    const counted = counting(
      async () => {
        await aTurn()
        stop.signal.throwIfAborted()
      },
      'questions',
      10,
    )
    await counted()
    setImmediate(() => stop.abort())
    await expect(counted()).rejects.toThrow('aborted')
  })

  it('costs nothing where nobody is told', () => {
    expect(counting(undefined, 'pages', 10)()).toBeUndefined()
  })
})

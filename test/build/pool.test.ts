import { describe, expect, it } from 'vitest'
import { poolOf } from '../../src/build/pool.ts'
import { tasks } from '../../src/build/tasks.ts'

const built = new URL('../../dist/build/pool.js', import.meta.url).href
const { poolOf: compiledPoolOf }: { poolOf: typeof poolOf } = await import(built)

describe('the threads of a build', () => {
  it('are none from sources, and none unasked', () => {
    expect(poolOf(4).size).toBe(0)
    expect(poolOf(undefined).size).toBe(0)
    expect(compiledPoolOf(undefined).size).toBe(0)
  })

  it('are as many as asked for in the compiled program', async () => {
    const pool = compiledPoolOf(3)
    expect(pool.size).toBe(3)
    await pool.close()
  })

  it('know every task by one name, and every name loads', async () => {
    const names = tasks.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const task of tasks) expect(typeof (await task.load()), task.name).toBe('function')
  })
})

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { createPool, type PoolOptions } from '../../src/pool/pool.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import * as tasks from './tasks.mjs'

const open: Pool[] = []

function pool(size: number, more: Partial<PoolOptions> = {}): Pool {
  const made = createPool({ size, worker: new URL('./worker.mjs', import.meta.url), ...more })
  open.push(made)
  return made
}

afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const faultOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  )

describe('a pool', () => {
  it('gives what the function gives, with threads and without', async () => {
    for (const size of [0, 1, 3]) {
      const made = pool(size)
      const all = Array.from({ length: 20 }, (_, index) => made.run(tasks.double, index))
      expect(await Promise.all(all), `${size}`).toEqual(all.map((_, index) => index * 2))
    }
  })

  it('begins no thread before it is asked, nor more than it may', async () => {
    const made = pool(2)
    const ids = await Promise.all(Array.from({ length: 30 }, () => made.run(tasks.thread, null)))
    expect(new Set(ids).size).toBeLessThanOrEqual(2)
    expect(ids).not.toContain(0)
    expect(await pool(0).run(tasks.thread, null)).toBe(0)
  })

  it('lets a thread go that has nothing to do, and begins another', async () => {
    const made = pool(1, { patience: 20 })
    const first = await made.run(tasks.thread, null)
    await expect
      .poll(() => made.run(tasks.thread, null), { interval: 200, timeout: 20_000 })
      .not.toBe(first)
    const lasting = pool(1, { patience: 60_000 })
    expect(await lasting.run(tasks.thread, null)).toBe(await lasting.run(tasks.thread, null))
  })

  it('moves bytes both ways', async () => {
    const made = pool(1)
    const given = new ArrayBuffer(100_000)
    expect(await made.run(tasks.length, given, { transfer: [given] })).toBe(100_000)
    expect(given.byteLength).toBe(0)
    const got = await made.run(tasks.bytes, 100_000)
    expect([got.length, got[0], got.at(-1)]).toEqual([100_000, 7, 7])
    expect(await made.run(tasks.bytes, 3)).toEqual(new Uint8Array([7, 7, 7]))
  })

  it('throws what the task threw, with its stack, and goes on', async () => {
    const made = pool(1)
    const error = await faultOf(made.run(tasks.throwing, null))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toBe('Too far.')
    expect(error.stack).toContain('tasks.mjs')
    const other = await faultOf(made.run(tasks.unsendable, null))
    expect(other.message).toBe('Of a function.')
    expect(other.stack).toContain('tasks.mjs')
    expect(await made.run(tasks.double, 4)).toBe(8)
  })

  it('throws where a task is not known, or its input cannot be sent', async () => {
    const made = pool(1)
    expect((await faultOf(made.run(tasks.missing, null))).message).toContain('test/missing')
    expect(await faultOf(made.run(tasks.double, (() => 1) as never))).toBeInstanceOf(Error)
    expect(await made.run(tasks.double, 4)).toBe(8)
  })

  it('ends a task that takes too long, and only that', async () => {
    const made = pool(2)
    const before = await made.run(tasks.thread, null)
    const spinning = faultOf(made.run(tasks.spin, null, { seconds: 0.2 }))
    const beside = Promise.all([1, 2, 3].map((number) => made.run(tasks.double, number)))
    const fault = await spinning
    expect(fault).toBeInstanceOf(TaskFault)
    expect(fault).toMatchObject({ task: 'test/spin', excess: 'time' })
    expect(await beside).toEqual([2, 4, 6])
    const after = await Promise.all([1, 2, 3].map(() => made.run(tasks.thread, null)))
    expect(after.length).toBe(3)
    expect(before).toBeGreaterThan(0)
  })

  it('ends a task that takes too much memory', async () => {
    const made = pool(1, { heap: 64 })
    expect(await faultOf(made.run(tasks.greedy, null))).toMatchObject({ excess: 'memory' })
    expect(await made.run(tasks.double, 2)).toBe(4)
  })

  it('lets a thread hold 768 MiB, or what it is given, and sweep what is new after 16', async () => {
    const limitsOf = (made: Pool) => made.run(tasks.limits, null)
    expect(await limitsOf(pool(1))).toMatchObject({
      maxOldGenerationSizeMb: 768,
      maxYoungGenerationSizeMb: 16,
    })
    expect(await limitsOf(pool(1, { heap: 64 }))).toMatchObject({ maxOldGenerationSizeMb: 64 })
  })

  it('outlives a thread that dies, and says why it did', async () => {
    const made = pool(1)
    expect(await faultOf(made.run(tasks.leave, null))).toMatchObject({ excess: 'crash' })
    const late = await faultOf(made.run(tasks.late, null))
    expect(late).toMatchObject({ excess: 'crash', cause: { message: 'Late.' } })
    expect(await made.run(tasks.double, 2)).toBe(4)
  })

  it('does not keep a process that has nothing left to do', async () => {
    const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
    const script = `
      import { createPool } from ${here('../../dist/pool/pool.js')}
      import { double } from ${here('./tasks.mjs')}
      const pool = createPool({ size: 2, worker: new URL(${here('./worker.mjs')}) })
      console.log(await pool.run(double, 21))`
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script])
    expect(stdout).toBe('42\n')
  })

  it('ends everything when it is closed', async () => {
    const made = pool(2)
    const running = [1, 2, 3].map(() => faultOf(made.run(tasks.spin, null)))
    await made.close()
    for (const fault of await Promise.all(running)) expect(fault.message).toMatch(/closed/)
    expect((await faultOf(made.run(tasks.double, 1))).message).toMatch(/closed/)
  })

  it('ends everything when it is aborted', async () => {
    for (const size of [0, 2]) {
      const abort = new AbortController()
      const made = pool(size, { signal: abort.signal })
      const running = size === 0 ? [] : [1, 2, 3].map(() => faultOf(made.run(tasks.spin, null)))
      abort.abort()
      for (const fault of await Promise.all(running)) expect(fault.name).toBe('AbortError')
      expect((await faultOf(made.run(tasks.double, 1))).name).toBe('AbortError')
      const late = pool(size, { signal: abort.signal })
      expect((await faultOf(late.run(tasks.double, 1))).name).toBe('AbortError')
    }
  })
})

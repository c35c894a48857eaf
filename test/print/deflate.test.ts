import { unzlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { several } from '../../src/pool/several.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { Deflater, deflateTask, joined, parted } from '../../src/print/deflate.ts'
import type { Shelf } from '../../src/writer.ts'

const streams = Array.from({ length: 40 }, (_, n) => Buffer.from(`stream ${n} `.repeat(n * 300)))

function pool(runs: number[] = []): Pool {
  return {
    size: several,
    async run(task, input) {
      const run = await task.load()
      runs.push((input as { ends: Uint32Array }).ends.length)
      return run(input)
    },
    close: async () => {},
  }
}

describe('streams', () => {
  it('are joined and parted again', () => {
    const some = [Buffer.from('one'), Buffer.from(''), Buffer.from('three')]
    expect(parted(joined(some)).map((one) => Buffer.from(one).toString())).toEqual([
      'one',
      '',
      'three',
    ])
    expect(parted(joined([]))).toEqual([])
  })

  it('are the same bytes deflated here and in threads', async () => {
    const here = new Deflater(undefined)
    const sizes: number[] = []
    const there = new Deflater(pool(sizes))
    const pairs = streams.map(
      (stream) => [here.deflate(stream), there.deflate(stream), stream] as const,
    )
    there.flush()
    for (const [one, other, stream] of pairs) {
      expect(one).toBeInstanceOf(Uint8Array)
      expect(other).toBeInstanceOf(Promise)
      expect(Buffer.compare(await one, await other)).toBe(0)
      expect(Buffer.compare(unzlibSync(await other), stream)).toBe(0)
    }
    // Several at a time.
    expect(Math.max(...sizes)).toBeGreaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(streams.length)
  })

  it('are deflated at once where the pool has few threads or none', () => {
    for (const size of [0, 1, several - 1]) {
      const one = new Deflater({ ...pool(), size })
      expect(one.deflate(Buffer.from('a'))).toBeInstanceOf(Uint8Array)
    }
  })

  it('are deflated here where a thread dies; another error is passed on', async () => {
    const dying = (error: Error) => new Deflater({ ...pool(), run: () => Promise.reject(error) })
    const dead = dying(new TaskFault(deflateTask.name, 'crash'))
    const bytes = dead.deflate(Buffer.from('text'))
    dead.flush()
    expect(Buffer.from(unzlibSync(await bytes)).toString()).toBe('text')
    const stopped = dying(new Error('stopped'))
    const none = stopped.deflate(Buffer.from('text'))
    stopped.flush()
    await expect(none).rejects.toThrow('stopped')
  })

  it('are taken from an earlier build that deflated the same bytes', async () => {
    const kept = new Map<string, Uint8Array>()
    let got = 0
    const shelf: Shelf = {
      get(key) {
        const bytes = kept.get(key)
        if (bytes) got++
        return bytes && Buffer.from(bytes)
      },
      put: (key, bytes) => kept.set(key, Buffer.from(bytes)),
    }
    const plain = new Deflater(undefined)
    const first = new Deflater(pool(), shelf)
    const made = streams.map((stream) => first.deflate(stream))
    first.flush()
    await Promise.all(made)
    expect([kept.size, got]).toEqual([streams.length, 0])
    const second = new Deflater(undefined, shelf)
    for (const stream of streams) {
      expect(second.deflate(stream)).toEqual(Buffer.from(await plain.deflate(stream)))
    }
    expect(got).toBe(streams.length)
  })
})

import { crc32, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Deflated, deflatePiece, deflating, pieceSize } from '../../src/anki/deflate.ts'
import type { poolOf } from '../../src/build/pool.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { Spill } from '../../src/spill.ts'
import type { Shelf } from '../../src/writer.ts'
import { long } from '../support/judge.ts'

/** Threads run the compiled program. */
const { poolOf: compiled }: { poolOf: typeof poolOf } = await import(
  new URL('../../dist/build/pool.js', import.meta.url).href
)
const pool = compiled(2)
afterAll(() => pool.close())

/** Words as a deck has them: they repeat, but not at once. */
function words(length: number): Uint8Array<ArrayBuffer> {
  let state = 1
  return new Uint8Array(length).map((_, index) => {
    state = (state * 48271) % 2147483647
    return index % 97 < 60 ? (index * index) % 83 : state % 251
  })
}

const large = words(pieceSize * 3 + 12_345)
const sourceOf = (bytes: () => Uint8Array) => ({
  size: () => bytes().length,
  read: (start: number, end: number) => bytes().slice(start, end),
})
const whole = ({ pieces }: Deflated) => Buffer.concat(pieces.map((piece) => piece.read()))

describe('a file deflated in pieces', () => {
  it('is one stream, with its size and checksum', async () => {
    for (const bytes of [large, words(pieceSize), words(pieceSize * 2), words(1), words(0)]) {
      const made = await deflating(sourceOf(() => bytes)).finish()
      expect(Buffer.compare(inflateRawSync(whole(made)), bytes)).toBe(0)
      expect([made.size, made.crc]).toEqual([bytes.length, crc32(bytes)])
    }
  })

  it('is the same from a store', async () => {
    const store = new Spill({ page: 1000, memory: 0 })
    onTestFinished(() => store.close())
    const made = await deflating(
      sourceOf(() => large),
      { store },
    ).finish()
    expect(store.spilled).toBeGreaterThan(0)
    expect(Buffer.compare(inflateRawSync(whole(made)), large)).toBe(0)
  })

  it('is the same from threads, whatever of it was begun early', async () => {
    const alone = whole(await deflating(sourceOf(() => large)).finish())
    for (const early of [large, large.slice(0, pieceSize * 2), words(5), changedAt(large, 7)]) {
      let bytes: Uint8Array = early
      const file = deflating(
        sourceOf(() => bytes),
        { pool, least: 0 },
      )
      file.begin()
      await new Promise((resolve) => setTimeout(resolve, 50))
      bytes = large
      expect(Buffer.compare(whole(await file.finish()), alone)).toBe(0)
    }
  })

  it('is begun early: only what changed is made again, and what looks back to it', async () => {
    const starts: number[] = []
    const counting: Pool = {
      size: 8,
      async run(task, input) {
        starts.push((input as unknown as { before: number }).before)
        return (await task.load())(input)
      },
      close: async () => {},
    }
    let bytes = large
    const file = deflating(
      sourceOf(() => bytes),
      { pool: counting, least: 0 },
    )
    file.begin()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(starts).toHaveLength(3)
    bytes = changedAt(large, pieceSize - 1)
    const made = await file.finish()
    expect(Buffer.compare(inflateRawSync(whole(made)), bytes)).toBe(0)
    // The first, the second, which looks back to its end, and the last, which is no whole one.
    expect(starts).toHaveLength(6)
  })

  it('takes from earlier builds what did not change, and is the same with any shelf', async () => {
    const puts: string[] = []
    const entries = new Map<string, Buffer>()
    const shelf: Shelf = {
      get: (key) => entries.get(key),
      put: (key, bytes) => {
        puts.push(key)
        entries.set(key, Buffer.from(bytes as Uint8Array))
      },
    }
    const made = await deflating(sourceOf(() => large)).finish()
    for (const help of [{ shelf }, { shelf, pool, least: 0 }]) {
      const file = deflating(
        sourceOf(() => large),
        help,
      )
      file.begin()
      expect(Buffer.compare(whole(await file.finish()), whole(made))).toBe(0)
    }
    expect(puts.splice(0)).toHaveLength(4)
    const changed = changedAt(large, pieceSize * 2 - 1)
    const again = await deflating(
      sourceOf(() => changed),
      { shelf },
    ).finish()
    // Its own, and the one that looks back to it.
    expect(puts).toHaveLength(2)
    expect(Buffer.compare(inflateRawSync(whole(again)), changed)).toBe(0)
    expect(again.crc).toBe(crc32(changed))
  })

  it('tells on a shelf the end of a file from a piece of a larger one', async () => {
    const entries = new Map<string, Buffer>()
    const shelf: Shelf = {
      get: (key) => entries.get(key),
      put: (key, bytes) => entries.set(key, Buffer.from(bytes as Uint8Array)),
    }
    // The first piece ends one file, and begins the next.
    for (const bytes of [large.slice(0, pieceSize), large, large.slice(0, pieceSize)]) {
      const made = await deflating(
        sourceOf(() => bytes),
        { shelf },
      ).finish()
      expect(Buffer.compare(inflateRawSync(whole(made)), bytes)).toBe(0)
    }
  })

  it('begins nothing early that is on the shelf', async () => {
    const entries = new Map<string, Buffer>()
    const shelf: Shelf = {
      get: (key) => entries.get(key),
      put: (key, bytes) => entries.set(key, Buffer.from(bytes as Uint8Array)),
    }
    const source = sourceOf(() => large)
    await deflating(source, { shelf }).finish()
    let asked = 0
    const counting: Pool = {
      size: 2,
      async run(task, input) {
        asked++
        return (await task.load())(input)
      },
      close: async () => {},
    }
    const again = deflating(source, { shelf, pool: counting, least: 0 })
    again.begin()
    await again.finish()
    expect(asked).toBe(0)
  })

  it('begins no thread for a few pieces', async () => {
    const none: Pool = { size: 2, run: () => Promise.reject(new Error()), close: async () => {} }
    const file = deflating(
      sourceOf(() => large),
      { pool: none },
    )
    file.begin()
    expect(Buffer.compare(inflateRawSync(whole(await file.finish())), large)).toBe(0)
  })

  it('is made here where threads die, and not at all where a task fails', async () => {
    const broken = (fault: Error): Pool => ({
      size: 2,
      run: () => Promise.reject(fault),
      close: async () => {},
    })
    const source = sourceOf(() => large)
    const dead = deflating(source, {
      pool: broken(new TaskFault('anki/deflate', 'crash')),
      least: 0,
    })
    dead.begin()
    const made = await dead.finish()
    expect(Buffer.compare(inflateRawSync(whole(made)), large)).toBe(0)
    const failing = deflating(source, { pool: broken(new TypeError('a fault of ours')), least: 0 })
    failing.begin()
    await expect(failing.finish()).rejects.toThrow('a fault of ours')
  })
})

it('pieces of any bytes, each with what stands before it, are one stream', () => {
  const some = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    fc
      .tuple(fc.integer({ max: 255, min: 0 }), fc.integer({ min: 1, max: 70_000 }))
      .map(([byte, length]) => new Uint8Array(length).fill(byte)),
    fc.integer({ min: 1, max: 60_000 }).map((length) => words(length)),
  )
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 6 }), (parts) => {
      const bytes = Buffer.concat(parts)
      let start = 0
      const pieces = parts.map((part, index) => {
        const before = Math.min(start, 32_768)
        const piece = bytes.subarray(start - before, start + part.length)
        start += part.length
        return deflatePiece({ bytes: piece, before, last: index === parts.length - 1 })
      })
      expect(Buffer.compare(inflateRawSync(Buffer.concat(pieces)), bytes)).toBe(0)
    }),
    { numRuns: long ? 2000 : 60 },
  )
})

function changedAt(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

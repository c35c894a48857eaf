import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Scratch } from '../src/scratch.ts'
import { Spill, type SpillOptions } from '../src/spill.ts'
import { temporary } from './support/tmp.ts'

const open: Spill[] = []
afterEach(() => {
  for (const spill of open.splice(0)) spill.close()
})

function spillOf(options: SpillOptions = {}): Spill {
  const spill = new Spill(options)
  open.push(spill)
  return spill
}

/** Any text at all, halves of pairs among it. */
const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n)) }),
)
const put = fc.oneof(
  fc.record({ text: anyText }),
  fc.record({ source: anyText, parts: fc.array(fc.tuple(fc.nat(70), fc.nat(70))) }),
  fc.record({ bytes: fc.uint8Array({ maxLength: 200 }) }),
)

describe('a store that spills', () => {
  it('leaves bytes that it gave as they are, whatever is put behind them', () => {
    const spill = spillOf({ page: 8, memory: 0 })
    const read = spill.bytes(Uint8Array.of(1, 2, 3)).read()
    for (let n = 0; n < 8; n++) spill.bytes(new Uint8Array(8).fill(9))
    expect(spill.spilled).toBeGreaterThan(0)
    expect([...read]).toEqual([1, 2, 3])
  })

  it('gives back what was put, from memory and from disk, in any order', () => {
    const seen = { apart: 0, disk: 0 }
    fc.assert(
      fc.property(
        fc.array(put, { maxLength: 40 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 120 }),
        (puts, page, memory) => {
          const spill = new Spill({ page, memory })
          const checks = puts.map((one) => {
            if ('text' in one) {
              const stored = spill.text(one.text)
              if (typeof stored !== 'string') seen.apart++
              return () => {
                expect(String(stored)).toBe(one.text)
                expect(JSON.stringify({ stored })).toBe(JSON.stringify({ stored: one.text }))
              }
            }
            if ('bytes' in one) {
              const stored = spill.bytes(one.bytes)
              expect(stored.length).toBe(one.bytes.length)
              return () => expect([...stored.read()]).toEqual([...one.bytes])
            }
            const stored = spill.source(one.source)
            expect(stored.length).toBe(one.source.length)
            return () => {
              for (const [start, end] of one.parts) {
                const whole = one.source.slice(start, Math.max(start, end))
                expect(stored.slice(start, Math.max(start, end))).toBe(whole)
              }
            }
          })
          for (const check of [...checks, ...checks.reverse()]) check()
          if (spill.spilled > 0) seen.disk++
          spill.close()
        },
      ),
      { numRuns: process.env.RECTOVERSO_LONG === '1' ? 5000 : 200, seed: 7 },
    )
    expect(seen.apart).toBeGreaterThan(200)
    expect(seen.disk).toBeGreaterThan(20)
  })

  it('reads on where it is asked for what comes next, and else what it is asked for', () => {
    const file = new Scratch()
    const reads: [at: number, length: number][] = []
    const read = (into: Uint8Array, at: number) => {
      reads.push([at, into.length])
      return file.read(into, at)
    }
    const begin = () => ({ write: file.write.bind(file), read, close: () => file.close() })
    const spill = spillOf({ begin, page: 100, memory: 0 })
    const texts = Array.from({ length: 40 }, (_, n) => spill.text(`text ${String(n).padStart(5)}`))
    expect(texts.map((text) => Number(String(text).slice(5)))).toEqual([...texts.keys()])
    // A page at a time, of which the last is in memory still.
    expect(reads).toEqual([0, 1, 2].map((page) => [page * 100, 100]))
    reads.length = 0
    for (const n of [5, 25, 15]) expect(String(texts[n])).toBe(`text ${String(n).padStart(5)}`)
    // What was read ahead last is there still.
    expect(reads).toEqual([
      [50, 10],
      [150, 10],
    ])
  })

  it('keeps a small bank in memory and begins no file', async () => {
    const folder = await temporary()
    const spill = spillOf({ begin: () => new Scratch(folder), page: 10, memory: 100 })
    const texts = Array.from({ length: 10 }, (_, n) => spill.text(`text ${n}`))
    expect(spill.spilled).toBe(0)
    expect(texts.map(String)).toContain('text 9')
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps all in memory where no file can be begun', async () => {
    const folder = `${await temporary()}/not-there`
    const begin = vi.fn(() => new Scratch(folder))
    const spill = spillOf({ begin, page: 10, memory: 0 })
    const texts = Array.from({ length: 50 }, (_, n) => spill.text(`the text ${n}`))
    expect(spill.spilled).toBe(0)
    expect(texts.map(String)).toEqual(Array.from({ length: 50 }, (_, n) => `the text ${n}`))
    expect(begin).toHaveBeenCalledOnce()
  })

  it('keeps the rest in memory once the disk takes no more', () => {
    const file = new Scratch()
    let left = 3
    const write = (bytes: Uint8Array, at: number) => {
      if (left-- <= 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      file.write(bytes, at)
    }
    const begin = () => ({ write, read: file.read.bind(file), close: () => file.close() })
    const spill = spillOf({ begin, page: 10, memory: 0 })
    for (let n = 0; n < 30; n++) spill.put(Buffer.from('0123456789'))
    expect(spill.spilled).toBe(30)
    for (const at of [0, 25, 250]) {
      expect(String(spill.get(at, 10))).toBe('01234567890123456789'.slice(at % 10, (at % 10) + 10))
    }
  })

  it('says so when it is asked after it was closed', () => {
    const spill = spillOf({ memory: 0 })
    const text = spill.text('gone')
    spill.close()
    expect(() => String(text)).toThrow('closed')
  })
})

import { crc32, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { unzlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { compress } from '../../src/print/compress.ts'

const long = process.env.RECTOVERSO_LONG === '1'

/** What two readers make of it, Node's and fflate's, beside one another. */
function isRead(data: Uint8Array): void {
  const made = compress(data)
  const one = inflateSync(made)
  expect(Buffer.compare(one, data)).toBe(0)
  expect(Buffer.compare(Buffer.from(unzlibSync(made)), one)).toBe(0)
}

/** Bytes without a pattern, the same each time. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

describe('a stream', () => {
  it('is read back, whatever it holds', () => {
    const word = fc.uint8Array({ maxLength: 12 })
    const words = fc
      .tuple(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 900 }),
      )
      .map(([some, order]) =>
        Buffer.concat(order.map((at) => some[at % some.length] as Uint8Array)),
      )
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 3000 }), words), isRead), {
      seed: 5,
      numRuns: long ? 30_000 : 600,
    })
  })

  it('is read back at every length about those of blocks, finds and the window', () => {
    for (const length of [
      0, 1, 2, 3, 4, 5, 257, 258, 259, 16_383, 16_384, 16_385, 65_535, 70_000,
    ]) {
      isRead(new Uint8Array(length))
      isRead(noise(length))
      isRead(Uint8Array.from({ length }, (_, at) => at % 251))
    }
    for (const away of [32_766, 32_767, 32_768, 32_769, 70_000]) {
      const text = noise(50)
      isRead(Buffer.concat([text, noise(away - 50, 2), text, text]))
    }
  })

  it('with code lengths that would be beyond the limit is read back', () => {
    // Each is used as often as the two before it together: a tree without a fork.
    const parts: Uint8Array[] = []
    let [less, more] = [1, 1]
    for (let byte = 0; byte < 20; byte++) {
      parts.push(new Uint8Array(less).fill(byte))
      ;[less, more] = [more, less + more]
    }
    const sorted = Buffer.concat(parts)
    const order = noise(sorted.length * 4)
    const mixed = Uint8Array.from(sorted)
    for (let at = mixed.length - 1; at > 0; at--) {
      const view = new DataView(order.buffer, at * 4)
      const other = view.getUint32(0) % (at + 1)
      ;[mixed[at], mixed[other]] = [mixed[other] as number, mixed[at] as number]
    }
    isRead(mixed)
  })

  it('is the same bytes whatever was compressed before, and beyond the places counted', () => {
    const texts = [Buffer.from('BT 0 -13.5 Td '.repeat(300)), noise(2000), new Uint8Array(5000)]
    const before = texts.map((text) => compress(text))
    compress(new Uint8Array(1 << 24))
    compress(noise(100))
    for (const [index, text] of texts.entries()) {
      expect(Buffer.compare(compress(text), before[index] as Uint8Array)).toBe(0)
      isRead(text)
    }
  })

  it('is small where it repeats itself, and grows by a few bytes where nothing does', () => {
    const text = 'A question that is asked again and again. '.repeat(500)
    expect(compress(Buffer.from(text)).length).toBeLessThan(text.length / 100)
    expect(compress(noise(100_000)).length).toBeLessThanOrEqual(100_000 + 6 + 5 * 8)
    expect(compress(new Uint8Array(0)).length).toBeLessThan(16)
  })

  it('has always been these bytes', () => {
    const text = Array.from({ length: 900 }, (_, n) => `${(n * n) % 977} ${n} Td\n`).join('')
    expect(crc32(compress(Buffer.from(text)))).toBe(2_821_952_944)
  })
})

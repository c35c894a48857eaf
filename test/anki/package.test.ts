import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { deflating } from '../../src/anki/deflate.ts'
import { packageOf } from '../../src/anki/package.ts'
import { bytesOf } from '../support/context.ts'

const big = new Uint8Array(3_000_000).map((_, index) => (index * index) % 251)
const picture = { name: 'rv-1.png', bytes: async () => new Uint8Array([1, 2, 3]) }
const file = { size: () => big.length, read: (start: number, end: number) => big.slice(start, end) }
const deflated = await deflating(file).finish()
const zip = (content = packageOf(deflated, [picture])) => bytesOf({ name: 'x', content })

describe('packageOf', () => {
  it('holds collection, list and pictures', async () => {
    const files = unzipSync(await zip())
    expect(Object.keys(files).sort().reverse()).toEqual(['media', 'collection.anki2', '0'])
    expect(Buffer.compare(files['collection.anki2'] ?? new Uint8Array(), big)).toBe(0)
    expect(new TextDecoder().decode(files.media)).toBe('{"0":"rv-1.png"}')
    expect(files[0]).toEqual(new Uint8Array([1, 2, 3]))
  })
  it('can be read twice, the same', async () => {
    const content = packageOf(deflated, [picture])
    expect(Buffer.compare(await zip(content), await zip(content))).toBe(0)
  })
  it('keeps pictures as they are and has no date of its own', async () => {
    const bytes = Buffer.from(await zip())
    const entry = bytes.indexOf('PK\u0001\u0002')
    // Central directory: method at 10, time at 12, date at 14: noon on 2000-01-01.
    expect(bytes.readUInt16LE(entry + 10)).toBe(8)
    expect(bytes.readUInt16LE(entry + 12)).toBe(12 << 11)
    expect(bytes.readUInt16LE(entry + 14)).toBe((20 << 9) | (1 << 5) | 1)
    const last = bytes.lastIndexOf('PK\u0001\u0002')
    expect(bytes.readUInt16LE(last + 10)).toBe(0)
  })
})

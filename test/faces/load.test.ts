import { describe, expect, it } from 'vitest'
import { faceOf } from '../../src/faces/catalogue.ts'
import { isWhole, readFace } from '../../src/faces/load.ts'

describe('face files', () => {
  it('are read from their packages', () => {
    const bytes = readFace(faceOf({ family: 'sans', weight: 400, italic: false }))
    expect(bytes?.length).toBeGreaterThan(50_000)
    expect([...(bytes?.subarray(0, 4) ?? [])]).toEqual([0, 1, 0, 0])
  })

  it('are whole, or of no use', () => {
    const bytes = readFace(faceOf({ family: 'sans', weight: 400, italic: false }))
    if (!bytes) throw new Error('the face is gone')
    expect(isWhole(bytes)).toBe(true)
    expect(isWhole(bytes.subarray(0, bytes.length - 2000))).toBe(false)
    expect(isWhole(bytes.subarray(0, 40))).toBe(false)
    expect(isWhole(new Uint8Array(0))).toBe(false)
    expect(isWhole(new Uint8Array(5000).fill(7))).toBe(false)
    const without = Uint8Array.from(bytes)
    const at = Buffer.from(without.buffer).indexOf('glyf')
    without.set([0x78], at)
    expect(isWhole(without)).toBe(false)
  })

  it.each(['noto-none/400Regular/None', 'source-serif-4/none/None', '../../package', ''])(
    'are undefined where %j is not installed',
    (id) => {
      expect(readFace(id)).toBeUndefined()
    },
  )
})

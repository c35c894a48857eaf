import { unzlibSync, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type File, packing } from '../../src/print/objects.ts'

function file(): File & { written: string; late: Promise<Uint8Array>[] } {
  return {
    written: '',
    late: [],
    _offsets: [],
    _offset: 0,
    _write(data) {
      this.written += typeof data === 'string' ? `${data}\n` : Buffer.from(data).toString('latin1')
      this._offset = this.written.length
    },
    _finalize() {
      throw new Error('replaced')
    },
    _root: { toString: () => '1 0 R' },
    _info: { toString: () => '2 0 R' },
    _id: Buffer.from('ab', 'hex'),
    later(bytes) {
      this.late.push(bytes)
    },
  }
}

describe('packed objects', () => {
  it('stand in streams, each with its number and place', () => {
    const one = file()
    const objects = packing(one, undefined)
    const ids = [objects.reserve(), objects.reserve()]
    objects.write(ids[1] ?? 0, '<</A 1>>')
    objects.write(ids[0] ?? 0, '<</B 2>>')
    objects.flush()
    expect(one.written).toContain('3 0 obj\n<</Type/ObjStm/N 2/First 8/Length 26>>\nstream\n')
    expect(one.written).toContain('2 0 1 9 <</A 1>>\n<</B 2>>\n')
  })

  it('fill streams of a few hundred', () => {
    const one = file()
    const objects = packing(one, undefined)
    for (let n = 0; n < 600; n++) objects.write(objects.reserve(), 'null')
    objects.flush()
    objects.flush()
    expect(one.written.match(/\/Type\/ObjStm/g)).toHaveLength(3)
  })

  it('are found by the stream at the end, as are all others', () => {
    for (const deflate of [undefined, (data: Uint8Array) => zlibSync(data)]) {
      const one = file()
      const objects = packing(one, deflate)
      const plain = objects.reserve()
      one._offsets[plain - 1] = 5
      const packed = objects.reserve()
      objects.write(packed, 'null')
      one._finalize()
      objects.close()
      objects.close()
      const start = Number(/startxref\n(\d+)\n%%EOF/.exec(one.written)?.[1])
      const xref = one.written.slice(start)
      expect(xref).toMatch(/^4 0 obj\n<<\/Type\/XRef\/Size 5\/Root 1 0 R\/Info 2 0 R\/ID \[<ab>/)
      const length = Number(/\/Length (\d+)/.exec(xref)?.[1])
      const from = xref.indexOf('stream\n') + 'stream\n'.length
      let bytes = Uint8Array.from(Buffer.from(xref.slice(from, from + length), 'latin1'))
      if (deflate) {
        const rows = unzlibSync(bytes)
        bytes = new Uint8Array(35)
        for (let n = 0; n < 5; n++) {
          for (let at = 0; at < 7; at++) {
            bytes[n * 7 + at] = (rows[n * 8 + 1 + at] ?? 0) + (bytes[(n - 1) * 7 + at] ?? 0)
          }
        }
      }
      const kinds = [0, 1, 2, 3, 4].map((n) => bytes[n * 7])
      expect(kinds).toEqual([0, 1, 2, 1, 1])
      // The second object stands in the third, as its first.
      expect([...bytes.subarray(14, 21)]).toEqual([2, 0, 0, 0, 3, 0, 0])
      expect(bytes[11]).toBe(5)
    }
  })
})

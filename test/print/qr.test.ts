import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { commandsOf } from '../../src/model/drawing.ts'
import { moduleSide, qrOf, quietZone, rectanglesOf } from '../../src/print/qr.ts'

/** Which modules a path of rectangles covers, and how often. */
function coveredBy(written: string, size: number): number[][] {
  const path = commandsOf(written)
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (let at = 0; at < path.length; at += 5) {
    const [, x = 0, y = 0] = path[at] ?? []
    const [, right = 0, bottom = 0] = path[at + 2] ?? []
    for (let row = Number(y); row < Number(bottom); row++) {
      const line = grid[row] ?? []
      for (let column = Number(x); column < Number(right); column++) {
        line[column] = (line[column] ?? 0) + 1
      }
    }
  }
  return grid
}

describe('a QR symbol', () => {
  it.each(['https://example.org', `https://example.org/${'long/'.repeat(40)}`])(
    'covers every dark module of %s once, and no other',
    (url) => {
      const qr = qrOf(url)
      const { data, size } = encode(url, { ecc: 'M', boostEcc: false, border: 0 })
      expect(qr?.modules).toBe(size)
      expect(coveredBy(qr?.shape.path ?? '', size)).toEqual(data.map((row) => row.map(Number)))
    },
  )

  it('is merged: far fewer rectangles than modules', () => {
    const { data } = encode('https://example.org/some/page', { ecc: 'M', border: 0 })
    expect(rectanglesOf(data).length).toBeLessThan(data.flat().filter(Boolean).length / 2)
    expect(
      rectanglesOf([
        [true, true],
        [true, true],
      ]),
    ).toEqual([{ x: 0, y: 0, width: 2, height: 2 }])
  })

  it('has modules of 0.4 mm, and four white ones on every side', () => {
    const qr = qrOf('https://example.org')
    expect(moduleSide).toBeCloseTo((0.4 * 72) / 25.4, 3)
    expect(qr?.side).toBeCloseTo(((qr?.modules ?? 0) + 2 * quietZone) * moduleSide, 2)
  })

  it('is none for an address too long to be read from one', () => {
    expect(qrOf(`https://example.org/${'x'.repeat(250)}`)).toBeDefined()
    expect(qrOf(`https://example.org/${'x'.repeat(400)}`)).toBeUndefined()
  })
})

import { expect, it } from 'vitest'
import { type Content, decodedOn } from '../../../src/read/media/decoded.ts'
import type { Shelf } from '../../../src/writer.ts'

function shelfOf(): Shelf & { entries: Map<string, Buffer> } {
  const entries = new Map<string, Buffer>()
  return {
    entries,
    get: (key) => entries.get(key),
    put: (key, bytes) => void entries.set(key, Buffer.from(bytes as Uint8Array)),
  }
}

const drawing: Content = {
  form: 'drawing',
  drawing: {
    ...{ width: 4, height: 2.5, text: 'é' },
    shapes: [
      {
        path: `M0 1e-9L${Number.MAX_VALUE} ${0.1 + 0.2}Z`,
        fill: { colour: { r: 1, g: 2, b: 3, a: 0.5 }, rule: 'nonzero' },
      },
    ],
  },
}
const raster: Content = {
  form: 'raster',
  raster: { type: 'png', bytes: Buffer.from([1, 2, 3]), width: 3, height: 1 },
}
const problem = { rule: 'glyph-missing', reason: 'x', line: 1, column: 2 } as const

it('gives pictures as they were decoded, to the sign of a zero', () => {
  const decoded = decodedOn(shelfOf())
  decoded.keep('d', drawing, [problem])
  decoded.keep('r', raster, [])
  expect(decoded.content('d')).toStrictEqual(drawing)
  expect(decoded.content('r')).toStrictEqual(raster)
  expect(decoded.seen('d')).toStrictEqual({
    ...{ key: 'd', form: 'drawing', width: 4, height: 2.5, problems: [problem] },
  })
  expect(decoded.seen('r')).toMatchObject({ form: 'raster', width: 3, problems: [] })
})

it('knows nothing without a shelf, and nothing of what it cannot read', () => {
  const without = decodedOn(undefined)
  without.keep('d', drawing, [])
  expect(without.content('d')).toBeUndefined()
  const shelf = shelfOf()
  const decoded = decodedOn(shelf)
  decoded.keep('d', drawing, [])
  for (const key of shelf.entries.keys()) shelf.entries.set(key, Buffer.from('nonsense'))
  expect(decoded.seen('d')).toBeUndefined()
  expect(decoded.content('d')).toBeUndefined()
})

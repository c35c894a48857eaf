import { describe, expect, it } from 'vitest'
import { faceOf } from '../../src/faces/catalogue.ts'
import { readFace } from '../../src/faces/load.ts'

describe('face files', () => {
  it('are read from their packages', () => {
    const bytes = readFace(faceOf({ family: 'sans', weight: 400, italic: false }))
    expect(bytes?.length).toBeGreaterThan(50_000)
    expect([...(bytes?.subarray(0, 4) ?? [])]).toEqual([0, 1, 0, 0])
  })

  it.each(['noto-none/400Regular/None', 'source-serif-4/none/None', '../../package', ''])(
    'are undefined where %j is not installed',
    (id) => {
      expect(readFace(id)).toBeUndefined()
    },
  )
})

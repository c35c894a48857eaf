import { describe, expect, it } from 'vitest'
import type { Faces } from '../../src/faces/faces.ts'
import { fileOf } from '../../src/print/sealed.ts'

const withFile = (bytes: number[] | undefined): Pick<Faces, 'has' | 'bytes'> => ({
  has: () => bytes !== undefined,
  bytes: () => Uint8Array.from(bytes ?? []),
})

describe('the file of a face', () => {
  it('is named by its bytes, and by nothing where there is none', () => {
    const name = fileOf('f', withFile([1, 2]))
    expect(name).not.toBe('')
    expect(fileOf('f', withFile([1, 2]))).toBe(name)
    expect(fileOf('f', withFile([1, 3]))).not.toBe(name)
    expect(fileOf('f', withFile(undefined))).toBe('')
  })

  it('is read once', () => {
    let read = 0
    const faces = { has: () => true, bytes: () => Uint8Array.of(++read) }
    expect(fileOf('f', faces)).toBe(fileOf('f', faces))
    expect(read).toBe(1)
  })
})

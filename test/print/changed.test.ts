import { describe, expect, it } from 'vitest'
import { changed } from '../../src/print/changed.ts'

describe('what is changed', () => {
  it('is a copy with the change, and leaves what it was made from', () => {
    const from: { a: number; b: string; c?: boolean } = Object.freeze({ a: 1, b: 'two' })
    expect(changed(from, { b: 'three', c: true })).toEqual({ a: 1, b: 'three', c: true })
    expect(changed(from, {})).toEqual(from)
    expect(changed(from, {})).not.toBe(from)
    expect(from).toEqual({ a: 1, b: 'two' })
  })
})

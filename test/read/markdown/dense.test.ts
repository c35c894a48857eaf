import { describe, expect, it } from 'vitest'
import { denseIn } from '../../../src/read/markdown/dense.ts'

describe('a dense paragraph', () => {
  it('is named by its first line, with what it has too many of', () => {
    expect(denseIn(`a\n\nb\n${']'.repeat(5_000)}\n\nc`)).toEqual([
      { line: 3, what: 'brackets', count: 5_000 },
    ])
    expect(denseIn('*a '.repeat(13_000))).toEqual([{ line: 1, what: 'marks', count: 13_000 }])
    expect(denseIn('*[a](b)'.repeat(1_600)).map(({ what }) => what)).toEqual(['brackets', 'marks'])
  })

  it('is none where blank lines part what is counted, or runs are long', () => {
    expect(denseIn(`${']'.repeat(3_000)}\n \n${']'.repeat(3_000)}`)).toEqual([])
    expect(denseIn('*'.repeat(100_000))).toEqual([])
    expect(denseIn('[a](b) *c* '.repeat(700))).toEqual([])
    expect(denseIn('')).toEqual([])
  })
})

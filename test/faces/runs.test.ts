import { describe, expect, it } from 'vitest'
import { clusterEnds, isPlain } from '../../src/faces/runs.ts'

describe('the clusters of a run', () => {
  it.each([
    ['ab', [0, 1], true],
    ['', [], true],
    ['ab', [1, 0], false],
    ['fi', [0], false],
    ['a\u0301', [0, 0], false],
  ])('are one glyph a unit or not: %j as %j', (text, clusters, plain) => {
    expect(isPlain({ text, clusters })).toBe(plain)
  })

  it('end where the next begins, in whichever order they are set', () => {
    const ends = [...clusterEnds({ text: 'office', clusters: [5, 4, 1, 1, 0] })]
    expect(ends.sort(([a], [b]) => a - b)).toEqual([
      [0, 1],
      [1, 4],
      [4, 5],
      [5, 6],
    ])
  })
})

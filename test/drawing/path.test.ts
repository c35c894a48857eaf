import { describe, expect, it } from 'vitest'
import { arc, parsePath } from '../../src/drawing/path.ts'

const rounded = (data: string) =>
  parsePath(data).path.map(([letter, ...numbers]) =>
    [letter, ...numbers.map((number) => Math.round(number * 100) / 100)].join(' '),
  )

describe('path data', () => {
  it.each([
    ['M1 2 3 4', ['M 1 2', 'L 3 4']],
    ['m1 2 3 4z m1 1', ['M 1 2', 'L 4 6', 'Z', 'M 2 3']],
    ['M0 0H5V6h-1v-2', ['M 0 0', 'L 5 0', 'L 5 6', 'L 4 6', 'L 4 4']],
    ['M0 0C1 1 2 2 3 0S5 1 6 0', ['M 0 0', 'C 1 1 2 2 3 0', 'C 4 -2 5 1 6 0']],
    ['M0 0Q3 3 6 0T12 0', ['M 0 0', 'C 2 2 4 2 6 0', 'C 8 -2 10 -2 12 0']],
    ['M0 0S1 1 2 2', ['M 0 0', 'C 0 0 1 1 2 2']],
    ['M0,0 L.5.5-1-1', ['M 0 0', 'L 0.5 0.5', 'L -1 -1']],
    ['M0 0A0 5 0 0 0 3 3', ['M 0 0', 'L 3 3']],
    ['', []],
  ])('%s', (data, path) => {
    expect(rounded(data)).toEqual(path)
    expect(parsePath(data).whole).toBe(true)
  })

  it.each([
    ['L1 1', []],
    ['M0 0L1', ['M 0 0']],
    ['M0 0L1 1 junk', ['M 0 0', 'L 1 1']],
    ['M0 0Z 5', ['M 0 0', 'Z']],
    ['M0 0A1 1 0 2 0 5 5', ['M 0 0']],
    ['M0 0L1e999 0', ['M 0 0']],
  ])('%s is drawn up to its error', (data, path) => {
    expect(rounded(data)).toEqual(path)
    expect(parsePath(data).whole).toBe(false)
  })
})

describe('arcs', () => {
  it('stay on their circle and end where they should', () => {
    for (const large of [false, true]) {
      for (const sweep of [false, true]) {
        const path = arc(0, 0, 10, 10, 0, large, sweep, 10, 10)
        expect(path.at(-1)?.slice(-2)).toEqual([10, 10])
        expect(path).toHaveLength(large ? 3 : 1)
      }
    }
    const half = arc(-10, 0, 10, 10, 30, false, true, 10, 0)
    expect(half).toHaveLength(2)
    const [x = 0, y = 0] = (half[0]?.slice(-2) ?? []) as number[]
    expect([x, y].map((number) => Math.round(number * 1e6) / 1e6 + 0)).toEqual([0, -10])
  })

  it('grow radii that are too short, and vanish without a way', () => {
    const [first, second] = arc(0, 0, 1, 1, 0, false, true, 10, 0)
    expect([first?.[0], second?.[0]]).toEqual(['C', 'C'])
    expect(arc(3, 3, 5, 5, 0, true, true, 3, 3)).toEqual([])
  })
})

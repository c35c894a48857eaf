import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandsOf, type PathCommand, pathOf } from '../../src/model/drawing.ts'

describe('a path', () => {
  it('is written as SVG writes it', () => {
    expect(pathOf([['M', 0.5, -2], ['C', 1, 2, 3, 4, 5, 1e-7], ['L', 1e21, 6], ['Z']])).toBe(
      'M0.5 -2C1 2 3 4 5 1e-7L1e+21 6Z',
    )
    expect(pathOf([])).toBe('')
  })

  it('tells its commands again, to the last digit', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
    const command: fc.Arbitrary<PathCommand> = fc.oneof(
      fc.tuple(fc.constantFrom('M' as const, 'L' as const), number, number),
      fc.tuple(fc.constant('C' as const), number, number, number, number, number, number),
      fc.tuple(fc.constant('Z' as const)),
    )
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        expect(commandsOf(pathOf(commands))).toEqual(commands)
      }),
    )
  })
})

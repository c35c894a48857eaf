import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  apply,
  growth,
  multiply,
  parseTransform,
  rotate,
  scale,
  translate,
} from '../../src/drawing/matrix.ts'
import type { Matrix } from '../../src/model/drawing.ts'

const close = (found: readonly number[] | undefined, wanted: readonly number[]) =>
  wanted.forEach((number, index) => {
    expect(found?.[index]).toBeCloseTo(number, 9)
  })

it.each<[string, Matrix]>([
  ['', [1, 0, 0, 1, 0, 0]],
  ['translate(3)', [1, 0, 0, 1, 3, 0]],
  ['translate(3 4) scale(2)', [2, 0, 0, 2, 3, 4]],
  ['scale(2),translate(3,4)', [2, 0, 0, 2, 6, 8]],
  ['rotate(90)', [0, 1, -1, 0, 0, 0]],
  ['rotate(180 5 5)', [-1, 0, 0, -1, 10, 10]],
  ['skewX(45)', [1, 0, 1, 1, 0, 0]],
  ['skewY(45)', [1, 1, 0, 1, 0, 0]],
  ['matrix(1 2 3 4 5 6)', [1, 2, 3, 4, 5, 6]],
])('reads %j', (text, matrix) => close(parseTransform(text), matrix))

it.each(['spin(3)', 'constructor(1)', 'translate()', 'matrix(1 2)', 'rotate(1', 'scale(1e400)'])(
  'refuses %j',
  (text) => expect(parseTransform(text)).toBeUndefined(),
)

it('multiplies as it is applied, one after the other', () => {
  const number = fc.double({ min: -50, max: 50, noNaN: true })
  fc.assert(
    fc.property(number, number, number, (x, y, turn) => {
      const one = multiply(rotate(turn), scale(2, 3))
      const two = translate(x, y)
      const [px, py] = apply(two, x, y)
      close(apply(multiply(one, two), x, y), apply(one, px, py))
      expect(growth(one)).toBeCloseTo(Math.sqrt(6), 6)
    }),
  )
})

import { expect, it } from 'vitest'
import { fractionOf, lengthOf, numbersOf } from '../../src/drawing/number.ts'

it.each([
  ['', []],
  ['1 2,3', [1, 2, 3]],
  ['1-2.5.5e1', [1, -2.5, 5]],
  [' +.5 , 1.e-1 ', [0.5, 0.1]],
  ['1 x', undefined],
  ['1e', undefined],
])('numbers of %j', (text, numbers) => {
  expect(numbersOf(text)).toEqual(numbers)
})

it.each([
  ['12', 12],
  ['12px', 12],
  [' 1in ', 96],
  ['72pt', 96],
  ['25.4mm', 96],
  ['50%', 100],
  ['2em', 20],
  ['1ex', 5],
  ['1e400', undefined],
  ['5 apples', undefined],
  [undefined, undefined],
])('length of %j', (text, units) => {
  const length = lengthOf(text, { whole: 200, fontSize: 10 })
  if (units === undefined) expect(length).toBeUndefined()
  else expect(length).toBeCloseTo(units, 9)
})

it('keeps fractions between 0 and 1', () => {
  expect(['.25', '40%', '7', '-1', 'x'].map(fractionOf)).toEqual([0.25, 0.4, 1, 0, undefined])
})

import { expect, it } from 'vitest'
import { Column } from '../../src/print/column.ts'

it('holds numbers in a row, however many, and 0 where none was put', () => {
  const column = new Column()
  for (let n = 0; n < 1000; n++) expect(column.push(-n)).toBe(n)
  column.set(5000, 2 ** 31 - 1)
  column.set(3, 7)
  expect([0, 3, 999, 1000, 4999, 5000, 1e6].map((place) => column.at(place))).toEqual([
    0,
    7,
    -999,
    0,
    0,
    2 ** 31 - 1,
    0,
  ])
  expect(column.length).toBe(5001)
})

import { expect, it } from 'vitest'
import { linesOf, place } from '../../../src/read/markdown/plain-lines.ts'

it('says where each line begins, and where a place on it is', () => {
  const { lines, starts } = linesOf('ab\n\n𝒳c\n')
  expect(lines).toEqual(['ab', '', '𝒳c', ''])
  expect(starts).toEqual([0, 3, 4, 8])
  expect(place(starts, 2, 2)).toEqual({ line: 3, column: 3, offset: 6 })
})

import { describe, expect, it } from 'vitest'
import { tidy } from '../../src/merge/state.ts'

describe('a cell as it is compared', () => {
  it.each([
    ['text', 'text'],
    ['\n \t\n    code\n  more \n\n', '    code\n  more'],
    ['  begins with spaces', '  begins with spaces'],
    ['a\r\nb\rc\r\n', 'a\nb\nc'],
    ['a \n\n b', 'a \n\n b'],
    [' \n ', ''],
    ['', ''],
  ])('of %j is %j', (cell, made) => {
    expect(tidy(cell)).toBe(made)
  })

  it('may hold white space without end', () => {
    const space = ' \n'.repeat(500_000)
    expect(tidy(`a${space}b${space}`)).toBe(`a${space}b`)
  })
})

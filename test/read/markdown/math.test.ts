import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { long } from '../../support/judge.ts'
import { ours, theirs } from './two-dollars.ts'

describe('two dollars and more', () => {
  it('read as they do for remark-math in any text', () => {
    const piece = fc.constantFrom(
      ...['$$', '$$', '$$$', '\n', '\n', '\n\n', ' ', '  ', '    ', 'a', 'b', '\\'],
      ...['- ', '> ', '1. ', '`', '*', '\t', '# ', '\r\n'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('')
        // A lone dollar is math for us alone.
        fc.pre(!/(^|[^$])\$([^$]|$)/.test(text) && !/\\\$/.test(text))
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: long ? 20_000 : 2_000 },
    )
  })
})

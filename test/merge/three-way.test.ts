import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeSet, mergeText, mergeWhole } from '../../src/merge/three-way.ts'

describe('texts', () => {
  it('edited on one side are that side', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(mergeText(one, one, other)).toEqual({ value: other })
        expect(mergeText(other, one, one)).toEqual({ value: other })
        expect(mergeText(other, one, other)).toEqual({ value: other })
        expect(mergeWhole(other, one, one)).toEqual({ value: other })
      }),
    )
  })

  it('edited in different lines are both', () => {
    expect(mergeText('A\nb\nc', 'a\nb\nc', 'a\nb\nC')).toEqual({ value: 'A\nb\nC' })
  })

  it('edited in one line clash there, or give way to the table', () => {
    expect(mergeText('a\nX\nc', 'a\nb\nc', 'a\nY\nc')).toEqual({
      clash: { mine: 'X', theirs: 'Y', line: 1 },
    })
    expect(mergeText('A\nX\nc', 'a\nb\nc', 'a\nY\nc', true)).toEqual({ value: 'a\nY\nc' })
    expect(mergeWhole('x', 'a', 'y', true)).toEqual({ value: 'y' })
  })

  it('without a base clash where they differ', () => {
    expect(mergeText('a', undefined, 'b')).toEqual({ clash: { mine: 'a', theirs: 'b', line: 0 } })
    expect(mergeText('a', undefined, 'a')).toEqual({ value: 'a' })
  })
})

describe('sets', () => {
  it('take what came and lose what went, in the table’s order where only it was edited', () => {
    expect(mergeSet(['a', 'b'], ['a', 'b'], ['c', 'b', 'a'])).toEqual(['c', 'b', 'a'])
    expect(mergeSet(['a', 'b', 'x'], ['a', 'b'], ['b', 'c'])).toEqual(['b', 'x', 'c'])
    expect(mergeSet(['a'], undefined, ['b'])).toEqual(['a', 'b'])
  })
})

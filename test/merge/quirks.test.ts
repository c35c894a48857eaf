import { describe, expect, it } from 'vitest'
import { restored } from '../../src/merge/quirks.ts'

describe('what a spreadsheet changed by itself', () => {
  it.each([
    ['it\'s "so"', 'it’s “so”'],
    ['wait...', 'wait…'],
    ['a -- b', 'a – b'],
    ['a --- b', 'a — b'],
    ['one half is 1/2 (c)', 'one half is ½ ©'],
    ['a -> b', 'a → b'],
    ['two words', 'two\u00a0words'],
    ['two\u00a0words', 'two words'],
    ['two\u202fwords', 'two words'],
  ])('of “%s” is undone', (issued, theirs) => {
    expect(restored(theirs, issued, false)).toBe(issued)
  })

  it('is undone around an edit, and the edit stays', () => {
    const issued = 'Wait... it is "so".\n\nlet s = \'x\' -- over'
    const theirs = 'Wait… it was “so”.\n\nlet s = ‘x’ – done'
    expect(restored(theirs, issued, false)).toBe('Wait... it was "so".\n\nlet s = \'x\' -- done')
  })

  it('stays where the issued text does not explain it', () => {
    expect(restored('“new” words', 'old words', false)).toBe('“new” words')
    expect(restored('a "b" c', 'a “b” c', false)).toBe('a "b" c')
    expect(restored('--force', '-force', false)).toBe('--force')
    expect(restored('a – b', 'a = b', false)).toBe('a – b')
  })

  it('includes what the code page lost, only where it was lost', () => {
    expect(restored('f ? y, ?? and ??', 'f → y, 漢字 and 😀', true)).toBe('f → y, 漢字 and 😀')
    expect(restored('g ? y', 'f → y', true)).toBe('g → y')
    expect(restored('f ? y', 'f → y', false)).toBe('f ? y')
    expect(restored('why?', 'why!', true)).toBe('why?')
  })
})

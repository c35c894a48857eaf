import { describe, expect, it } from 'vitest'
import { hex, units, utf16 } from '../../src/print/utf16.ts'

describe('a text in UTF-16', () => {
  it('is four digits a unit, in dictionaries behind a mark', () => {
    expect(units('a🙂')).toBe('0061d83dde42')
    expect(utf16('a🙂')).toBe('feff0061d83dde42')
    expect([hex(0), hex(65_535)]).toEqual(['0000', 'ffff'])
  })
})

import { describe, expect, it } from 'vitest'
import { expand, fitting, printable, widthOf } from '../../src/messages/terminal.ts'

describe('terminal', () => {
  it('names what could move the cursor or hide text', () => {
    expect(printable('a\x1b[31mb\u202ec\u0085')).toBe('a\\x1b[31mb\\u202ec\\x85')
    expect(printable('a\tb\nc é 日 😀')).toBe('a\tb\nc é 日 😀')
  })

  it('shows a tab as two spaces and keeps to one line', () => {
    expect(expand('\ta\nb')).toBe('  a b')
  })

  it.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['😀', 2],
    ['', 0],
  ])('measures %s', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it('cuts between characters only', () => {
    expect(fitting('日本語', 5)).toBe('日本')
    expect(fitting('a😀b', 2)).toBe('a')
    expect(fitting('abc', 9)).toBe('abc')
  })
})

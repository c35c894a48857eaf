import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame as frameOf, linesOf } from '../../src/messages/frame.ts'
import { widthOf } from '../../src/messages/terminal.ts'
import type { Place } from '../../src/model/bank.ts'

const frame = (text: string, place: Place) => frameOf(linesOf(text), place)

const place = (line: number, column: number, end?: { line: number; column: number }) => ({
  path: 'a.md',
  line,
  column,
  ...(end && { end }),
})

describe('frame', () => {
  it('shows the line, the one before it and a caret', () => {
    expect(frame('# One\r\n## What is it?\r\nText', place(2, 4, { line: 2, column: 8 }))).toEqual([
      '  1 | # One',
      '> 2 | ## What is it?',
      '    |    ^^^^',
    ])
  })

  it('lines numbers up where their length changes', () => {
    const source = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n')
    expect(frame(source, place(10, 1))).toEqual(['   9 | line 9', '> 10 | line 10', '     | ^'])
  })

  it('sets the caret under tabs and wide characters', () => {
    expect(frame('\t日本x', place(1, 4)).slice(-2)).toEqual(['> 1 |   日本x', '    |       ^'])
    expect(frame('日本', place(1, 1, { line: 1, column: 3 })).at(-1)).toBe('    | ^^^^')
  })

  it('marks to the end of the first line of a longer place', () => {
    expect(frame('abc\ndef', place(1, 2, { line: 2, column: 2 })).at(-1)).toBe('    |  ^^')
  })

  it('does not count a byte order mark', () => {
    expect(frame('\ufeffabc', place(1, 1))).toEqual(['> 1 | abc', '    | ^'])
  })

  it('shows the part around the place of a long line', () => {
    const [line, carets] = frame(`${'a'.repeat(500)}HERE${'b'.repeat(500)}`, place(1, 501))
    expect(line).toContain('HERE')
    expect(line?.length).toBeLessThan(120)
    expect(line?.indexOf('HERE')).toBe(carets?.indexOf('^'))
  })

  it('is empty for a line that is not there', () => {
    expect(frame('abc', place(7, 1))).toEqual([])
  })

  it('points inside what it shows, whatever the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(300), (text, at) => {
        const line = text.replace(/[\r\n]/g, ' ')
        const lines = frame(line, place(1, Math.min(at, line.length) + 1))
        const [shown = '', carets = ''] = lines.slice(-2)
        expect(widthOf(carets.slice(0, carets.indexOf('^')))).toBeLessThanOrEqual(
          Math.max(widthOf(shown), 6) + 1 + (line.length - line.trimEnd().length) * 2,
        )
        expect(widthOf(shown)).toBeLessThan(120)
        expect(shown).not.toMatch(/[\u0000-\u001f]/)
      }),
    )
  })
})

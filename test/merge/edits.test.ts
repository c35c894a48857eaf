import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applied,
  type Edit,
  indented,
  linesOf,
  moved,
  overlapOf,
  rewrite,
  withMargin,
} from '../../src/merge/edits.ts'

const text = (lines: readonly { text: string }[]) => lines.map((line) => line.text)

describe('the lines of a slice', () => {
  it('stand as in a cell, with their places in the file', () => {
    const lines = linesOf({ start: 10, end: 40, text: '\n \r\n  a\u0007b \rc\t\r\n\n  ' })
    expect(text(lines)).toEqual(['  ab ', 'c'])
    expect(lines.map(({ start, end }) => [start, end])).toEqual([
      [14, 20],
      [21, 22],
    ])
  })
})

describe('edits of lines', () => {
  const unit = fc.constantFrom('a', 'aa', 'aba', 'b', '', 'c d', '  x', '😀', '😀😀', '字')
  const rows = fc.array(unit, { minLength: 1, maxLength: 8 })

  it('make any lines into any others, whatever the line end', () => {
    fc.assert(
      fc.property(rows, rows, fc.constantFrom('\n', '\r\n', '\r'), (from, to, eol) => {
        const before = `<${from.join(eol)}>`
        const slice = { start: 1, end: before.length - 1, text: before.slice(1, -1) }
        const lines = linesOf(slice)
        // What stands around a slice's text is not the table's.
        const trimmed = lines.map((line) => line.text).join(eol)
        const after = applied(before, rewrite(lines, to, eol))
        const at = lines[0]?.start ?? 0
        const rest = before.slice(at + trimmed.length)
        expect(after).toBe(`${before.slice(0, at)}${to.join(eol)}${rest}`)
      }),
      { numRuns: 500 },
    )
  })

  it('touch no more than what differs, and no half of a character', () => {
    const [line] = linesOf({ start: 0, end: 11, text: 'one 😀 three' })
    expect(rewrite(line ? [line] : [], ['one 😁 three'], '\n')).toEqual([
      { start: 4, end: 6, text: '😁' },
    ])
  })

  it('keep to the margin of an indented text', () => {
    const lines = linesOf({ start: 0, end: 9, text: 'a\n    b\n' })
    expect(withMargin(['a', '    b', '', 'new'], lines, '    ')).toEqual([
      'a',
      '    b',
      '',
      '    new',
    ])
    expect(withMargin(['    b', 'a'], lines, '    ')).toEqual(['b', '    a'])
    expect(withMargin(['a', '', 'b'], lines, '> ')).toEqual(['a', '>', '> b'])
    expect(indented('a\nb\n\n  c', '  ')).toBe('a\n  b\n\n  c')
  })

  it('that touch the same text are found, wherever they stand', () => {
    const edits: Edit[] = [
      { start: 0, end: 10, text: '' },
      { start: 2, end: 3, text: '' },
      { start: 10, end: 10, text: 'x' },
    ]
    expect(overlapOf(edits)).toEqual([edits[0], edits[1]])
    expect(overlapOf(edits.slice(1))).toBeUndefined()
    const long = { start: 0, end: 9, text: '' }
    const inner = { start: 8, end: 9, text: '' }
    expect(overlapOf([long, { start: 9, end: 9, text: '' }, inner])).toEqual([long, inner])
  })

  it('move what stands behind them', () => {
    const at = moved([
      { start: 2, end: 4, text: 'xyz' },
      { start: 6, end: 6, text: '!!' },
    ])
    expect([0, 2, 4, 6, 7].map(at)).toEqual([0, 2, 5, 7, 10])
  })
})

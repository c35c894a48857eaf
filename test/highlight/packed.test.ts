import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packTokens, unpackTokens } from '../../src/highlight/packed.ts'
import { highlight, plainLines } from '../../src/highlight.ts'

const packed = (lines: ReturnType<typeof plainLines>): Uint32Array => {
  const numbers: number[] = []
  packTokens(lines, numbers)
  return Uint32Array.from(numbers)
}

describe('packed tokens', () => {
  it('are what they were packed from, for code in several languages', () => {
    const samples = [
      ['js', '// One\nconst a = `x`\n\nreturn <b>{a}</b>'],
      ['py', 'def f(x):\n    """A\n    docstring"""\n    return x'],
      ['html', '<p style="a: b">\n<script>let a = 1</script>'],
    ] as const
    for (const [lang, code] of samples) {
      const lines = highlight(code, lang) ?? []
      expect(lines.flat().some(({ kind }) => kind !== 'plain')).toBe(true)
      expect(unpackTokens(code, packed(lines))).toEqual(lines)
    }
  })

  it('are what they were packed from, for any code', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', ' ', '\u{1f600}') }), (code) => {
        expect(unpackTokens(code, packed(plainLines(code)))).toEqual(plainLines(code))
      }),
    )
  })

  it('are not taken for those of other code', () => {
    const numbers = packed(plainLines('ab\ncd'))
    expect(unpackTokens('ab\ncde', numbers)).toBeUndefined()
    expect(unpackTokens('abcde', numbers)).toBeUndefined()
  })
})

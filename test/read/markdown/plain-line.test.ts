import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFragments, parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { plainLine } from '../../../src/read/markdown/plain-line.ts'
import { long } from '../../support/judge.ts'

const pieces = fc.constantFrom(
  ...['a', 'Why', 'é', 'e\u0301', '你', '𝒳', '7', ' ', '  ', '.', ':', ';', '?', '(', ')', '"'],
  ...["'", '“', '-', '--', '—', 'www.', 'a.de', 'http:', '/', '@', '#', '==', '*', '=', '+'],
  ...[
    '1)',
    '1.',
    '<',
    '>',
    '!',
    '[',
    ']',
    '`',
    '$',
    '{{c1::',
    '\\',
    '&amp;',
    '\n',
    '\t',
    '|',
    '~~',
  ],
)
const texts = fc.array(pieces, { maxLength: 9 }).map((some) => some.join(''))

describe('plain lines', () => {
  it('are as parsing gives them', () => {
    let plain = 0
    fc.assert(
      fc.property(texts, (text) => {
        const line = plainLine(text)
        if (!line) return
        plain++
        expect([line]).toEqual(parseMarkdown(text).blocks)
        expect([line]).toEqual(parseMarkdown(text, undefined, { marks: true }).blocks)
      }),
      { numRuns: long ? 100_000 : 5000 },
    )
    expect(plain).toBeGreaterThan(50)
  })

  it('are words on one line, and nothing that Markdown marks', () => {
    expect(plainLine("It depends: 3 of them (not 4), the client's.")).toBeDefined()
    for (const text of ['1. a', '1) a', '1', 'a `b`', 'a\nb', ' a', 'a ', 'www.a.de', ''])
      expect(plainLine(text), text).toBeUndefined()
  })

  it('stand where a fragment of a file stands', () => {
    const parse = createFragments({ definitions: new Map(), footnotes: new Map() })
    const at = { offset: 50, line: 7, column: 4 }
    const [plain] = parse('some words', at)
    const [parsed] = parse('some word*', at)
    expect(plain?.position).toEqual(parsed?.position)
    expect(plain).toMatchObject({ children: [{ position: parsed?.position }] })
  })
})

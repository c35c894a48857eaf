import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFragments, parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { createParser } from '../../../src/read/markdown/parse.ts'
import { plainParagraph, plainText } from '../../../src/read/markdown/plain-text.ts'
import { long } from '../../support/judge.ts'

const pieces = fc.constantFrom(
  ...['a', 'Why', 'é', 'e\u0301', '你', '𝒳', '7', ' ', '  ', '.', ':', ';', '?', '(', ')', '"'],
  ...["'", '“', '-', '--', '—', 'www.', 'a.de', 'http:', '/', '@', '#', '==', '*', '**', '=', '+'],
  ...[
    '*a*',
    '**b c**',
    '`d`',
    '[a b](c_d)',
    '![e](f.png)',
    '](g)',
    '` e`',
    '**f.**',
    '1)',
    '1.',
    '<',
    '>',
    '!',
    '[',
    ']',
    '`',
    '$',
  ],
  ...['{{c1::', '\\', '&', 'amp;', '\n', '\t', '|', '~~', '_', '\u00a0'],
)
const texts = fc.array(pieces, { maxLength: 9 }).map((some) => some.join(''))
const place = { line: 1, column: 1, offset: 0 }

describe('plain text', () => {
  it('is a paragraph as parsing gives it', () => {
    let plain = 0
    const parser = createParser()
    fc.assert(
      fc.property(texts, (text) => {
        const paragraph = plainParagraph(text)
        if (!paragraph) return
        plain++
        expect([paragraph]).toEqual(parser.parse(text).children)
      }),
      { numRuns: long ? 200_000 : 5000 },
    )
    expect(plain).toBeGreaterThan(200)
  })

  it.each([
    '1. a',
    '1) a',
    '- a',
    '+ a',
    '* a',
    '# a',
    '    a',
    'a  ',
    ' a',
    'a\n- b',
    'a\n\nb',
    '',
  ])('is no paragraph of %j', (text) => {
    expect(plainParagraph(text)).toBeUndefined()
  })

  it.each([
    'a [b]',
    'a_b_',
    '&lt;',
    '<b>',
    'a@b',
    'WWW.a',
    'http',
    '==a==',
    '$a$',
    'a\\',
    '{a',
    '*a b',
    'a*b*c',
    '**a *b* c**',
    '``a``',
    '[a_b_ c](d)',
    '![a](b c)',
    '[^a](b)',
    '[a]',
    '` a `',
    '***a***',
    'a~b~',
  ])('leaves %j to the parser', (text) => {
    expect(plainText(text, place)).toBeUndefined()
  })

  it('is words, emphasis and code, over lines', () => {
    const text = '“If x < 3 & y > 2, (*or* so)” is 5 % of **it all**:\n`a*b` — *why?* R/W'
    expect(plainText(text, place)?.map(({ type }) => type)).toEqual([
      'text',
      'emphasis',
      'text',
      'strong',
      'text',
      'inlineCode',
      'text',
      'emphasis',
      'text',
    ])
    expect([plainParagraph(text)]).toEqual(parseMarkdown(text).blocks)
  })

  it('stands where a fragment of a file stands', () => {
    const parse = createFragments({ definitions: new Map(), footnotes: new Map() })
    const at = { offset: 50, line: 7, column: 4 }
    const [plain] = parse('some words', at)
    const [parsed] = parse('some word*', at)
    expect(plain?.position).toEqual(parsed?.position)
    expect(plain).toMatchObject({ children: [{ position: parsed?.position }] })
  })
})

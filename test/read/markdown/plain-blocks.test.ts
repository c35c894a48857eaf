import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunks } from '../../../src/read/markdown/chunks.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { createParser, noLabels } from '../../../src/read/markdown/parse.ts'
import { piecesOf } from '../../../src/read/markdown/plain-blocks.ts'
import { long } from '../../support/judge.ts'

const marks = { marks: true }
const whole = { plain: createParser(), marks: createParser(noLabels, marks) }

const plainData = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Whether plain blocks and what is parsed between them are what parsing all gives. */
function agrees(text: string): boolean {
  const blocks = plainData(parseMarkdown(text).blocks)
  const marked = plainData(parseMarkdown(text, undefined, marks).blocks)
  return (
    isDeepStrictEqual(blocks, plainData(whole.plain.parse(text).children)) &&
    isDeepStrictEqual(marked, plainData(whole.marks.parse(text).children))
  )
}

/** What is left to the parser. */
function restOf(text: string): string[] {
  const pieces = piecesOf(text) ?? [{ rest: { text, line: 1, offset: 0 } }]
  return pieces.flatMap((one) => ('rest' in one ? [one.rest.text] : []))
}

// What words may stand among, and marks at every edge of them.
const fragments = [
  [
    'a',
    'Why',
    'é',
    'e\u0301',
    '你好',
    '。',
    '𝒳',
    '7',
    '10',
    '1.',
    '2)',
    'x=1',
    '=',
    '-',
    '--',
    '+',
  ],
  [
    ' ',
    ' ',
    ' ',
    ' ',
    '  ',
    '\u00a0',
    '\n',
    '\n',
    '.',
    ',',
    ':',
    ';',
    '?',
    '!',
    '(',
    ')',
    '"',
    "'",
  ],
  [
    '*',
    '**',
    '***',
    '*a*',
    '**b c**',
    '**b.**',
    '*b:* ',
    '(*a*)',
    '*a **b** c*',
    '**a',
    'b**',
    '*a',
  ],
  ['`', '``', '`a`', '`a b`', '` a`', '`*`', '`$`', '`{{c1::a}}`', '`http://a`', '`a\nb`', '`\\`'],
  ['&', '& ', '&amp;', '&#65;', '<', '< ', '<b>', '</b>', '<br/>', '<!--', '-->', '>', '|', '|a|'],
  [
    '[',
    ']',
    '[x]',
    '[x](y)',
    '![',
    '_',
    '_a_',
    '__a__',
    '~',
    '~~a~~',
    '$',
    '$x$',
    '\\',
    '\\*',
    '^',
  ],
  [
    '{{c1::a}}',
    '{{',
    '}}',
    '==',
    '==a==',
    '@',
    'a@b.de',
    'www.a.de',
    'http://a',
    'C#',
    '#',
    '/',
    '%',
  ],
  [
    '\t',
    '\u2028',
    '\ufeff',
    '…',
    '–',
    '“',
    '”',
    '×',
    '🙂',
    '[^1]',
    ':-',
    '-:',
    '[^1]: a',
    '[x]: /u',
  ],
].flat()
const inline = fc
  .array(fc.constantFrom(...fragments), { maxLength: 10 })
  .map((some) => some.join(''))

const lines = [
  [
    '# h',
    '## h `c`',
    '# 1. h *b*',
    '#',
    '# h #',
    '####### no',
    '   # h',
    '---',
    '***',
    '- - -',
    '===',
  ],
  [
    'a',
    'A *b* c.',
    '**Bold.** d',
    '"e"',
    '3 f',
    '1. g',
    '1) g',
    '  h',
    '    i',
    'j  ',
    'k\\',
    '(l)',
  ],
  [
    '- a',
    '- b *c*',
    '- `d`',
    '-',
    '- ',
    '-  e',
    '- [ ] t',
    '- - f',
    '- 1. g',
    '* a',
    '+ b',
    '  - h',
  ],
  [
    '```',
    '```',
    '```js',
    '```js a="b"',
    '``` x',
    '````',
    '~~~',
    ' ```',
    '$$',
    '$$',
    '$$ x',
    '$$ x $$',
  ],
  ['<!-- a -->', '<!-- a', '-->', '<!-- b --> c', '<div>', '</div>', '<b>', '<script>', '</pre>'],
  [
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    '| *a* | `b` |',
    '|a|b|',
    '|:-:|--:|',
    '| a | |',
    '| a |',
    'a | b',
    '--|--',
    ':-',
    '> q',
    '>',
    '[x]: /u',
    '[^1]: n',
  ],
  [
    '[x]',
    '[^1]',
    '[y][x]',
    '![p](q)',
    '[y](z) a',
    '- [x] a',
    '- [ ] *b*',
    '- [X] `c`',
    '{{c1::a}}',
    '{{c1::a',
    'b}}',
    'A: b',
    '?',
    'C: d',
    '??',
    '.x',
    '…',
  ],
  ['', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '   ', '\t'],
].flat()
const blocks = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...lines), inline), {
      maxLength: 14,
    }),
    fc.constantFrom('\n', '\n', '\n', '\n', '\r\n'),
  )
  .map(([some, end]) => some.join(end))

describe('plain blocks', () => {
  it('are as parsing gives them, in any text of a line', () => {
    fc.assert(fc.property(inline, agrees), { numRuns: long ? 300_000 : 3000 })
  }, 1_200_000)

  it('are as parsing gives them, among any others', () => {
    fc.assert(fc.property(blocks, agrees), { numRuns: long ? 300_000 : 3000 })
  }, 1_200_000)

  it('are headings, comments, paragraphs, code, breaks and lists of words', () => {
    const text = `## Why \`null\`? 2. Really
<!-- tags: [a], hint: "x" -->

It **depends**: 3 of *them* (not 4),
the client's.

A question
?
…and its answer.

---

\`\`\`go title="a b"
	x := 1 // # not a heading

\`\`\`
- one \`a\`
- **two**

<!-- of
more lines -->
`
    expect(restOf(text)).toEqual([])
    expect(agrees(text)).toBe(true)
  })

  it.each([
    ['a table without bars at its ends', 'a\n\na | b\n--|--\n\nb', ['a | b\n--|--\n\n']],
    ['math', '# a\n$$\nx\n\ny\n$$\nb', ['$$\nx\n\ny\n$$\n']],
    ['a loose list', 'a\n\n- b\n\n- c\n\nd', ['- b\n\n- c\n\n']],
    ['an item over two lines', '- b\n  c\n\nd', ['- b\n  c\n\n']],
    ['a list that goes on below', '- b\n\n  c\n\nd', ['- b\n\n  c\n\n']],
    ['what may hide all behind it', 'a\n\n- <!--\n\nb\n\nc', ['- <!--\n\nb\n\nc']],
    ['a link with a title, alone', 'a\n\n[b](c "t")\n\nd', ['[b](c "t")\n\n']],
    ['code that nothing ends', 'a\n\n```\nb\n\nc', ['```\nb\n\nc']],
    ['a heading below its words', 'a\n\nb\n===\n\nc', ['b\n===\n\n']],
    ['a text with a mark of byte order', 'a\n\n\ufeff', ['a\n\n\ufeff']],
    ['a text with other ends of lines', 'a\r\n\r\nb', ['a\r\n\r\nb']],
  ])('leave %s to the parser', (_, text, rest) => {
    expect(restOf(text)).toEqual(rest)
    expect(agrees(text)).toBe(true)
  })

  it('leave a text to the parser that is too dense in one place', () => {
    const text = `a *b* c\n\n${'*a '.repeat(13_000)}`
    expect(piecesOf(text)).toBeUndefined()
    expect(agrees(text)).toBe(true)
  })

  it('are half of a bank with tables, math and footnotes', () => {
    const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
    const parts = files
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => chunks(readFileSync(join('content', name), 'utf8')))
    const length = (texts: readonly string[]) => texts.join('').length
    const all = length(parts.map(({ text }) => text))
    expect(length(parts.flatMap(({ text }) => restOf(text))) / all).toBeLessThan(0.55)
  })
})

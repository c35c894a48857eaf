import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { createParser } from '../../../src/read/markdown/parse.ts'
import { corpusFile, haveCorpora } from '../../support/corpora.ts'
import { corpora, long } from '../../support/judge.ts'

const whole = createParser()
const plainData = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Whether parsing in parts gives the nodes, with positions, of parsing in one piece. */
function agrees(text: string): boolean {
  const blocks = plainData(whole.parse(text).children)
  // Before every paragraph that may be a part's first, and as it is.
  return [1, undefined].every((long) =>
    isDeepStrictEqual(plainData(parseMarkdown(text, undefined, undefined, long).blocks), blocks),
  )
}

// Lines that open, go on with or close every block there is, at any indentation.
const openers = [
  [
    '# h',
    '## h2',
    '#',
    '####### no',
    '#x',
    '   # h',
    '\u00a0# h',
    '\f#',
    '=',
    '===',
    '---',
    '- - -',
    '***',
  ],
  ['a', 'b *c*', 'text  ', 'a\\', '\\', '    code', '\tcode', '{{c1::a', 'b}}', '`co', 'de`'],
  ['- a', '- ', '-', '* b', '+ c', '1. a', '2. b', '10) x', '\t- t', '- \tq', '-\tq', '- [ ] t'],
  ['- ```', '- # h', '- $$', '- <div>', '1. - a', '> - a', '> 1. ```', '[^1]: - a', '- [^2]: x'],
  ['> q', '>', '> ```', '> # in', '> [^2]: y', '```', '```js', '~~~', '````', '``` a`b'],
  ['<div>', '</div>', '<!-- c', '-->', '<!-- a -->', '<!-->', '<?php', '?>', '<!X', '<![CDATA['],
  [']]>', '<script>', '</script>', '<pre>', '</pre>', '<b>', '<b>x', '</b>', '<a href="x">'],
  ['$$', '$$$', '$$ x', '$$ x $$', '$x$', '| a | b |', '|---|---|', '| 1 | 2 |'],
  ['[x]: /u', '[x]: /u "t"', '[x]:', '/url', "'title", '[x]', '[y][x]'],
  ['[^1]: foot', '[^1]:', '[^1]', '', '', '', '', ''],
].flat()
const indents = ['', '', '', '', ' ', '  ', '   ', '    ', '     ', '\t', ' \t']
const row = fc
  .tuple(fc.constantFrom(...indents), fc.constantFrom(...openers))
  .map(([indent, opener]) => indent + opener)
const ends = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')
const text = fc.tuple(fc.array(row, { maxLength: 14 }), ends).map(([rows, end]) => rows.join(end))

describe('parsing in parts', () => {
  it('agrees with parsing in one piece', () => {
    fc.assert(fc.property(text, agrees), { numRuns: long ? 200_000 : 3000 })
  }, 1_200_000)

  it.each([
    ['math left open in a list', '- $$\n# h'],
    ['a tag behind a list', '- <div>\n</b>\n# h'],
    ['a space that is none before a sign', 'a\n\u00a0# h\nb'],
    ['a line of such spaces', 'a\n\u2028\nb\n\n```\n```\u00a0\n# h'],
    ['an indented tag in two lists', ' 1. - a\n     </script>\n# h'],
  ])('agrees on %s', (_, value) => {
    expect(agrees(value)).toBe(true)
  })

  it('resolves what another part defines, first definition first', () => {
    const { blocks, definitions, footnotes } = parseMarkdown(
      '# a\n[x] and [^n]\n# b\n[x]: /one\n[^n]: note\n# c\n[x]: /two',
    )
    expect(JSON.stringify(blocks)).toContain('linkReference')
    expect(definitions.get('X')?.url).toBe('/one')
    expect(footnotes.get('N')?.position?.start.line).toBe(5)
  })

  it.each([
    ['over two lines', '# a\n[x\ny]\n# b\n[X Y]: /u\n'],
    ['over two lines of a quote', '# a\n> [x\n> y][]\n# b\n[x y]: /u\n'],
    ['with spaces', '# a\n[ x ] and [t][ x ]\n# b\n[x]: /u\n'],
    ['with an escape', '# a\n[x\\]y]\n# b\n[x\\]y]: /u\n'],
    ['with letters that change size', '# a\n[ẞ] [ﬁ]\n# b\n[SS]: /u\n[FI]: /v'],
    ['of a footnote', '# a\n[^A b] [^ß]\n# b\n[^a b]: n\n\n[^SS]: m\n[^ß]: k'],
    ['of one’s own and another’s', '# a\n[x] [y]\n\n[x]: /u\n# b\n[y]: /v\n'],
  ])('resolves a label %s', (_, value) => {
    expect(agrees(value)).toBe(true)
  })

  it('counts positions from the start of the file', () => {
    const { blocks } = parseMarkdown('# a\n\nb', { offset: 10, line: 4 })
    expect(blocks[1]?.position?.start).toEqual({ line: 6, column: 1, offset: 15 })
  })
})

const title = 'parsing the corpora in parts'
// Parsing in one piece takes more than its share of time on large files.
const largest = long ? Number.POSITIVE_INFINITY : 50_000

if (haveCorpora) {
  const files = readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.md') && statSync(corpusFile(path)).size < largest,
  )
  describe(title, () => {
    it.each(files)('agrees on %s', (path) => {
      expect(agrees(readFileSync(corpusFile(path), 'utf8'))).toBe(true)
    })
  })
} else {
  describe.skip(`${title} [skipped, needs question files by others (in ${corpora})]`, () => {
    it('agrees', () => {})
  })
}

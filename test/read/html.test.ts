import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { long } from '../support/judge.ts'
import { areBlocks } from './closed-schema.ts'
import { closed, closedLine, plain } from './reading.ts'

const text = (value: string) => ({ type: 'text', value })

describe('elements in a line', () => {
  it.each([
    ['<b>x</b>', { type: 'strong', children: [text('x')] }],
    ['<em>x</em>', { type: 'emphasis', children: [text('x')] }],
    ['<u>x</u>', { type: 'underline', children: [text('x')] }],
    ['<mark>x</mark>', { type: 'highlight', children: [text('x')] }],
    ['<del>x</del>', { type: 'delete', children: [text('x')] }],
    ['<kbd>x</kbd>', { type: 'keyboard', children: [text('x')] }],
    ['<code>x</code>', { type: 'inlineCode', value: 'x' }],
    ['<a href="http://a.b">x</a>', { type: 'link', url: 'http://a.b', children: [text('x')] }],
  ])('%s', (html, node) => {
    expect(closedLine(`a ${html} b`)).toEqual([text('a '), node, text(' b')])
  })

  it('reads sub, sup, br and Markdown inside', () => {
    expect(closedLine('H<sub>2</sub>O<br>x<sup>*n*</sup>')).toEqual([
      text('H'),
      { type: 'subscript', children: [text('2')] },
      text('O'),
      { type: 'break' },
      text('x'),
      { type: 'superscript', children: [{ type: 'emphasis', children: [text('n')] }] },
    ])
  })

  it('drops a link that leads where we do not follow, and keeps its words', () => {
    const { blocks, said } = closed('a <a href="javascript:x()">b</a>')
    expect(plain(blocks)).toBe('a b')
    expect(said).toEqual(['link-dropped 1:3'])
  })

  it('drops scripts with what is in them, and says so', () => {
    const { blocks, messages } = closed('<script>alert(1)</script>\n\n<style>p{}</style>\n\nx')
    expect(plain(blocks)).toBe('x')
    expect(messages.all.map(({ ruleId, actual }) => [ruleId, actual])).toEqual([
      ['html-dropped', 'script'],
      ['html-dropped', 'style'],
    ])
  })

  it('keeps the words of an element it does not know', () => {
    const { blocks, said } = closed('a <blink>b</blink> <blink>c</blink>')
    expect(plain(blocks)).toBe('a b c')
    expect(said).toEqual(['html-dropped 1:3'])
  })

  it('leaves a comment out', () => {
    expect(closed('a <!-- TODO: x --> b\n\n<!-- y -->').blocks).toEqual([
      { type: 'paragraph', children: [text('a  b')] },
    ])
  })
})

describe('elements over blocks', () => {
  it('reaches from tag to tag', () => {
    expect(
      closed('<details><summary>More *now*</summary>\n\n- a\n\n</details>\n\nb').blocks,
    ).toEqual([
      {
        type: 'details',
        summary: [text('More *now*')],
        children: [
          {
            type: 'list',
            ordered: false,
            start: 1,
            spread: false,
            children: [
              {
                type: 'listItem',
                spread: false,
                checked: null,
                children: [{ type: 'paragraph', children: [text('a')] }],
              },
            ],
          },
        ],
      },
      { type: 'paragraph', children: [text('b')] },
    ])
  })

  it('reads tables, lists, headings, quotes and code', () => {
    const types = closed(
      '<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>\n<ol start="3"><li>x</ol>\n<h3>t</h3><blockquote>q</blockquote><pre><code class="language-js">1 &lt; 2\n</code></pre><hr>',
    ).blocks
    expect(types.map(({ type }) => type)).toEqual([
      'table',
      'list',
      'heading',
      'blockquote',
      'code',
      'thematicBreak',
    ])
    expect(types[0]).toMatchObject({ align: [null, null] })
    expect(types[1]).toMatchObject({ ordered: true, start: 3 })
    expect(types[4]).toMatchObject({ lang: 'js', value: '1 < 2' })
  })

  it('keeps words behind an end tag too many, and in an element never closed', () => {
    expect(plain(closed('<div>\n\na\n\n</p></p>\n\nb').blocks)).toBe('a b')
  })

  it('says what is nested beyond measure, and does not fall', () => {
    for (const open of ['<div>', '<b>', '<details>', '<ul><li>']) {
      expect(closed(`${open.repeat(3000)}x`).said).toContain('nesting-too-deep 1:1')
    }
    expect(closed('<li>x'.repeat(500)).said).toEqual([])
  })
})

describe('hostile HTML', () => {
  const names = 'a b p div span img svg math script style iframe object table tr td li ul details'
  const tag = fc
    .tuple(
      fc.constantFrom('', '/'),
      fc.constantFrom(...names.split(' '), 'summary', 'pre', 'code', 'h1', 'x-y', 'template'),
      fc.constantFrom(
        '',
        ' href="javascript:x"',
        ' src=x onerror=x',
        ' href=//a',
        ' style="x"',
        ' id=__proto__',
        ' class="constructor"',
        ' /',
      ),
      fc.constantFrom('>', '', '/>'),
    )
    .map(([slash, name, attributes, end]) => `<${slash}${name}${attributes}${end}`)
  const piece = fc.oneof(
    { weight: 5, arbitrary: tag },
    fc.constantFrom(
      'a',
      '*b*',
      '`c`',
      '\n',
      '\n\n',
      '\n- ',
      '\n> ',
      ' | ',
      '\n# h\n',
      '&lt;',
      '&#0;',
    ),
    fc.constantFrom(
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '[x](data:y)',
      '![p](javascript:z)',
      '\u0000',
    ),
    fc.constantFrom('{{c1::', '}}', '$x$', '\n```\n', '<constructor>', '<__proto__>', '[^1]'),
  )

  it('becomes nodes of the model and nothing else', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expect(areBlocks(closed(pieces.join('')).blocks)).toBe(true)
      }),
      { numRuns: long ? 50_000 : 1500 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { escapeText, escapeWords, guardTag, guardText, tidy } from '../../src/markup/guard.ts'

describe('guardText', () => {
  it.each([
    ['[sound:a]', '<span>[</span>sound:a]'],
    ['[[type:a]]', '<span>[</span><span>[</span>type:a]]'],
    ['[$]a[/$]', '<span>[</span>$]a<span>[</span>/$]'],
    ['{{{a}}}', '<span>{</span><span>{</span>{a}}}'],
    ['\\(a\\)', '<span>\\</span>(a\\)'],
    ['\\begin{a}', '<span>\\</span>begin{a}'],
    ['\u0338a', '\u25cc\u0338a'],
    ['a[0] = {b: [1]}', 'a[0] = {b: [1]}'],
    ['http://a.b::c', 'http://a.b::c'],
    ...['[anki:a]', '[latex]', '[/latex]', '[type:a]', '[SOUND:a]', '[[a', '[/$]'].map((mark) => [
      `a${mark} [b`,
      `a<span>[</span>${mark.slice(1)} [b`,
    ]),
    ['[[', '<span>[</span>['],
    ['[a [soun [late', '[a [soun [late'],
    ['\\[a', '<span>\\</span>[a'],
    ['\\ref{a}\\eqref{b}', '<span>\\</span>ref{a}<span>\\</span>eqref{b}'],
    ['\\eq \\re \\a \\{b', '\\eq \\re \\a \\{b'],
    ['a{', 'a<span>{</span>'],
    ['e\u0301[', '\u00e9['],
    ['e\u0301', '\u00e9'],
    ['a\u0338', 'a\u0338'],
    ['a}}:: b}', 'a}}:: b}'],
  ])('turns %s into %s', (text, html) => {
    expect(guardText(text, false)).toBe(html)
  })
  it('breaks what would end a gap', () => {
    expect(guardText('a::b}}c', true)).toBe('a<span>:</span>:b<span>}</span>}c')
    expect(guardText('http://a.b', true)).toBe('http://a.b')
    expect(guardText('a}', true)).toBe('a<span>}</span>')
    expect(guardText('a:', true)).toBe('a<span>:</span>')
    expect(guardText('a::: }}}', true)).toBe(
      'a<span>:</span><span>:</span>: <span>}</span><span>}</span><span>}</span>',
    )
    expect(guardText('plain', true)).toBe('plain')
  })
})

describe('guardTag', () => {
  it('writes entities, because a tag can hold no element', () => {
    expect(guardTag('<a href="[sound:a]{{b\\(c">', false)).toBe(
      '<a href="&#91;sound:a]&#123;{b&#92;(c">',
    )
    expect(guardTag('<a href="a::b}}c">', true)).toBe('<a href="a&#58;:b&#125;}c">')
    expect(guardTag('<a href="a::b}}c">', false)).toBe('<a href="a::b}}c">')
  })
})

describe('guardTag', () => {
  it('composes letters, and leaves single braces, colons and brackets', () => {
    expect(guardTag('<a href="e\u0301{[a]}:\\x">', true)).toBe('<a href="\u00e9{[a]}:\\x">')
    expect(guardTag('<a href="{{{:::}}}">', true)).toBe(
      '<a href="&#123;&#123;{&#58;&#58;:&#125;&#125;}">',
    )
  })
})

describe('escapeText and escapeWords', () => {
  it('write what would be markup, in order, and all of it', () => {
    expect(escapeText('a & b < c > d & < >')).toBe('a &amp; b &lt; c &gt; d &amp; &lt; &gt;')
    expect(escapeWords('a & b < c > d & < >')).toBe('a &amp; b &lt; c > d &amp; &lt; >')
    for (const mark of ['&', '<', '>']) expect(escapeText(mark)).toMatch(/^&(?:amp|lt|gt);$/)
    for (const mark of ['&', '<']) expect(escapeWords(mark)).toMatch(/^&(?:amp|lt);$/)
  })
  it('leave the rest', () => {
    expect(escapeText('a "b" \'c\'')).toBe('a "b" \'c\'')
    expect(escapeWords('a "b" > \'c\'')).toBe('a "b" > \'c\'')
  })
})

describe('tidy', () => {
  it.each([
    '\u0000',
    '\u0008',
    '\u000b',
    '\u000c',
    '\u001f',
    '\u007f',
    '\u009f',
    '\ufeff',
    '\ufffe',
    '\uffff',
  ])('takes out %j, each time', (control) => {
    expect(tidy(`a${control}b${control}c`)).toBe('abc')
  })
  it.each(['\t', '\n', ' ', '~', '\u00a0', '\ufffd', '\ufefe'])('keeps %j', (character) => {
    expect(tidy(`a${character}b`)).toBe(`a${character}b`)
    expect(tidy(`a${character}b\u0000`)).toBe(`a${character}b`)
  })
  it('puts a mark in the place of each half of a pair, whichever it is', () => {
    expect(tidy('a\udc00b\ud83d')).toBe('a\ufffdb\ufffd')
  })

  it('takes out controls and halves of pairs, and keeps tabs, line feeds and emoji', () => {
    expect(tidy('a\u0000b\u000bc\ud800d\te\nf😀')).toBe('abc\ufffdd\te\nf😀')
  })
})

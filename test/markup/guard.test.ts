import { describe, expect, it } from 'vitest'
import { guardTag, guardText, tidy } from '../../src/markup/guard.ts'

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
  ])('turns %s into %s', (text, html) => {
    expect(guardText(text, false)).toBe(html)
  })
  it('breaks what would end a gap', () => {
    expect(guardText('a::b}}c', true)).toBe('a<span>:</span>:b<span>}</span>}c')
    expect(guardText('http://a.b', true)).toBe('http://a.b')
    expect(guardText('a}', true)).toBe('a<span>}</span>')
    expect(guardText('a:', true)).toBe('a<span>:</span>')
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

describe('tidy', () => {
  it('takes out controls and halves of pairs, and keeps tabs, line feeds and emoji', () => {
    expect(tidy('a\u0000b\u000bc\ud800d\te\nf😀')).toBe('abc\ufffdd\te\nf😀')
  })
})

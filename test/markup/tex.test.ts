import { describe, expect, it } from 'vitest'
import { mathjax } from '../../src/markup/tex.ts'

const inline = { display: false, inCloze: false }

describe('mathjax', () => {
  it('escapes HTML and keeps to one line', () => {
    expect(mathjax('a < b\n& c', inline)).toBe('\\(a &lt; b &amp; c\\)')
  })
  it('drops comments, which would swallow the rest', () => {
    expect(mathjax('a % b\n+ 5\\% c', inline)).toBe('\\(a + 5\\% c\\)')
  })
  it('parts braces and colons that a cloze would take', () => {
    expect(mathjax('\\frac{a}{{b}::}', { display: false, inCloze: true })).toBe(
      '\\(\\frac{a}{ {b}: :}\\)',
    )
    expect(mathjax('x^{y^{2}}', { display: false, inCloze: true })).toBe('\\(x^{y^{2} }\\)')
    expect(mathjax('x^{y^{2}}', inline)).toBe('\\(x^{y^{2}}\\)')
  })
  it('keeps line breaks with a distance', () => {
    expect(mathjax('a \\\\[2pt] b', { display: true, inCloze: false })).toBe('\\[a \\\\[2pt] b\\]')
  })
  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{x}',
    '\\includegraphics{x}',
    '\\htmlData{a=b}{x}',
    '\\class{x}{y}',
    '\\cssId{x}{y}',
    '\\style{color:red}{y}',
    '\\require{html}',
    '\\unicode{x41}',
    '\\input{/etc/passwd}',
    '\\write18{id}',
    '\\def\\a{\\a\\a}\\a',
    '\\newcommand{\\a}{b}',
    '\\renewcommand{\\a}{b}',
    '\\let\\a\\b',
    '\\gdef\\a{}',
    '\\edef\\a{}',
    '\\csname a\\endcsname',
    '{a',
    'a}',
    'a}{b',
    'a \\) b',
    'a \\] b',
    '\\text{[sound:x.mp3]}',
    '\\text{[latex]}',
    '[[type:x]]',
    '',
    ' % only a comment',
    'x+'.repeat(1001),
  ])('leaves %s as source', (tex) => {
    expect(mathjax(tex, inline)).toBeUndefined()
  })
  it('takes commands whose names only begin alike', () => {
    for (const tex of ['\\leq', '\\left( \\right)', '\\define', '\\inputs', '\\{a', '\\classes']) {
      expect(mathjax(tex, inline)).toBe(`\\(${tex}\\)`)
    }
  })
})

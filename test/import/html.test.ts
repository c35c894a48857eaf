import { describe, expect, it } from 'vitest'
import { readField } from '../../src/import/html.ts'
import { createAccount } from '../../src/import/losses.ts'
import { blocksText } from '../../src/import/markdown.ts'

const text = (html: string) => blocksText(readField(html, createAccount()).nodes, true)

describe('a field', () => {
  it.each([
    ['plain', 'plain'],
    ['a<br>b', 'a\\\nb'],
    ['a<div>b</div><div>c</div>', 'a\n\nb\n\nc'],
    ['<b>a</b> <i>b</i> <s>c</s>', '**a** *b* ~~c~~'],
    [
      '<u>a</u> x<sub>1</sub> <kbd>K</kbd> <mark>m</mark>',
      '<u>a</u> x<sub>1</sub> <kbd>K</kbd> <mark>m</mark>',
    ],
    ['\\(a_b^2\\) and [$]c[/$]', '$a_b^2$ and $c$'],
    ['\\[x\\]', '$$\nx\n$$'],
    ['[latex]y[/latex]', '$$\ny\n$$'],
    ['<anki-mathjax>z &lt; 1</anki-mathjax>', '$z < 1$'],
    ['<anki-mathjax block="true">z<br>1</anki-mathjax>', '$$\nz\n1\n$$'],
    ['<img src="a b.png" alt="x">', '![x](media/a-b.png)'],
    ['[sound:a.mp3]', '[a.mp3](media/a.mp3)'],
    ['<img src="https://x.org/a.png">', '![](https://x.org/a.png)'],
    ['<pre>a\n  b</pre>', '```\na\n  b\n```'],
    ['<pre><code class="language-sql">a</code></pre>', '```sql\na\n```'],
    ['a<hr>b', 'a\n\n<hr>\n\nb'],
    ['<sup><a href="#rv-K-a-1">1</a></sup>', '[^K-a-1]'],
    ['x<sup>2</sup>', 'x<sup>2</sup>'],
    ['<ol class="rv-footnotes"><li id="rv-K-a-1" value="1"><p>n</p></li></ol>', '[^K-a-1]: n'],
    ['<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
    ['', ''],
    ['<br> <br>', ''],
  ])('%s', (html, markdown) => {
    expect(text(html)).toBe(markdown)
  })

  it('names its media, and counts what has no form in Markdown', () => {
    const account = createAccount()
    const field = readField(
      '<font color="red">a</font><img src="x%20y.png"><script>b</script><p style="x">c</p>',
      account,
    )
    expect(field.media).toEqual(['x y.png'])
    expect(Object.fromEntries(account.counts())).toEqual({
      'color of <font>': 1,
      '<script>': 1,
      'style of <p>': 1,
    })
    expect(blocksText(field.nodes, false)).not.toContain('b')
  })
})

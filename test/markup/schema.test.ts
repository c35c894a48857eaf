import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/markup/schema.ts'

const clean = (html: string) => toHtml(sanitize(fromHtml(html, { fragment: true }), schema))

describe('schema', () => {
  it.each([
    ['<a href="javascript:alert(1)" title=t onclick=x>a</a>', '<a>a</a>'],
    ['<a href="data:text/html,x">a</a>', '<a>a</a>'],
    ['<a href="https://a.b">a</a>', '<a href="https://a.b">a</a>'],
    ['<img src="https://a.b/c.png" alt=x>', '<img alt="x">'],
    ['<img src="javascript:x" srcset="a 1x">', '<img>'],
    ['<img src="photo.png">', '<img>'],
    ['<img src="data:image/png;base64,x">', '<img>'],
    ['<p style="color:red" id="qa" class="card rv-note">a</p>', '<p class="rv-note">a</p>'],
    ['<script>a</script><style>b</style><iframe>c</iframe>d', 'd'],
    ['<form><input><button>a</button></form>', 'a'],
    ['<video src=x></video><audio src=x></audio><object data=x></object>', ''],
    ['<!-- a -->b', 'b'],
    [
      '<ol start="3" type="a"><li value="4" id="rv-B-1">a</ol>',
      '<ol start="3"><li value="4" id="rv-B-1">a</li></ol>',
    ],
    ['<li id="answer">a', 'a'],
  ])('makes of %s', (html, safe) => {
    expect(clean(html)).toBe(safe)
  })
})

import { fromHtml } from 'hast-util-from-html'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { languageMarks } from '../../src/markup/language.ts'
import { schema } from '../../src/markup/schema.ts'
import { slotName } from '../../src/markup/slots.ts'

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

  const key = '0123456789abcdef0123456789abcdef'
  const words = ['a', 'code', 'del', 'em', 'kbd', 'mark', 'span', 'strong', 'sub', 'sup', 'u']
  const blocks = ['p', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'pre', 'div', 'details']
  it.each([
    ...[...words, ...blocks, slotName].map((name) => `<${name}>a</${name}>`),
    ...['a<br>b', 'a<hr>b', '<ul><li>a</li></ul>', '<ol><li>a</li></ol>'],
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    '<details><summary>a</summary>b</details>',
    '<span class="rv-note hl-comment">a</span>',
    '<p dir="auto">a</p>',
    ...languageMarks.map((mark) => `<p lang="${mark}">a</p>`),
    `<img src="rv-${key}.png" alt="b" width="1" height="99999">`,
    `<img src="rv-${key}.jpg" alt="b" width="12345" height="1">`,
    '<ol start="123456789"><li id="rv-aZ09-" value="123456789">a</li></ol>',
    '<ol start="0"><li value="1">a</li></ol>',
    ...['http://a.b', 'https://a.b', 'mailto:a@b.c'].map((url) => `<a href="${url}">a</a>`),
    `<${slotName} data-slot="12">a</${slotName}>`,
  ])('keeps %s', (html) => {
    expect(clean(html)).toBe(html)
  })

  it.each([
    ...['card', 'rv-Note', 'rv-', 'rv-n1', 'xrv-n', 'hl-a b', 'sv-n'].map((name) => [
      'p',
      'class',
      name,
    ]),
    ...['rtl', 'ltr', 'AUTO', ''].map((name) => ['p', 'dir', name]),
    ...['xx', 'en-GB-oed', ''].map((name) => ['p', 'lang', name]),
    ...[`xrv-${key}.png`, `rv-${key}.pngx`, `rv-${key}.gif`, `rv-${key}xpng`].map((name) => [
      'img',
      'src',
      name,
    ]),
    ...[
      `rv-${key}0.png`,
      `rv-${key.slice(1)}.png`,
      `rv-${key.toUpperCase()}.png`,
      `x-none:rv-${key}.png`,
    ].map((name) => ['img', 'src', name]),
    ...['', '12px', 'x1', '123456', '1.5'].flatMap((size) => [
      ['img', 'width', size],
      ['img', 'height', size],
    ]),
    ...['ftp://a.b', 'tel:1', 'file:///a', 'httpx://a'].map((url) => ['a', 'href', url]),
    ...['', '1234567890', 'x1', '1x'].map((number) => ['ol', 'start', number]),
    ...['', 'x1', '1x', '1'].map((number) => [slotName, 'data-slo', number]),
    ...['', 'x', '1x', 'x1'].map((number) => [slotName, 'data-slot', number]),
    ...['id', 'title', 'name', 'style', 'onclick', 'data-slot', 'target'].map((name) => [
      'p',
      name,
      'a',
    ]),
  ])('takes from <%s> %s="%s"', (name, attribute, value) => {
    const kept = clean(`<${name} ${attribute}="${value}"></${name}>`)
    expect(kept.replace(/ (?:class|hl-a)(?:="(?:hl-a)?")?/, '')).toBe(clean(`<${name}></${name}>`))
  })

  it.each([
    ...['', '1234567890', 'x1', '1x'].map((number) => ['value', number]),
    ...['rv-', 'xrv-a', 'rv-a b', 'rv-a_b', 'answer'].map((id) => ['id', id]),
  ])('takes from <li> %s="%s"', (attribute, value) => {
    expect(clean(`<ul><li ${attribute}="${value}">a</li></ul>`)).toBe('<ul><li>a</li></ul>')
  })

  it.each(['li', 'thead', 'tbody', 'tr', 'th', 'td', 'summary'])(
    'takes a <%s> away that stands by itself',
    (tagName) => {
      const alone = { type: 'element' as const, tagName, properties: {}, children: [] }
      expect(toHtml(sanitize({ type: 'root', children: [alone] }, schema))).toBe('')
    },
  )

  it.each(['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'template', 'noscript'])(
    'takes a <%s> away with what is in it',
    (tagName) => {
      const children = [{ type: 'text' as const, value: 'a' }]
      const element = { type: 'element' as const, tagName, properties: {}, children }
      expect(toHtml(sanitize({ type: 'root', children: [element] }, schema))).toBe('')
    },
  )

  it('takes comments and document types away', () => {
    const children = [{ type: 'comment' as const, value: 'a' }, { type: 'doctype' as const }]
    expect(sanitize({ type: 'root', children }, schema)).toMatchObject({ children: [] })
  })
})

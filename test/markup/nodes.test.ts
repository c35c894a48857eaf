import { describe, expect, it } from 'vitest'
import { markup } from '../../src/markup/markup.ts'
import { nodes } from '../../src/markup/nodes.ts'
import type { Inline, Node } from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'

const file = { name: `rv-${'0'.repeat(32)}.png`, width: 4, height: 3 }
const a: Inline[] = [text('a')]
const p = [paragraph('a')]
const item = (checked: boolean | null, spread = false) => ({
  type: 'listItem' as const,
  spread,
  checked,
  children: p,
})
const cell = { type: 'tableCell' as const, children: a }
const row = { type: 'tableRow' as const, children: [cell, cell] }

/** Every node type with what it becomes; `satisfies` names one that is missing. */
const cases = {
  text: [{ type: 'text', value: 'a & <b>' }, 'a &amp; &lt;b>'],
  emphasis: [{ type: 'emphasis', children: a }, '<em>a</em>'],
  strong: [{ type: 'strong', children: a }, '<strong>a</strong>'],
  delete: [{ type: 'delete', children: a }, '<del>a</del>'],
  underline: [{ type: 'underline', children: a }, '<u>a</u>'],
  highlight: [{ type: 'highlight', children: a }, '<mark>a</mark>'],
  subscript: [{ type: 'subscript', children: a }, '<sub>a</sub>'],
  superscript: [{ type: 'superscript', children: a }, '<sup>a</sup>'],
  keyboard: [{ type: 'keyboard', children: a }, '<kbd>a</kbd>'],
  inlineCode: [{ type: 'inlineCode', value: 'a<' }, '<code>a&lt;</code>'],
  inlineMath: [{ type: 'inlineMath', value: 'a<' }, '\\(a&lt;\\)'],
  break: [{ type: 'break' }, '<br>'],
  link: [
    { type: 'link', url: 'https://a.b', title: 't', children: a },
    '<a href="https://a.b">a</a>',
  ],
  cloze: [{ type: 'cloze', number: 3, children: a, hint: [text('h')] }, '{{c3::a::h}}'],
  picture: [
    { type: 'picture', medium: 'k', alt: '[x]', title: 't' },
    `<img src="${file.name}" alt="(x)" width="4" height="3">`,
  ],
  footnoteReference: [{ type: 'footnoteReference', identifier: 'none' }, '[^none]'],
  paragraph: [{ type: 'paragraph', children: a }, '<p>a</p>'],
  heading: [{ type: 'heading', depth: 1, children: a }, '<h3>a</h3>'],
  thematicBreak: [{ type: 'thematicBreak' }, '<hr>'],
  blockquote: [{ type: 'blockquote', children: p }, '<blockquote><p>a</p></blockquote>'],
  list: [
    { type: 'list', ordered: true, start: 3, spread: false, children: [item(null), item(true)] },
    '<ol start="3"><li>a</li><li class="rv-task"><span>☑ </span>a</li></ol>',
  ],
  listItem: [item(false, true), '<span>☐ </span><p>a</p>'],
  code: [
    { type: 'code', lang: 'js', value: 'let a' },
    '<pre><code><span class="hl-keyword">let</span> a</code></pre>',
  ],
  math: [{ type: 'math', value: 'a\nb' }, '<div class="rv-math">\\[a b\\]</div>'],
  table: [
    { type: 'table', align: ['center', null], children: [row, row] },
    '<div class="rv-scroll"><table><thead><tr><th class="rv-tocenter">a</th><th>a</th></tr></thead><tbody><tr><td class="rv-tocenter">a</td><td>a</td></tr></tbody></table></div>',
  ],
  tableRow: [row, 'aa'],
  tableCell: [cell, 'a'],
  details: [
    { type: 'details', summary: [text('s')], children: p },
    '<details><summary class="tappable">s</summary><p>a</p></details>',
  ],
  callout: [
    { type: 'callout', tone: 'tip', children: p },
    '<div class="rv-callout rv-tip"><p>a</p></div>',
  ],
  footnoteDefinition: [{ type: 'footnoteDefinition', identifier: 'x', children: p }, '<p>a</p>'],
} as const satisfies { [Type in Node['type']]: readonly [Extract<Node, { type: Type }>, string] }

describe('nodes', () => {
  it('has a case for each handler', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(nodes).sort())
  })
  it.each(Object.values(cases).map(([node, html]) => [node.type, node, html] as const))(
    'shows %s',
    (_, node, html) => {
      const { html: made } = markup([node as Node], {
        scope: 's',
        gaps: true,
        footnotes: [],
        picture: (medium) => (medium === 'k' ? file : undefined),
        link: (url) => url,
      })
      expect(made).toBe(html)
    },
  )
  it('gives room to a column with a long cell', () => {
    const long = { type: 'tableCell' as const, children: [text('twenty characters at least')] }
    const table = {
      type: 'table' as const,
      align: [null, 'right' as const],
      children: [row, { type: 'tableRow' as const, children: [cell, long] }],
    }
    const { html } = markup([table], {
      scope: 's',
      gaps: false,
      footnotes: [],
      picture: () => undefined,
      link: () => undefined,
    })
    expect(html.match(/<t[hd](?: [^>]*)?>/g)).toEqual([
      '<th>',
      '<th class="rv-toright rv-long">',
      '<td>',
      '<td class="rv-toright rv-long">',
    ])
  })
  it('shows a picture that is not there by its words', () => {
    const none = { type: 'picture' as const, medium: 'x', alt: 'a [b]' }
    const { html } = markup([none], {
      scope: 's',
      gaps: false,
      footnotes: [],
      picture: () => undefined,
      link: () => undefined,
    })
    expect(html).toBe('<span class="rv-missing">a [b]</span>')
  })
})

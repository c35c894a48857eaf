import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkFrom } from '../../src/anki/links.ts'
import { type MarkupOptions, markup, markupText } from '../../src/markup/markup.ts'
import { type Block, type Cloze, type Inline, type Node, visit } from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'
import { long } from '../support/judge.ts'
import { ankiTextPass, inspect } from './anki-text.ts'
import { payloads, type Threat, threats, variantsOf } from './payloads.ts'
import { body } from './trees.ts'

const file = { name: `rv-${'0'.repeat(32)}.png`, width: 4, height: 3 }
const options = (more: Partial<MarkupOptions> = {}): MarkupOptions => ({
  scope: 'B2B2B-a',
  gaps: false,
  footnotes: [],
  picture: (medium) => (medium === 'k' ? file : undefined),
  // A key that is not one of the bank's, as no reader would give it, is not played either.
  sound: (key) => (key === 's' ? `rv-${'0'.repeat(32)}.mp3` : key),
  link: (url) => linkFrom('https://example.org/repo/file.md', url),
  ...more,
})
const html = (content: readonly Node[], more: Partial<MarkupOptions> = {}) =>
  markup(content, options(more)).html

/** What a field may not do, whatever it was made of. */
function faults(field: string, cloze: boolean): string[] {
  const pass = ankiTextPass(field, cloze)
  const seen = inspect(pass.html)
  const raw = cloze ? [] : (field.match(/\{\{/g) ?? [])
  const changed = field === field.normalize('NFC') ? [] : ['not NFC']
  const odd = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u.test(field) ? ['control'] : []
  const unclosed = pass.html.includes('{{unclosed') ? ['unclosed gap'] : []
  return [...pass.taken, ...seen.strange, ...raw, ...changed, ...odd, ...unclosed]
}

describe('markup', () => {
  it('gives nothing for nothing', () => {
    expect(html([])).toBe('')
  })

  it('sets a formula between Anki’s delimiters', () => {
    expect(html([paragraph({ type: 'inlineMath', value: 'a < b & c' })])).toBe(
      '<p>\\(a &lt; b &amp; c\\)</p>',
    )
    expect(html([{ type: 'math', value: 'a\n+ b' }])).toBe('<div class="rv-math">\\[a + b\\]</div>')
  })

  it('makes gaps with hints, links and formulas inside', () => {
    const gap = (children: Inline[], hint?: string): Cloze => ({
      type: 'cloze',
      number: 1,
      children,
      ...(hint && { hint: [text(hint)] }),
    })
    const cloze = (children: Inline[], hint?: string) => html([gap(children, hint)], { gaps: true })
    expect(cloze([text('Paris')], 'a city')).toBe('{{c1::Paris::a city}}')
    const url = 'http://a.b/c'
    expect(cloze([{ type: 'link', url, children: [text(url)] }])).toBe(
      `{{c1::<a href="${url}">${url}</a>}}`,
    )
    expect(cloze([{ type: 'inlineMath', value: '\\frac{a}{b^{2}}' }])).toBe(
      '{{c1::\\(\\frac{a}{b^{2} }\\)}}',
    )
    expect(cloze([text('a::b}}')])).toBe('{{c1::a<span>:</span>:b<span>}</span><span>}</span>}}')
    expect(html([gap([text('Paris')])])).toBe('Paris')
    expect(cloze([text('a '), { ...gap([text('b')]), number: 2 }])).toBe('{{c1::a {{c2::b}}}}')
  })

  it('colours code by classes', () => {
    expect(html([{ type: 'code', lang: 'js', value: 'let a\n<b>' }])).toBe(
      '<pre><code><span class="hl-keyword">let</span> a\n&lt;<span class="hl-variable">b</span>></code></pre>'.replace(
        '&lt;<span class="hl-variable">b</span>>',
        '&lt;b>',
      ),
    )
  })

  it('reports a language and a formula that it cannot show', () => {
    const { problems } = markup(
      [
        { type: 'code', lang: 'klingon', value: 'x' },
        { type: 'math', value: '\\href{a}{b}' },
      ],
      options(),
    )
    expect(problems.map(({ rule, node }) => [rule, node.type])).toEqual([
      ['language-unknown', 'code'],
      ['math-as-source', 'math'],
    ])
  })

  it('shows a diagram as its source, and says so', () => {
    const diagram: Block = { type: 'code', lang: 'Mermaid', value: 'graph TD\nA-->B' }
    const made = markup([diagram], options())
    expect(made.html).toBe('<div class="rv-diagram"><pre><code>graph TD\nA-->B</code></pre></div>')
    expect(made.problems.map(({ rule }) => rule)).toEqual(['diagram-as-source'])
  })

  it('lists the footnotes that it refers to, numbered as in the whole body', () => {
    const note = (identifier: string, ...children: Inline[]) => ({
      type: 'footnoteDefinition' as const,
      identifier,
      children: [paragraph(...children)],
    })
    const refer = (identifier: string): Inline => ({ type: 'footnoteReference', identifier })
    const footnotes = [
      note('a', text('A')),
      note('b', text('B'), refer('c')),
      note('c', text('C'), refer('b')),
    ]
    expect(html([paragraph(refer('b'))], { footnotes })).toBe(
      '<p><sup><a href="#rv-B2B2B-a-2">2</a></sup></p>' +
        '<ol class="rv-footnotes"><li id="rv-B2B2B-a-2" value="2"><p>B<sup><a href="#rv-B2B2B-a-3">3</a></sup></p></li>' +
        '<li id="rv-B2B2B-a-3" value="3"><p>C<sup><a href="#rv-B2B2B-a-2">2</a></sup></p></li></ol>',
    )
  })

  it('gives the highest heading of a part the same size everywhere', () => {
    const heading = (depth: 2 | 4 | 5): Block => ({ type: 'heading', depth, children: [text('x')] })
    expect(html([heading(4), heading(5)])).toBe('<h3>x</h3><h4>x</h4>')
    expect(html([heading(2), heading(4)])).toBe('<h3>x</h3><h5>x</h5>')
  })

  it('keeps the words of a link that leads nowhere', () => {
    const link: Inline = { type: 'link', url: 'javascript:alert(1)', children: [text('x')] }
    expect(html([link])).toBe('x')
  })

  it('lets right-to-left lists begin on their side', () => {
    const list: Block = {
      type: 'list',
      ordered: false,
      start: 1,
      spread: false,
      children: [{ type: 'listItem', spread: false, checked: null, children: [paragraph('أولاً')] }],
    }
    expect(html([list])).toBe('<ul dir="auto"><li>أولاً</li></ul>')
  })

  it('keeps the paragraphs of an item apart in a list of items that follow one another', () => {
    const item = (spread: boolean, ...words: string[]) => {
      const children = words.map((word) => paragraph(word))
      return { type: 'listItem' as const, spread, checked: null, children }
    }
    const list = { type: 'list' as const, ordered: false, start: 1, spread: false }
    const items = [item(true, 'one', 'more'), item(false, 'two')]
    expect(html([{ ...list, children: items }])).toBe(
      '<ul><li><p>one</p><p>more</p></li><li>two</li></ul>',
    )
  })

  it('is tried with more than 80 texts of our own for every threat', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(100)
    for (const threat of Object.keys(threats) as Threat[]) {
      expect({ threat, enough: variantsOf(threat).length >= 80 }).toEqual({ threat, enough: true })
    }
  })

  it.each(Object.keys(threats) as Threat[])(
    'makes nothing of what %s, in any disguise',
    (threat) => {
      for (const [index, payload] of variantsOf(threat).entries()) {
        // Each in one place in a short run, so that all places have had all disguises' like.
        const places = placesOf(payload)
        const tried = long ? places : places.filter((_, place) => place % 8 === index % 8)
        for (const place of tried) {
          for (const gaps of [false, true]) {
            const found = faults(html(place, { gaps }), gaps)
            if (found.length > 0) expect({ payload, place, found }).toEqual({})
          }
        }
      }
    },
  )

  it.each(payloads)('makes nothing of %j in any place', (payload) => {
    for (const place of placesOf(payload)) {
      for (const gaps of [false, true]) {
        expect({ place, faults: faults(html(place, { gaps }), gaps) }).toEqual({
          place,
          faults: [],
        })
      }
    }
  })

  const placesOf = (payload: string): Node[][] => {
    return [
      [text(payload)],
      [paragraph(payload)],
      [paragraph('x', { type: 'strong', children: [text(payload)] }, payload)],
      [paragraph('[', { type: 'emphasis', children: [text(payload)] })],
      [paragraph({ type: 'inlineCode', value: payload })],
      [paragraph({ type: 'inlineMath', value: payload })],
      [{ type: 'math', value: payload }],
      [{ type: 'code', lang: payload, value: payload }],
      [{ type: 'code', lang: 'html', value: payload }],
      [paragraph({ type: 'link', url: payload, title: payload, children: [text('x')] })],
      [paragraph({ type: 'link', url: `https://a.b/${payload}`, children: [text('x')] })],
      [paragraph({ type: 'picture', medium: 'k', alt: payload, title: payload })],
      [paragraph({ type: 'picture', medium: 'none', alt: payload })],
      [{ type: 'details', summary: [text(payload)], children: [] }],
      [paragraph({ type: 'footnoteReference', identifier: payload })],
      [
        paragraph({
          type: 'cloze',
          number: 1,
          hint: [text(payload)],
          children: [text(payload), { type: 'inlineCode', value: payload }],
        }),
      ],
      [paragraph({ type: 'link', url: payload, sound: 's', children: [text(payload)] })],
      [paragraph({ type: 'link', url: 'x', sound: payload, children: [text(payload)] })],
    ]
  }

  it('makes nothing of random hostile documents', () => {
    fc.assert(
      fc.property(body, fc.boolean(), ({ content, footnotes }, gaps) => {
        const field = html(content, { gaps, footnotes })
        expect(faults(field, gaps)).toEqual([])
      }),
      { numRuns: long ? 200_000 : 3000 },
    )
  }, 3_600_000)

  it('typesets what was a formula and nothing else', () => {
    fc.assert(
      fc.property(body, ({ content, footnotes }) => {
        const { html: field, problems } = markup(content, options({ footnotes }))
        let formulas = -problems.filter(({ rule }) => rule === 'math-as-source').length
        visit(field.includes('rv-footnotes') ? [...content, ...footnotes] : content, (node) => {
          if (node.type === 'inlineMath' || node.type === 'math') formulas++
        })
        const own = field.match(/\\\(|\\\[/g)?.length ?? 0
        expect(inspect(field).math.length).toBeLessThanOrEqual(Math.max(formulas, 0))
        expect(own === 0 || formulas > 0).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('opens the gaps that the tree has, numbers and all', () => {
    fc.assert(
      fc.property(body, ({ content, footnotes }) => {
        const field = html(content, { gaps: true, footnotes })
        const wanted: number[] = []
        const noted = field.includes('rv-footnotes') ? footnotes : []
        const collect = (nodes: readonly Node[]): void =>
          nodes.forEach((node) => {
            if (node.type === 'cloze' && node.number >= 1 && node.number <= 500)
              wanted.push(node.number)
            if (node.type === 'details') collect(node.summary)
            if ('children' in node) collect(node.children)
          })
        collect([...content, ...noted])
        expect(ankiTextPass(field, true).gaps).toEqual(wanted)
      }),
      { numRuns: 1000 },
    )
  })

  it('loses no word', () => {
    const words = fc.array(fc.oneof(fc.constantFrom(...payloads), fc.string()), { maxLength: 5 })
    fc.assert(
      fc.property(words, (parts) => {
        const nodes = parts.map(
          (value, index): Inline =>
            index % 2 ? { type: 'strong', children: [text(value)] } : text(value),
        )
        const kept = (value: string) =>
          value
            .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g, '')
            .replace(/\p{Surrogate}/gu, '\ufffd')
            .normalize('NFC')
            .replaceAll(/\u25cc|\u0338/g, '')
        // Part by part: two halves of a pair from two nodes do not make a character.
        expect(kept(inspect(html([paragraph(...nodes)])).text)).toBe(kept(parts.map(kept).join('')))
      }),
      { numRuns: long ? 50_000 : 1000 },
    )
  })

  it('is a pure function', () => {
    fc.assert(
      fc.property(body, ({ content, footnotes }) => {
        const copy = JSON.parse(JSON.stringify({ content, footnotes })) as {
          content: Node[]
          footnotes: typeof footnotes
        }
        const first = html(content, { footnotes })
        return first === html(copy.content, { footnotes: copy.footnotes })
      }),
      { numRuns: 200 },
    )
  })
})

describe('markupText', () => {
  it.each(payloads)('makes nothing of %j', (payload) => {
    expect(faults(markupText(payload), false)).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkFrom } from '../../src/anki/links.ts'
import { byTree } from '../../src/markup/markup.ts'
import type { MarkupOptions } from '../../src/markup/nodes.ts'
import { plainHtml } from '../../src/markup/plain.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'
import { everything } from '../anki/bank.ts'
import { paragraph, text } from '../support/bank.ts'
import { long } from '../support/judge.ts'
import { payloads } from './payloads.ts'
import { body, hostile } from './trees.ts'

const options: MarkupOptions = {
  scope: 'B2B2B-a',
  gaps: false,
  footnotes: [],
  picture: () => undefined,
  link: (url) => linkFrom('https://example.org/repo/file.md', url),
}

describe('plainHtml', () => {
  it('writes words, lists and code without a tree', () => {
    const blocks: Block[] = [
      paragraph('a < b & c ', { type: 'strong', children: [text('d')] }),
      { type: 'code', lang: 'js', value: 'let a\n\nb' },
    ]
    expect(plainHtml(blocks, options, 0)).toBe(
      '<p>a &lt; b &amp; c <strong>d</strong></p><pre><code><span class="hl-keyword">let</span> a\n\nb</code></pre>',
    )
  })

  it.each<[string, Block | Inline]>([
    ['a picture', { type: 'picture', medium: 'k', alt: '' }],
    ['a footnote', { type: 'footnoteReference', identifier: 'n' }],
    ['an unknown language', { type: 'code', lang: 'klingon', value: 'x' }],
    ['a refused formula', { type: 'inlineMath', value: '\\href{a}{b}' }],
    ['an address that wants care', { type: 'link', url: 'http://a.b/?c&d', children: [] }],
    ['details', { type: 'details', summary: [], children: [] }],
  ])('leaves %s to the tree', (_, node) => {
    expect(plainHtml([text('x'), node], options, 0)).toBeUndefined()
  })

  it('leaves gaps to the tree', () => {
    const gap: Inline = { type: 'cloze', number: 1, children: [text('x')] }
    expect(plainHtml([gap], { ...options, gaps: true }, 0)).toBeUndefined()
    expect(plainHtml([gap], options, 0)).toBe('x')
  })

  it('takes most of what questions are made of', () => {
    const taken = everything.filter((block) => plainHtml([block], options, 0) !== undefined)
    expect(taken.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['heading', 'thematicBreak', 'blockquote', 'list', 'code', 'math']),
    )
  })

  it('gives what the tree gives, of anything hostile', () => {
    let taken = 0
    fc.assert(
      fc.property(body, fc.integer({ min: -3, max: 2 }), ({ content }, shift) => {
        const short = plainHtml(content, options, shift)
        if (short === undefined) return
        taken++
        expect({ html: short, problems: [] }).toEqual(byTree(content, [], options, shift))
      }),
      { numRuns: long ? 100_000 : 3000 },
    )
    // Otherwise the property says nothing.
    expect(taken).toBeGreaterThan(300)
  }, 3_600_000)

  it('gives what the tree gives of words beside words', () => {
    const words = fc.array(fc.oneof(hostile, fc.constantFrom(...payloads)), { maxLength: 5 })
    fc.assert(
      fc.property(words, (parts) => {
        const nodes = parts.map(text)
        expect(plainHtml(nodes, options, 0)).toBe(byTree(nodes, [], options, 0).html)
      }),
      { numRuns: long ? 100_000 : 2000 },
    )
  }, 3_600_000)
})

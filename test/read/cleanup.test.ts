import { describe, expect, it } from 'vitest'
import { cleanUp } from '../../src/read/cleanup.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'

const rules = (text: string, keep: string[] = []): string[] =>
  cleanUp(parseMarkdown(text).blocks, keep).cleaned.map(({ rule }) => rule)

const contents = '## Contents\n\n- [a](#a)\n  1. [b](#b)\n- [c](#c)\n'

describe('what is left out', () => {
  it.each([
    ['contents with their heading', contents, 'cleaned-contents'],
    ['a link to the top', 'x\n\n**[⬆ Back to Top](#contents)**\n', 'cleaned-navigation'],
    ['a link to the top in HTML', '<a href="#top">back to top</a>\n', 'cleaned-navigation'],
    [
      'badges',
      '[![x](https://img.shields.io/a)](/l) ![y](https://badge.fury.io/b)',
      'cleaned-badges',
    ],
    ['a call for stars', '# a\n\nGive it a star on [GitHub](https://a.b) ⭐', 'cleaned-promotion'],
  ])('%s', (_, text, rule) => {
    expect(rules(text)).toEqual([rule])
    expect(rules(text, [rule])).toEqual([])
  })

  it('takes the heading of contents with them', () => {
    const { blocks, cleaned } = cleanUp(parseMarkdown(`${contents}\ntext`).blocks, [])
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph'])
    expect(cleaned[0]?.nodes.map(({ type }) => type)).toEqual(['heading', 'list'])
  })

  it.each([
    ['a list of links elsewhere', '- [a](http://a)\n- [b](http://b)\n- [c](http://c)\n'],
    ['a list of two links into the page', '- [a](#a)\n- [b](#b)\n'],
    ['a list with words beside its links', '- [a](#a) is first\n- [b](#b)\n- [c](#c)\n'],
    ['a picture that is no badge', '![x](https://a.b/c.png)'],
    ['a paragraph about subscribing, without a link', 'Consumers subscribe to topics.'],
    ['"top" without a link', 'Top'],
  ])('keeps %s', (_, text) => {
    expect(rules(text)).toEqual([])
  })

  it('keeps what promotes in the middle of a file', () => {
    const filler = 'text\n\n'.repeat(20)
    expect(rules(`${filler}Subscribe [here](https://a.b)\n\n${filler}`)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { plain } from '../../src/model/mdast.ts'
import { Closer, type Found, repeatsFor } from '../../src/read/close.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { bare, closed, closedLine } from './reading.ts'

const text = (value: string) => ({ type: 'text', value })

function withPictures(markdown: string, pictures: Record<string, Found>, line = 1) {
  const messages = new Messages()
  const { blocks, definitions, footnotes } = parseMarkdown(markdown)
  const around = { path: 'q.md', definitions, footnotes, messages }
  const closer = new Closer({ ...around, pictures: new Map(Object.entries(pictures)) }, line)
  return { closer, blocks: closer.blocks(blocks) }
}

describe('closing', () => {
  it('resolves references, and leaves undefined ones as text', () => {
    expect(closedLine('[a][x] [y]\n\n[x]: http://a.b "t"'.split('\n\n')[0] ?? '')).toEqual([
      text('[a][x] [y]'),
    ])
    expect(closed('[a][X]\n\n[x]: http://a.b "t"').blocks).toEqual([
      {
        type: 'paragraph',
        children: [{ type: 'link', url: 'http://a.b', title: 't', children: [text('a')] }],
      },
    ])
  })

  it('keeps the words of references alone, once they repeat megabytes, and says so once', () => {
    const url = `https://a.b/${'c'.repeat(10_000)}`
    const { blocks, said } = closed(`${'[w][x]\n'.repeat(300)}\n[x]: ${url} "t"`)
    expect(said).toEqual(['references-cut 105:1'])
    const [paragraph] = blocks
    if (paragraph?.type !== 'paragraph') throw new Error('no paragraph')
    expect(paragraph.children.filter(({ type }) => type === 'link')).toHaveLength(104)
    expect(plain(paragraph.children).split('w')).toHaveLength(301)
    expect(closed(`${'[w][x]\n'.repeat(100)}\n[x]: ${url} "t"`).said).toEqual([])
    expect(repeatsFor(5_000_000).left).toBe(5_000_000)
  })

  it('counts positions from the owner’s line', () => {
    const { blocks } = withPictures('# t\n\n\n> a\n> `b`', {}, 3)
    expect(blocks[1]).toMatchObject({ position: { start: { line: 2, column: 1 } } })
  })

  it('shows a picture, or what stands in its place', () => {
    const found = withPictures('![a](a.png) ![b](b.png) ![c](https://a.b/c.png) ![](d.png)', {
      'a.png': { medium: 'k' },
      'b.png': { refused: 'missing' },
      'https://a.b/c.png': { refused: 'remote' },
      'd.png': { refused: 'outside' },
    })
    expect(found.closer.media).toEqual(['k'])
    expect(bare(found.blocks)).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'picture', medium: 'k', alt: 'a' },
          text(' '),
          { type: 'emphasis', children: [text('[picture missing: b]')] },
          text(' '),
          { type: 'link', url: 'https://a.b/c.png', children: [text('[picture: c]')] },
          text(' '),
          { type: 'emphasis', children: [text('[picture missing: d.png]')] },
        ],
      },
    ])
  })

  it('gives footnotes in order of first reference, those of footnotes too', () => {
    const { closer } = withPictures(
      'a[^2] b[^1] c[^2]\n\n[^1]: one[^3]\n[^2]: two\n[^3]: three',
      {},
    )
    expect(closer.footnotes().map(({ identifier }) => identifier)).toEqual(['2', '1', '3'])
  })

  it('leaves out what is nested below 32 levels, and says so', () => {
    const said = closed(`${'> '.repeat(40)}a`).said
    expect(said[0]).toMatch(/^nesting-too-deep 1:/)
    expect(closed(`${'> '.repeat(32)}a`).said).toEqual([])
  })

  it('composes characters and drops controls', () => {
    expect(closedLine('e\u0301\u0007')).toEqual([text('é')])
  })
})

import fc from 'fast-check'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'
import { long } from '../../support/judge.ts'
import { bare, line, parsed } from '../reading.ts'

const kinds = (text: string): string[] => parsed(text).map((node) => node.type)

describe('the parser', () => {
  it('reads tables, tasks, strikethrough, footnotes and bare addresses', () => {
    expect(kinds('| a |\n|---|\n| b |')).toEqual(['table'])
    expect(parsed('- [x] a')[0]).toMatchObject({ children: [{ checked: true }] })
    expect(line('~~a~~')[0]?.type).toBe('delete')
    expect(kinds('a[^1]\n\n[^1]: b')).toEqual(['paragraph', 'footnoteDefinition'])
    expect(line('http://a.b')[0]?.type).toBe('link')
  })

  it('reads math between two dollars, in a line and as a block', () => {
    expect(parsed('$$\na = b\n=\nc\n$$')).toEqual([
      { type: 'math', meta: null, value: 'a = b\n=\nc', data: expect.anything() },
    ])
    expect(line('a $$x$$ b')[1]).toMatchObject({ type: 'inlineMath', value: 'x' })
  })

  it('takes references to known labels as defined', () => {
    const parser = createParser({ definitions: ['X'], footnotes: ['N'] })
    expect(bare(parser.parse('[x] [^n] [y]').children)).toMatchObject([
      {
        children: [
          { type: 'linkReference', identifier: 'x' },
          { type: 'text' },
          { type: 'footnoteReference', identifier: 'n' },
          { type: 'text', value: ' [y]' },
        ],
      },
    ])
    // Once more: the labels are told to each text, not only to the first.
    expect(parser.parse('[x]').children).toMatchObject([{ children: [{ type: 'linkReference' }] }])
  })

  it('links addresses however they are written, and after references to characters', () => {
    const links = [
      'a@b.co',
      'a&#64;b.co',
      'a&commat;b.co',
      'HTTPS://a.b',
      'Www.a.b',
      'w&#119;w.a.b',
    ]
    for (const text of links) expect(line(text).at(-1)?.type, text).toBe('link')
  })

  it('reads text without addresses or tables as it does behind what may be one', () => {
    const pieces = [
      ...['a', 'b ', 'w', 'ht', 'tp', 'x.y', '.', '_', '*', '**', '~~', '`', '[', ']', '(', '!['],
      ...[
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '> ',
        '# ',
        '|',
        '|-|',
        '\\',
        '&amp;',
        '<b>',
        '<',
        '<!--',
        '$',
      ],
      ...[
        '{{c1::',
        '}}',
        '[^a]',
        '[^a]: ',
        '    ',
        '---',
        ': ',
        '+',
        '-',
        ':',
        '//',
        '9',
        'é',
        '```',
      ],
    ]
    const texts = fc
      .array(fc.constantFrom(...pieces), { maxLength: 24 })
      .map((some) => some.join(''))
    const parser = createParser()
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!/http|www/.test(text))
        const behind = parser.parse(`@|\n\n${text}`)
        behind.children.shift()
        visit(behind, ({ position }) => {
          for (const point of position ? [position.start, position.end] : []) {
            point.line -= 2
            if (point.offset !== undefined) point.offset -= 4
          }
        })
        expect(parser.parse(text).children).toEqual(behind.children)
      }),
      { seed: 20261130, numRuns: long ? 50_000 : 1_000 },
    )
  })

  it('reads tables of one column without a bar', () => {
    expect(kinds('a\n:-')).toEqual(['table'])
    expect(parsed('- a\n  -:\n  b')).toMatchObject([
      { children: [{ children: [{ type: 'table' }] }] },
    ])
  })

  it('keeps a comment one node', () => {
    expect(parsed('<!-- TODO: x -->')).toEqual([{ type: 'html', value: '<!-- TODO: x -->' }])
  })
})

import { describe, expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'
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

  it('keeps a comment one node', () => {
    expect(parsed('<!-- TODO: x -->')).toEqual([{ type: 'html', value: '<!-- TODO: x -->' }])
  })
})

import type { PhrasingContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { blocksText, lineText } from '../../src/import/markdown.ts'

const said = (value: string): PhrasingContent[] => [{ type: 'text', value }]

describe('Markdown', () => {
  it('escapes what text would otherwise mean', () => {
    const text = (value: string, gaps = false) =>
      blocksText([{ type: 'paragraph', children: said(value) }], gaps)
    expect(text('# a')).toBe('\\# a')
    expect(text('$5 and $6')).toBe('\\$5 and \\$6')
    expect(text('{{c1::a}}')).toBe('{\\{c1::a}}'.replace('{\\{', '\\{{'))
    expect(text('{{c1::a}}', true)).toBe('{{c1::a}}')
    expect(text('<b> *x*')).toBe('\\<b> \\*x\\*')
  })

  it('keeps a heading on one line', () => {
    const line: PhrasingContent[] = [...said('a'), { type: 'break' }, ...said('b\nc')]
    expect(lineText(line, false)).toBe('a b c')
  })
})

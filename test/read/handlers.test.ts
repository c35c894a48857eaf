import { describe, expect, it } from 'vitest'
import { closed, closedLine } from './reading.ts'

const text = (value: string) => ({ type: 'text', value })

describe('nodes of mdast', () => {
  it('makes callouts of quotes that say so', () => {
    expect(closed('> [!WARNING]\n> a\n>\n> b').blocks).toEqual([
      {
        type: 'callout',
        tone: 'warning',
        children: [
          { type: 'paragraph', children: [text('a')] },
          { type: 'paragraph', children: [text('b')] },
        ],
      },
    ])
    expect(closed('> [!NOTE] a').blocks[0]?.type).toBe('blockquote')
  })

  it('gives every row as many cells as the header', () => {
    expect(closed('| a | b |\n|:--|--:|\n| c |').blocks[0]).toMatchObject({
      align: ['left', 'right'],
      children: [{}, { children: [{ children: [text('c')] }, { children: [] }] }],
    })
  })

  it('cuts a table of thousands of columns, and says so', () => {
    const wide = `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'|b\n'.repeat(2000)}`
    const { blocks, said } = closed(wide)
    expect(said).toEqual(['table-cut 1:1'])
    const [table] = blocks
    if (table?.type !== 'table') throw new Error('no table')
    expect([table.align.length, table.children.length]).toEqual([100, 500])
  })

  it('keeps a number that no gap may have as text', () => {
    const { said, blocks } = closed('{{c0::a}} {{c500::b}} {{c499::c}}')
    expect(said).toEqual(['cloze-number 1:1', 'cloze-number 1:11'])
    expect(blocks[0]).toMatchObject({ children: [text('a b '), { number: 499 }] })
  })

  it('keep the source of a formula that is too long, and say so', () => {
    const long = 'x+'.repeat(1_001)
    const { blocks, said } = closed(`$${long}y$ $z$\n\n$$\n${long}\n$$`)
    expect(said).toEqual(['formula-too-long 1:1', 'formula-too-long 3:1'])
    expect(blocks).toMatchObject([
      { children: [{ type: 'inlineCode', value: `${long}y` }, {}, { type: 'inlineMath' }] },
      { type: 'code', lang: 'latex', value: long },
    ])
    expect(closed(`$${'x'.repeat(2_000)}$`).said).toEqual([])
  })

  it('says where a formula holds a gap, which it cannot', () => {
    const { said, blocks } = closed('$E = {{c1::m}}$ {{c2::$v$}}\n\n$$\n{{c3::x}}\n$$')
    expect(said).toEqual(['gap-in-formula 1:1', 'gap-in-formula 3:1'])
    expect(blocks[0]).toMatchObject({
      children: [{ type: 'inlineMath', value: 'E = {{c1::m}}' }, text(' '), { number: 2 }],
    })
  })

  it('keep language and the rest of a fence’s words apart', () => {
    expect(closed('```js {1}\na\n```').blocks).toEqual([
      { type: 'code', lang: 'js', meta: '{1}', value: 'a' },
    ])
  })

  it('keep where a list begins, and what is ticked', () => {
    expect(closed('3. a\n4. b\n\n- [x] c').blocks).toMatchObject([
      { ordered: true, start: 3, spread: false },
      { ordered: false, children: [{ checked: true }] },
    ])
  })

  it('stand in a line as they are', () => {
    expect(closedLine('*a* **b** ~~c~~ `d` $e$').map(({ type }) => type)).toEqual([
      'emphasis',
      'text',
      'strong',
      'text',
      'delete',
      'text',
      'inlineCode',
      'text',
      'inlineMath',
    ])
  })

  it('are left out where they only define', () => {
    expect(closed('[a]: /b\n\n[^c]: d').blocks).toEqual([])
  })
})

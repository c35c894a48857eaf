import { describe, expect, it } from 'vitest'
import { closed, closedLine, line, parsed } from '../reading.ts'

const gaps = (text: string): unknown[] => closedLine(text).filter((node) => node.type === 'cloze')
const text = (value: string) => ({ type: 'text', value })

describe('gaps', () => {
  it('reads number, text and hint', () => {
    expect(closedLine('The {{c1::mitochondrion::cell part}} works.')).toEqual([
      text('The '),
      { type: 'cloze', number: 1, children: [text('mitochondrion')], hint: [text('cell part')] },
      text(' works.'),
    ])
  })

  it('ends a link at the braces', () => {
    expect(gaps('{{c1::http://a.b/c}}')).toEqual([
      {
        type: 'cloze',
        number: 1,
        children: [{ type: 'link', url: 'http://a.b/c', children: [text('http://a.b/c')] }],
      },
    ])
  })

  it('never pairs asterisks of two gaps', () => {
    expect(closedLine('{{c1::a*b}} {{c2::c*d}}')).toEqual([
      { type: 'cloze', number: 1, children: [text('a*b')] },
      text(' '),
      { type: 'cloze', number: 2, children: [text('c*d')] },
    ])
  })

  it('reads formatting inside', () => {
    expect(gaps('{{c3::a **b** `c`}}')).toEqual([
      {
        type: 'cloze',
        number: 3,
        children: [
          text('a '),
          { type: 'strong', children: [text('b')] },
          text(' '),
          { type: 'inlineCode', value: 'c' },
        ],
      },
    ])
  })

  it('does not end at braces in math', () => {
    expect(gaps('{{c1::$\\frac{a}{b^{2}}$}}')).toEqual([
      { type: 'cloze', number: 1, children: [{ type: 'inlineMath', value: '\\frac{a}{b^{2}}' }] },
    ])
  })

  it('does not end at braces in code', () => {
    expect(gaps('{{c1::`{{ x }}` and `a::b`::hint}}')).toEqual([
      {
        type: 'cloze',
        number: 1,
        children: [
          { type: 'inlineCode', value: '{{ x }}' },
          text(' and '),
          { type: 'inlineCode', value: 'a::b' },
        ],
        hint: [text('hint')],
      },
    ])
  })

  it('reads a gap whose dollar or backtick stands alone', () => {
    expect(gaps('{{c1::$5}} and {{c2::a ` b}}')).toEqual([
      { type: 'cloze', number: 1, children: [text('$5')] },
      { type: 'cloze', number: 2, children: [text('a ` b')] },
    ])
  })

  it('nests', () => {
    expect(gaps('{{c1::a {{c2::b}} c::h}}')).toEqual([
      {
        type: 'cloze',
        number: 1,
        children: [text('a '), { type: 'cloze', number: 2, children: [text('b')] }, text(' c')],
        hint: [text('h')],
      },
    ])
  })

  it('reads gaps in links, emphasis, quotes over two lines and table cells', () => {
    const kinds = (value: unknown) => JSON.stringify(value)
    expect(kinds(line('[see {{c1::x}}](http://a.b)'))).toContain('"cloze"')
    expect(kinds(line('*{{c1::x}}*'))).toContain('"cloze"')
    expect(closed('> {{c1::a\n> b::c\n> d}}').blocks).toEqual([
      {
        type: 'blockquote',
        children: [
          {
            type: 'paragraph',
            children: [
              { type: 'cloze', number: 1, children: [text('a\nb')], hint: [text('c\nd')] },
            ],
          },
        ],
      },
    ])
    const table = kinds(parsed('| a |\n|---|\n| {{c1::x}} |'))
    expect(table).toContain('"number":1')
  })

  it.each([
    '{{c::x}}',
    '{{c1:x}}',
    '{{c1::x',
    '{{c1::x}',
    '{ {c1::x}}',
    '{{d1::x}}',
    '\\{{c1::x}}',
    '{{{c1::x}}}',
    '`{{c1::x}}`',
    '{{c1234567::x}}',
  ])('leaves %j as it is', (value) => {
    expect(gaps(value)).toEqual([])
  })

  it('keeps an escaped brace as text', () => {
    expect(gaps('{{c1::a \\}} b}}')).toEqual([
      { type: 'cloze', number: 1, children: [text('a }} b')] },
    ])
  })

  it('keeps an empty gap and an empty hint', () => {
    expect(gaps('{{c1::}} {{c2::a::}} {{c3::::b}}')).toEqual([
      { type: 'cloze', number: 1, children: [] },
      { type: 'cloze', number: 2, children: [text('a')] },
      { type: 'cloze', number: 3, children: [], hint: [text('b')] },
    ])
  })

  it('ends after ten levels, in time linear in the text', () => {
    const deep = `${'{{c1::'.repeat(11)}x${'}}'.repeat(11)}`
    expect(JSON.stringify(parsed(deep)).match(/"cloze"/g)?.length ?? 0).toBe(10)
    expect(parsed(`${'{{c1::'.repeat(400)}x`)).toHaveLength(1)
  })
})

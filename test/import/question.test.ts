import { describe, expect, it } from 'vitest'
import { createAccount } from '../../src/import/losses.ts'
import { questionText, saidBy } from '../../src/import/question.ts'
import { basic, note } from './packed.ts'

const text = (front: string, back: string, more: Parameters<typeof note>[2] = {}) =>
  questionText(saidBy(note(front, back, more), createAccount()), 2, 'Deck').text

describe('a note as a question', () => {
  it('is a heading and an answer', () => {
    expect(text('Who?', 'Me.')).toBe('## Who?\n\nMe.')
    expect(text('Who?', '')).toBe('## Who?')
  })

  it('has a prompt where the front says more than a line', () => {
    expect(text('Who?<br>And why?', 'Me.')).toBe('## Who?\n\nAnd why?\n\n---\n\nMe.')
  })

  it('takes first words for a heading where the front begins with none', () => {
    expect(text('<pre>let a</pre>', 'b')).toBe('## let a\n\n```\nlet a\n```\n\n---\n\nb')
    expect(text('<img src="a.png">', 'b')).toBe('## Deck\n\n![](media/a.png)\n\n---\n\nb')
    const long = 'many words '.repeat(40)
    expect(text(long, 'b').split('\n')[0]).toMatch(
      /^## (many words )+many …$|^## (many words ?)+ …$/,
    )
  })

  it('states tags so that no tag ends the comment', () => {
    expect(text('A', 'b', { tags: ['x', 'a::b', '-->', 'é'] })).toBe(
      '## A\n<!-- tags: [x, "a::b", "-\\u002d>", é] -->\n\nb',
    )
  })

  it('lowers headings below its own, and names fields where several answer', () => {
    const three = {
      ...basic,
      fields: ['Front', 'Back', 'Source'],
      templates: [{ name: 'Card 1', front: '{{Front}}', back: '{{Back}}{{Source}}' }],
    }
    const fields = ['A', '<h1>B</h1>', 'a book']
    expect(text('', '', { type: three, fields })).toBe(
      '## A\n\n**Back**\n\n### B\n\n**Source**\n\na book',
    )
    expect(text('', '', { type: three, fields: ['A', 'b', ''] })).toBe('## A\n\nb')
  })
})

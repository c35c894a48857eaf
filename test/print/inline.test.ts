import { describe, expect, it } from 'vitest'
import type { Inline } from '../../src/model/mdast.ts'
import { noteDestination, piecesOf } from '../../src/print/inline.ts'
import type { Look } from '../../src/print/look.ts'
import type { Setting } from '../../src/print/setting.ts'
import { text } from '../support/bank.ts'
import { given, look } from './given.ts'

async function pieces(nodes: Inline[], more: Partial<Setting> = {}) {
  const { setting, said } = await given(more)
  return { pieces: piecesOf(nodes, setting, look), said, theme: setting.theme, setting }
}

/** What a wrapper does to the look of a word in it. */
async function looked(node: Inline): Promise<Partial<Look>> {
  const { pieces: all } = await pieces([node])
  const [piece] = all.filter(({ kind }) => kind === 'text')
  if (piece?.kind !== 'text') throw new Error('no text')
  expect(piece.text).toBe('word')
  return piece.look
}
const wrap = (type: 'emphasis' | 'strong' | 'delete' | 'underline' | 'highlight'): Inline => ({
  type,
  children: [text('word')],
})

describe('inline nodes', () => {
  it('change the look of their words', async () => {
    const { theme } = await given()
    expect(await looked(text('word'))).toBe(look)
    expect((await looked(wrap('emphasis'))).style?.italic).toBe(true)
    expect((await looked(wrap('strong'))).style?.weight).toBe(700)
    expect((await looked(wrap('delete'))).strike).toBe(true)
    expect((await looked(wrap('underline'))).underline).toBe(true)
    expect((await looked(wrap('highlight'))).ground).toBe(theme.colours.mark)
    const sub = await looked({ type: 'subscript', children: [text('word')] })
    expect([sub.size, sub.rise]).toEqual([7, -1.6])
    const high = await looked({ type: 'superscript', children: [text('word')] })
    expect([high.size, high.rise]).toEqual([7, 3.6])
    const code = await looked({ type: 'inlineCode', value: 'word' })
    expect([code.style?.family, code.size, code.verbatim]).toEqual(['mono', 8.8, true])
    const key = await looked({ type: 'keyboard', children: [text('word')] })
    expect(key.outline).toBe(theme.colours.faint)
  })

  it('add up where they nest', async () => {
    const style = (await looked({ type: 'strong', children: [wrap('emphasis')] })).style
    expect(style).toEqual({ family: 'serif', weight: 700, italic: true })
  })

  it('lead to the web, and keep only the words of what leads nowhere', async () => {
    const link = (url: string, words = 'word'): Inline => ({
      type: 'link',
      url,
      children: [text(words)],
    })
    expect(await looked(link('https://example.org'))).toMatchObject({ url: 'https://example.org' })
    expect((await looked(link('https://example.org'))).verbatim).toBeUndefined()
    expect(await looked(link('#there'))).toBe(look)
    const { pieces: bare } = await pieces([link('https://a.org/b', 'https://a.org/b')])
    expect(bare).toMatchObject([{ look: { verbatim: true } }])
  })

  it('are gaps: filled on a ground, or a numbered blank with its hint', async () => {
    const gap: Inline = { type: 'cloze', number: 2, children: [text('word')] }
    const { theme } = await given()
    expect((await looked(gap)).ground).toBe(theme.colours.gap)
    const { pieces: blank } = await pieces([gap], { gaps: 'blank' })
    expect(blank.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind))).toEqual([
      '2',
      'kern',
    ])
    const { pieces: hinted } = await pieces([{ ...gap, hint: [text('which?')] }], { gaps: 'blank' })
    expect(hinted.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind))).toEqual([
      '2',
      'kern',
      'which?',
      'kern',
    ])
    expect(JSON.stringify([blank, hinted])).not.toContain('word')
  })

  it('call footnotes by their number', async () => {
    const notes = new Map([['a', 3]])
    const call: Inline = { type: 'footnoteReference', identifier: 'a' }
    const { pieces: called, setting } = await pieces([call], { notes })
    expect(called).toMatchObject([{ text: '3', look: { note: 'a', size: 7 } }])
    expect(noteDestination(setting, 'a')).toBe('note 3')
    expect((await pieces([call])).pieces).toEqual([])
  })

  it('are formulas, or their source with a message', async () => {
    const formula: Inline = { type: 'inlineMath', value: 'x' }
    const atom = { width: 5, ascent: 4, descent: 1, ops: [] }
    const set = await pieces([formula], { math: () => ({ atom }) })
    const tag = { type: 'Formula', alt: 'x' }
    expect(set.pieces).toEqual([{ kind: 'atom', atom, look: { ...look, tag } }])
    expect(set.said).toEqual([])
    const wrong = await pieces([formula], { math: () => ({ error: 'bad' }) })
    expect(wrong.pieces).toMatchObject([{ text: 'x', look: { verbatim: true } }])
    expect(wrong.said[0]).toMatchObject({ rule: 'math-as-source' })
    expect(wrong.said[0]?.reason).toContain('bad')
    const missing = await pieces([formula], { math: undefined })
    expect(missing.said[0]?.note).toContain('npm install')
  })

  it('break lines, and name pictures that are not there', async () => {
    expect((await pieces([{ type: 'break' }])).pieces).toEqual([{ kind: 'break' }])
    const { pieces: gone } = await pieces([{ type: 'picture', medium: 'k', alt: 'a tree' }])
    expect(gone).toMatchObject([{ text: '[a tree]' }])
  })
})

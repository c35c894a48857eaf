import { describe, expect, it } from 'vitest'
import { itemsOf } from '../../src/print/items.ts'
import type { Look, Piece } from '../../src/print/look.ts'
import { type Align, directionsOf, setLine } from '../../src/print/setline.ts'
import { type BoxOp, unfolded } from '../../src/print/words.ts'
import { given, glyphsIn, look, wordsIn } from './given.ts'

const { setting } = await given()
const { faces } = setting

function set(pieces: readonly Piece[], measure: number, align: Align, last = true) {
  const shaping = { faces, hyphenate: () => [], missing: () => undefined }
  const items = itemsOf(pieces, shaping, 1000)
  const line = { from: 0, to: items.length - 3, hyphen: false, last }
  return setLine(items, line, measure, align, faces, directionsOf(items))
}
const text = (words: string, at: Look = look): Piece => ({ kind: 'text', text: words, look: at })
const edges = (ops: readonly BoxOp[]): [left: number, right: number] => {
  const all = glyphsIn(ops)
  return [
    Math.min(...all.map(({ x }) => x)),
    Math.max(...all.map(({ x, run, size }) => x + (run.width * size) / 1000)),
  ]
}

describe('a line', () => {
  it('fills the measure where it is justified, unless it is the last', () => {
    const full = set([text('some words here')], 85, 'justified', false)
    expect(edges(full.ops)[1]).toBeCloseTo(85, 2)
    expect(full.ratio).toBeGreaterThan(0)
    const last = set([text('some words here')], 120, 'justified')
    expect(last.ratio).toBe(0)
    expect(edges(last.ops)[1]).toBeCloseTo(last.width, 2)
  })

  it('shrinks its spaces to fit, and no further than they go', () => {
    const natural = set([text('a b c')], 500, 'left').width
    expect(set([text('a b c')], natural - 1, 'justified').width).toBeCloseTo(natural - 1, 2)
    expect(set([text('a b c')], natural - 50, 'justified').ratio).toBe(-1)
  })

  it('ends short of the measure rather than gape', () => {
    const natural = set([text('two words')], 500, 'left').width
    const space = set([text('a b')], 500, 'left').width - set([text('ab')], 500, 'left').width
    const loose = set([text('two words')], natural + space * 2.3, 'justified', false)
    expect(loose.ratio).toBeGreaterThan(3)
    const gaping = set([text('two words')], natural + space * 2.6, 'justified', false)
    expect(gaping.ratio).toBe(1)
    expect(gaping.width).toBeLessThan(natural + space)
  })

  it('stands left, right or in the middle', () => {
    const [left, middle, right] = (['left', 'center', 'right'] as const).map((align) =>
      edges(set([text('word')], 100, align).ops),
    )
    expect(left?.[0]).toBe(0)
    expect(right?.[1]).toBeCloseTo(100, 2)
    expect(middle?.[0]).toBeCloseTo(100 - (middle?.[1] ?? 0), 2)
  })

  it('says the width of the space after each word', () => {
    const { ops } = set([text('one two')], 300, 'left')
    const [first, second] = glyphsIn(ops)
    expect(wordsIn(ops)).toBe('one two')
    expect(first?.x).toBe(0)
    expect(second?.x).toBeCloseTo(((first?.run.width ?? 0) * 10) / 1000 + (first?.space ?? 0), 2)
  })

  it('adds a hyphen where it breaks inside a word', () => {
    const shaping = { faces, hyphenate: () => [2], missing: () => undefined }
    const items = itemsOf([text('abcdef')], shaping, 1000)
    const line = { from: 0, to: 1, hyphen: true, last: false }
    const { ops } = setLine(items, line, 100, 'left', faces, undefined)
    expect(wordsIn(ops)).toBe('ab-')
  })

  it('shapes a word anew that no break parts', () => {
    const shaping = { faces, hyphenate: () => [1], missing: () => undefined }
    const items = itemsOf([text('fi')], shaping, 1000)
    const line = { from: 0, to: 3, hyphen: false, last: true }
    const { ops } = setLine(items, line, 100, 'left', faces, undefined)
    expect(glyphsIn(ops)).toHaveLength(1)
    expect(wordsIn(ops)).toBe('fi')
  })

  it('opens Han evenly, and says no space between its characters', () => {
    const { ops } = set([text('数值好')], 33, 'justified', false)
    const all = glyphsIn(ops)
    expect(all.map(({ x }) => x)).toEqual([0, 11.5, 23])
    expect(all.map(({ space }) => space)).toEqual([undefined, undefined, undefined])
    expect(glyphsIn(set([text('数值好')], 33, 'justified').ops).map(({ x }) => x)).toEqual([
      0, 10, 20,
    ])
  })

  it('parts Han from words of other scripts by white that is no space', () => {
    const { ops } = set([text('数API值')], 200, 'left')
    const all = glyphsIn(ops)
    expect(all.map(({ run }) => run.text)).toEqual(['数', 'API', '值'])
    expect(all[1]?.x).toBe(12)
    expect((all[2]?.x ?? 0) - (all[1]?.x ?? 0) - (all[1]?.run.width ?? 0) / 100).toBeCloseTo(2, 2)
    expect(all.map(({ space }) => space)).toEqual([undefined, undefined, undefined])
    const pieces = glyphsIn(set([text('数'), text('x', { ...look }), text('，')], 200, 'left').ops)
    expect(pieces[1]?.x).toBe(12)
    expect((pieces[2]?.x ?? 0) - (pieces[1]?.x ?? 0)).toBeCloseTo(
      (pieces[1]?.run.width ?? 0) / 100,
      2,
    )
  })

  it('says that a space follows where it ends between two words', () => {
    const shaping = { faces, hyphenate: () => [], missing: () => undefined }
    const items = itemsOf([text('one two')], shaping, 1000)
    const line = { from: 0, to: 1, hyphen: false, last: false }
    const { ops } = setLine(items, line, 100, 'left', faces, undefined)
    expect(wordsIn(ops)).toBe('one ')
  })

  it('raises words, and says what room they need', () => {
    const { ops, ascent, descent } = set([text('x', { ...look, rise: 4 })], 100, 'left')
    expect(glyphsIn(ops)[0]?.y).toBe(-4)
    expect([ascent, descent]).toEqual([11.5, 0])
  })

  it('draws grounds under words, rules and links over them', () => {
    const at: Look = { ...look, ground: '#ffeeaa', underline: true, url: 'https://example.org' }
    const { width, ...line } = set([text('a b', at)], 100, 'left')
    const ops = unfolded(line.ops)
    expect(ops.map(({ op }) => op)).toEqual(['rect', 'glyphs', 'glyphs', 'rect', 'link'])
    const [ground] = ops
    expect(ground).toMatchObject({ x: 0, width, fill: '#ffeeaa' })
    expect(ops.at(-1)).toMatchObject({ x: 0, width, url: 'https://example.org' })
  })

  it('collects the footnotes it calls, each once', () => {
    const note = { ...look, note: 'n' }
    expect(set([text('a', note), text('b'), text('c', note)], 100, 'left').notes).toEqual(['n'])
  })

  it('turns right-to-left words, on the right of the measure', () => {
    const { ops } = set([text('שלום עולם abc')], 200, 'justified')
    const all = glyphsIn(ops)
    // Painted in reading order, placed in visual order.
    expect(all.map(({ run }) => run.text)).toEqual(['שלום', 'עולם', 'abc'])
    expect(all[0]?.x).toBeGreaterThan(all[1]?.x ?? 0)
    expect(all[1]?.x).toBeGreaterThan(all[2]?.x ?? 0)
    expect(edges(ops)[1]).toBeCloseTo(200, 2)
  })

  it('finds directions only where there are any', () => {
    const shaping = { faces, hyphenate: () => [], missing: () => undefined }
    expect(directionsOf(itemsOf([text('plain')], shaping, 100))).toBeUndefined()
    expect(directionsOf(itemsOf([text('a שלום')], shaping, 100))?.base).toBe(0)
    expect(directionsOf(itemsOf([text('«שלום» a')], shaping, 100))?.base).toBe(1)
    expect(directionsOf(itemsOf([text('a שלום')], shaping, 100), true)?.base).toBe(1)
  })

  it('parts what runs one way from what runs the other by white of ours', () => {
    const kern: Piece = { kind: 'kern', width: 6, look }
    const { ops } = set([text('Hint'), kern, text('שלום')], 200, 'left')
    const [hint, word] = glyphsIn(ops)
    expect((word?.x ?? 0) - (hint?.x ?? 0) - (hint?.run.width ?? 0) / 100).toBeCloseTo(6, 2)
  })
})

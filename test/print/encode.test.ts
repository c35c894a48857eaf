import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { encode, type Subset } from '../../src/print/encode.ts'

/** A subset whose glyphs are all 500 wide. */
function subset(): Subset {
  const glyphs = [0]
  return {
    subset: {
      includeGlyph(glyph) {
        const at = glyphs.indexOf(glyph)
        return at < 0 ? glyphs.push(glyph) - 1 : at
      },
    },
    widths: [],
    unicode: [],
    scale: 1,
    font: { getGlyph: () => ({ advanceWidth: 500 }) },
  }
}

const run = (text: string, more: Partial<GlyphRun> = {}): GlyphRun => {
  const each = [...text]
  return {
    ...{ face: 'f', text, rtl: false, width: each.length * 500 },
    glyphs: each.map((one) => one.charCodeAt(0)),
    advances: each.map(() => 500),
    offsets: each.flatMap(() => [0, 0]),
    clusters: each.map((_, index) => index),
    ...more,
  }
}

describe('a run', () => {
  it('is the codes of its glyphs, kerning between them', () => {
    const font = subset()
    expect(encode(run('ab'), font)).toEqual({ tj: '(\0\x01\0\x02)' })
    expect(encode(run('ba', { advances: [480, 500] }), font)).toEqual({ tj: '(\0\x02)20(\0\x01)' })
    expect(font.unicode).toEqual([undefined, [97], [98]])
  })

  it('names its text where glyphs do not tell it, and its glyphs where any is raised', () => {
    const font = subset()
    const ligature = run('fi', { glyphs: [9], advances: [500], offsets: [0, 0], clusters: [0] })
    expect(encode(ligature, font)).toEqual({ tj: '(\0\x01)' })
    // The same glyph for another text.
    expect(encode({ ...ligature, text: 'fl' }, font).actual).toBe('fl')
    expect(encode(run('a', { missing: true }), font).actual).toBe('a')
    expect(encode(run('a', { offsets: [0, 30] }), font).raised).toHaveLength(1)
  })

  it('escapes what would end its string', () => {
    const font = subset()
    for (let glyph = 1; glyph < 0x28; glyph++) font.subset.includeGlyph(glyph + 1000)
    expect(encode(run('a'), font).tj).toBe('(\0\\()')
  })
})

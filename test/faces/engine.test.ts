import { beforeAll, describe, expect, it } from 'vitest'
import { faceOf } from '../../src/faces/catalogue.ts'
import { type Engine, loadEngine } from '../../src/faces/engine.ts'

const serif = faceOf({ family: 'serif', weight: 400, italic: false })
const arabic = 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular'
let engine: Engine
beforeAll(async () => {
  engine = await loadEngine('en')
})

describe('the shaper', () => {
  it('knows which faces are installed and what they cover', () => {
    expect([serif, 'noto-none/400Regular/None'].map((id) => engine.has(id))).toEqual([true, false])
    expect(engine.covers(serif, 0x61)).toBe(true)
    expect(engine.covers(serif, 0x6f22)).toBe(false)
    expect(engine.covers('noto-none/400Regular/None', 0x61)).toBe(false)
  })

  it('keeps one list for what words of a length have in common, and their own where they have not', () => {
    const [one, other] = ['abc', 'xyz'].map((text) => engine.shape(serif, text, false, []))
    expect([one?.offsets, one?.clusters]).toEqual([
      [0, 0, 0, 0, 0, 0],
      [0, 1, 2],
    ])
    expect(other?.offsets).toBe(one?.offsets)
    expect(other?.clusters).toBe(one?.clusters)
    const raised = engine.shape(arabic, 'بّ', true, [])
    expect(raised.offsets.some((offset) => offset !== 0)).toBe(true)
    expect(engine.shape(serif, 'office', false, []).clusters).not.toEqual([0, 1, 2, 3, 4, 5])
  })

  it('shapes no ASCII of the mono faces, and gives what shaping it would', () => {
    const characters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
    const pairs = characters.map((one) => characters.map((other) => one + other).join(''))
    for (const weight of [400, 600, 700] as const) {
      for (const italic of [false, true]) {
        const mono = faceOf({ family: 'mono', weight, italic })
        for (const text of [
          ...pairs,
          'A1B2C – D3E4F',
          '!==',
          '...',
          '-->',
          '</>',
          'www',
          'fi ffi fl',
        ]) {
          // Code that is not ASCII is shaped; the letter itself changes nothing before it.
          const { glyphs, advances, offsets, clusters } = engine.shape(mono, `${text}é`, false, [])
          expect(engine.shape(mono, text, false, [])).toEqual({
            glyphs: glyphs.slice(0, -1),
            advances: advances.slice(0, -1),
            offsets: offsets.slice(0, -2),
            clusters: clusters.slice(0, -1),
          })
        }
      }
    }
  })

  it('shapes no figures, and gives what shaping them would', () => {
    const numbers = Array.from({ length: 100 }, (_, index) => `${index}${99 - index}${index}`)
    for (const family of ['serif', 'sans', 'mono'] as const) {
      for (const features of [[], ['tnum'], ['pnum']]) {
        const face = faceOf({ family, weight: 600, italic: false })
        for (const text of [...numbers, '0', '1', '11', '1000000', '0123456789']) {
          // A space is no figure, and changes none before it.
          const { glyphs, advances } = engine.shape(face, `${text} `, false, features)
          const shaped = engine.shape(face, text, false, features)
          expect(shaped.glyphs).toEqual(glyphs.slice(0, -1))
          expect(shaped.advances).toEqual(advances.slice(0, -1))
        }
      }
    }
    const one = faceOf({ family: 'serif', weight: 400, italic: false })
    const [own, narrow] = [[], ['pnum']].map((features) => engine.shape(one, '1', false, features))
    expect(own).not.toEqual(narrow)
  })

  it('throws for a face that is not there', () => {
    expect(() => engine.metrics('noto-none/400Regular/None')).toThrow('face not installed')
  })

  it('kerns and joins: pairs are narrower, ligatures one glyph', () => {
    const sum = (text: string, features: string[] = []) =>
      engine.shape(serif, text, false, features).advances.reduce((all, one) => all + one, 0)
    expect(sum('AV')).toBeLessThan(sum('A') + sum('V'))
    const shaped = engine.shape(serif, 'office', false, [])
    expect(shaped.glyphs.length).toBeLessThan(6)
    expect(shaped.clusters[0]).toBe(0)
    expect(shaped.offsets).toHaveLength(shaped.glyphs.length * 2)
  })

  it('gives glyphs of right-to-left text in visual order', () => {
    const { clusters } = engine.shape(arabic, 'سلم', true, [])
    expect(clusters).toEqual([...clusters].sort((a, b) => b - a))
  })

  it('switches features on', () => {
    const width = (text: string) => engine.shape(serif, text, false, ['tnum']).advances[0]
    expect(width('1')).toBe(width('8'))
    const small = engine.shape(serif, 'a', false, ['smcp'])
    expect(small.glyphs).not.toEqual(engine.shape(serif, 'a', false, []).glyphs)
  })

  it('measures in thousandths of the em, y up', () => {
    const metrics = engine.metrics(serif)
    expect(metrics.capHeight).toBeGreaterThan(600)
    expect(metrics.capHeight).toBeLessThan(750)
    expect(metrics.descender).toBeLessThan(0)
    expect(metrics.underline.position).toBeLessThan(0)
    expect(metrics.strike.position).toBeGreaterThan(0)
  })

  it('turns quadratic curves into cubic ones that are the same', () => {
    const [glyph = 0] = engine.shape(serif, 'o', false, []).glyphs
    let [x, y] = [0, 0]
    let curves = 0
    for (const [command, ...values] of engine.outline(serif, glyph)) {
      const [a = 0, b = 0, c = 0, d = 0] = values
      const [toX = 0, toY = 0] = values.slice(-2)
      if (command === 'C') {
        // Both control points lie two thirds of the way to the one of the quadratic curve.
        expect(3 * a - x).toBeCloseTo(3 * c - toX, 1)
        expect(3 * b - y).toBeCloseTo(3 * d - toY, 1)
        curves++
      }
      if (command !== 'Z') [x, y] = [toX, toY]
    }
    expect(curves).toBeGreaterThan(8)
  })

  it('outlines glyphs once, as closed cubics', () => {
    const [glyph = 0] = engine.shape(serif, 'o', false, []).glyphs
    const path = engine.outline(serif, glyph)
    expect(path.filter(([command]) => command === 'Z')).toHaveLength(2)
    expect(new Set(path.map(([command]) => command))).toEqual(new Set(['M', 'C', 'Z']))
    expect(engine.outline(serif, glyph)).toBe(path)
    const [space = 0] = engine.shape(serif, ' ', false, []).glyphs
    expect(engine.outline(serif, space)).toEqual([])
  })

  it('gives the bytes of a TrueType file', () => {
    expect([...engine.bytes(serif).subarray(0, 4)]).toEqual([0, 1, 0, 0])
  })

  it('knows the one character of a glyph, and none of ligatures or of what several share', () => {
    const glyph = (text: string): number => engine.glyph(serif, text.codePointAt(0) ?? 0) ?? -1
    expect(engine.character(serif, glyph('g'))).toBe(0x67)
    expect(engine.character(serif, glyph('\ufb01'))).toBe(undefined)
    expect(engine.glyph(serif, 0x0e01)).toBe(undefined)
    expect(engine.advance(serif, glyph('g'))).toBe(engine.shape(serif, 'g', false, []).advances[0])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { Codespace } from '../../src/print/codespace.ts'
import { encode } from '../../src/print/encode.ts'
import { Latin } from '../../src/print/latin.ts'

/** Glyphs of ASCII are 3 more than their characters; two spaces share one. */
const glyphOf = (character: number): number | undefined => character + 3
const of = (count: number) => new Codespace(count, glyphOf)
const bytes = (text: string): number[] => [...Buffer.from(text, 'latin1')]
const escaped = [...bytes('()\\\n\r')]

describe('codes of a font', () => {
  it('are those of ASCII for its glyphs, whatever is painted before', () => {
    const [codes, other] = [of(1000), of(1000)]
    for (let glyph = 200; glyph < 400; glyph++) other.of(glyph)
    for (const { of } of [codes, other]) {
      expect([...'Hi ~'].map((one) => of(one.charCodeAt(0) + 3)).join('')).toBe('Hi ~')
    }
  })

  it('are of one byte for what is painted first, and of two for the rest', () => {
    const { of: code, highest } = of(1000)
    expect(highest).toBe(251)
    const given = Array.from({ length: 900 }, (_, glyph) => bytes(code(glyph)))
    expect(new Set(given.map(String)).size).toBe(900)
    for (const [first = 0, ...more] of given) {
      expect(more.length).toBe(first > highest ? 1 : 0)
      for (const byte of [first, ...more]) expect(escaped).not.toContain(byte)
    }
    expect(given.findIndex((one) => one.length > 1)).toBe(246)
    expect(code(0)).toBe('\u0001')
  })

  it('are mostly the same where another glyph was painted before', () => {
    const [codes, other] = [of(1000), of(1000)]
    const first = other.of(777)
    const painted = Array.from({ length: 40 }, (_, index) => 130 + index * 17)
    const changed = painted.filter((glyph) => codes.of(glyph) !== other.of(glyph))
    expect(changed.length).toBeLessThan(4)
    expect(painted.map(other.of)).not.toContain(first)
    // Where all short ones are taken a glyph has its own.
    for (let glyph = 0; glyph < 1000; glyph++) other.of(glyph)
    for (let glyph = 999; glyph >= 0; glyph--) codes.of(glyph)
    const long = new Map(codes.all().map(({ glyph, code }) => [glyph, code]))
    const same = other.all().filter(({ glyph, code }) => code > 255 && long.get(glyph) === code)
    expect(same.length).toBeGreaterThan(500)
  })

  it('are there for all glyphs of a large face', () => {
    for (const count of [250, 251, 252, 30_000, 62_000]) {
      const { of: code } = of(count)
      const all = Array.from({ length: count }, (_, glyph) => code(glyph))
      expect(new Set(all).size).toBe(count)
      expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(2)
    }
    const largest = of(65_536)
    const ask = (): void => {
      for (let glyph = 0; glyph < 65_536; glyph++) largest.of(glyph)
    }
    expect(ask).toThrow(/no code/)
  })

  it('are told of from the lowest on, with their glyphs', () => {
    const codes = of(1000)
    for (const glyph of [500, 68, 501]) codes.of(glyph)
    expect(codes.all()).toEqual([
      { glyph: 68, code: 65 },
      { glyph: 500, code: 136 },
      { glyph: 501, code: 137 },
    ])
  })

  it('are free where the face has no such character', () => {
    const { of: code } = new Codespace(1000, () => undefined)
    const given = Array.from({ length: 70 }, (_, glyph) => code(glyph))
    expect(given).toContain('A')
  })

  it('are written for what was written in glyphs, kerning as it is', () => {
    const glyph = fc.oneof(fc.nat(0xffff), fc.constantFrom(0x2829, 0x5c5c, 0x0d28, 0x295c, 0x720d))
    const kern = fc.constantFrom(500, 480, 510.5)
    const some = fc.array(fc.tuple(glyph, kern, fc.constantFrom(0, 3)))
    const faces = { advance: () => 500, character: () => undefined, glyph: () => undefined }
    fc.assert(
      fc.property(fc.array(some), (runs) => {
        const codes = of(40_000)
        for (const set of runs) {
          const run: GlyphRun = {
            ...{ face: 'f', text: 'x'.repeat(set.length), rtl: false, width: 0 },
            glyphs: set.map(([glyph]) => glyph),
            advances: set.map(([, advance]) => advance),
            offsets: set.flatMap(([, , dx]) => [dx, 0]),
            clusters: set.map((_, index) => index),
          }
          const packed = Buffer.from(`??${encode(run, faces).codes}??`, 'latin1')
          const out = new Latin()
          out.add('!')
          codes.write(packed, 2, packed.length - 2, out)
          const written = Buffer.from(out.bytes()).toString('latin1')
          expect(written).toBe(`!${encode(run, faces, codes.of).codes}`)
        }
      }),
    )
  })
})

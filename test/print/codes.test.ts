import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GlyphRun, loadFaces } from '../../src/faces/faces.ts'
import { Codes, mark } from '../../src/print/codes.ts'
import { encode } from '../../src/print/encode.ts'
import { Latin } from '../../src/print/latin.ts'

const style = { family: 'serif', weight: 400, italic: false } as const
const real = await loadFaces()
const word = (text: string): GlyphRun => {
  const [run] = real.shapeWord(text, style, false)
  if (!run) throw new Error(`nothing of ${text}`)
  return run
}
const written = (codes: Codes, number: number) => {
  const out = new Latin()
  codes.write(number, out)
  return Buffer.from(out.bytes()).toString('latin1')
}

describe('codes of runs', () => {
  it('are what a run is encoded as, under one number for each', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ -~]{1,8}$/), { maxLength: 40 }), (texts) => {
        const codes = new Codes(real)
        const numbers = texts.map((text) => codes.of(word(text)))
        for (const [index, text] of texts.entries()) {
          const number = numbers[index] ?? -1
          const run = word(text)
          const { codes: wanted, told, silent, raised } = encode(run, real)
          expect(written(codes, number)).toBe(wanted)
          expect(codes.widthOf(number)).toBe(run.width)
          expect(codes.faceIds[codes.faceOf(number)]).toBe(run.face)
          expect(codes.told(number)).toEqual(told ?? [])
          const marks = (silent ? mark.silent : 0) + (raised ? mark.raised : 0)
          expect(codes.marksOf(number)).toBe(marks + (told ? mark.told : 0))
          expect(codes.runs[number]).toBe(run)
        }
        expect(new Set(numbers).size).toBe(new Set(texts.map(word)).size)
      }),
    )
  })

  it('are kept for runs that remember no number too', () => {
    const codes = new Codes(real)
    const [copy, run] = [{ ...word('copy') }, word('copy')]
    expect([copy, run, copy, run].map((one) => codes.of(one))).toEqual([0, 1, 0, 1])
  })

  it('are those of the table at hand, whatever table had a run before', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(word) as [GlyphRun, GlyphRun, GlyphRun]
    const first = new Codes(real)
    for (const run of [a, b, c]) first.of(run)
    const second = new Codes({ ...real, advance: () => 0 })
    expect([c, b].map((run) => second.of(run))).toEqual([0, 1])
    expect(written(second, 0)).not.toBe(written(first, 2))
    expect(second.runs).toEqual([c, b])
    expect(second.of(c)).toBe(0)
  })

  it('are full when they hold many', () => {
    const codes = new Codes(real)
    const run = word('x')
    for (let count = 0; !codes.full; count++) {
      expect(count).toBeLessThan(1 << 17)
      codes.of({ ...run })
    }
    expect(codes.runs.length).toBeGreaterThan(10_000)
  })
})

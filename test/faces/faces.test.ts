import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Faces, loadFaces, type Style } from '../../src/faces/faces.ts'

const serif: Style = { family: 'serif', weight: 400, italic: false }
const mono: Style = { family: 'mono', weight: 400, italic: false }
let faces: Faces
beforeAll(async () => {
  faces = await loadFaces()
})

const textOf = (text: string, style = serif): string =>
  faces
    .shape(text, style)
    .map((run) => run.text)
    .join('')

describe('faces', () => {
  it('sets Latin, Greek and Cyrillic from the family asked for', () => {
    const runs = faces.shape('Office αβγ Ёлка', serif)
    expect(runs).toHaveLength(1)
    expect(runs[0]?.face).toBe('source-serif-4/400Regular/SourceSerif4_400Regular')
    expect(runs[0]?.width).toBeGreaterThan(5000)
  })

  it('has every weight and slant of every family', () => {
    for (const family of ['serif', 'sans', 'mono'] as const) {
      for (const weight of [400, 600, 700] as const) {
        for (const italic of [false, true]) {
          const style = { family, weight, italic }
          expect(faces.shape('a', style)[0]?.face).toBe(faces.faceOf(style))
        }
      }
    }
  })

  it('gives every mono glyph the same advance', () => {
    const [run] = faces.shape('iW0.{}', mono)
    expect(new Set(run?.advances).size).toBe(1)
  })

  it('falls back through the chain and keeps the words', () => {
    const text = 'a ∀x → 🙂 ⚠️ नमस्ते שלום'
    const runs = faces.shape(text, serif)
    expect(runs.some((run) => run.missing)).toBe(false)
    expect(new Set(runs.map((run) => run.face.split('/')[0])).size).toBeGreaterThanOrEqual(5)
    expect(textOf(text)).toBe(text)
  })

  it('takes quotation marks and dashes beside Han from its face', () => {
    const packages = (text: string) =>
      faces.shape(text, serif).map((run) => [run.text, run.face.split('/')[0]])
    expect(packages('叫“softmax”的…')).toEqual([
      ['叫“', 'noto-sans-sc'],
      ['softmax', 'source-serif-4'],
      ['”的…', 'noto-sans-sc'],
    ])
    expect(packages('“plain”')).toEqual([['“plain”', 'source-serif-4']])
  })

  it('joins Arabic letters and sets them from right to left', () => {
    const [run] = faces.shape('سلام', serif)
    expect(run?.rtl).toBe(true)
    expect(run?.clusters).toEqual([...(run?.clusters ?? [])].sort((a, b) => b - a))
    // A joined form is another glyph than the isolated one.
    const isolated = faces.shape('س', serif)[0]?.glyphs[0]
    expect(run?.glyphs).not.toContain(isolated)
  })

  it('orders a mixed line as it stands on the page', () => {
    const runs = faces.shape('one שלום עולם two', serif)
    expect(runs[0]?.text).toBe('one ')
    expect(runs.at(-1)?.text).toBe(' two')
  })

  it('keeps an emoji sequence in one face', () => {
    const runs = faces.shape('👩‍💻', serif)
    expect(runs).toHaveLength(1)
    expect(runs[0]?.glyphs).toHaveLength(1)
  })

  it('reports what no face has, with a visible mark, and names the package', () => {
    const runs = faces.shape('a\u{10ffff}b', serif)
    const missing = runs.filter((run) => run.missing)
    expect(missing.map((run) => run.text)).toEqual(['\u{10ffff}'])
    expect(missing[0]?.width).toBeGreaterThan(0)
    expect(faces.packageFor('ไทย')).toBe('@expo-google-fonts/noto-sans-thai')
  })

  it('never gives glyph 0 and never loses text, for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        for (const style of [serif, mono]) {
          for (const rtl of [false, true]) {
            const runs = faces.shapeWord(text, style, rtl)
            expect(runs.flatMap((run) => run.glyphs)).not.toContain(0)
            const ordered = rtl ? [...runs].reverse() : runs
            expect(ordered.map((run) => run.text).join('')).toBe(text)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never gives glyph 0 for any code point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
        expect(faces.shape(text, serif).flatMap((run) => run.glyphs)).not.toContain(0)
      }),
      { numRuns: 300 },
    )
  })

  it('gives closed cubic outlines with y up', () => {
    const [run] = faces.shape('o', serif)
    const path = faces.outline(run?.face ?? '', run?.glyphs[0] ?? 0)
    expect(path[0]?.[0]).toBe('M')
    expect(path.at(-1)).toEqual(['Z'])
    const ys = path.flatMap((command) => (command[0] === 'Z' ? [] : [command.at(-1) as number]))
    expect(Math.max(...ys)).toBeGreaterThan(400)
    expect(Math.max(...ys)).toBeLessThan(600)
  })

  it('gives metrics of the text faces', () => {
    const metrics = faces.metrics(faces.faceOf(serif))
    expect(metrics.ascender).toBeGreaterThan(metrics.capHeight)
    expect(metrics.capHeight).toBeGreaterThan(metrics.xHeight)
    expect(metrics.descender).toBeLessThan(0)
  })

  it('puts the features asked for to use', () => {
    const widths = (text: string, features: string[]) =>
      faces.shape(text, { ...serif, features })[0]?.width
    expect(widths('111', ['tnum'])).toBe(widths('888', ['tnum']))
  })
})

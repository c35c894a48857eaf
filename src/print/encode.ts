/** Runs as PDF has them: codes of an embedded subset, kerning between, and whether they tell their text. */
import type { GlyphRun } from '../faces/faces.ts'
import type { Encoded } from './content.ts'

/** The part of pdfkit's embedded font that encoding needs. */
export type Subset = {
  subset: { includeGlyph(glyph: number): number }
  widths: number[]
  /** The text of each code. */
  unicode: number[][]
  /** Glyph units to 1/1000 em. */
  scale: number
  font: { getGlyph(glyph: number): { advanceWidth: number } }
}

/** A run as the inside of a TJ array; kerning is the difference to the glyph's own width. */
export function encode(run: GlyphRun, font: Subset): Encoded {
  const codes: string[] = []
  let tj = ''
  let string = ''
  let faithful = !run.missing
  let raised = false
  const textAt = clusterTexts(run)
  for (let index = 0; index < run.glyphs.length; index++) {
    const glyph = run.glyphs[index] ?? 0
    const text = textAt(index)
    if (text === undefined) faithful = false
    const wanted = codePointsOf(text ?? '')
    const code = include(glyph, wanted, font)
    if (!sameText(font.unicode[code] ?? [], wanted)) faithful = false
    const dx = run.offsets[index * 2] ?? 0
    if (run.offsets[index * 2 + 1]) raised = true
    const width = font.widths[code] ?? 0
    const after = Math.round((width - (run.advances[index] ?? 0) + dx) * 1000) / 1000
    if (dx !== 0) {
      // The white keeps it apart from a number before it.
      tj += `${string && `(${string})`} ${-dx}`
      string = ''
    }
    const bytes = bytesOf(code)
    codes.push(bytes)
    string += bytes
    if (after !== 0) {
      tj += `(${string})${after}`
      string = ''
    }
  }
  if (string) tj += `(${string})`
  return { tj, ...(!faithful && { actual: run.text }), ...(raised && { raised: codes }) }
}

/** The text of each glyph; undefined for glyphs of a cluster that is already told. */
function clusterTexts(run: GlyphRun): (index: number) => string | undefined {
  const { clusters, text, glyphs } = run
  // Mostly every unit of the text is a glyph.
  if (glyphs.length === text.length && clusters.every((cluster, index) => cluster === index)) {
    return (index) => text[index]
  }
  const ends = clusterEnds(run)
  const seen = new Set<number>()
  return (index) => {
    const cluster = clusters[index] ?? 0
    if (seen.has(cluster)) return undefined
    seen.add(cluster)
    return text.slice(cluster, ends.get(cluster))
  }
}

/** No-break and other spaces share the glyph of the plain one. */
function sameText(one: readonly number[], other: readonly number[]): boolean {
  const tidy = (codePoint: number | undefined) => (codePoint === 0xa0 ? 32 : codePoint)
  return one.length === other.length && one.every((value, at) => tidy(value) === tidy(other[at]))
}

/** Where each cluster of a run ends in its text. */
function clusterEnds(run: GlyphRun): Map<number, number> {
  const starts = [...new Set(run.clusters)].sort((a, b) => a - b)
  return new Map(starts.map((start, index) => [start, starts[index + 1] ?? run.text.length]))
}

/** The code of a glyph, which from now on is in the subset and stands for a text. */
export function include(glyph: number, codePoints: number[], font: Subset): number {
  const code = font.subset.includeGlyph(glyph)
  font.widths[code] ??= font.font.getGlyph(glyph).advanceWidth * font.scale
  font.unicode[code] ??= codePoints
  return code
}

/** A glyph's code as two bytes of a string in parentheses. */
export function bytesOf(code: number): string {
  return byteOf(code >> 8) + byteOf(code & 255)
}

function byteOf(value: number): string {
  if (value === 0x28 || value === 0x29 || value === 0x5c) return `\\${String.fromCharCode(value)}`
  // A bare carriage return would be read as a line feed.
  return value === 13 ? '\\r' : String.fromCharCode(value)
}

const codePointsOf = (text: string): number[] => [...text].map((one) => one.codePointAt(0) ?? 0)

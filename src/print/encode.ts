/**
 * Runs as PDF has them. Until they are painted their codes are the face's own glyph numbers,
 * two bytes each: so a run is the same in every booklet, whatever else stands in it.
 */
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { clusterEnds, isPlain } from '../faces/runs.ts'

/** What encoding has to know of faces. */
export type Glyphs = Pick<Faces, 'advance' | 'character' | 'glyph'>

/** A glyph that stands for no one character in its face, and what it stands for here. */
export type Told = { glyph: number; text: string }

export type Encoded = {
  /** What goes between the parentheses of a string in a TJ array; kerning parts it in several. */
  codes: string
  /** Set where single glyphs do not tell the text. */
  silent?: true
  told?: readonly Told[]
  /** Codes one by one, where any glyph stands above or below the baseline. */
  raised?: readonly string[]
}

/** A word space: its glyph, its code within a string, and its width in 1/1000 em. */
export type Space = { glyph: number; code: string; width: number }

export const [opening, closing, backslash] = [0x28, 0x29, 0x5c]

/** The byte that two of a string are written for: a backslash and this one. */
export const meantBy = (byte: number): number => (byte === 0x72 ? 13 : byte)

/**
 * A run as the inside of a string; kerning is the difference to the glyph's own width.
 * `codeOf` tells the code of a glyph within a string.
 */
export function encode(run: GlyphRun, faces: Glyphs, codeOf = numberOf): Encoded {
  const { face, glyphs, offsets, advances } = run
  let codes = ''
  let silent = run.missing ?? false
  let raised = false
  const told: Told[] = []
  const textAt = clusterTexts(run)
  for (let index = 0; index < glyphs.length; index++) {
    const glyph = glyphs[index] ?? 0
    const text = textAt(index)
    const character = faces.character(face, glyph)
    if (text === undefined) silent = true
    else if (character !== undefined) silent ||= !isText(character, text)
    else if (!tells(told, glyph, text)) silent = true
    const dx = offsets[index * 2] ?? 0
    if (offsets[index * 2 + 1]) raised = true
    const kern = faces.advance(face, glyph) - (advances[index] ?? 0) + dx
    const after = Math.round(kern * 1000) / 1000
    if (dx !== 0) codes += `)${-dx}(`
    codes += codeOf(glyph)
    if (after !== 0) codes += `)${after}(`
  }
  // What is said in other words leaves its glyphs free to stand for something elsewhere.
  const telling = told.length > 0 && !silent && !raised
  return {
    codes,
    ...(silent && { silent }),
    ...(telling && { told }),
    ...(raised && { raised: glyphs.map(codeOf) }),
  }
}

/** Whether a glyph stands for a text in a list, in which it is from now on. */
function tells(told: Told[], glyph: number, text: string): boolean {
  const known = told.find((one) => one.glyph === glyph)
  if (!known) told.push({ glyph, text })
  return !known || known.text === text
}

/** Whether a character is all of a text. No-break and other spaces share the glyph of the plain one. */
function isText(character: number, text: string): boolean {
  const only = text.codePointAt(0)
  if (only !== character) return character === 32 && text === '\u00a0'
  return text.length === (only > 0xffff ? 2 : 1)
}

/** The word space of a face; undefined where it has none. */
export function spaceOf(face: string, faces: Glyphs, codeOf = numberOf): Space | undefined {
  const glyph = faces.glyph(face, 32)
  return glyph === undefined
    ? undefined
    : { glyph, code: codeOf(glyph), width: faces.advance(face, glyph) }
}

/** The text of each glyph; undefined for glyphs of a cluster that is already told. */
function clusterTexts(run: GlyphRun): (index: number) => string | undefined {
  const { clusters, text } = run
  if (isPlain(run)) return (index) => text[index]
  const ends = clusterEnds(run)
  const seen = new Set<number>()
  return (index) => {
    const cluster = clusters[index] ?? 0
    if (seen.has(cluster)) return undefined
    seen.add(cluster)
    return text.slice(cluster, ends.get(cluster))
  }
}

/** A glyph's number as two bytes of a string in parentheses. */
function numberOf(glyph: number): string {
  return byteOf(glyph >> 8) + byteOf(glyph & 255)
}

function byteOf(value: number): string {
  if (value === 0x28 || value === 0x29 || value === 0x5c) return `\\${String.fromCharCode(value)}`
  // A bare carriage return would be read as a line feed.
  return value === 13 ? '\\r' : String.fromCharCode(value)
}

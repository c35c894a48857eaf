/**
 * Codes of the glyphs of one font: one byte for those that are first painted, two where there
 * are more. ASCII keeps its own, and every other glyph has a place where it looks for one, so
 * that an edit changes few pages. No code holds a byte that a string would have to escape.
 */
import { backslash, closing, meantBy, opening } from './encode.ts'
import type { Latin } from './latin.ts'

/** A glyph, and its code as the number that its bytes make. */
export type Coded = { glyph: number; code: number }

/** More glyphs than any face has. */
const mostGlyphs = 65536

export class Codespace {
  /** The highest code of one byte; the first of two is higher. */
  readonly highest: number
  /** By glyph: its code; below zero one that is kept for it; 0 for none. */
  readonly #codes = new Int32Array(mostGlyphs)
  /** Those of one byte, and of two, that any glyph may have; 0 for what is given out. */
  readonly #short: number[]
  readonly #long: number[]

  /** `count`: how many glyphs the face has; `glyphOf` tells that of a character. */
  constructor(count: number, glyphOf: (character: number) => number | undefined) {
    // So many of two bytes that they are enough.
    this.highest = plain.at(-1 - Math.ceil(count / plain.length)) ?? 0
    const kept = new Set<number>()
    for (const character of plain) {
      const glyph = isAscii(character) && character <= this.highest ? glyphOf(character) : undefined
      if (glyph === undefined || this.#codes[glyph] !== 0) continue
      this.#codes[glyph] = -character
      kept.add(character)
    }
    // 0 is for none.
    this.#short = plain.filter((byte) => byte > 0 && byte <= this.highest && !kept.has(byte))
    const firsts = plain.filter((byte) => byte > this.highest)
    this.#long = firsts.flatMap((first) => plain.map((second) => first * 256 + second))
  }

  /** The code of a glyph, as it stands in a string. */
  readonly of = (glyph: number): string => {
    const code = this.#codes[glyph] as number
    return text(code > 0 ? code : this.#give(glyph))
  }

  /** Writes in these codes what `encode` wrote in glyphs, from within a string to within one. */
  write(glyphs: Uint8Array, from: number, to: number, out: Latin): void {
    const room = out.roomFor(to - from)
    let end = out.length
    for (let at = from; at < to; ) {
      let high = glyphs[at++] as number
      if (high === closing) {
        // A number, up to where the string goes on.
        room[end++] = high
        while (at < to && high !== opening) {
          high = glyphs[at++] as number
          room[end++] = high
        }
        continue
      }
      if (high === backslash) high = meantBy(glyphs[at++] as number)
      let low = glyphs[at++] as number
      if (low === backslash) low = meantBy(glyphs[at++] as number)
      const glyph = high * 256 + low
      const known = this.#codes[glyph] as number
      const code = known > 0 ? known : this.#give(glyph)
      if (code > 0xff) room[end++] = code >> 8
      room[end++] = code
    }
    out.endAt(end)
  }

  /** All codes that were given out, from the lowest on. */
  all(): Coded[] {
    const all: Coded[] = []
    for (let glyph = 0; glyph < mostGlyphs; glyph++) {
      const code = this.#codes[glyph] as number
      if (code > 0) all.push({ glyph, code })
    }
    return all.sort((one, other) => one.code - other.code)
  }

  #give(glyph: number): number {
    const kept = -(this.#codes[glyph] as number)
    const code = kept || taken(this.#short, glyph) || taken(this.#long, glyph)
    // Only of faces with over 62,750 glyphs, if all of them are in one booklet.
    if (code === 0) throw new Error('a font has no code left')
    this.#codes[glyph] = code
    return code
  }
}

/** The first code that is free from the glyph's own place on; 0 where none is. */
function taken(free: number[], glyph: number): number {
  for (let step = 0; step < free.length; step++) {
    const at = (glyph + step) % free.length
    const code = free[at] as number
    free[at] = 0
    if (code > 0) return code
  }
  return 0
}

/** Bytes that stand in a string as they are: no parentheses, no backslash, no end of a line. */
const plain = Array.from({ length: 256 }, (_, byte) => byte).filter(
  (byte) => ![0x28, 0x29, 0x5c, 0x0a, 0x0d].includes(byte),
)

const isAscii = (byte: number): boolean => byte >= 0x20 && byte < 0x7f

const text = (code: number): string =>
  code > 0xff ? String.fromCharCode(code >> 8, code & 255) : String.fromCharCode(code)

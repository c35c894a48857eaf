/**
 * Faces as fonts of a PDF. Codes of their glyphs are those of the face's file; what is
 * embedded has only the glyphs that are used, and a table from one to the other.
 */
import type PDFDocument from 'pdfkit'
import type { EmbeddedFont, PDFReference } from 'pdfkit'
import type { FaceId, Faces } from '../faces/faces.ts'
import { type Encoded, glyphsIn, type Space, spaceOf, type Told } from './encode.ts'
import type { Galley } from './galley.ts'
import { hex, units } from './utf16.ts'

export type Font = {
  /** Of the resource. */
  name: string
  reference: PDFReference
  space: Space | undefined
  embedded: EmbeddedFont
  face: FaceId
  /** By glyph: 1 for those that are used. */
  used: Uint8Array
  /** What glyphs stand for that are those of no one character. */
  told: Map<number, string>
}

/** More glyphs than any face has. */
const mostGlyphs = 65536

export class Fonts {
  readonly #document: PDFDocument
  readonly #faces: Faces
  readonly #fonts = new Map<FaceId, Font>()

  constructor(document: PDFDocument, faces: Faces) {
    this.#document = document
    this.#faces = faces
  }

  of(face: FaceId): Font {
    const known = this.#fonts.get(face)
    if (known) return known
    const document = this.#document
    document.font(this.#faces.bytes(face))
    const space = spaceOf(face, this.#faces)
    const font: Font = {
      ...{ name: `F${this.#fonts.size + 1}`, reference: document.ref({}), face, space },
      ...{ embedded: document._font, used: new Uint8Array(mostGlyphs), told: new Map() },
    }
    if (space) font.used[space.glyph] = 1
    this.#fonts.set(face, font)
    return font
  }

  /** Has a run's glyphs in its font; whether each tells there what it stands for in the run. */
  take(font: Font, glyphs: readonly number[], { silent, told }: Encoded): boolean {
    for (const glyph of glyphs) font.used[glyph] = 1
    return (told === undefined || tells(font, told)) && !silent
  }

  /** The fonts of a galley, by the numbers of its faces; whether its glyphs tell there what they do in it. */
  ofGalley({ faces, told }: Pick<Galley, 'faces' | 'told'>): { fonts: Font[]; tells: boolean } {
    const fonts = faces.map((face) => this.of(face))
    let all = true
    for (const one of told) if (!tells(fonts[one.face] as Font, [one])) all = false
    return { fonts, tells: all }
  }

  /** Has the glyphs of a piece in its font: see `glyphsIn`. */
  takePiece({ used }: Font, codes: Uint8Array, from: number, to: number): void {
    glyphsIn(codes, from, to, used)
  }

  /** Writes all fonts. */
  end(): void {
    for (const font of this.#fonts.values()) this.#write(font)
  }

  #write(font: Font): void {
    const document = this.#document
    const { embedded, reference, face } = font
    const { subset, scale, font: file } = embedded
    const glyphs: number[] = []
    for (let glyph = 0; glyph < mostGlyphs; glyph++) {
      if (font.used[glyph] || glyph === 0) glyphs.push(glyph)
    }
    const table = Buffer.alloc(2 * ((glyphs.at(-1) ?? 0) + 1))
    for (const glyph of glyphs) table.writeUInt16BE(subset.includeGlyph(glyph), 2 * glyph)
    const program = document.ref()
    program.end(subset.encode())
    const map = document.ref()
    map.end(table)
    const name = `${tagOf(font)}+${file.postscriptName?.replaceAll(' ', '_')}`
    const { bbox } = file
    const descriptor = document.ref({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: flagsOf(file),
      FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((edge) => edge * scale),
      ItalicAngle: file.italicAngle,
      Ascent: embedded.ascender,
      Descent: embedded.descender,
      CapHeight: (file.capHeight || file.ascent) * scale,
      XHeight: (file.xHeight || 0) * scale,
      StemV: 0,
      FontFile2: program,
    })
    descriptor.end()
    const descendant = document.ref({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: {
        // A string of PDF, and not a name.
        Registry: new String('Adobe'),
        Ordering: new String('Identity'),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      W: widthsOf(glyphs, (glyph) => this.#faces.advance(face, glyph)),
      CIDToGIDMap: map,
    })
    descendant.end()
    const texts = document.ref()
    texts.end(
      charactersOf(glyphs, (glyph) => {
        const character = this.#faces.character(face, glyph)
        return character === undefined ? font.told.get(glyph) : String.fromCodePoint(character)
      }),
    )
    Object.assign(reference.data, {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: texts,
    })
    reference.end()
  }
}

/** Whether glyphs tell in a font what they stand for elsewhere; one that told nothing yet does from now on. */
function tells(font: Font, told: readonly Told[]): boolean {
  let all = true
  for (const { glyph, text } of told) {
    const known = font.told.get(glyph)
    if (known === undefined) font.told.set(glyph, text)
    else if (known !== text) all = false
  }
  return all
}

/** Six letters that tell one subset from another: `BZZZZZ` for `F1`. */
function tagOf({ name }: Font): string {
  const letters = [...name.slice(1)].map((digit) => String.fromCharCode(65 + Number(digit)))
  return letters.join('').padEnd(6, 'Z')
}

/** Bits of a descriptor: fixed pitch, serifs, other characters than those of Latin, script, italic. */
function flagsOf({ 'OS/2': os2, post, head }: EmbeddedFont['font']): number {
  const family = (os2?.sFamilyClass ?? 0) >> 8
  const serif = family >= 1 && family <= 7
  return (
    (post.isFixedPitch ? 1 : 0) |
    (serif ? 2 : 0) |
    4 |
    (family === 10 ? 8 : 0) |
    (head.macStyle.italic ? 64 : 0)
  )
}

/** Widths by code: a first code, then those of all that follow it without a gap. */
function widthsOf(glyphs: readonly number[], widthOf: (glyph: number) => number): unknown[] {
  const widths: unknown[] = []
  let list: number[] = []
  for (const [index, glyph] of glyphs.entries()) {
    if (index === 0 || glyphs[index - 1] !== glyph - 1) {
      list = []
      widths.push(glyph, list)
    }
    list.push(widthOf(glyph))
  }
  return widths
}

/** A CMap from codes to text, a hundred to a block at most. */
function charactersOf(
  glyphs: readonly number[],
  textOf: (glyph: number) => string | undefined,
): string {
  const entries = glyphs.flatMap((glyph) => {
    const text = textOf(glyph)
    return text === undefined ? [] : [`<${hex(glyph)}> <${units(text)}>`]
  })
  const blocks: string[] = []
  for (let from = 0; from < entries.length; from += 100) {
    const block = entries.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

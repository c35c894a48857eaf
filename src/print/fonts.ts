/** Faces as fonts of a PDF. What is embedded has only the glyphs that are used, and tables by their codes. */
import type PDFDocument from 'pdfkit'
import type { EmbeddedFont, PDFReference } from 'pdfkit'
import type { FaceId, Faces, GlyphRun } from '../faces/faces.ts'
import { toCids, toTexts } from './cmap.ts'
import { type Coded, Codespace } from './codespace.ts'
import { type Encoded, encode, type Space, spaceOf, type Told } from './encode.ts'
import type { Galley } from './galley.ts'

export type Font = {
  /** Of the resource. */
  name: string
  reference: PDFReference
  space: Space | undefined
  embedded: EmbeddedFont
  face: FaceId
  /** Of the glyphs that are used. */
  codes: Codespace
  /** What glyphs stand for that are those of no one character. */
  told: Map<number, string>
}

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
    const { numGlyphs } = document._font.font
    const codes = new Codespace(numGlyphs, (character) => this.#faces.glyph(face, character))
    const space = spaceOf(face, this.#faces, codes.of)
    const font: Font = {
      ...{ name: `F${this.#fonts.size + 1}`, reference: document.ref({}), face, space },
      ...{ embedded: document._font, codes, told: new Map() },
    }
    this.#fonts.set(face, font)
    return font
  }

  /** A run in the codes of its font; and whether each glyph tells there what it stands for in the run. */
  encode(font: Font, run: GlyphRun): { encoded: Encoded; tells: boolean } {
    const encoded = encode(run, this.#faces, font.codes.of)
    const { silent, told } = encoded
    return { encoded, tells: (told === undefined || tells(font, told)) && !silent }
  }

  /** The fonts of a galley, by the numbers of its faces; whether its glyphs tell there what they do in it. */
  ofGalley({ faces, told }: Pick<Galley, 'faces' | 'told'>): { fonts: Font[]; tells: boolean } {
    const fonts = faces.map((face) => this.of(face))
    let all = true
    for (const one of told) if (!tells(fonts[one.face] as Font, [one])) all = false
    return { fonts, tells: all }
  }

  /** Writes all fonts. */
  end(): void {
    for (const font of this.#fonts.values()) this.#write(font)
  }

  #write(font: Font): void {
    const document = this.#document
    const { embedded, reference, face } = font
    const { subset, scale, font: file } = embedded
    const { highest } = font.codes
    const coded = font.codes.all()
    const table = Buffer.alloc(2 * ((coded.at(-1)?.code ?? 0) + 1))
    for (const { glyph, code } of coded) table.writeUInt16BE(subset.includeGlyph(glyph), 2 * code)
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
      CIDSystemInfo: identity,
      FontDescriptor: descriptor,
      W: widthsOf(coded, (glyph) => this.#faces.advance(face, glyph)),
      CIDToGIDMap: map,
    })
    descendant.end()
    const encodingName = `${name}-H`
    const encoding = document.ref({
      Type: 'CMap',
      CMapName: encodingName,
      CIDSystemInfo: identity,
      WMode: 0,
    })
    encoding.end(toCids(encodingName, { coded, highest }))
    const texts = document.ref()
    texts.end(
      toTexts({ coded, highest }, (glyph) => {
        const character = this.#faces.character(face, glyph)
        return character === undefined ? font.told.get(glyph) : String.fromCodePoint(character)
      }),
    )
    Object.assign(reference.data, {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: encoding,
      DescendantFonts: [descendant],
      ToUnicode: texts,
    })
    reference.end()
  }
}

/** Whose CIDs these are. The values are strings of PDF, and no names. */
const identity = {
  Registry: new String('Adobe'),
  Ordering: new String('Identity'),
  Supplement: 0,
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
function widthsOf(coded: readonly Coded[], widthOf: (glyph: number) => number): unknown[] {
  const widths: unknown[] = []
  let list: number[] = []
  for (const [index, { glyph, code }] of coded.entries()) {
    if (index === 0 || coded[index - 1]?.code !== code - 1) {
      list = []
      widths.push(code, list)
    }
    list.push(widthOf(glyph))
  }
  return widths
}

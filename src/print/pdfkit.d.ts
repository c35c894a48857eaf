/** The part of pdfkit 0.20 that painting uses, undocumented members included; a test holds each. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  export class PDFReference {
    id: number
    data: Record<string, unknown>
    compress: boolean
    offset: number
    buffer: Uint8Array[]
    write(chunk: Uint8Array | string): void
    end(chunk?: Uint8Array | string): void
    finalize(): void
  }

  /** Of fontkit; lengths are in units of the face. */
  export type FontFile = {
    numGlyphs: number
    postscriptName?: string
    bbox: { minX: number; minY: number; maxX: number; maxY: number }
    italicAngle: number
    ascent: number
    capHeight: number
    xHeight: number
    'OS/2'?: { sFamilyClass?: number }
    post: { isFixedPitch: number }
    head: { macStyle: { italic: boolean } }
  }

  export type EmbeddedFont = {
    subset: { includeGlyph(glyph: number): number; encode(): Uint8Array }
    /** Glyph units to 1/1000 em. */
    scale: number
    ascender: number
    descender: number
    font: FontFile
  }

  export type Page = {
    content: PDFReference
    dictionary: PDFReference
    fonts: Record<string, PDFReference>
    xobjects: Record<string, PDFReference>
    ext_gstates: Record<string, PDFReference>
    annotations: PDFReference[]
  }

  export type Outline = {
    outlineData: Record<string, unknown>
    addItem(title: string, options?: { pageNumber?: number; expanded?: boolean }): Outline
  }

  export type Image = {
    obj: PDFReference
    /** What is still to be written of a PNG; absent from a JPEG. */
    imgData?: Uint8Array | null
    embed(document: PDFDocument): void
  }

  export default class PDFDocument extends Readable {
    constructor(options: Record<string, unknown>)
    page: Page
    outline: Outline
    _font: EmbeddedFont
    _root: PDFReference
    _id: Uint8Array
    /** Where each object stands, by its number less 1; null until it is written. */
    _offsets: (number | null)[]
    _offset: number
    _write(data: Uint8Array | string): void
    _finalize(): void
    _refEnd(reference: PDFReference): void
    _info: PDFReference
    getMarkInfoDictionary(): PDFReference
    info: Record<string, unknown>
    _addInfo(): void
    ref(data?: Record<string, unknown>): PDFReference
    font(source: Uint8Array): this
    addPage(options: Record<string, unknown>): this
    openImage(source: Uint8Array): Image
    addNamedDestination(name: string, ...where: unknown[]): void
    end(): void
  }
}

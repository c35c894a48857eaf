/** The structure of a tagged PDF: what each section of it says, in the order of reading. */
import type { Pdf } from './pdf.ts'
import { PageReader, type Piece } from './pdf-text.ts'
import type { Dictionary, Value } from './pdf-tokens.ts'

/** A section without those within it. */
export type Part = {
  /** Where its first text stands: page from 0, height above the page's bottom. */
  page: number
  y: number
  text: string
  /** How many pictures were placed and shapes painted. */
  drawn: number
  /** What is said in place of pictures and formulas that were drawn. */
  pictures: string[]
  formulas: string[]
}

export type Reading = {
  /** Sections in order; empty where the document has no structure. */
  parts: Part[]
  /** All that a page shows, in the order of painting. */
  pages: Piece[][]
  /** Addresses that pages link to. */
  addresses: Set<string>
  outline: { title: string; page: number; y: number }[]
}

/** Reads a whole document. @throws PdfError, or what unpacking throws. */
export function readDocument(pdf: Pdf): Reading {
  pdf.check()
  const pages = pdf.pages()
  const numbers = new Map(pages.map(({ object }, index) => [object, index]))
  const reader = new PageReader(pdf)
  const shown = pages.map((page) => reader.read(page))
  const marks = shown.map(
    (pieces) =>
      new Map(pieces.flatMap((piece) => (piece.mark === undefined ? [] : [[piece.mark, piece]]))),
  )
  const addresses = new Set<string>()
  for (const { dictionary } of pages) {
    for (const annotation of pdf.list(dictionary.get('Annots'))) {
      const action = pdf.dictionary(pdf.dictionary(annotation).get('A'))
      const address = pdf.text(action.get('URI'))
      if (address !== undefined) addresses.add(address)
    }
  }
  return {
    parts: partsOf(pdf, numbers, marks),
    pages: shown,
    addresses,
    outline: outlineOf(pdf, numbers),
  }
}

type Marks = readonly ReadonlyMap<number, Piece>[]

function partsOf(pdf: Pdf, numbers: ReadonlyMap<number, number>, marks: Marks): Part[] {
  const parts: Part[] = []
  const fresh = (): Part => ({ page: -1, y: 0, text: '', drawn: 0, pictures: [], formulas: [] })
  const enter = (kid: Value, page: number, part: Part): void => {
    const value = pdf.of(kid)
    if (typeof value === 'number') {
      const piece = marks[page]?.get(value)
      if (!piece) return
      if (part.page < 0 && piece.y !== undefined) Object.assign(part, { page, y: piece.y })
      part.text += piece.text
      part.drawn += piece.drawn
      return
    }
    if (!(value instanceof Map)) return
    const own = numbers.get(pdf.object(value.get('Pg')) ?? -1) ?? page
    const type = pdf.name(value.get('Type'))
    if (type === 'MCR') enter(value.get('MCID') ?? null, own, part)
    else if (type !== 'OBJR') element(value, own, part)
  }
  const element = (value: Dictionary, page: number, outer: Part): void => {
    const kind = pdf.name(value.get('S'))
    let part = outer
    if (kind === 'Sect') {
      part = fresh()
      parts.push(part)
    }
    const before = part.drawn
    for (const kid of pdf.list(value.get('K'))) enter(kid, page, part)
    // What is said to be drawn and is not does not count.
    if (part.drawn === before) return
    const said = pdf.text(value.get('Alt')) ?? ''
    if (kind === 'Figure') part.pictures.push(said)
    if (kind === 'Formula') part.formulas.push(said)
  }
  const tree = pdf.dictionary(pdf.root.get('StructTreeRoot'))
  const rest = fresh()
  for (const kid of pdf.list(tree.get('K'))) enter(kid, -1, rest)
  return parts
}

/** Entries in order, those below another behind it. */
function outlineOf(pdf: Pdf, numbers: ReadonlyMap<number, number>): Reading['outline'] {
  const entries: Reading['outline'] = []
  const walk = (first: Value | undefined): void => {
    let item = first
    const seen = new Set<number>()
    while (pdf.object(item) !== undefined && !seen.has(pdf.object(item) ?? -1)) {
      seen.add(pdf.object(item) ?? -1)
      const entry = pdf.dictionary(item)
      const [page, , , y] = pdf.list(entry.get('Dest'))
      entries.push({
        title: pdf.text(entry.get('Title')) ?? '',
        page: numbers.get(pdf.object(page) ?? -1) ?? -1,
        y: pdf.number(y) ?? 0,
      })
      walk(entry.get('First'))
      item = entry.get('Next')
    }
  }
  walk(pdf.dictionary(pdf.root.get('Outlines')).get('First'))
  return entries
}

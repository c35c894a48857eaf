/** One page of a display list becomes a page of a PDF: its content, structure, links, fonts and pictures. */
import type PDFDocument from 'pdfkit'
import type { Image, PDFReference } from 'pdfkit'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { linkBody } from './annotation.ts'
import { Content } from './content.ts'
import { type Area, type LinkOp, moved, type Op, type Page } from './display.ts'
import type { Encoded } from './encode.ts'
import type { Font, Fonts } from './fonts.ts'
import { endOf, type Galley, type Ink, piece, wordsOf } from './galley.ts'
import type { Latin } from './latin.ts'
import { type Placed, placedOn } from './lazypage.ts'
import { Marking } from './marking.ts'
import type { Packed } from './objects.ts'
import { written } from './paintfile.ts'
import type { Structure } from './structure.ts'

/** What pages are painted from, beside the display list. */
export type Sources = {
  faces: Faces
  /** PNG or JPEG bytes of a raster medium. */
  raster: (key: string) => Promise<Uint8Array>
}

/** A run, the font it is in, and whether its glyphs tell its text there. */
type Word = { font: Font; encoded: Encoded; tells: boolean }

/** The galley painted last: its fonts, and whether its glyphs stand in them for what they do in it. */
type InGalley = { of: Galley | undefined; fonts: readonly Font[]; tells: boolean }

/** What the pages of one file share. */
export type State = {
  document: PDFDocument
  sources: Sources
  fonts: Fonts
  /** Fonts of the page at hand. */
  entered: Set<Font>
  words: Map<GlyphRun, Word>
  galley: InGalley
  images: Map<string, Image>
  /** Room for the bytes of one page. */
  parts: Latin
  alphas: Map<string, PDFReference>
  names: ReadonlyMap<string, string>
  /** Takes objects of its own. */
  packed: Packed
  /** Missing where the display list has no order to read in. */
  structure: Structure | undefined
}

/** Where destinations lie: PDF's own form of it. */
export type Places = Map<string, unknown[]>

/** Paints a page, as the last of the document; gives its content. */
export async function paintPage(page: Page, state: State, places: Places): Promise<Uint8Array> {
  const { document } = state
  const before = document.page as typeof document.page | undefined
  document.addPage({ size: [page.width, page.height], margin: 0 })
  // It is written, and only named from now on; pdfkit's outline asks for its size.
  if (before) before.dictionary.data = { MediaBox: before.dictionary.data.MediaBox }
  const target = document.page
  state.entered.clear()
  // pdfkit turned the page upside down for its own methods: begin anew.
  target.content.buffer = []
  target.content.data.Length = 0
  const content = new Content(page.height, page.turned && page.width, state.parts)
  const { data, id } = target.dictionary
  if (page.trim) data.TrimBox = boxOf(page.trim, page)
  if (state.structure) {
    data.StructParents = state.structure.page()
    data.Tabs = 'S'
  }
  const marking = state.structure && new Marking(content, state.structure, id)
  const painting: Painting = { page, content, state, places, marking }
  for (const op of placedOn(page)) {
    const loading = paintAny(op, painting)
    // Waiting for nothing would cost more than painting most of them.
    if (loading) await loading
  }
  const bytes = content.bytes()
  target.content.write(bytes)
  return bytes
}

type Painting = {
  page: Page
  content: Content
  state: State
  places: Places
  marking: Marking | undefined
}

/** A promise where an image has to be loaded first. */
function paintAny(op: Op | Placed, painting: Painting): Promise<void> | undefined {
  if (op.op === 'placed') return paintBox(op, painting)
  if (op.op === 'begin') painting.marking?.open(op)
  else if (op.op === 'end') painting.marking?.close()
  else return paintOne(op, painting)
  return undefined
}

/** The same of a box. */
function paintBox(placed: Placed, painting: Painting): Promise<void> | undefined {
  const { box, late } = placed
  painting.marking?.open(box)
  const loading = paintOps(placed, painting)
  if (loading || late.length > 0) return endBox(loading, late, painting)
  painting.marking?.close()
  return undefined
}

async function endBox(
  loading: Promise<void> | undefined,
  late: readonly Op[],
  painting: Painting,
): Promise<void> {
  await loading
  for (const op of late) await paintOne(op, painting)
  painting.marking?.close()
}

/** The same of an op. */
function paintOne(op: Op, painting: Painting): Promise<void> | undefined {
  if (op.op === 'image' && !painting.state.images.has(op.medium)) {
    return loadImage(op.medium, painting.state).then(() => paintOne(op, painting))
  }
  painting.marking?.of(op, painting.page)
  paintOp(op, painting)
  return undefined
}

/** Paints what a packed box holds, from a place in its galley; no word becomes an op. */
function paintOps(
  placed: Placed,
  painting: Painting,
  from = placed.box.from,
): Promise<void> | undefined {
  const { box, dx, dy } = placed
  const { galley, to } = box
  const { ops, inks, others, codes, texts } = galley
  const { content, state, marking } = painting
  const { fonts, tells } = withFonts(galley, state)
  const textAt = (index: number): string | undefined => (index < 0 ? undefined : texts[index])
  for (let at = from; at < to; ) {
    const first = ops[at] as number
    if (first < 0) {
      at++
      const loading = paintOne(moved(others[-1 - first] as Op, dx, dy), painting)
      const next = at
      if (loading) return loading.then(() => paintOps(placed, painting, next))
      continue
    }
    const end = ops[at + piece.to] as number
    if (end < 0 || !tells) {
      for (const word of wordsOf(galley, at)) paintOne(moved(word, dx, dy), painting)
    } else {
      const ink = inks[ops[at + piece.ink] as number] as Ink
      const font = fonts[first] as Font
      marking?.ofWords(ink.tag, textAt(ops[at + piece.link] as number))
      enterFont(font, state)
      const x = Math.round((ops[at + piece.x] as number) + dx * 1000)
      const y = Math.round((ops[at + piece.y] as number) + dy * 1000)
      const advance = (ops[at + piece.advance] as number) / 100
      const actual = textAt(ops[at + piece.actual] as number)
      const begin = ops[at + piece.from] as number
      content.piece(codes, begin, end, x, y, advance, ink, font, actual)
    }
    at = endOf(ops, at)
  }
  return undefined
}

/** A galley with its fonts, which is mostly painted on two pages running. */
function withFonts(galley: Galley, state: State): InGalley {
  if (state.galley.of !== galley) state.galley = { of: galley, ...state.fonts.ofGalley(galley) }
  return state.galley
}

function enterFont(font: Font, { document, entered }: State): void {
  if (entered.has(font)) return
  document.page.fonts[font.name] = font.reference
  entered.add(font)
}

function paintOp(op: Op, { page, content, state, places, marking }: Painting): void {
  const { document } = state
  switch (op.op) {
    case 'glyphs': {
      const { font, encoded, tells } = wordOf(op.run, state)
      enterFont(font, state)
      const actual = op.actual ?? (tells ? undefined : op.run.text)
      const space = op.space === undefined ? undefined : font.space
      content.glyphs(op, font.name, encoded, space, actual)
      return
    }
    case 'rect':
      content.rect(op)
      return
    case 'shapes':
      content.shapes(op, (fill, stroke) => alphaOf(fill, stroke, state))
      return
    case 'image': {
      const image = state.images.get(op.medium)
      if (!image) return
      const name = `I${[...state.images.keys()].indexOf(op.medium)}`
      document.page.xobjects[name] = image.obj
      content.image(op, name)
      return
    }
    case 'link':
      addLink(op, page, state, marking)
      return
    case 'destination': {
      const name = state.names.get(op.name)
      if (!name || places.has(op.name)) return
      const where = ['XYZ', 0, page.height - Math.max(0, op.y - 6), null]
      places.set(op.name, [document.page.dictionary, ...where])
      // pdfkit turns a top edge, counted from above, into one counted from below.
      document.addNamedDestination(name, 'XYZ', 0, Math.max(0, op.y - 6), null)
      return
    }
    default:
  }
}

/** A run as it was written when it was first met. */
function wordOf(run: GlyphRun, { words, fonts }: State): Word {
  let word = words.get(run)
  if (!word) {
    const font = fonts.of(run.face)
    word = { font, ...fonts.encode(font, run) }
    words.set(run, word)
  }
  return word
}

async function loadImage(medium: string, { document, sources, images }: State): Promise<void> {
  const image = document.openImage(await sources.raster(medium))
  image.embed(document)
  images.set(medium, image)
  await embedded(image)
}

/**
 * Transparent images are decoded elsewhere while pdfkit goes on. It is waited for, so that
 * their objects always stand before the page that first shows them, and before the end.
 */
async function embedded(image: Image): Promise<void> {
  if (!image.imgData) return
  const { obj } = image
  const end = obj.end.bind(obj)
  await new Promise<void>((resolve) => {
    obj.end = (chunk) => {
      end(chunk)
      resolve()
    }
  })
}

/** The name of a graphics state with these opacities, entered on the page. */
function alphaOf(fill: number, stroke: number, { document, alphas }: State): string {
  const name = `A${Math.round(fill * 1000)}_${Math.round(stroke * 1000)}`
  let reference = alphas.get(name)
  if (!reference) {
    reference = document.ref({ Type: 'ExtGState', ca: fill, CA: stroke })
    reference.end()
    alphas.set(name, reference)
  }
  document.page.ext_gstates[name] = reference
  return name
}

function addLink(op: LinkOp, page: Page, state: State, marking: Marking | undefined): void {
  const { document, names, structure, packed } = state
  const to = op.to === undefined ? undefined : names.get(op.to)
  const target = to === undefined ? (op.url === undefined ? undefined : { url: op.url }) : { to }
  if (!target) return
  const id = packed.reserve()
  const tagged = structure &&
    marking && {
      words: marking.words(op),
      key: structure.annotate(marking.linkOf(op), id, document.page.dictionary.id),
    }
  packed.write(id, linkBody(target, boxOf(op, page), tagged))
  document.page.annotations.push(written(id))
}

/** Left, bottom, right, top: an area as PDF has it. */
function boxOf({ x, y, width, height }: Area, page: Page): number[] {
  const bottom = page.height - y - height
  const box = [x, bottom, x + width, bottom + height]
  return page.turned ? [page.width - x - width, y, page.width - x, y + height] : box
}

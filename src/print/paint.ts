/**
 * Paints a display list with pdfkit, which here only writes objects, subsets
 * fonts and embeds images. The one module that imports it.
 */
import { createHash } from 'node:crypto'
import PDFDocument, { type Image, type PDFReference } from 'pdfkit'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { counting, type Tell } from '../messages/counting.ts'
import type { Pool } from '../pool/task.ts'
import type { Shelf } from '../writer.ts'
import { linkBody } from './annotation.ts'
import { Content, Latin } from './content.ts'
import { Deflater, ofObjects, ofPages } from './deflate.ts'
import { isRtlLanguage } from './direction.ts'
import {
  type Area,
  type Display,
  type LinkOp,
  moved,
  type Op,
  type OutlineEntry,
  type Page,
} from './display.ts'
import { type Encoded, encode } from './encode.ts'
import { type Font, Fonts } from './fonts.ts'
import { endOf, type Galley, type Ink, type Placed, piece, placedOn, wordsOf } from './galley.ts'
import { Marking } from './marking.ts'
import { type Packed, packing } from './objects.ts'
import { Queue } from './queue.ts'
import { Structure } from './structure.ts'

export type Paints = {
  faces: Faces
  /** PNG or JPEG bytes of a raster medium. */
  raster: (key: string) => Promise<Uint8Array>
  /** Date of the document, in seconds since 1970. */
  issued: number
  /** Told how many pages are painted. */
  tell?: Tell
  /** Threads that deflate. */
  pool?: Pool
  /** Streams as an earlier build deflated them. */
  shelf?: Shelf
  /** Nobody else wants the pages: each is let go when it is painted. */
  last?: boolean
  /** False leaves streams as they are: for tests. */
  compress?: boolean
}

/** A run, the font it is in, and whether its glyphs tell its text there. */
type Word = { font: Font; encoded: Encoded; tells: boolean }

/** The bytes of the PDF, page by page. */
export async function* paint(display: Display, paints: Paints): AsyncGenerator<Uint8Array> {
  const queue = new Queue()
  // A few pages are deflated before a thread would be ready.
  const deflater = new Deflater(
    display.pages.length > fewPages ? paints.pool : undefined,
    paints.shelf,
  )
  const document = open(display, paints, queue, deflater)
  const later = (bytes: Promise<Uint8Array>): void => {
    queue.later(bytes)
    document._offset = queue.length
  }
  const deflate = (data: Uint8Array) => deflater.deflate(data, ofObjects)
  const packed = packing(
    Object.assign(document, { later }),
    paints.compress === false ? undefined : deflate,
  )
  const hash = createHash('sha256')
  const state: State = {
    document,
    paints,
    fonts: new Fonts(document, paints.faces),
    entered: new Set(),
    words: new Map(),
    galley: { of: undefined, fonts: [], tells: true },
    images: new Map(),
    parts: new Latin(),
    alphas: new Map(),
    names: namesOf(display),
    packed,
    structure: display.untagged ? undefined : new Structure(packed),
  }
  const places: Places = new Map()
  const counted = counting(paints.tell, 'pages', display.pages.length)
  for (const [index, page] of display.pages.entries()) {
    const bytes = await paintPage(page, state, places)
    hash.update(bytes)
    if (paints.last) display.pages[index] = nothing
    if (queue.waiting > mostWaiting) deflater.flush()
    yield* queue.take(mostWaiting)
    await counted()
  }
  addOutline(display.outline, document, places)
  if (isRtlLanguage(display.language)) {
    const preferences = document._root.data.ViewerPreferences as PDFReference
    preferences.data.Direction = 'R2L'
  }
  if (display.duplex) {
    const edge = display.duplex === 'long' ? 'Long' : 'Short'
    const preferences = document._root.data.ViewerPreferences as PDFReference
    Object.assign(preferences.data, { Duplex: `DuplexFlip${edge}Edge`, PrintScaling: 'None' })
  }
  document._root.data.PageLabels = { Nums: labelRanges(display) }
  closeStructure(state)
  state.fonts.end()
  hash.update(JSON.stringify([display.title, display.language, display.outline]))
  document._id = new Uint8Array(hash.digest().subarray(0, 16))
  document.end()
  deflater.flush()
  yield* queue.take()
  packed.close(queue.placeOf())
  deflater.flush()
  yield* queue.take()
}

/** In place of a page that was let go. */
const nothing: Page = {
  ...{ label: '', width: 0, height: 0, ops: [] },
  frame: { x: 0, y: 0, width: 0, height: 0 },
}

/** Streams that may be in the hands of threads while pages are painted. */
const mostWaiting = 128
const fewPages = 200

function open(
  display: Display,
  { issued, compress = true }: Paints,
  queue: Queue,
  deflater: Deflater,
): PDFDocument {
  const document = new PDFDocument({
    font: null,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: display.language,
    displayTitle: true,
    compress,
    info: {
      Title: display.title,
      Creator: 'Rectoverso',
      Producer: 'Rectoverso, with pdfkit',
      CreationDate: new Date(issued * 1000),
    },
  })
  const makeReference = document.ref.bind(document)
  document.ref = (data) => portable(makeReference(data), document, queue, deflater)
  // What it has written by itself: the head of the file.
  const head = document.read() as Uint8Array | null
  if (head) queue.write(head)
  document._write = (data) => {
    queue.write(typeof data === 'string' ? `${data}\n` : data)
    document._offset = queue.length
  }
  // pdfkit writes these into XML as they are.
  const addInfo = document._addInfo.bind(document)
  document._addInfo = () => {
    const { info } = document
    document.info = Object.fromEntries(
      Object.entries(info).map(([key, value]) => [
        key,
        typeof value === 'string' ? escapeXml(value) : value,
      ]),
    )
    addInfo()
    document.info = info
  }
  return document
}

/** Deflates a stream by ours just before pdfkit would by Node's zlib. */
function portable(
  reference: PDFReference,
  document: PDFDocument,
  queue: Queue,
  deflater: Deflater,
): PDFReference {
  const finalize = reference.finalize.bind(reference)
  reference.finalize = () => {
    if (!reference.compress || reference.buffer.length === 0) {
      finalize()
      return
    }
    reference.compress = false
    const made = deflater.deflate(Buffer.concat(reference.buffer), ofPages)
    if (made instanceof Uint8Array) {
      reference.buffer = [made]
      finalize()
      return
    }
    reference.buffer = []
    reference.offset = document._offset
    queue.later(made.then((bytes) => wholeOf(reference, finalize, bytes, document)))
    document._offset = queue.length
    document._refEnd(reference)
  }
  return reference
}

/** What pdfkit writes of a reference, caught. */
function wholeOf(
  reference: PDFReference,
  finalize: () => void,
  bytes: Uint8Array,
  document: PDFDocument,
): Uint8Array {
  const { _write, _refEnd } = document
  const caught = new Queue()
  document._write = (data) => caught.write(typeof data === 'string' ? `${data}\n` : data)
  document._refEnd = () => undefined
  reference.buffer = [bytes]
  finalize()
  Object.assign(document, { _write, _refEnd })
  return caught.whole()
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function closeStructure({ document, structure }: State): void {
  if (!structure) return
  document.getMarkInfoDictionary().data.Marked = true
  structure.end()
  document._root.data.StructTreeRoot = written(structure.tree)
}

/** A reference to an object that pdfkit did not make; it writes what is no plain object as text. */
function written(id: number): PDFReference {
  return {
    [Symbol.toStringTag]: 'Reference',
    toString: () => `${id} 0 R`,
    // Called for the tree's root, which is already in the file.
    end: () => undefined,
  } as unknown as PDFReference
}

/** The galley painted last: its fonts, and whether its glyphs stand in them for what they do in it. */
type InGalley = { of: Galley | undefined; fonts: readonly Font[]; tells: boolean }

type State = {
  document: PDFDocument
  paints: Paints
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
type Places = Map<string, unknown[]>

/** Short names, all of one length: pdfkit sorts them by locale. */
function namesOf(display: Display): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const add = (name: string): void => {
    if (!names.has(name)) names.set(name, `d${String(names.size).padStart(7, '0')}`)
  }
  if (display.destinations) for (const name of display.destinations) add(name)
  else {
    for (const page of display.pages) {
      for (const op of page.ops) if (op.op === 'destination') add(op.name)
    }
  }
  return names
}

async function paintPage(page: Page, state: State, places: Places): Promise<Uint8Array> {
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
    if (op.op === 'begin') marking?.open(op)
    else if (op.op === 'end') marking?.close()
    else {
      const loading = op.op === 'placed' ? paintPlaced(op, painting) : paintOne(op, painting)
      if (loading) await loading
    }
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
function paintOne(op: Op, painting: Painting): Promise<void> | undefined {
  if (op.op === 'image' && !painting.state.images.has(op.medium)) {
    return loadImage(op.medium, painting.state).then(() => paintOne(op, painting))
  }
  painting.marking?.of(op, painting.page)
  paintOp(op, painting)
  return undefined
}

/** Paints some ops of a galley; no word becomes an op. */
function paintPlaced(placed: Placed, painting: Painting): Promise<void> | undefined {
  const { galley, to, dx, dy } = placed
  const { ops, inks, others, codes, texts } = galley
  const { content, state, marking } = painting
  const { fonts, tells } = stateIn(galley, state)
  const textAt = (index: number): string | undefined => (index < 0 ? undefined : texts[index])
  for (let at = placed.from; at < to; ) {
    const first = ops[at] as number
    if (first < 0) {
      at++
      const loading = paintOne(moved(others[-1 - first] as Op, dx, dy), painting)
      const from = at
      if (loading) return loading.then(() => paintPlaced({ ...placed, from }, painting))
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
      content.piece([codes, begin, end], [x, y, advance], ink, font.name, actual)
    }
    at = endOf(ops, at)
  }
  return undefined
}

/** Fonts of a galley, which is mostly painted on two pages running. */
function stateIn(galley: Galley, state: State): InGalley {
  if (state.galley.of !== galley) state.galley = { of: galley, ...state.fonts.takeAll(galley) }
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
function wordOf(run: GlyphRun, { words, fonts, paints }: State): Word {
  let word = words.get(run)
  if (!word) {
    const font = fonts.of(run.face)
    const encoded = encode(run, paints.faces)
    word = { font, encoded, tells: fonts.take(font, run.glyphs, encoded) }
    words.set(run, word)
  }
  return word
}

async function loadImage(medium: string, { document, paints, images }: State): Promise<void> {
  const image = document.openImage(await paints.raster(medium))
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

function addOutline(entries: readonly OutlineEntry[], document: PDFDocument, places: Places): void {
  const stack = [document.outline]
  for (const entry of entries) {
    const place = places.get(entry.to)
    if (!place) continue
    stack.length = Math.min(stack.length, entry.level)
    const parent = stack.at(-1) ?? document.outline
    const item = parent.addItem(entry.title, { pageNumber: 0, expanded: entry.level < 1 })
    // pdfkit counts the left edge from the right; the true place is ours.
    item.outlineData.Dest = place
    stack.push(item)
  }
}

/** Roman numerals for the front matter, then arabic from 1. */
function labelRanges({ front }: Display): unknown[] {
  return front > 0 ? [0, { S: 'r' }, front, { S: 'D' }] : [0, { S: 'D' }]
}

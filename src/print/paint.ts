/**
 * Paints a display list with pdfkit, which only writes objects, subsets fonts and
 * embeds images. It is imported only here and in `paintfile`.
 */
import { createHash } from 'node:crypto'
import type PDFDocument from 'pdfkit'
import type { PDFReference } from 'pdfkit'
import { counting, type Tell } from '../messages/counting.ts'
import type { Pool } from '../pool/task.ts'
import type { Shelf } from '../writer.ts'
import { Deflater } from './deflate.ts'
import { isRtlLanguage } from './direction.ts'
import type { Display, OutlineEntry, Page } from './display.ts'
import { Fonts } from './fonts.ts'
import { Latin } from './latin.ts'
import { packing } from './objects.ts'
import { type FileManner, openFile, written } from './paintfile.ts'
import { type Places, paintPage, type Sources, type State } from './paintpage.ts'
import { Queue } from './queue.ts'
import { Structure } from './structure.ts'

export type Paints = Sources &
  FileManner & {
    /** Told how many pages are painted. */
    tell?: Tell
    /** Threads that deflate. */
    pool?: Pool
    /** Streams as an earlier build deflated them. */
    shelf?: Shelf
    /** Nobody else wants the pages: each is let go when it is painted. */
    last?: boolean
  }

/** The bytes of the PDF, page by page. */
export async function* paint(display: Display, paints: Paints): AsyncGenerator<Uint8Array> {
  const queue = new Queue()
  // A few pages are deflated before a thread would be ready.
  const deflater = new Deflater(
    display.pages.length > fewPages ? paints.pool : undefined,
    paints.shelf,
  )
  const document = openFile(display, paints, queue, deflater)
  const later = (bytes: Promise<Uint8Array>): void => {
    queue.later(bytes)
    document._offset = queue.length
  }
  const deflate = (data: Uint8Array) => deflater.deflate(data)
  const packed = packing(
    Object.assign(document, { later }),
    paints.compress === false ? undefined : deflate,
  )
  const hash = createHash('sha256')
  const state: State = {
    document,
    sources: paints,
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
  for (const _ of closeStructure(state)) {
    if (queue.waiting > mostWaiting) deflater.flush()
    yield* queue.take(mostWaiting)
  }
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

function* closeStructure({ document, structure }: State): Generator<void> {
  if (!structure) return
  document.getMarkInfoDictionary().data.Marked = true
  yield* structure.end()
  document._root.data.StructTreeRoot = written(structure.tree)
}

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

/**
 * Runs of text become the pages of a book: cut, numbered, with heads and
 * folios, and every page that a line names filled in.
 *
 * All labels are known before the first page is put together, because a place
 * is kept for each of them: nothing is laid out twice.
 */
import { frameOf, placeOn } from './assemble.ts'
import { type Area, milli, type OutlineEntry, type Page } from './display.ts'
import type { Entry } from './front.ts'
import { eachDestination } from './galley.ts'
import { addHead } from './heads.ts'
import { lazyPage } from './lazypage.ts'
import { type Cut, type PageList, paginate } from './pages.ts'
import type { Shop } from './setting.ts'
import { heightOf, type LabelOf, type Vertical } from './vertical.ts'

/** Text that begins on a page of its own. */
export type Run = {
  list: readonly Vertical[]
  /** For the heads of its pages; a section that begins on one takes its place. */
  words: string
  /** Begins on a page that lies right: a verso before it stays empty where it must. */
  recto?: boolean
  /** No heads and folios: the cover and its back. */
  bare?: boolean
  /** How many columns it stands in; one where nothing is said. */
  columns?: number
  /** Stands above the columns of its first page. */
  top?: readonly Vertical[]
  /** Whether its heads name the questions on a page. */
  codes?: boolean
}

/** Destinations of a question, by its code, for indexes. */
export type Indexing = { tags: (code: string) => string; terms: (code: string) => string }

/** What an edition puts between the covers. */
export type Body = {
  runs: readonly Run[]
  outline: readonly OutlineEntry[]
  entries: readonly Omit<Entry, 'page'>[]
  /** What the edition is, for the cover; the plain booklet says nothing. */
  name?: string
  /** How to use it, for the back of the cover. */
  use: string
  /** Where entries of its indexes lead; none where it is missing. */
  index?: Indexing
}

/** White between two columns. */
export const columnGap = 18

/** The width of one of several columns. */
export function columnWidth(width: number, columns: number): number {
  return milli((width - (columns - 1) * columnGap) / columns)
}

/** A page before it is put together: a list for each column. */
export type Leaf = { run: Run; first: boolean; lists: readonly PageList[] }

/** Cuts runs into pages; `count` pages stand before the first. */
export function leavesOf(runs: readonly Run[], height: number, count = 0): (Leaf | 'blank')[] {
  const leaves: (Leaf | 'blank')[] = []
  for (const run of runs) {
    const cut = cutRun(run, height)
    if (cut.length > 0 && run.recto && (count + leaves.length) % 2 === 1) leaves.push('blank')
    for (const leaf of cut) leaves.push(leaf)
  }
  return leaves
}

function cutRun(run: Run, height: number): Leaf[] {
  const { columns = 1, top = [] } = run
  const above = heightOf(top)
  const cuts = paginate(run.list, (page) => (page < columns ? height - above : height))
  const leaves: Leaf[] = []
  for (let at = 0; at < cuts.length; at += columns) {
    const lists: readonly Cut[] = cuts.slice(at, at + columns)
    const last = at + columns >= cuts.length && columns > 1
    const room = at === 0 ? height - above : height
    leaves.push({ run, first: at === 0, lists: last ? balanced(run, lists, columns, room) : lists })
  }
  return leaves
}

/** The last columns of a run, each as tall as the others. */
function balanced(
  run: Run,
  lists: readonly Cut[],
  columns: number,
  height: number,
): readonly PageList[] {
  const [first] = lists
  if (!first) return lists
  const rest = run.list.slice(first.from)
  const step = 6
  for (let room = heightOf(rest) / columns; room < height; room += step) {
    const cut = paginate(rest, room)
    if (cut.length <= columns) return cut
  }
  return lists
}

/** The label of the page each destination stands on; `labels` are those of the leaves. */
export function labelsIn(
  leaves: readonly (Leaf | 'blank')[],
  label: (index: number) => string,
  into: Map<string, string> = new Map(),
): Map<string, string> {
  const look = (list: readonly Vertical[], name: string): void => {
    for (const item of list) {
      if (item.kind !== 'box') continue
      eachDestination(item, (to) => {
        if (!into.has(to)) into.set(to, name)
      })
    }
  }
  for (const [index, leaf] of leaves.entries()) {
    if (leaf === 'blank') continue
    const name = label(index)
    if (leaf.first) look(leaf.run.top ?? [], name)
    for (const { items } of leaf.lists) look(items, name)
  }
  return into
}

export type Making = {
  shop: Shop
  /** For the heads of versos. */
  title: string
  /** Whether the book is bound on the right. */
  rtl: boolean
  labelOf: LabelOf
}

/**
 * Pages of leaves; `count` pages stand before the first. The ops of a page are put
 * together when they are asked for, each time anew, so that those of a large book
 * are never all held at once.
 */
export function pagesOf(
  leaves: readonly (Leaf | 'blank')[],
  label: (index: number) => string,
  { shop, title, rtl, labelOf }: Making,
  count = 0,
): Page[] {
  const { theme } = shop
  let section = ''
  return leaves.map((leaf, index) => {
    const recto = (count + index) % 2 === 0
    const right = recto !== rtl
    const frame = frameOf(theme, right)
    const { width, height } = theme.page
    const blank = { label: label(index), width, height, frame }
    if (leaf === 'blank') return { ...blank, ops: [] }
    const { run, first, lists } = leaf
    if (first) section = run.words
    const placing = { theme, recto: right, labelOf }
    const top = first ? (run.top ?? []) : []
    const above = heightOf(top)
    const codes: string[] = []
    for (const { items } of lists) {
      for (const item of items) {
        if (item.kind !== 'box') continue
        if (item.section !== undefined) section = item.section
        if (item.code !== undefined && item.code !== codes.at(-1)) codes.push(item.code)
      }
    }
    const words = recto ? section || title : title
    const shown = run.codes === false ? [] : codes
    const head = { words, codes: shown, opens: first && run.words !== '' }
    return lazyPage(blank, (page) => {
      if (top.length > 0) placeOn(page, { repeated: [], items: top, notes: [] }, frame, placing)
      for (const [at, list] of lists.entries()) {
        const below = { ...frame, y: milli(frame.y + above) }
        placeOn(page, list, columnOf(below, at, run, rtl), placing)
      }
      if (!run.bare) addHead(page, head, right, shop)
    })
  })
}

/** The area of a column; in a book from right to left the first is the right one. */
function columnOf(frame: Area, at: number, { columns = 1 }: Run, rtl: boolean): Area {
  if (columns === 1) return frame
  const width = columnWidth(frame.width, columns)
  const place = rtl ? columns - 1 - at : at
  return { ...frame, x: milli(frame.x + place * (width + columnGap)), width }
}

/**
 * Tables and indices as SQLite's B-trees, built from rows that come in order: pages are
 * filled one after the other and never looked at again.
 * Format: https://www.sqlite.org/fileformat2.html#b_tree_pages
 */
import { putVarint, type Records, varintLength } from './collection-record.ts'

/** Bytes; of 8 KiB most notes need no page of their own. */
export const pageSize = 8192

/** Kinds of pages, as their first byte says. */
export const kinds = { index: { inner: 2, leaf: 10 }, table: { inner: 5, leaf: 13 } } as const

/** Where pages go, one behind the other. */
export interface Pages {
  /** The number that the next page will have; the first has 1. */
  readonly next: number
  /** Gives the page's number. */
  append(page: Buffer): number
}

/** A record as it was made last; it is copied at once. */
type Bytes = Pick<Records, 'bytes' | 'length'>

/** `key`: the last rowid in a page or below it; of an index, the entry that stands behind it. */
type Child = { page: number; key: Buffer }

export interface Tree {
  /** Rows come by rowid, entries of an index as they are to be sorted. */
  add(record: Bytes, rowid: number): void
  /** Writes what is left; gives the number of the root. */
  end(): number
}

export function table(pages: Pages): Tree {
  const leaves: Child[] = []
  let leaf = new Filling(kinds.table.leaf)
  let last = -1
  const close = () => {
    const key = Buffer.allocUnsafe(varintLength(last))
    putVarint(key, 0, last)
    leaves.push({ page: pages.append(leaf.end()), key })
    leaf = new Filling(kinds.table.leaf)
  }
  return {
    add(record, rowid) {
      if (!(rowid > last && Number.isSafeInteger(rowid))) throw new Error('Rows are out of order.')
      const here = lengthHere(record.length)
      const beyond = here < record.length ? overflow(record, here, pages) : 0
      const length = varintLength(record.length) + varintLength(rowid) + here + (beyond && 4)
      if (!leaf.fits(length)) close()
      let at = leaf.cell(length)
      at = putVarint(leaf.page, at, record.length)
      at = putVarint(leaf.page, at, rowid)
      at = copy(record, here, leaf.page, at)
      if (beyond) leaf.page.writeUInt32BE(beyond, at)
      last = rowid
    },
    end() {
      if (leaf.count > 0 || leaves.length === 0) close()
      return rootOf(leaves, kinds.table.inner, pages)
    },
  }
}

/** Its entries are short: none needs a page of its own. */
export function index(pages: Pages): Tree {
  const leaves: Child[] = []
  let leaf = new Filling(kinds.index.leaf)
  /** An entry that stands between two leaves, as soon as there is another for the second. */
  let between: Buffer | undefined
  const close = (key: Buffer) => {
    leaves.push({ page: pages.append(leaf.end()), key })
    leaf = new Filling(kinds.index.leaf)
  }
  return {
    add(record) {
      if (between) {
        close(between)
        between = undefined
      }
      const length = varintLength(record.length) + record.length
      const fits = leaf.fits(length)
      const to = fits ? leaf.page : Buffer.allocUnsafe(length)
      const at = putVarint(to, fits ? leaf.cell(length) : 0, record.length)
      copy(record, record.length, to, at)
      if (!fits) between = to
    },
    end() {
      if (between) {
        close(leaf.take())
        leaf.add(between)
      }
      close(Buffer.alloc(0))
      return rootOf(leaves, kinds.index.inner, pages)
    },
  }
}

/** Pages above pages, until there is one. */
function rootOf(children: readonly Child[], kind: number, pages: Pages): number {
  let level = children
  while (level.length > 1) level = above(level, kind, pages)
  return level[0]?.page ?? 0
}

function above(children: readonly Child[], kind: number, pages: Pages): Child[] {
  const groups: Child[][] = []
  let room = 0
  for (const child of children) {
    // The last child of a page stands in its head, any other in a cell.
    const before = groups.at(-1)?.at(-1)
    room -= before ? 2 + 4 + before.key.length : 0
    if (!before || room < 0) {
      groups.push([])
      room = pageSize - headOf(kind)
    }
    groups.at(-1)?.push(child)
  }
  const [last = [], previous = []] = groups.toReversed()
  const moved = last.length === 1 ? previous.pop() : undefined
  if (moved) last.unshift(moved)
  return groups.map((group) => {
    const inner = new Filling(kind)
    const right = group.pop()
    for (const { page, key } of group) {
      const at = inner.cell(4 + key.length)
      inner.page.writeUInt32BE(page, at)
      inner.page.set(key, at + 4)
    }
    inner.page.writeUInt32BE(right?.page ?? 0, 8)
    return { page: pages.append(inner.end()), key: right?.key ?? Buffer.alloc(0) }
  })
}

/** How much of a row's record stands in the leaf; the rest goes into pages of its own. */
function lengthHere(length: number): number {
  const most = pageSize - 35
  if (length <= most) return length
  const least = Math.floor(((pageSize - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (pageSize - 4))
  return wanted <= most ? wanted : least
}

/** Writes a record from some place on; gives the number of the first page. */
function overflow({ bytes, length }: Bytes, from: number, pages: Pages): number {
  const first = pages.next
  for (let at = from; at < length; at += pageSize - 4) {
    const page = Buffer.alloc(pageSize)
    const end = Math.min(length, at + pageSize - 4)
    bytes.copy(page, 4, at, end)
    // The next one follows it.
    if (end < length) page.writeUInt32BE(pages.next + 1)
    pages.append(page)
  }
  return first
}

/** Gives the place behind what was copied. */
function copy({ bytes }: Bytes, length: number, to: Buffer, at: number): number {
  // Asking the system costs more than a few bytes.
  if (length > 64) bytes.copy(to, at, 0, length)
  else for (let index = 0; index < length; index++) to[at + index] = bytes[index] ?? 0
  return at + length
}

const headOf = (kind: number): number =>
  kind === kinds.table.inner || kind === kinds.index.inner ? 12 : 8

/** A page that is filled: cells from its end, their places behind its head. */
export class Filling {
  readonly page: Buffer = Buffer.alloc(pageSize)
  count = 0
  /** Where the head begins: on the first page, behind that of the file. */
  readonly #start: number
  #place: number
  #at = pageSize
  #before = pageSize

  constructor(kind: number, start = 0) {
    this.#start = start
    this.#place = start + headOf(kind)
    this.page[start] = kind
  }

  fits(length: number): boolean {
    return this.#place + 2 + length <= this.#at
  }

  /** Makes room for a cell and gives its place. */
  cell(length: number): number {
    this.#before = this.#at
    this.#at -= length
    this.page.writeUInt16BE(this.#at, this.#place)
    this.#place += 2
    this.count++
    return this.#at
  }

  add(cell: Buffer): void {
    this.page.set(cell, this.cell(cell.length))
  }

  /** Takes the cell out that was put in last. */
  take(): Buffer {
    const cell = Buffer.from(this.page.subarray(this.#at, this.#before))
    this.page.fill(0, this.#at, this.#before)
    this.#at = this.#before
    this.#place -= 2
    this.page.writeUInt16BE(0, this.#place)
    this.count--
    return cell
  }

  /** The page, complete. */
  end(): Buffer {
    this.page.writeUInt16BE(this.count, this.#start + 3)
    this.page.writeUInt16BE(this.#at, this.#start + 5)
    return this.page
  }
}

/**
 * One file of a shelf: blocks of packed entries, then a table of where each entry
 * is, then a footer of fixed length. It is written once and never changed; a file
 * of which anything is not as it was written is as if it were not there.
 *
 *     magic 8 | blocks, each deflated unless it is as long as before | table | footer
 *     table   = blocks × (offset 6, packed 4, length 4, crc 4), entries × (key 16, block 4, at 4, length 4)
 *     footer  = table offset 6, blocks 4, entries 4, crc of the table 4, magic 8
 *
 * Numbers are big-endian; entries are sorted by key, checksums are CRC-32 of what
 * stands in the file.
 */
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'

const magic = Buffer.from('RVcache2')
const blockRow = 18
const entryRow = 28
const footerLength = 26

/** A block holds about so many bytes before it is deflated. */
export const blockLength = 1 << 19

/** Decoded blocks that one segment keeps at hand. */
const atHand = 8

export type Block = { packed: { read(): Uint8Array }; length: number }
export type Entry = { key: string; block: number; at: number; length: number }

/** The bytes of a segment, in pieces. */
export function* printSegment(
  blocks: readonly Block[],
  entries: readonly Entry[],
): Generator<Uint8Array> {
  yield magic
  let offset = magic.length
  const table = Buffer.alloc(blocks.length * blockRow + entries.length * entryRow)
  for (const [index, { packed: block, length }] of blocks.entries()) {
    const packed = block.read()
    const row = index * blockRow
    table.writeUIntBE(offset, row, 6)
    table.writeUInt32BE(packed.length, row + 6)
    table.writeUInt32BE(length, row + 10)
    table.writeUInt32BE(crc32(packed), row + 14)
    offset += packed.length
    yield packed
  }
  const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  for (const [index, { key, block, at, length }] of sorted.entries()) {
    const row = blocks.length * blockRow + index * entryRow
    table.write(key, row, 16, 'hex')
    table.writeUInt32BE(block, row + 16)
    table.writeUInt32BE(at, row + 20)
    table.writeUInt32BE(length, row + 24)
  }
  const footer = Buffer.alloc(footerLength)
  footer.writeUIntBE(offset, 0, 6)
  footer.writeUInt32BE(blocks.length, 6)
  footer.writeUInt32BE(sorted.length, 10)
  footer.writeUInt32BE(crc32(table), 14)
  magic.copy(footer, 18)
  yield table
  yield footer
}

/** A segment that is being read. Whatever is wrong with it, its entries are absent. */
export class Segment {
  readonly file: string
  /** Bytes on disk. */
  readonly size: number
  readonly entries: number
  /** When, in milliseconds since 1970, by the clock of the disk. */
  readonly written: number
  readonly #fd: number
  readonly #table: Buffer
  readonly #first: number
  /** The first four bytes of each key: most of a search needs no more. */
  #leads: Uint32Array | undefined
  readonly #blocks = new Map<number, Buffer>()
  #broken = false

  private constructor(
    file: string,
    fd: number,
    { size, mtimeMs }: Stats,
    table: Buffer,
    blocks: number,
  ) {
    this.file = file
    this.size = size
    this.written = mtimeMs
    this.#fd = fd
    this.#table = table
    this.#first = blocks * blockRow
    this.entries = (table.length - this.#first) / entryRow
  }

  /** Undefined where there is no whole segment. */
  static open(file: string): Segment | undefined {
    let fd: number | undefined
    try {
      fd = openSync(file, 'r')
      const status = fstatSync(fd)
      const { size } = status
      const footer = bytesAt(fd, size - footerLength, footerLength)
      const [at, blocks, entries] = [
        footer.readUIntBE(0, 6),
        footer.readUInt32BE(6),
        footer.readUInt32BE(10),
      ]
      const length = blocks * blockRow + entries * entryRow
      const whole =
        magic.equals(footer.subarray(18)) &&
        magic.equals(bytesAt(fd, 0, magic.length)) &&
        at + length + footerLength === size
      const table = whole ? bytesAt(fd, at, length) : undefined
      if (table && crc32(table) === footer.readUInt32BE(14)) {
        return new Segment(file, fd, status, table, blocks)
      }
    } catch {
      // Not there, not a file, not ours, or shorter than it was.
    }
    if (fd !== undefined) closeSync(fd)
    return undefined
  }

  close(): void {
    closeSync(this.#fd)
    this.#blocks.clear()
  }

  /** Whether the table has a key; its bytes may turn out to be broken. */
  has(key: string): boolean {
    return this.#find(key) !== undefined
  }

  /** Bytes of an entry before they were deflated with others. */
  lengthOf(key: string): number {
    const row = this.#find(key)
    return row === undefined ? 0 : this.#table.readUInt32BE(row + 24)
  }

  /** Bytes of all entries before they were deflated. */
  length(): number {
    let sum = 0
    for (let row = 0; row < this.#first; row += blockRow) sum += this.#table.readUInt32BE(row + 10)
    return sum
  }

  get(key: string): Buffer | undefined {
    const row = this.#find(key)
    if (row === undefined || this.#broken) return undefined
    const [block, at, length] = [16, 20, 24].map((by) => this.#table.readUInt32BE(row + by)) as [
      number,
      number,
      number,
    ]
    try {
      const bytes = this.#block(block)
      return at + length <= bytes.length ? bytes.subarray(at, at + length) : undefined
    } catch {
      this.#broken = true
      return undefined
    }
  }

  #find(key: string): number | undefined {
    const lead = Number.parseInt(key.slice(0, 8), 16)
    this.#leads ??= this.#leadsOf()
    let low = 0
    let high = this.entries
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#leads[middle] ?? 0) < lead) low = middle + 1
      else high = middle
    }
    for (; this.#leads[low] === lead; low++) {
      const row = this.#first + low * entryRow
      if (this.#table.toString('hex', row, row + 16) === key) return row
    }
    return undefined
  }

  #leadsOf(): Uint32Array {
    return Uint32Array.from({ length: this.entries }, (_, index) =>
      this.#table.readUInt32BE(this.#first + index * entryRow),
    )
  }

  #block(index: number): Buffer {
    const known = this.#blocks.get(index)
    if (known) {
      this.#blocks.delete(index)
      this.#blocks.set(index, known)
      return known
    }
    const row = index * blockRow
    if (row >= this.#first) throw new RangeError('no such block')
    const packed = bytesAt(
      this.#fd,
      this.#table.readUIntBE(row, 6),
      this.#table.readUInt32BE(row + 6),
    )
    if (crc32(packed) !== this.#table.readUInt32BE(row + 14)) throw new Error('other bytes')
    const length = this.#table.readUInt32BE(row + 10)
    const bytes =
      packed.length === length
        ? packed
        : inflateRawSync(packed, { maxOutputLength: Math.max(length, 1) })
    if (bytes.length !== length) throw new RangeError('other length')
    for (const [oldest] of this.#blocks) {
      if (this.#blocks.size < atHand) break
      this.#blocks.delete(oldest)
    }
    this.#blocks.set(index, bytes)
    return bytes
  }
}

function bytesAt(fd: number, position: number, length: number): Buffer {
  if (position < 0) throw new RangeError('before the file')
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, position + done)
    if (count === 0) throw new RangeError('after the file')
    done += count
  }
  return bytes
}

/** The entries of one bank and stage: those on disk, and those put since. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { type Store, type StoredBytes, stored } from '../model/store.ts'
import type { Shelf } from '../writer.ts'
import { type Block, blockLength, type Entry, printSegment, Segment } from './segment.ts'

const deflated = promisify(deflateRaw)

/** A block as it is kept: deflated, where that takes an eighth off it. Pictures are packed already. */
async function packed(bytes: Bytes): Promise<Bytes> {
  const small = await deflated(bytes, { level: 1 })
  return small.length < bytes.length * (7 / 8) ? small : bytes
}

/** From so many bytes on, an entry is a block by itself: what is small is had without reading it. */
const large = 1 << 14

type Bytes = Buffer<ArrayBuffer>

const nothing: Bytes = Buffer.alloc(0)

/** Bytes of an open block at most. */
const mostOpen = blockLength + large

/** The number of the block that is not closed. */
const open = -1

/** A segment is named by the hash of what it holds. */
const segmentName = /^[0-9a-f]{32}\.segment$/
const stageName = /^[0-9a-f]{32}\.segment\.\d+\.stage$/
/** Rewritten at each use: its time says when the shelf was last used. */
export const usedName = 'used'

/** More segments than these are made one. */
const most = 8

/** So much on a shelf may be of no use to anyone before it is written anew. */
const spare = 1 << 20

export type ShelfOptions = {
  /** Names of its segments, as found in its folder. */
  names: readonly string[]
  /** Bytes that all shelves of this process may still put, before they are deflated; and `plain` without. */
  room: { left: number; plain: number }
  /** Where blocks are until they are written; without it they are held. */
  store?: Store | undefined
}

export class DiskShelf implements Shelf {
  readonly folder: string
  /** The last written first: what is put again counts before what was. */
  readonly #segments: Segment[]
  readonly #room: ShelfOptions['room']
  readonly #store: Store | undefined
  /** In the order of their first use. */
  readonly #used = new Set<string>()
  readonly #put = new Map<string, Entry>()
  /** Those of them that are in the open block; its number is known when it is closed. */
  #opened: Entry[] = []
  readonly #blocks: { packed: Promise<StoredBytes>; length: number }[] = []
  /** The bytes of the open block, and how many of them are put. */
  #open: Bytes = nothing
  #length = 0
  /** Blocks that nobody has any more, to be filled again. */
  readonly #empty: Bytes[] = []

  constructor(folder: string, { names, room, store }: ShelfOptions) {
    this.folder = folder
    this.#store = store
    this.#room = room
    this.#segments = names
      .filter((name) => segmentName.test(name))
      .sort()
      .flatMap((name) => Segment.open(join(folder, name)) ?? [])
      .sort((one, other) => other.written - one.written)
  }

  get(key: string): Buffer | undefined {
    const put = this.#put.get(key)
    if (put) {
      // Blocks that are closed are being deflated; what was in them can be made again.
      if (put.block !== open) return undefined
      return Buffer.from(this.#open.subarray(put.at, put.at + put.length))
    }
    for (const segment of this.#segments) {
      const bytes = segment.get(key)
      if (!bytes) continue
      this.#used.add(key)
      return bytes
    }
    return undefined
  }

  use(key: string): void {
    if (this.#segments.some((segment) => segment.has(key))) this.#used.add(key)
  }

  put(key: string, bytes: Uint8Array | string): void {
    if (this.#put.has(key)) return
    const piece = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    if (this.#room.left < piece.length) return
    this.#room.left -= piece.length
    const { length } = piece
    if (length >= large) {
      this.#put.set(key, { key, block: this.#blocks.length, at: 0, length })
      this.#add(Buffer.concat([piece]))
      return
    }
    const entry = { key, block: open, at: this.#length, length }
    this.#put.set(key, entry)
    this.#opened.push(entry)
    this.#withRoom(this.#length + length).set(piece, this.#length)
    this.#length += length
    if (this.#length >= blockLength) this.#close()
  }

  #close(): void {
    if (this.#length === 0) return
    for (const entry of this.#opened) entry.block = this.#blocks.length
    this.#add(this.#open.subarray(0, this.#length), this.#open)
    this.#opened = []
    this.#open = nothing
    this.#length = 0
  }

  /** The open block, with room for so many bytes. */
  #withRoom(length: number): Bytes {
    if (this.#length === 0) this.#open = this.#empty.pop() ?? nothing
    if (this.#open.length < length) {
      // A shelf of little takes little.
      const block = Buffer.allocUnsafeSlow(Math.max(length, Math.min(2 * length, mostOpen)))
      block.set(this.#open.subarray(0, this.#length))
      this.#open = block
    }
    return this.#open
  }

  /** `block`: what the bytes lie in, where that may be filled again. */
  #add(bytes: Bytes, block?: Bytes): void {
    const { length } = bytes
    this.#room.plain -= length
    const made = this.#room.plain < 0 ? packed(bytes) : Promise.resolve(bytes)
    const kept = made.then((made) => {
      const bytesKept = stored(made, this.#store)
      // Without a store they are held as they are.
      if (block && (this.#store || made !== bytes)) this.#empty.push(block)
      return bytesKept
    })
    // Awaited when the shelf is saved; a build that ends before has no use for it.
    kept.catch(() => {})
    this.#blocks.push({ packed: kept, length })
  }

  /**
   * Writes what was put, and marks the shelf as used. `whole`: whether the build
   * asked for everything that it will ask for next time, so that the rest can go.
   */
  async save(whole: boolean): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const old = whole ? this.#outdated() : []
    for (const key of old.length > 0 ? this.#used : []) {
      if (this.#put.has(key)) continue
      const holder = this.#segments.find((segment) => segment.has(key))
      if (!holder || !old.includes(holder)) continue
      const bytes = holder.get(key)
      if (bytes) {
        this.#room.left = Math.max(this.#room.left, bytes.length)
        this.put(key, bytes)
      }
    }
    this.#close()
    const made = this.#put.size > 0 ? await this.#write() : undefined
    for (const { file } of old) if (file !== made) await rm(file, { force: true })
    writeFileSync(join(this.folder, usedName), '')
    await this.#sweep()
  }

  /** Segments to be written anew: those that are mostly of no use, and all small ones where there are many. */
  #outdated(): Segment[] {
    const live = new Map<Segment, number>()
    for (const key of this.#used) {
      const holder = this.#segments.find((segment) => segment.has(key))
      if (holder) live.set(holder, (live.get(holder) ?? 0) + holder.lengthOf(key))
    }
    const dead = (segment: Segment) => segment.length() - (live.get(segment) ?? 0)
    const mostly = this.#segments.filter(
      (segment) => dead(segment) > (live.get(segment) ?? 0) + spare,
    )
    if (this.#segments.length < most) return mostly
    const largest = Math.max(...this.#segments.map(({ size }) => size))
    return this.#segments.filter(
      (segment) => mostly.includes(segment) || segment.size < largest || largest < spare,
    )
  }

  async #write(): Promise<string> {
    const blocks: Block[] = []
    for (const { packed, length } of this.#blocks) blocks.push({ packed: await packed, length })
    // Printed twice, so that it is never held: its name is known when all of it was seen.
    const pieces = () => printSegment(blocks, [...this.#put.values()])
    const hash = createHash('sha256')
    for (const piece of pieces()) hash.update(piece)
    const name = `${hash.digest('hex').slice(0, 32)}.segment`
    const [file, stage] = [
      join(this.folder, name),
      join(this.folder, `${name}.${process.pid}.stage`),
    ]
    try {
      await writeFile(stage, pieces(), { mode: 0o600 })
      await rename(stage, file)
    } catch (error) {
      await rm(stage, { force: true })
      throw error
    }
    return file
  }

  /** Takes away what a build that was killed left here more than an hour ago. */
  async #sweep(): Promise<void> {
    const now = statSync(join(this.folder, usedName)).mtimeMs
    for (const name of readdirSync(this.folder)) {
      if (!stageName.test(name)) continue
      const file = join(this.folder, name)
      const { mtimeMs } = statSync(file)
      if (now - mtimeMs > 3_600_000) await rm(file, { force: true })
    }
  }

  /** Lets its files go; to be called once. */
  close(): void {
    for (const segment of this.#segments) segment.close()
    this.#segments.length = 0
  }
}

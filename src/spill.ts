/**
 * The store of one build: a large bank's texts are kept as bytes in pages, the first
 * of them in memory and all others in a scratch file. Where there is no such file to
 * be had, or the disk is full, pages stay in memory.
 */
import type { Store, StoredBytes, StoredSource, StoredText, Text } from './model/store.ts'
import { Scratch } from './scratch.ts'

type Bytes = Buffer<ArrayBuffer>

export type SpillOptions = {
  /** Bytes that stay in memory before any goes to disk. */
  memory?: number
  /** Bytes of a page. */
  page?: number
  /** Begins the file. */
  begin?: () => Pick<Scratch, 'write' | 'read' | 'close'>
}

const nothing: Bytes = Buffer.alloc(0)

/** Bytes that are read at once where reading goes on from what was read last. */
const ahead = 1 << 16

/** The room for a text: seldom made anew. */
const roomFor = (length: number): number => Math.max(1 << 16, 2 ** Math.ceil(Math.log2(length)))

/** Characters of two bytes. */
const wide = /[^\u0000-\u00ff]/

export class Spill implements Store {
  readonly #memory: number
  readonly #page: number
  readonly #begin: NonNullable<SpillOptions['begin']>
  /** Pages that are in memory, by number; the others are in the file, at their number. */
  readonly #pages: (Bytes | undefined)[] = []
  #kept = 0
  /** The last page, which is not full yet. */
  #open: Bytes
  #size = 0
  #spilled = 0
  #file: ReturnType<NonNullable<SpillOptions['begin']>> | undefined
  /** What was read of it ahead: in one buffer, of which nothing is given away. */
  #ahead: { at: number; length: number; bytes: Bytes } = { at: 0, length: 0, bytes: nothing }
  /** Where the last reading began and ended. */
  #last = { from: 0, to: 0 }
  /** Where a text is put together to be read: bytes that are asked for once are not given away. */
  #room: Bytes = nothing
  /** Whether there is no file to be had. */
  #refused = false
  #closed = false

  constructor(options: SpillOptions = {}) {
    this.#memory = options.memory ?? 32 << 20
    this.#page = options.page ?? 1 << 20
    this.#begin = options.begin ?? (() => new Scratch())
    this.#open = nothing
  }

  /** Bytes in the file. */
  get spilled(): number {
    return this.#spilled
  }

  text(text: string): Text {
    // Half a pair of surrogates has no bytes in UTF-8.
    if (!text.isWellFormed()) return text
    const bytes = Buffer.from(text)
    return new SpilledText(this, this.put(bytes), bytes.length)
  }

  source(text: string): StoredSource {
    const isWide = wide.test(text)
    const at = this.put(Buffer.from(text, isWide ? 'utf16le' : 'latin1'))
    return new SpilledSource(this, at, text.length, isWide)
  }

  bytes(bytes: Uint8Array): StoredBytes {
    const at = this.put(bytes)
    const { length } = bytes
    return { length, read: () => this.get(at, length) }
  }

  /** A text as it was put, of so many bytes. */
  textAt(at: number, length: number, encoding: BufferEncoding): string {
    if (this.#closed) throw new Error('The store was closed.')
    const first = Math.floor(at / this.#page)
    const start = at - first * this.#page
    const only = start + length <= this.#page ? this.#pageAt(first) : undefined
    if (only) return only.toString(encoding, start, start + length)
    if (this.#room.length < length) this.#room = Buffer.allocUnsafeSlow(roomFor(length))
    this.#fill(this.#room.subarray(0, length), at)
    return this.#room.toString(encoding, 0, length)
  }

  /** Adds bytes, and says where they begin. */
  put(bytes: Uint8Array): number {
    const at = this.#size
    for (let from = 0; from < bytes.length; ) {
      const start = this.#size % this.#page
      if (start === 0) this.#turn()
      const part = bytes.subarray(from, from + this.#page - start)
      this.#open.set(part, start)
      from += part.length
      this.#size += part.length
    }
    return at
  }

  /** Bytes as they were put. Not to be changed. */
  get(at: number, length: number): Bytes {
    if (this.#closed) throw new Error('The store was closed.')
    const first = Math.floor(at / this.#page)
    const start = at - first * this.#page
    const only = start + length <= this.#page ? this.#pageAt(first) : undefined
    if (only) return only.subarray(start, start + length)
    const bytes = Buffer.allocUnsafe(length)
    this.#fill(bytes, at)
    return bytes
  }

  /** Copies what lies from a place on. */
  #fill(bytes: Bytes, at: number): void {
    const { length } = bytes
    for (let done = 0; done < length; ) {
      const here = at + done
      const number = Math.floor(here / this.#page)
      const from = here - number * this.#page
      const count = Math.min(length - done, this.#page - from)
      const page = this.#pageAt(number)
      if (page) page.copy(bytes, done, from, from + count)
      else this.#readInto(bytes.subarray(done, done + count), here)
      done += count
    }
  }

  /** Lets everything go; more than once is harmless. */
  close(): void {
    this.#closed = true
    this.#pages.length = 0
    this.#open = nothing
    this.#ahead = { at: 0, length: 0, bytes: nothing }
    this.#room = nothing
    this.#file?.close()
    this.#file = undefined
    this.#refused = true
  }

  /** Reads what lies in one page of the file. */
  #readInto(bytes: Bytes, at: number): void {
    const { length } = bytes
    if (at < this.#ahead.at || at + length > this.#ahead.at + this.#ahead.length) {
      const goesOn = at >= this.#last.from && at <= this.#last.to
      this.#last = { from: at, to: at + length }
      // The next page may still be written.
      const more = Math.min(ahead, this.#page - (at % this.#page))
      if (!goesOn || more <= length) {
        this.#read(bytes, at)
        return
      }
      if (this.#ahead.bytes === nothing) this.#ahead.bytes = Buffer.allocUnsafeSlow(ahead)
      Object.assign(this.#ahead, { at, length: 0 })
      this.#read(this.#ahead.bytes.subarray(0, more), at)
      this.#ahead.length = more
      this.#last.to = at + more
    }
    this.#ahead.bytes.copy(bytes, 0, at - this.#ahead.at, at - this.#ahead.at + length)
  }

  #read(bytes: Bytes, at: number): void {
    if (this.#file?.read(bytes, at) !== bytes.length) throw new Error('The store ends too early.')
  }

  #pageAt(number: number): Bytes | undefined {
    return number === this.#pages.length ? this.#open : this.#pages[number]
  }

  /** Puts the full page away and opens another. */
  #turn(): void {
    const full = this.#open
    if (full.length > 0) {
      const isWritten = this.#kept >= this.#memory && this.#write(full)
      this.#pages.push(isWritten ? undefined : full)
      if (!isWritten) this.#kept += full.length
    }
    // Another one each time: whoever was given bytes of a page may still have them.
    this.#open = Buffer.allocUnsafeSlow(this.#page)
  }

  /** Writes the open page to the file, whose next one it is; whether that could be done. */
  #write(full: Bytes): boolean {
    if (this.#refused) return false
    try {
      this.#file ??= this.#begin()
    } catch {
      this.#refused = true
      return false
    }
    try {
      this.#file.write(full, this.#pages.length * this.#page)
      this.#spilled += full.length
      return true
    } catch {
      // What is there already is read on.
      return false
    }
  }
}

class SpilledText implements StoredText {
  readonly length: number
  private readonly spill: Spill
  private readonly at: number

  constructor(spill: Spill, at: number, length: number) {
    this.spill = spill
    this.at = at
    this.length = length
  }

  toString(): string {
    return this.spill.textAt(this.at, this.length, 'utf8')
  }

  toJSON(): string {
    return this.toString()
  }
}

class SpilledSource implements StoredSource {
  readonly length: number
  private readonly spill: Spill
  private readonly at: number
  private readonly isWide: boolean

  constructor(spill: Spill, at: number, length: number, isWide: boolean) {
    this.spill = spill
    this.at = at
    this.length = length
    this.isWide = isWide
  }

  slice(start: number, end: number): string {
    const to = Math.min(end, this.length)
    const from = Math.min(Math.max(start, 0), to)
    if (!this.isWide) return this.spill.textAt(this.at + from, to - from, 'latin1')
    return this.spill.textAt(this.at + 2 * from, 2 * (to - from), 'utf16le')
  }
}

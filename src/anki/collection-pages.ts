/** The pages of a file that is being made: in memory while they are few, then in a scratch file. */
import { Scratch } from '../scratch.ts'
import { type Pages, pageSize } from './collection-tree.ts'

/** Pages that are held before they are written together. */
const held = 512

export class PageFile implements Pages {
  /** Pages that are not in the file yet, one behind the other. */
  #room = Buffer.alloc(0)
  #waiting = 0
  #written = 0
  #file: Scratch | undefined

  get next(): number {
    return this.#written + this.#waiting + 1
  }

  /** Bytes. */
  get size(): number {
    return (this.next - 1) * pageSize
  }

  append(page: Buffer): number {
    const number = this.next
    if (this.#room.length === 0) this.#room = Buffer.allocUnsafeSlow(held * pageSize)
    page.copy(this.#room, this.#waiting * pageSize)
    this.#waiting++
    if (this.#waiting >= held) this.#write()
    return number
  }

  /** Puts another in the place of a page. */
  replace(number: number, page: Buffer): void {
    const index = number - 1 - this.#written
    if (index >= 0) page.copy(this.#room, index * pageSize)
    else this.#file?.write(page, (number - 1) * pageSize)
  }

  /** In a buffer of its own, or at the beginning of `room`. */
  read(start: number, end: number, room?: Uint8Array): Uint8Array {
    const length = Math.max(0, Math.min(end, this.size) - start)
    const bytes = room ? room.subarray(0, length) : new Uint8Array(length)
    if (!this.#file) {
      bytes.set(this.#room.subarray(start, start + length))
      return bytes
    }
    this.#write()
    return bytes.subarray(0, this.#file.read(bytes, start))
  }

  /** Forgets all pages; more than once is harmless. */
  discard(): void {
    this.#room = Buffer.alloc(0)
    this.#waiting = 0
    this.#written = 0
    this.#file?.close()
    this.#file = undefined
  }

  #write(): void {
    this.#file ??= new Scratch()
    this.#file.write(this.#room.subarray(0, this.#waiting * pageSize), this.#written * pageSize)
    this.#written += this.#waiting
    this.#waiting = 0
  }
}

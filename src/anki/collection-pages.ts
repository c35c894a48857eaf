/** The pages of a file that is being made: in memory while they are few, then in a scratch file. */
import { Scratch } from '../scratch.ts'
import { type Pages, pageSize } from './collection-tree.ts'

/** Pages that are held before they are written together. */
const held = 512

export class PageFile implements Pages {
  #waiting: Buffer[] = []
  #written = 0
  #file: Scratch | undefined

  get next(): number {
    return this.#written + this.#waiting.length + 1
  }

  /** Bytes. */
  get size(): number {
    return (this.next - 1) * pageSize
  }

  append(page: Buffer): number {
    const number = this.next
    this.#waiting.push(page)
    if (this.#waiting.length >= held) this.#write()
    return number
  }

  /** Puts another in the place of a page. */
  replace(number: number, page: Buffer): void {
    const index = number - 1 - this.#written
    if (index >= 0) this.#waiting[index] = page
    else this.#file?.write(page, (number - 1) * pageSize)
  }

  read(start: number, end: number): Uint8Array {
    if (!this.#file) return new Uint8Array(Buffer.concat(this.#waiting).subarray(start, end))
    this.#write()
    const bytes = new Uint8Array(Math.max(0, Math.min(end, this.size) - start))
    return bytes.subarray(0, this.#file.read(bytes, start))
  }

  /** Forgets all pages; more than once is harmless. */
  discard(): void {
    this.#waiting = []
    this.#written = 0
    this.#file?.close()
    this.#file = undefined
  }

  #write(): void {
    this.#file ??= new Scratch()
    this.#file.write(Buffer.concat(this.#waiting), this.#written * pageSize)
    this.#written += this.#waiting.length
    this.#waiting = []
  }
}

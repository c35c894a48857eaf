/**
 * The pages of a file that is being made: in memory while they are few, then in a file in
 * the system's temporary folder.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Pages, pageSize } from './collection-tree.ts'

/** Pages that are held before they are written together. */
const held = 512

export class PageFile implements Pages {
  #waiting: Buffer[] = []
  #written = 0
  #file: { folder: string; handle: number } | undefined

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
    else if (this.#file) writeSync(this.#file.handle, page, 0, pageSize, (number - 1) * pageSize)
  }

  read(start: number, end: number): Uint8Array {
    if (!this.#file) return new Uint8Array(Buffer.concat(this.#waiting).subarray(start, end))
    this.#write()
    const bytes = new Uint8Array(Math.max(0, Math.min(end, this.size) - start))
    let length = 0
    while (length < bytes.length) {
      const more = readSync(this.#file.handle, bytes, length, bytes.length - length, start + length)
      if (more === 0) break
      length += more
    }
    return bytes.subarray(0, length)
  }

  /** Forgets all pages; more than once is harmless. */
  discard(): void {
    this.#waiting = []
    this.#written = 0
    const file = this.#file
    this.#file = undefined
    if (!file) return
    closeSync(file.handle)
    rmSync(file.folder, { recursive: true, force: true })
  }

  #write(): void {
    if (!this.#file) {
      const folder = mkdtempSync(join(tmpdir(), 'rectoverso-deck-'))
      try {
        this.#file = { folder, handle: openSync(join(folder, 'collection.anki2'), 'wx+', 0o600) }
      } catch (error) {
        rmSync(folder, { recursive: true, force: true })
        throw error
      }
    }
    const bytes = Buffer.concat(this.#waiting)
    let done = 0
    while (done < bytes.length) {
      const at = this.#written * pageSize + done
      done += writeSync(this.#file.handle, bytes, done, bytes.length - done, at)
    }
    this.#written += this.#waiting.length
    this.#waiting = []
  }
}

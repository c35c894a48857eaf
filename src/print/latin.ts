/** Text of Latin-1 as bytes: filled for one page or galley after the other, and grown where it must be. */
export class Latin {
  #room = new Uint8Array(1 << 16)
  #length = 0

  /** What was written, and after it anything: not to be kept. */
  get room(): Uint8Array {
    return this.#room
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length
  }

  push(...texts: readonly string[]): void {
    for (let index = 0; index < texts.length; index++) this.add(texts[index] as string)
  }

  add(text: string): void {
    const { length } = text
    const from = this.#length
    const to = from + length
    this.#need(to)
    const room = this.#room
    for (let at = 0; at < length; at++) room[from + at] = text.charCodeAt(at)
    this.#length = to
  }

  /** Adds bytes from one place to another. */
  copy(bytes: Uint8Array, from: number, to: number): void {
    const at = this.#length
    this.#need(at + to - from)
    const room = this.#room
    // Mostly a line: a view on it would cost more than the copying.
    for (let index = from; index < to; index++) room[at + index - from] = bytes[index] as number
    this.#length = at + to - from
  }

  /** Room for so many bytes more, behind those that were written; `endAt` says how many it were. */
  roomFor(more: number): Uint8Array {
    this.#need(this.#length + more)
    return this.#room
  }

  /** Takes what was written into the room up to a place. */
  endAt(length: number): void {
    this.#length = length
  }

  /** All that was written; what is written next is another. */
  bytes(): Uint8Array {
    const bytes = this.#room.slice(0, this.#length)
    this.clear()
    return bytes
  }

  /** Forgets what was written, if anything was. */
  clear(): void {
    this.#length = 0
  }

  #need(length: number): void {
    if (length <= this.#room.length) return
    const more = new Uint8Array(Math.max(length, this.#room.length * 2))
    more.set(this.#room)
    this.#room = more
  }
}

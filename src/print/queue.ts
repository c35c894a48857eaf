/**
 * The bytes of a file in their order, some of them still being made elsewhere. What
 * is not there yet counts as one byte, and every place is known when all of it is.
 */
export class Queue {
  readonly #pieces: (Uint8Array | Promise<Uint8Array>)[] = []
  /** Where bytes were late, and by how many more than one all places behind are moved. */
  readonly #late: { at: number; by: number }[] = []
  #text = ''
  /** Bytes so far. */
  length = 0
  /** Pieces that nobody has taken and that may not be there. */
  waiting = 0

  /** A text of Latin-1, or bytes. */
  write(data: Uint8Array | string): void {
    this.length += data.length
    if (typeof data === 'string') {
      this.#text += data
      if (this.#text.length > 1 << 16) this.#cut()
    } else {
      this.#cut()
      this.#pieces.push(data)
    }
  }

  later(bytes: Promise<Uint8Array>): void {
    this.#cut()
    const late = { at: this.length, by: 0 }
    this.#late.push(late)
    this.length++
    this.waiting++
    const piece = bytes.then((made) => {
      late.by = made.length - 1
      return made
    })
    // It is said when it is taken; a file that nobody takes any more has no say.
    piece.catch(() => undefined)
    this.#pieces.push(piece)
  }

  /** Takes bytes from the front until only so many pieces are waited for. */
  async *take(most = 0): AsyncGenerator<Uint8Array> {
    this.#cut()
    let taken = 0
    for (const piece of this.#pieces) {
      if (piece instanceof Uint8Array) yield piece
      else {
        if (this.waiting <= most) break
        this.waiting--
        yield await piece
      }
      taken++
    }
    this.#pieces.splice(0, taken)
  }

  /** All of it, where nothing is waited for. */
  whole(): Uint8Array {
    this.#cut()
    return Buffer.concat(this.#pieces.filter((piece) => piece instanceof Uint8Array))
  }

  /** Where a place came to lie, when all before it was taken. */
  placeOf(): (at: number) => number {
    let by = 0
    const sums = this.#late.map((late) => {
      by += late.by
      return by
    })
    return (at) => {
      let [low, high] = [0, this.#late.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((this.#late[middle]?.at ?? 0) < at) low = middle + 1
        else high = middle
      }
      return at + (sums[low - 1] ?? 0)
    }
  }

  #cut(): void {
    if (this.#text === '') return
    this.#pieces.push(Buffer.from(this.#text, 'latin1'))
    this.#text = ''
  }
}

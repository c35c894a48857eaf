/** Whole numbers of 32 bits in a row, of which there are many: four bytes each. */
export class Column {
  #values = new Int32Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Gives its place, from 0. */
  push(value: number): number {
    this.#grow(this.#length + 1)
    this.#values[this.#length] = value
    return this.#length++
  }

  /** 0 where nothing was put. */
  at(place: number): number {
    return this.#values[place] ?? 0
  }

  set(place: number, value: number): void {
    this.#grow(place + 1)
    this.#values[place] = value
    this.#length = Math.max(this.#length, place + 1)
  }

  #grow(length: number): void {
    if (length <= this.#values.length) return
    const values = new Int32Array(2 * Math.max(length, this.#values.length))
    values.set(this.#values)
    this.#values = values
  }
}

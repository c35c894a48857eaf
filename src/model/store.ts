/**
 * Texts outside of the engine's heap: a large bank has more of them than fit there,
 * and each is asked for a few times only.
 */

/** A text, or where it is; `String(text)` gives it either way. */
export type Text = string | StoredText

export interface StoredText {
  /** Bytes: what a text weighs, not how many characters it has. */
  readonly length: number
  /** Tells what it was made from, where that is known: of two texts with one sum both are the same. */
  readonly sum?: string
  toString(): string
  /** So that it is a string in JSON. */
  toJSON(): string
}

/** What tells a text from any other, for a digest; it is not fetched where its sum does. */
export function tellOf(text: Text): string {
  const sum = typeof text === 'string' ? undefined : text.sum
  return sum === undefined ? `=${String(text)}` : `#${sum}`
}

/** A text of which parts are asked for. */
export interface StoredSource {
  /** UTF-16 units. */
  readonly length: number
  /** From one UTF-16 unit, before another. */
  slice(start: number, end: number): string
}

export interface StoredBytes {
  readonly length: number
  /** Not to be changed. */
  read(): Uint8Array<ArrayBuffer>
}

/** Where they are put. What comes out is what went in, as long as the store is open. */
export interface Store {
  text(text: string): Text
  source(text: string): StoredSource
  bytes(bytes: Uint8Array): StoredBytes
}

/** Bytes in the store; without one they are held. */
export function stored(bytes: Uint8Array<ArrayBuffer>, store: Store | undefined): StoredBytes {
  return store?.bytes(bytes) ?? { length: bytes.length, read: () => bytes }
}

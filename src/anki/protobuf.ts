/**
 * As much of protobuf's wire format as Anki's packages need: numbers, and
 * fields that hold text, bytes or messages.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

export type Message = {
  /** The last number of a field, 0 where there is none. */
  number(field: number): number
  /** The last text of a field, empty where there is none. */
  text(field: number): string
  /** Every value of a field that holds bytes. */
  all(field: number): Uint8Array[]
}

const bytesOfFixed: Record<number, number> = { 1: 8, 5: 4 }

/** Reads one message. Throws a RangeError where the bytes are none. */
export function messageOf(bytes: Uint8Array): Message {
  const numbers = new Map<number, number>()
  const texts = new Map<number, Uint8Array[]>()
  let at = 0

  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined || scale > 2 ** 63) throw new RangeError('a number has no end')
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  const push = (field: number, value: Uint8Array) => {
    const values = texts.get(field)
    if (values) values.push(value)
    else texts.set(field, [value])
  }

  while (at < bytes.length) {
    const tag = varint()
    const field = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) {
      numbers.set(field, varint())
      continue
    }
    const length = wire === 2 ? varint() : bytesOfFixed[wire]
    if (length === undefined || at + length > bytes.length) {
      throw new RangeError(`field ${field} is cut short`)
    }
    if (wire === 2) push(field, bytes.subarray(at, at + length))
    at += length
  }
  return {
    number: (field) => numbers.get(field) ?? 0,
    text: (field) => new TextDecoder().decode(texts.get(field)?.at(-1)),
    all: (field) => texts.get(field) ?? [],
  }
}

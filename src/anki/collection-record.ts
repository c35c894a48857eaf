/**
 * Rows as SQLite stores them: a header of types, then the values.
 * Format: https://www.sqlite.org/fileformat2.html#record_format
 */

/**
 * A string or bytes are text: bytes are UTF-8. A whole number past 2⁵³ is a bigint; a
 * number that big is a fraction's kind, as SQLite has it.
 */
export type Value = null | number | bigint | string | Uint8Array

/** Room for a record, which is used again for the next one: there are a million of a large bank. */
export class Records {
  /** The record that was made last, up to `length`. */
  bytes: Buffer = Buffer.allocUnsafe(1 << 14)
  length = 0

  /** Makes the record of some values. */
  of(values: readonly Value[]): this {
    const stored: Stored[] = []
    // The length of the head counts itself.
    let head = 1
    let body = 0
    for (const value of values) {
      const one = typeof value === 'string' ? Buffer.from(value) : value
      stored.push(one)
      const type = typeOf(one)
      head += varintLength(type)
      body += lengthOf(type)
    }
    if (head > 127) head++
    this.length = head + body
    if (this.length > this.bytes.length) this.bytes = Buffer.allocUnsafe(this.length * 2)
    let place = putVarint(this.bytes, 0, head)
    let at = head
    for (const value of stored) {
      const type = typeOf(value)
      place = putVarint(this.bytes, place, type)
      at = put(this.bytes, at, type, value)
    }
    return this
  }
}

type Stored = Exclude<Value, string>

/** Of whole numbers, by their type: bytes. */
const widths = [0, 1, 2, 3, 4, 6]

function typeOf(value: Stored): number {
  if (value === null) return 0
  if (typeof value === 'object') return 13 + value.length * 2
  if (typeof value === 'bigint') return 6
  if (!Number.isSafeInteger(value)) return 7
  if (value === 0 || value === 1) return 8 + value
  // Of a number below none as many bits are set as of the one before its opposite.
  const size = value < 0 ? -1 - value : value
  if (size < 2 ** 7) return 1
  if (size < 2 ** 15) return 2
  if (size < 2 ** 23) return 3
  if (size < 2 ** 31) return 4
  return size < 2 ** 47 ? 5 : 6
}

function lengthOf(type: number): number {
  if (type >= 12) return (type - 13) / 2
  return widths[type] ?? (type < 8 ? 8 : 0)
}

function put(bytes: Buffer, at: number, type: number, value: Stored): number {
  if (value === null || type === 8 || type === 9) return at
  if (typeof value === 'object') {
    bytes.set(value, at)
    return at + value.length
  }
  if (type === 7) return bytes.writeDoubleBE(Number(value), at)
  if (type === 6) return bytes.writeBigInt64BE(BigInt(value), at)
  const width = widths[type] ?? 0
  for (let rest = Number(value), place = at + width - 1; place >= at; place--) {
    const higher = Math.floor(rest / 256)
    bytes[place] = rest - higher * 256
    rest = higher
  }
  return at + width
}

/** Seven bits a byte, the highest first; from 0 to 2⁵³ - 1. Gives the place behind it. */
export function putVarint(bytes: Buffer, at: number, number: number): number {
  const end = at + varintLength(number)
  let rest = number
  for (let place = end - 1; place >= at; place--) {
    bytes[place] = (rest % 128) | (place === end - 1 ? 0 : 128)
    rest = Math.floor(rest / 128)
  }
  return end
}

export function varintLength(number: number): number {
  let length = 1
  for (let most = 128; number >= most; most *= 128) length++
  return length
}

const numeral = /^[ \t-\r]*([+-]?(?:\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?)[ \t-\r]*$/i

/**
 * What a column of type INTEGER makes of a text: the number that it is the numeral of,
 * whole where it can be; all other text as it is.
 * https://www.sqlite.org/datatype3.html#type_affinity
 */
export function asInteger(value: string): Value {
  const [, digits = ''] = numeral.exec(value) ?? []
  if (digits === '') return value
  if (/^[+-]?\d+$/.test(digits)) {
    const whole = BigInt(digits.replace(/^\+/, ''))
    if (whole === BigInt.asIntN(64, whole)) return narrowed(whole)
  }
  const number = Number(digits)
  // SQLite's own bounds: what a double at either end stands for could be another number.
  if (Number.isInteger(number) && Math.abs(number) < 2 ** 63) return narrowed(BigInt(number))
  return number
}

function narrowed(whole: bigint): Value {
  const number = Number(whole)
  return Number.isSafeInteger(number) ? number : whole
}

/** Values as PDF writes them, in files and in the streams of pages. */

export type Name = { name: string }
/** Bytes, one a unit. */
export type Text = { bytes: string }
export type Ref = { ref: number }
export type Dictionary = Map<string, Value>
export type Stream = { dictionary: Dictionary; start: number }
export type Value =
  | null
  | boolean
  | number
  | Name
  | Text
  | Ref
  | Value[]
  | Dictionary
  | Stream
  | Operator
/** A word that is no value: an operator of a content stream. */
export type Operator = { operator: string }

/** A file that is no PDF of ours; the message is a sentence for the user. */
export class PdfError extends Error {}

const white = new Set(['\u0000', '\t', '\n', '\f', '\r', ' '])
const marks = new Set(['(', ')', '<', '>', '[', ']', '{', '}', '/', '%'])
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
}

/** Takes values from a text, one after the other. */
export class Tokens {
  readonly text: string
  at: number

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value; undefined at the end. */
  next(): Value | undefined {
    this.#skip()
    const { text } = this
    const first = text[this.at]
    if (first === undefined) return undefined
    if (first === '/') return { name: this.#name() }
    if (first === '(') return { bytes: this.#string() }
    if (first === '[') return this.#array()
    if (first === '<') return text[this.at + 1] === '<' ? this.#dictionary() : this.#hex()
    if (first === ']' || first === '>' || first === ')' || first === '{' || first === '}') {
      throw new PdfError(`It has a stray ${first}.`)
    }
    return this.#word()
  }

  #skip(): void {
    const { text } = this
    for (;;) {
      const unit = text[this.at]
      if (unit === '%') {
        while (this.at < text.length && text[this.at] !== '\n' && text[this.at] !== '\r') this.at++
      } else if (unit !== undefined && white.has(unit)) this.at++
      else return
    }
  }

  #regular(): string {
    const from = this.at
    const { text } = this
    while (this.at < text.length) {
      const unit = text[this.at] ?? ''
      if (white.has(unit) || marks.has(unit)) break
      this.at++
    }
    return text.slice(from, this.at)
  }

  #name(): string {
    this.at++
    return this.#regular().replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }

  #word(): Value {
    const word = this.#regular()
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) {
      // `12 0 R`
      if (/^\d+$/.test(word)) {
        reference.lastIndex = this.at
        const found = reference.exec(this.text)
        if (found) {
          this.at += found[0].length
          return { ref: Number(word) }
        }
      }
      return Number(word)
    }
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    return { operator: word }
  }

  #array(): Value[] {
    this.at++
    const values: Value[] = []
    for (;;) {
      this.#skip()
      if (this.text[this.at] === ']') {
        this.at++
        return values
      }
      const value = this.next()
      if (value === undefined) throw new PdfError('It ends within a list.')
      values.push(value)
    }
  }

  #dictionary(): Dictionary {
    this.at += 2
    const entries: Dictionary = new Map()
    for (;;) {
      this.#skip()
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2
        return entries
      }
      const key = this.next()
      const value = this.next()
      if (value === undefined || !isName(key)) throw new PdfError('It ends within a dictionary.')
      entries.set(key.name, value)
    }
  }

  #hex(): Text {
    const end = this.text.indexOf('>', this.at)
    if (end < 0) throw new PdfError('It ends within a string.')
    const digits = this.text.slice(this.at + 1, end).replace(/\s+/g, '')
    this.at = end + 1
    return {
      bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1'),
    }
  }

  #string(): string {
    const { text } = this
    let out = ''
    let depth = 1
    this.at++
    for (; this.at < text.length; this.at++) {
      const unit = text[this.at] ?? ''
      if (unit === '\\') {
        out += this.#escaped()
        continue
      }
      if (unit === '(') depth++
      if (unit === ')' && --depth === 0) {
        this.at++
        return out
      }
      out += unit
    }
    throw new PdfError('It ends within a string.')
  }

  #escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))?.[0]
    if (octal) {
      this.at += octal.length
      return String.fromCharCode(Number.parseInt(octal, 8) & 255)
    }
    this.at++
    const unit = this.text[this.at] ?? ''
    return unit === '\n' ? '' : (escapes[unit] ?? unit)
  }
}

const reference = /[ \r\n\t]+\d+[ \r\n\t]+R(?![^\s/<>[\]()])/y

export function isName(value: Value | undefined): value is Name {
  return typeof value === 'object' && value !== null && 'name' in value
}

export function isText(value: Value | undefined): value is Text {
  return typeof value === 'object' && value !== null && 'bytes' in value
}

export function isOperator(value: Value | undefined): value is Operator {
  return typeof value === 'object' && value !== null && 'operator' in value
}

export function isRef(value: Value | undefined): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value
}

export function isStream(value: Value | undefined): value is Stream {
  return typeof value === 'object' && value !== null && 'dictionary' in value
}

/** A string's characters. */
export function textOf({ bytes }: Text): string {
  if (!bytes.startsWith('\u00fe\u00ff')) return bytes
  return wide(bytes.slice(2))
}

/** UTF-16, big-endian, one unit a byte. */
export function wide(bytes: string): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1))
  }
  return text
}

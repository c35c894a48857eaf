/**
 * Reads the objects of a PDF as this program writes them: a table of places at
 * the end, objects packed in streams, streams deflated. What a stranger's PDF
 * may have beside that, such as encryption, is not read.
 */
import { inflateSync } from 'node:zlib'

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

function isRef(value: Value | undefined): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value
}

function isStream(value: Value | undefined): value is Stream {
  return typeof value === 'object' && value !== null && 'dictionary' in value
}

/** Where an object is: in the file, or the how-manieth of a stream. */
type Spot = { offset: number } | { stream: number; index: number }

export type Page = { object: number; dictionary: Dictionary }

export class Pdf {
  readonly #bytes: Uint8Array
  readonly #text: string
  readonly #spots = new Map<number, Spot>()
  readonly #known = new Map<number, Value>()
  readonly #packed = new Map<number, Value[]>()
  readonly trailer: Dictionary

  /** @throws PdfError, or what unpacking throws. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    if (!this.#text.startsWith('%PDF-')) throw new PdfError('It is no PDF.')
    if (!this.#text.trimEnd().endsWith('%%EOF')) throw new PdfError('Its end is missing.')
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.#text.slice(-64))?.[1]
    const table = start === undefined ? undefined : this.#objectAt(Number(start))
    if (!isStream(table)) throw new PdfError('Its table of objects is missing.')
    this.trailer = table.dictionary
    this.#readTable(table)
  }

  /** What a value is, followed through references. */
  of(value: Value | undefined): Value | undefined {
    let found = value
    for (let step = 0; isRef(found) && step < 20; step++) found = this.#object(found.ref)
    return found
  }

  dictionary(value: Value | undefined): Dictionary {
    const found = this.of(value)
    if (found instanceof Map) return found
    return isStream(found) ? found.dictionary : new Map()
  }

  list(value: Value | undefined): Value[] {
    const found = this.of(value)
    return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found]
  }

  name(value: Value | undefined): string | undefined {
    const found = this.of(value)
    return isName(found) ? found.name : undefined
  }

  number(value: Value | undefined): number | undefined {
    const found = this.of(value)
    return typeof found === 'number' ? found : undefined
  }

  /** A string of the document, whose text is UTF-16 or Latin. */
  text(value: Value | undefined): string | undefined {
    const found = this.of(value)
    return isText(found) ? textOf(found) : undefined
  }

  /** The number of the object that a value refers to. */
  object(value: Value | undefined): number | undefined {
    return isRef(value) ? value.ref : undefined
  }

  /** A stream as it was before it was packed, one unit a byte. */
  stream(value: Value | undefined): string | undefined {
    const found = this.of(value)
    return isStream(found) ? this.#unpacked(found).toString('latin1') : undefined
  }

  /** Unpacks every packed stream, whose own sums tell whether it is whole. */
  check(): void {
    for (const [number, spot] of this.#spots) {
      if (!('offset' in spot)) continue
      const value = this.#objectAt(spot.offset, number)
      if (!isStream(value)) continue
      const filter = this.list(value.dictionary.get('Filter')).map((one) => this.name(one))
      if (filter.join() === 'FlateDecode') inflateSync(this.#packedBytes(value))
    }
  }

  get root(): Dictionary {
    return this.dictionary(this.trailer.get('Root'))
  }

  /** Its pages in order. */
  pages(): Page[] {
    const pages: Page[] = []
    const seen = new Set<number>()
    const walk = (value: Value | undefined): void => {
      const object = this.object(value) ?? 0
      if (seen.has(object)) throw new PdfError('A page is there twice.')
      seen.add(object)
      const dictionary = this.dictionary(value)
      if (this.name(dictionary.get('Type')) === 'Page') pages.push({ object, dictionary })
      else for (const kid of this.list(dictionary.get('Kids'))) walk(kid)
    }
    const tree = this.root.get('Pages')
    walk(tree)
    const count = this.number(this.dictionary(tree).get('Count'))
    if (count !== pages.length) {
      throw new PdfError(`It has ${pages.length} pages and says that it has ${count}.`)
    }
    return pages
  }

  #object(number: number): Value {
    const known = this.#known.get(number)
    if (known !== undefined) return known
    const spot = this.#spots.get(number)
    let value: Value | undefined
    if (spot && 'offset' in spot) value = this.#objectAt(spot.offset, number)
    else if (spot) value = this.#pack(spot.stream)[spot.index]
    const made = value ?? null
    this.#known.set(number, made)
    return made
  }

  #objectAt(offset: number, wanted?: number): Value | undefined {
    const head = /^\s*(\d+) \d+ obj/.exec(this.#text.slice(offset, offset + 40))
    if (!head || (wanted !== undefined && Number(head[1]) !== wanted)) {
      throw new PdfError(`An object does not stand at ${offset}, where it should.`)
    }
    const tokens = new Tokens(this.#text, offset + head[0].length)
    const value = tokens.next()
    if (!(value instanceof Map)) return value
    opening.lastIndex = tokens.at
    const stream = opening.exec(this.#text)
    return stream ? { dictionary: value, start: tokens.at + stream[0].length } : value
  }

  #packedBytes({ dictionary, start }: Stream): Uint8Array {
    const length = this.number(dictionary.get('Length'))
    if (length === undefined) throw new PdfError('A stream has no length.')
    return this.#bytes.subarray(start, start + length)
  }

  #unpacked(stream: Stream): Buffer {
    const { dictionary } = stream
    const bytes = this.#packedBytes(stream)
    const filters = this.list(dictionary.get('Filter')).map((filter) => this.name(filter))
    if (filters.length === 0) return Buffer.from(bytes)
    if (filters.join() !== 'FlateDecode') throw new PdfError(`It is packed by ${filters.join()}.`)
    const data = inflateSync(bytes)
    const parameters = this.dictionary(dictionary.get('DecodeParms'))
    const predictor = this.number(parameters.get('Predictor')) ?? 1
    return predictor < 10 ? data : summed(data, this.number(parameters.get('Columns')) ?? 1)
  }

  #readTable(table: Stream): void {
    const data = this.#unpacked(table)
    const widths = this.list(table.dictionary.get('W')).map(Number)
    const [kindWidth = 0, placeWidth = 0, indexWidth = 0] = widths
    const row = kindWidth + placeWidth + indexWidth
    if (row === 0) throw new PdfError('Its table of objects has no rows.')
    for (let at = 0, number = 0; at + row <= data.length; at += row, number++) {
      const kind = data.readUIntBE(at, kindWidth)
      const place = data.readUIntBE(at + kindWidth, placeWidth)
      const index = data.readUIntBE(at + kindWidth + placeWidth, indexWidth)
      if (kind === 1) this.#spots.set(number, { offset: place })
      if (kind === 2) this.#spots.set(number, { stream: place, index })
    }
  }

  /** The objects of a stream of objects. */
  #pack(stream: number): Value[] {
    const known = this.#packed.get(stream)
    if (known) return known
    const object = this.#object(stream)
    if (!isStream(object)) throw new PdfError('A stream of objects is missing.')
    const text = this.#unpacked(object).toString('latin1')
    const first = this.number(object.dictionary.get('First')) ?? 0
    const count = this.number(object.dictionary.get('N')) ?? 0
    const head = new Tokens(text)
    const values: Value[] = []
    for (let index = 0; index < count; index++) {
      head.next()
      const offset = Number(head.next())
      values.push(new Tokens(text, first + offset).next() ?? null)
    }
    this.#packed.set(stream, values)
    return values
  }
}

const opening = /\s*stream\r?\n/y

/** Rows that are each the difference to the one above. */
function summed(data: Buffer, columns: number): Buffer {
  const rows = Math.floor(data.length / (columns + 1))
  const out = Buffer.alloc(rows * columns)
  for (let row = 0; row < rows; row++) {
    const from = row * (columns + 1)
    const kind = data[from]
    if (kind !== 0 && kind !== 2) throw new PdfError(`Rows are predicted by ${kind}.`)
    for (let column = 0; column < columns; column++) {
      const above = kind === 2 && row > 0 ? (out[(row - 1) * columns + column] ?? 0) : 0
      out[row * columns + column] = ((data[from + 1 + column] ?? 0) + above) & 255
    }
  }
  return out
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

/**
 * Reads the objects of a PDF as this program writes them: a table of places at
 * the end, objects packed in streams, streams deflated. What a stranger's PDF
 * may have beside that, such as encryption, is not read.
 */
import { inflateSync } from 'node:zlib'
import {
  type Dictionary,
  isName,
  isRef,
  isStream,
  isText,
  PdfError,
  type Stream,
  Tokens,
  textOf,
  type Value,
} from './pdf-tokens.ts'

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

/**
 * Small objects of a PDF, packed: many in one compressed stream, found by a
 * cross-reference stream (PDF 1.5). Elements of structure are tens to a page
 * and alike, and packed they are a small part of what they would be.
 */

import { Column } from './column.ts'

/** The part of pdfkit's document that this needs. */
export type File = {
  _offsets: (number | null)[]
  _offset: number
  _write(data: Uint8Array | string): void
  _finalize(): void
  _root: { toString(): string }
  _info: { toString(): string }
  _id: Uint8Array
  /** Bytes that are not there yet. */
  later(bytes: Promise<Uint8Array>): void
}

export type Packed = {
  /** The number of a new object. */
  reserve(): number
  /** Takes what stands between `obj` and `endobj`; no stream. */
  write(id: number, body: string): void
  /** Writes what is still held. */
  flush(): void
  /** Writes the table of places, when all else is; `placeOf` says where an offset came to lie. */
  close(placeOf?: (offset: number) => number): void
}

/** By the numbers of packed objects: the stream each is in, 0 for none, and which one there it is. */
type Inside = { stream: Column; index: Column }

type Deflate = (data: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** Objects in a stream: a reader unpacks all of them to have one. */
const most = 250

/**
 * Lets a document have packed objects: its table of places becomes a stream.
 * `deflate` is undefined where streams stay as they are.
 */
export function packing(file: File, deflate: Deflate | undefined): Packed {
  const inside: Inside = { stream: new Column(), index: new Column() }
  let held: { id: number; body: string }[] = []

  const reserve = (): number => file._offsets.push(null)

  const stream = (id: number, entries: string, data: Uint8Array): void => {
    const bytes = deflate ? deflate(data) : data
    file._offsets[id - 1] = file._offset
    const filter = deflate ? '/Filter/FlateDecode' : ''
    const head = ({ length }: Uint8Array): string =>
      `${id} 0 obj\n<<${entries}${filter}/Length ${length}>>\nstream`
    const foot = '\nendstream\nendobj'
    if (bytes instanceof Uint8Array) {
      file._write(head(bytes))
      file._write(bytes)
      file._write(foot)
    } else {
      const text = (value: string): Buffer => Buffer.from(`${value}\n`, 'latin1')
      file.later(bytes.then((made) => Buffer.concat([text(head(made)), made, text(foot)])))
    }
  }

  const flush = (): void => {
    if (held.length === 0) return
    const id = reserve()
    let places = ''
    let bodies = ''
    for (const [index, one] of held.entries()) {
      places += `${one.id} ${bodies.length} `
      bodies += `${one.body}\n`
      inside.stream.set(one.id, id)
      inside.index.set(one.id, index)
    }
    const entries = `/Type/ObjStm/N ${held.length}/First ${places.length}`
    held = []
    stream(id, entries, Buffer.from(places + bodies, 'latin1'))
  }

  const close = (placeOf = (offset: number): number => offset): void => {
    const id = reserve()
    const start = placeOf(file._offset)
    const places = file._offsets.map((offset) => (offset === null ? null : placeOf(offset)))
    places[id - 1] = start
    const size = places.length + 1
    const dictionary = `/Type/XRef/Size ${size}/Root ${file._root}/Info ${file._info}`
    const hash = Buffer.from(file._id).toString('hex')
    const predictor = deflate ? `/DecodeParms<</Predictor 12/Columns ${row}>>` : ''
    stream(
      id,
      `${dictionary}/ID [<${hash}> <${hash}>]/W[1 4 2]${predictor}`,
      table(places, inside, deflate !== undefined),
    )
    file._write(`startxref\n${start}\n%%EOF`)
  }

  file._finalize = flush

  return {
    reserve,
    flush,
    close,
    write(id, body) {
      held.push({ id, body })
      if (held.length >= most) flush()
    },
  }
}

/** Bytes of an entry: its kind, where it is, and which of its stream it is. */
const row = 7

/** The entries; where they are deflated each row is the difference to the one above. */
function table(
  offsets: readonly (number | null)[],
  inside: Inside,
  predicted: boolean,
): Uint8Array {
  const rows = Buffer.alloc((offsets.length + 1) * row)
  // The first is the head of the free ones, by tradition.
  rows.writeUInt16BE(0xffff, 5)
  for (let index = 0; index < offsets.length; index++) {
    const offset = offsets[index] ?? null
    const at = (index + 1) * row
    const stream = inside.stream.at(index + 1)
    rows[at] = stream > 0 ? 2 : offset === null ? 0 : 1
    rows.writeUInt32BE(stream > 0 ? stream : (offset ?? 0), at + 1)
    rows.writeUInt16BE(inside.index.at(index + 1), at + 5)
  }
  if (!predicted) return rows
  const out = Buffer.alloc((offsets.length + 1) * (row + 1))
  for (let at = 0, to = 0; at < rows.length; at += row) {
    out[to++] = 2
    for (let byte = at; byte < at + row; byte++) {
      out[to++] = ((rows[byte] ?? 0) - (rows[byte - row] ?? 0)) & 255
    }
  }
  return out
}

/**
 * The file that is painted into: pdfkit's document, whose bytes go into a queue of ours
 * and whose streams are deflated by ours.
 */
import PDFDocument, { type PDFReference } from 'pdfkit'
import type { Deflater } from './deflate.ts'
import type { Display } from './display.ts'
import { Queue } from './queue.ts'

/** How a file is written: `issued` in seconds since 1970; `compress` false leaves streams as they are. */
export type FileManner = { issued: number; compress?: boolean }

/** An empty document; its head is in the queue. */
export function openFile(
  { title, language }: Pick<Display, 'title' | 'language'>,
  { issued, compress = true }: FileManner,
  queue: Queue,
  deflater: Deflater,
): PDFDocument {
  const document = new PDFDocument({
    font: null,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    compress,
    info: {
      Title: title,
      Creator: 'Rectoverso',
      Producer: 'Rectoverso, with pdfkit',
      CreationDate: new Date(issued * 1000),
    },
  })
  const makeReference = document.ref.bind(document)
  document.ref = (data) => portable(makeReference(data), document, queue, deflater)
  // What it has written by itself: the head of the file.
  const head = document.read() as Uint8Array | null
  if (head) queue.write(head)
  document._write = (data) => {
    queue.write(typeof data === 'string' ? `${data}\n` : data)
    document._offset = queue.length
  }
  // pdfkit writes these into XML as they are.
  const addInfo = document._addInfo.bind(document)
  document._addInfo = () => {
    const { info } = document
    document.info = Object.fromEntries(
      Object.entries(info).map(([key, value]) => [
        key,
        typeof value === 'string' ? escapeXml(value) : value,
      ]),
    )
    addInfo()
    document.info = info
  }
  return document
}

/** Deflates a stream by ours just before pdfkit would by Node's zlib. */
function portable(
  reference: PDFReference,
  document: PDFDocument,
  queue: Queue,
  deflater: Deflater,
): PDFReference {
  const finalize = reference.finalize.bind(reference)
  reference.finalize = () => {
    if (!reference.compress || reference.buffer.length === 0) {
      finalize()
      return
    }
    reference.compress = false
    const made = deflater.deflate(Buffer.concat(reference.buffer))
    if (made instanceof Uint8Array) {
      reference.buffer = [made]
      finalize()
      return
    }
    reference.buffer = []
    reference.offset = document._offset
    queue.later(made.then((bytes) => wholeOf(reference, finalize, bytes, document)))
    document._offset = queue.length
    document._refEnd(reference)
  }
  return reference
}

/** What pdfkit writes of a reference, caught. */
function wholeOf(
  reference: PDFReference,
  finalize: () => void,
  bytes: Uint8Array,
  document: PDFDocument,
): Uint8Array {
  const { _write, _refEnd } = document
  const caught = new Queue()
  document._write = (data) => caught.write(typeof data === 'string' ? `${data}\n` : data)
  document._refEnd = () => undefined
  reference.buffer = [bytes]
  finalize()
  Object.assign(document, { _write, _refEnd })
  return caught.whole()
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A reference to an object that pdfkit did not make; it writes what is no plain object as text. */
export function written(id: number): PDFReference {
  return {
    [Symbol.toStringTag]: 'Reference',
    toString: () => `${id} 0 R`,
    // Called for the tree's root, which is already in the file.
    end: () => undefined,
  } as unknown as PDFReference
}

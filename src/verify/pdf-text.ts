/** What the pages of a PDF show: text by the tables of its fonts, piece by piece of marked content. */
import type { Page, Pdf } from './pdf.ts'
import {
  type Dictionary,
  isName,
  isOperator,
  isText,
  Tokens,
  textOf,
  type Value,
  wide,
} from './pdf-tokens.ts'

/** All of one stretch of marked content. */
export type Piece = {
  /** Its number on the page; undefined where it is in no element. */
  mark: number | undefined
  text: string
  /** Height of its first line's baseline above the bottom of the page; undefined where it has no text. */
  y: number | undefined
  /** How many pictures were placed and shapes painted. */
  drawn: number
}

/** What the codes of a font stand for, and how many bytes they have, by the first of these. */
type Font = { texts: ReadonlyMap<number, string>; lengths: Uint8Array }

/** Operators that leave something on the page. */
const painting = new Set('f F f* B B* b b* S s sh'.split(' '))

/** Reads pages; what fonts say is read once. */
export class PageReader {
  readonly #pdf: Pdf
  readonly #fonts = new Map<number, Font>()

  constructor(pdf: Pdf) {
    this.#pdf = pdf
  }

  /** What a page shows, in the order of painting. */
  read({ dictionary }: Page): Piece[] {
    const pdf = this.#pdf
    const resources = pdf.dictionary(dictionary.get('Resources'))
    const fonts = pdf.dictionary(resources.get('Font'))
    const images = pdf.dictionary(resources.get('XObject'))
    const content = pdf
      .list(dictionary.get('Contents'))
      .map((part) => pdf.stream(part) ?? '')
      .join('\n')
    return this.#pieces(content, fonts, images)
  }

  #pieces(content: string, fonts: Dictionary, images: Dictionary): Piece[] {
    const fresh = (mark?: number): Piece => ({ mark, text: '', y: undefined, drawn: 0 })
    const pieces: Piece[] = []
    /** Open marked content: of an element, of none, or a text that stands for what is in it. */
    const open: { outer: Piece; actual: boolean }[] = []
    let piece = fresh()
    let silent = 0
    let font = fontOf('')
    let y = 0
    const close = (): void => {
      if (piece.text !== '' || piece.drawn > 0 || piece.mark !== undefined) pieces.push(piece)
    }
    const show = (value: Value | undefined): void => {
      piece.y ??= y
      if (silent > 0 || !isText(value)) return
      const { bytes } = value
      const { texts, lengths } = font
      for (let at = 0; at < bytes.length; ) {
        const end = at + (lengths[bytes.charCodeAt(at)] ?? 1)
        let code = 0
        for (; at < end; at++) code = code * 256 + bytes.charCodeAt(at)
        piece.text += texts.get(code) ?? '\ufffd'
      }
    }
    const tokens = new Tokens(content)
    let operands: Value[] = []
    for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
      if (!isOperator(token)) {
        operands.push(token)
        continue
      }
      const [first, second] = operands
      const { operator } = token
      if (operator === 'Tf' && isName(first)) font = this.#font(fonts.get(first.name))
      else if (operator === 'BT') y = 0
      else if (operator === 'Td') y += Number(second)
      else if (operator === 'Tj') show(first)
      else if (operator === 'TJ') for (const part of this.#pdf.list(first)) show(part)
      else if (operator === 'Do' && isName(first)) {
        if (images.has(first.name)) piece.drawn++
      } else if (painting.has(operator)) piece.drawn++
      else if (operator === 'BMC' || operator === 'BDC') {
        const properties = second instanceof Map ? second : new Map<string, Value>()
        const actual = properties.get('ActualText')
        open.push({ outer: piece, actual: isText(actual) })
        if (isText(actual)) {
          if (silent === 0) piece.text += textOf(actual)
          silent++
        } else {
          if (open.length === 1) close()
          piece = fresh(this.#pdf.number(properties.get('MCID')))
        }
      } else if (operator === 'EMC') {
        const last = open.pop()
        if (last?.actual) silent--
        else if (last) {
          close()
          piece = open.length === 0 ? fresh() : last.outer
        }
      }
      operands = []
    }
    close()
    return pieces
  }

  #font(value: Value | undefined): Font {
    const object = this.#pdf.object(value) ?? -1
    const known = this.#fonts.get(object)
    if (known) return known
    const made = fontOf(this.#pdf.stream(this.#pdf.dictionary(value).get('ToUnicode')) ?? '')
    this.#fonts.set(object, made)
    return made
  }
}

/** A font by its table to Unicode. */
function fontOf(table: string): Font {
  const lengths = new Uint8Array(256).fill(2)
  for (const [, body = ''] of table.matchAll(/begincodespacerange([\s\S]*?)endcodespacerange/g)) {
    for (const [, from = '', to = ''] of body.matchAll(/<([\dA-Fa-f]+)>\s*<([\dA-Fa-f]+)>/g)) {
      const [first, last] = [from, to].map((code) => Number.parseInt(code.slice(0, 2), 16))
      lengths.fill(Math.ceil(from.length / 2), first, (last ?? 0) + 1)
    }
  }
  return { texts: charactersOf(table), lengths }
}

/** What each code of a font stands for. */
function charactersOf(table: string): Map<number, string> {
  const found = new Map<number, string>()
  const codeOf = (hex = ''): number => Number.parseInt(hex, 16)
  const textOfHex = (hex = ''): string =>
    wide(Buffer.from(hex.replace(/\s+/g, ''), 'hex').toString('latin1'))
  for (const [, body = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, text] of body.matchAll(/<([\dA-Fa-f]+)>\s*<([\dA-Fa-f\s]*)>/g)) {
      found.set(codeOf(code), textOfHex(text))
    }
  }
  for (const [, body = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const range = /<([\dA-Fa-f]+)>\s*<([\dA-Fa-f]+)>\s*(?:\[([^\]]*)\]|<([\dA-Fa-f\s]*)>)/g
    for (const [, from, to, list, single] of body.matchAll(range)) {
      const start = codeOf(from)
      const texts = [...(list ?? '').matchAll(/<([\dA-Fa-f\s]*)>/g)].map(([, hex]) =>
        textOfHex(hex),
      )
      for (let code = start; code <= codeOf(to); code++) {
        const first = textOfHex(single)
        const next = first && String.fromCharCode(first.charCodeAt(0) + code - start)
        found.set(code, list === undefined ? next : (texts[code - start] ?? ''))
      }
    }
  }
  return found
}

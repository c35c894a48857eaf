/**
 * Cuts a part of a text into blocks so plain that what parsing them gives is known, and what
 * stands between them, which is to be parsed. Most of what people write is plain, and parsing
 * it was most of the time of reading.
 *
 * A cut is made only where the block structure is certain: a plain block ends at a blank line
 * or by its own mark; what is to be parsed ends by its own mark too, or at a blank line behind
 * which a block begins at the margin, unless something in it may hide both.
 */
import type { ListItem, RootContent } from 'mdast'
import { denseIn } from './dense.ts'
import { type Found, type Lines, linesOf, place } from './plain-lines.ts'
import { tableAt } from './plain-table.ts'
import { paragraphOf, plainParagraph, plainText } from './plain-text.ts'

/** Text to be parsed: where it begins in its part. */
export type Rest = { text: string; line: number; offset: number }

export type Piece = { blocks: RootContent[] } | { rest: Rest }

/** Ends of lines other than `\n`, and what is read as another character or, in front, as none. */
const odd = /[\0\r\ufeff]/

/** What may hide a blank line behind it: fences, math, HTML that ends at a text of its own. */
const hides = /```|~~~|\$\$|<(?:[!?]|script|pre|style|textarea)/i

/** What begins a block behind a blank line, whatever stood before: an item may go on with a list. */
const begins = /^(?![-+*](?:\s|$)|\d{1,9}[.)])\S/

/** Undefined where all is to be parsed, in one piece. */
export function piecesOf(text: string): Piece[] | undefined {
  if (odd.test(text) || denseIn(text).length > 0) return undefined
  const part = linesOf(text)
  const { lines, starts } = part
  const pieces: Piece[] = []
  let blocks: RootContent[] = []
  const close = (): void => {
    if (blocks.length > 0) pieces.push({ blocks })
    blocks = []
  }
  let plain = false
  for (let at = 0; at < lines.length; ) {
    if (lines[at] === '') {
      at++
      continue
    }
    const found = blockAt(part, at)
    if (found) {
      blocks.push(found.block)
      plain = true
      at = found.next
      continue
    }
    close()
    const next = restEnd(lines, at)
    const offset = starts[at] ?? 0
    const rest = text.slice(offset, starts[next])
    pieces.push({ rest: { text: rest, line: at + 1, offset } })
    at = next
  }
  close()
  return plain ? pieces : undefined
}

/** The line before which parsing can end. */
function restEnd(lines: readonly string[], from: number): number {
  const closing = closingOf(lines[from] ?? '')
  if (closing) {
    const end = find(lines, from + 1, (line) => closing.test(line))
    return end === undefined ? lines.length : end + 1
  }
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (hides.test(line)) return lines.length
    if (line === '' && begins.test(lines[at + 1] ?? '')) return at + 1
  }
  return lines.length
}

/** The first line of some kind, from one on. */
function find(
  lines: readonly string[],
  from: number,
  is: (line: string) => boolean,
): number | undefined {
  for (let at = from; at < lines.length; at++) if (is(lines[at] ?? '')) return at
  return undefined
}

/** What ends the fenced code or math that a line opens. */
function closingOf(line: string): RegExp | undefined {
  const [, sign = ''] = /^(`{3,}|~{3,}|\${2,})[^`$]*$/.exec(line) ?? []
  if (sign === '') return undefined
  return new RegExp(`^ {0,3}[${sign[0]}]{${sign.length},}[ \\t]*$`)
}

/** By what its first line begins with. */
const kinds: readonly [start: string, (part: Lines, at: number) => Found | undefined][] = [
  ['#', heading],
  ['<!--', comment],
  ['```', fence],
  ['---', rule],
  ['- ', list],
  ['* ', list],
  ['+ ', list],
  ['|', tableAt],
]

function blockAt(part: Lines, at: number): Found | undefined {
  const line = part.lines[at] ?? ''
  const kind = kinds.find(([start]) => line.startsWith(start))
  return kind ? kind[1](part, at) : paragraph(part, at)
}

function heading({ lines, starts }: Lines, at: number): Found | undefined {
  const line = lines[at] ?? ''
  const sign = /^#{1,6}(?= )/.exec(line)?.[0].length
  if (!sign) return undefined
  const begin = sign + 1
  const children = plainText(line.slice(begin), place(starts, at, begin))
  if (!children || children.length === 0) return undefined
  const position = { start: place(starts, at, 0), end: place(starts, at, line.length) }
  return {
    block: { type: 'heading', depth: sign as 1 | 2 | 3 | 4 | 5 | 6, children, position },
    next: at + 1,
  }
}

function comment({ lines, starts }: Lines, at: number): Found | undefined {
  const end = find(lines, at, (line) => line.includes('-->')) ?? at
  const last = lines[end] ?? ''
  if (/^<!--?-?>/.test(lines[at] ?? '') || last.indexOf('-->') + 3 !== last.length) return undefined
  const value = lines.slice(at, end + 1).join('\n')
  const position = { start: place(starts, at, 0), end: place(starts, end, last.length) }
  return { block: { type: 'html', value, position }, next: end + 1 }
}

function fence({ lines, starts }: Lines, at: number): Found | undefined {
  const [, sign = '', lang = '', meta] =
    /^(`{3,})(?:([\w+#.-]+)(?: ([\w="'{}.,:-]+(?: [\w="'{}.,:-]+)*))?)?$/.exec(lines[at] ?? '') ??
    []
  if (sign === '') return undefined
  const closing = closingOf(sign)
  const end = closing && find(lines, at + 1, (line) => closing.test(line))
  if (end === undefined || lines[end] !== sign) return undefined
  const value = lines.slice(at + 1, end).join('\n')
  const position = { start: place(starts, at, 0), end: place(starts, end, sign.length) }
  return {
    block: { type: 'code', lang: lang || null, meta: meta ?? null, value, position },
    next: end + 1,
  }
}

/** Where no paragraph stands before it, which it would make a heading. */
function rule({ lines, starts }: Lines, at: number): Found | undefined {
  if (lines[at] !== '---') return undefined
  const position = { start: place(starts, at, 0), end: place(starts, at, 3) }
  return { block: { type: 'thematicBreak', position }, next: at + 1 }
}

/** Of lines that are an item each, with a box or none, and nothing behind them that may go on with the last. */
function list({ lines, starts }: Lines, at: number): Found | undefined {
  const sign = lines[at]?.slice(0, 2) ?? ''
  const children: ListItem[] = []
  let end = at
  for (; lines[end]?.startsWith(sign); end++) {
    const line = lines[end] ?? ''
    const [box = '', sign = ''] = /^. \[([ xX])\] /.exec(line) ?? []
    const content = box
      ? paragraphOf(line.slice(6), place(starts, end, 6))
      : plainParagraph(line.slice(2), place(starts, end, 2))
    if (!content?.position) return undefined
    // Of a box mdast leaves out only what stands in the text behind it.
    if (box && content.children[0]?.type !== 'text') content.position.start = place(starts, end, 2)
    children.push({
      type: 'listItem',
      spread: false,
      checked: box ? sign !== ' ' : null,
      children: [content],
      position: { start: place(starts, end, 0), end: place(starts, end, line.length) },
    })
  }
  if (lines[end]) return undefined
  const after = find(lines, end, (line) => line !== '')
  if (after !== undefined && !begins.test(lines[after] ?? '')) return undefined
  const position = {
    start: place(starts, at, 0),
    end: place(starts, end - 1, lines[end - 1]?.length ?? 0),
  }
  return {
    block: { type: 'list', ordered: false, start: null, spread: false, children, position },
    next: end,
  }
}

function paragraph({ lines, starts }: Lines, at: number): Found | undefined {
  let next = at + 1
  while (lines[next]) next++
  const block = plainParagraph(lines.slice(at, next).join('\n'), place(starts, at, 0))
  return block && { block, next }
}

/**
 * Text inside of a paragraph that is so plain that what parsing it gives is known: words,
 * and single words or phrases between marks of emphasis or of code.
 */
import type { Paragraph, PhrasingContent, Text } from 'mdast'
import type { Point } from 'unist'

/** What may mean something in Markdown, or become something without a mark of its own. */
const meaning = /[\0-\x09\x0b-\x1f_[\]\\$~^{}@#\ufeff]|&[#\w]|<[a-z/!?]|==|http|www/i

/** How a line of a paragraph may begin: `1.` and `-` begin a list. */
const start = /(?:\p{L}|["'(“‘]|[*`](?! )|\p{N}(?!\d{0,8}[.)]))/u
const starts = new RegExp(`^${start.source}`, 'u')

/** Where a line ends in a break, or before another block. */
const breaks = new RegExp(` \\n|\\n(?!${start.source})`, 'u')

const code = /`([^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)/y

/** Between marks that can only open and only close. */
const emphasis =
  /(\*\*?)([\p{L}\p{N}](?:[^*`\n]*(?:[\p{L}\p{N}](?=\*\*?(?:[ \n.,;:?!)]|$))|[.,;:?!](?=\*\*?(?:[ \n]|$))))?)\1(?!\*)/uy

/** Before a mark that opens. */
const opens = /^[ \n(]?$/

/** A run of text to be made: `from` to `to` in the whole, whose value it is. */
type Piece = { from: number; to: number; mark?: 'inlineCode' | 'emphasis' | 'strong' }

/** Where the start of a text stands. */
export type Place = { line: number; column: number; offset: number }

const atStart: Place = { line: 1, column: 1, offset: 0 }

/** A paragraph and nothing else; undefined where only parsing tells what it is. */
export function plainParagraph(text: string, place = atStart): Paragraph | undefined {
  const children = starts.test(text) && plainText(text, place)
  if (!children) return undefined
  const at = points(text, place)
  const position = { start: at(0), end: at(text.length) }
  return { type: 'paragraph', children, position }
}

/** What is made of text whose block is known; undefined where only parsing tells. */
export function plainText(text: string, place: Place): PhrasingContent[] | undefined {
  const pieces = piecesOf(text)
  if (!pieces || breaks.test(text) || /^ | $/.test(text)) return undefined
  const at = points(text, place)
  return pieces.map(({ from, to, mark }) => {
    if (!mark) return textNode(text.slice(from, to), at(from), at(to))
    const position = { start: at(from), end: at(to) }
    const size = mark === 'strong' ? 2 : 1
    const value = text.slice(from + size, to - size)
    if (mark === 'inlineCode') return { type: mark, value, position }
    return { type: mark, children: [textNode(value, at(from + size), at(to - size))], position }
  })
}

function textNode(value: string, start: Point, end: Point): Text {
  return { type: 'text', value, position: { start, end } }
}

function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = []
  let from = 0
  for (;;) {
    const next = nextMark(text, from)
    if (meaning.test(text.slice(from, next))) return undefined
    if (next > from) pieces.push({ from, to: next })
    if (next === text.length) return pieces
    const piece = markedAt(text, next)
    if (!piece) return undefined
    pieces.push(piece)
    from = piece.to
  }
}

function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 42 || char === 96) return at
  }
  return text.length
}

function markedAt(text: string, from: number): Piece | undefined {
  if (text[from] === '`') {
    if (text[from - 1] === '`') return undefined
    code.lastIndex = from
    return code.test(text) ? { from, to: code.lastIndex, mark: 'inlineCode' } : undefined
  }
  if (!opens.test(text.slice(Math.max(0, from - 1), from))) return undefined
  emphasis.lastIndex = from
  const found = emphasis.exec(text)
  if (!found || meaning.test(found[2] ?? '')) return undefined
  return { from, to: emphasis.lastIndex, mark: found[1] === '**' ? 'strong' : 'emphasis' }
}

/** Points of a text, line by line from its start to its end. */
function points(text: string, { line, column, offset }: Place): (at: number) => Point {
  let lines = 0
  let start = 0
  let seen = 0
  return (at) => {
    for (
      let end = text.indexOf('\n', seen);
      end >= 0 && end < at;
      end = text.indexOf('\n', end + 1)
    ) {
      lines++
      start = end + 1
    }
    seen = at
    return {
      line: line + lines,
      column: at - start + (lines === 0 ? column : 1),
      offset: offset + at,
    }
  }
}

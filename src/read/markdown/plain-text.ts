/**
 * Text inside of a paragraph that is so plain that what parsing it gives is known: words,
 * words between marks of emphasis or of code, links and pictures.
 */
import type { Paragraph, PhrasingContent, Text } from 'mdast'
import type { Point, Position } from 'unist'

/** What may mean something in Markdown, or become something without a mark of its own. */
const meaning = /[\0-\x09\x0b-\x1f_[\]\\$~^{}@#\ufeff]|&[#\w]|<[a-z/!?]|==|http|www/i

/** How a line of a paragraph may begin: `1.` and `-` begin a list. */
const start = /(?:\p{L}|["'(“‘?.,;…¿¡«„]|[*`](?! )|!?\[|\p{N}(?!\d{0,8}[.)]))/u
const starts = new RegExp(`^${start.source}`, 'u')

/** Where a line ends in a break, or before another block. */
const breaks = new RegExp(` \\n|\\n(?!${start.source})`, 'u')

const code = /`([^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)/y

/** Between marks that can only open and only close. */
const emphasis =
  /(\*\*?)([\p{L}\p{N}](?:[^*`\n]*(?:[\p{L}\p{N}](?=\*\*?(?:[ \n.,;:?!)]|$))|[.,;:?!](?=\*\*?(?:[ \n]|$))))?)\1(?!\*)/uy

/** Before a mark that opens. */
const opens = /^[ \n(]?$/

/** A link, or a picture behind `!`. */
const leads = /(!?)\[([^[\]!*`\n]+)\]\(([\w./:#?=%+,;@~-]+)\)/y

type Mark = 'inlineCode' | 'emphasis' | 'strong' | 'link' | 'image'

/** A run of the whole: `value` is what stands between its marks, which begins at `inside`. */
type Piece = { from: number; to: number; inside: number; value: string; mark?: Mark; url?: string }

/** Where the start of a text stands. */
export type Place = { line: number; column: number; offset: number }

const atStart: Place = { line: 1, column: 1, offset: 0 }

/** A paragraph and nothing else; undefined where only parsing tells what it is. */
export function plainParagraph(text: string, place = atStart): Paragraph | undefined {
  return starts.test(text) ? paragraphOf(text, place) : undefined
}

/** A paragraph of text that can begin nothing else where it stands. */
export function paragraphOf(text: string, place: Place): Paragraph | undefined {
  const children = plainText(text, place)
  if (!children || children.length === 0) return undefined
  const at = points(text, place)
  const position = { start: at(0), end: at(text.length) }
  return { type: 'paragraph', children, position }
}

/** What is made of text whose block is known; undefined where only parsing tells. */
export function plainText(text: string, place: Place): PhrasingContent[] | undefined {
  const pieces = piecesOf(text)
  if (!pieces || breaks.test(text) || /^ | $/.test(text)) return undefined
  const at = points(text, place)
  return pieces.map((piece) => {
    const { from, to, inside, value, url = '' } = piece
    const position = { start: at(from), end: at(to) }
    const words = (): Text => ({
      type: 'text',
      value,
      position: { start: at(inside), end: at(inside + value.length) },
    })
    return made[piece.mark ?? 'text']({ value, url, position, words })
  })
}

type Made = { value: string; url: string; position: Position; words: () => Text }

const made: Record<Mark | 'text', (from: Made) => PhrasingContent> = {
  text: ({ value, position }) => ({ type: 'text', value, position }),
  inlineCode: ({ value, position }) => ({ type: 'inlineCode', value, position }),
  emphasis: ({ words, position }) => ({ type: 'emphasis', children: [words()], position }),
  strong: ({ words, position }) => ({ type: 'strong', children: [words()], position }),
  link: ({ words, url, position }) => {
    return { type: 'link', title: null, url, children: [words()], position }
  },
  image: ({ value, url, position }) => {
    return { type: 'image', title: null, url, alt: value, position }
  },
}

function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = []
  let from = 0
  for (;;) {
    const next = nextMark(text, from)
    const value = text.slice(from, next)
    if (meaning.test(value)) return undefined
    if (next > from) pieces.push({ from, to: next, inside: from, value })
    if (next === text.length) return pieces
    const piece = markedAt(text, next)
    if (!piece) return undefined
    pieces.push(piece)
    from = piece.to
  }
}

/** Where `*`, a backtick, `[` or `![` stands. */
function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 42 || char === 96 || char === 91) return at
    if (char === 33 && text.charCodeAt(at + 1) === 91) return at
  }
  return text.length
}

function markedAt(text: string, from: number): Piece | undefined {
  const mark = text[from]
  if (mark === '`') return codeAt(text, from)
  if (mark === '*') return emphasisAt(text, from)
  leads.lastIndex = from
  const [, sign = '', value = '', url = ''] = leads.exec(text) ?? []
  if (value === '' || meaning.test(value) || /^ | $/.test(value)) return undefined
  const inside = from + sign.length + 1
  return { from, to: leads.lastIndex, inside, value, url, mark: sign ? 'image' : 'link' }
}

function codeAt(text: string, from: number): Piece | undefined {
  if (text[from - 1] === '`') return undefined
  code.lastIndex = from
  const value = code.exec(text)?.[1]
  if (value === undefined) return undefined
  return { from, to: code.lastIndex, inside: from + 1, value, mark: 'inlineCode' }
}

function emphasisAt(text: string, from: number): Piece | undefined {
  if (!opens.test(text.slice(Math.max(0, from - 1), from))) return undefined
  emphasis.lastIndex = from
  const [, sign = '', value = ''] = emphasis.exec(text) ?? []
  if (value === '' || meaning.test(value)) return undefined
  const mark = sign === '**' ? 'strong' : 'emphasis'
  return { from, to: emphasis.lastIndex, inside: from + sign.length, value, mark }
}

/** Points of a text, line by line from its start to its end; nothing between marks goes over a line. */
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

/**
 * Cards in one line: `front :: back`, `front ::: back` asked both ways, `;;` alike.
 *
 * These signs are common in code and elsewhere, so a file is read so only where
 * many of its lines have exactly one, mostly set off by a space, and none counts
 * in code, math, links, addresses or names of C++ and CSS.
 */
import type { RootContent } from 'mdast'
import { type Line, type Seen, seenIn } from '../lines.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'
import { headingLine, type LineCard, linePartsOf } from './line-cards.ts'

const sign = /:::?(?!:)|;;(?!;)/g
/** What `::` stands in without being a sign: namespaces, pseudo-elements, addresses. */
const names =
  /(?:\b(?:std|boost|crate|self|super|Self|core|alloc)::|::(?:before|after|marker|placeholder|selection|first-l|backdrop|-)|(?<![^\s(])(?=[\da-f:]*\d)[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![^\s)/.,])|\w::\w+(?:::|\(|<))/i

export const inlineCards: Dialect = {
  name: 'inline-cards',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const { cards, set, text } = cardsOf(sheet)
    if (cards.length < 3 || set < 2 || cards.length < text * 0.4) return noEvidence
    return { questions: cards.length, confidence: Math.min(1, cards.length / text + 0.3), level: 0 }
  },

  parts(sheet) {
    const { cards, seen } = cardsOf(sheet)
    return linePartsOf(sheet, seen, cards)
  },
}

type Cards = {
  cards: LineCard[]
  seen: Seen
  /** Cards whose sign has a space beside it. */
  set: number
  /** Lines of text, headings left out. */
  text: number
}

function cardsOf(sheet: Sheet): Cards {
  const seen = seenIn(sheet.blocks, sheet.text)
  const { lines, cut } = seen
  const spans = sheet.blocks.flatMap(spansOf)
  const cards: LineCard[] = []
  let set = 0
  let text = 0
  let span = 0
  lines.forEach((line, at) => {
    if (!line.live || headingLine.test(line.text)) return
    text++
    while (spans[span] && (spans[span]?.end ?? 0) <= line.start) span++
    const open = blanked(line, spans.slice(span, span + 50))
    const [found, second] = [...open.matchAll(sign)]
    if (!found || second || names.test(open)) return
    const lead = /^\s*(?:[-*+]|\d+[.)])?\s*/.exec(open)?.[0].length ?? 0
    const start = line.start + found.index
    const end = start + found[0].length
    const front = { line, from: line.start + lead, to: start }
    const back = { line, from: end, to: line.end }
    if (cut(front.from, front.to).trim() === '') return
    if (cut(back.from, back.to).trim() === '') return
    if (/\s/.test(cut(start - 1, start)) || /\s/.test(cut(end, end + 1))) set++
    const kind = found[0] === ':::' ? { kind: 'reversed' as const } : {}
    cards.push({ first: at, last: at, front, back, ...kind })
  })
  return { cards, seen, set, text }
}

type Span = { start: number; end: number }

/** In order: what in the lines of text is no text. */
function spansOf(node: RootContent): Span[] {
  if (
    /^(?:inlineCode|inlineMath|link|linkReference|image|imageReference|html|cloze|table)$/.test(
      node.type,
    )
  ) {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    return start === undefined || end === undefined ? [] : [{ start, end }]
  }
  return 'children' in node ? (node.children as RootContent[]).flatMap(spansOf) : []
}

function blanked(line: Line, spans: readonly Span[]): string {
  let text = line.text
  for (const { start, end } of spans) {
    if (start >= line.end) break
    const from = Math.max(0, start - line.start)
    const to = Math.min(text.length, end - line.start)
    if (to > from) text = text.slice(0, from) + '\u0001'.repeat(to - from) + text.slice(to)
  }
  return text
}

/**
 * Cards marked by a hashtag: a heading or a line that ends `#card` (or
 * `#card-reverse`, `#flashcard`) is the front, what follows up to the next
 * heading, rule or such line the back.
 */
import { type Line, type Seen, seenIn } from '../lines.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'
import { headingLine, type LineCard, linePartsOf, ruleLine } from './line-cards.ts'

const mark = /(?:^|\s)#(?:flash)?card(?:s)?(?:[-/](reverse|reversed|spaced))?(?=\s|$)/iu
/** Hashtags at the end of a line. */
const tags = /(?<!\s)(?:\s+#[\p{L}\p{N}_/-]+)+\s*$/u

export const taggedCards: Dialect = {
  name: 'tagged-cards',

  evidence(sheet) {
    if (sheet.level !== undefined) return noEvidence
    const { cards } = cardsOf(sheet)
    return cards.length === 0
      ? noEvidence
      : { questions: cards.length, confidence: cards.length >= 3 ? 1 : 0.7, level: 0 }
  },

  parts(sheet) {
    const { cards, seen } = cardsOf(sheet)
    return linePartsOf(sheet, seen, cards)
  },
}

function cardsOf(sheet: Sheet): { cards: LineCard[]; seen: Seen } {
  const seen = seenIn(sheet.blocks, sheet.text)
  const { lines } = seen
  const cards: LineCard[] = []
  lines.forEach((line, first) => {
    const card = line.live ? frontOf(line) : undefined
    if (!card) return
    const last = backOf(lines, first)
    // A marked line with nothing below is a card without a back.
    const from = last > first ? lines[first + 1] : undefined
    const back = from
      ? { line: from, from: from.start, to: lines[last]?.end ?? from.end }
      : { line, from: line.end, to: line.end }
    cards.push({ ...card, first, last, back })
  })
  return { cards, seen }
}

/** The front on a marked line; undefined on any other. */
function frontOf(line: Line): Pick<LineCard, 'front' | 'kind' | 'tags'> | undefined {
  const trailing = tags.exec(line.text)
  const found = trailing ? mark.exec(trailing[0]) : null
  if (!trailing || !found) return undefined
  const lead = /^ {0,3}(?:#{1,6}[ \t]+|[-*+][ \t]+)?/.exec(line.text)?.[0].length ?? 0
  if (trailing.index <= lead) return undefined
  const others = trailing[0]
    .trim()
    .split(/\s+/)
    .filter((tag) => !mark.test(tag))
  return {
    front: { line, from: line.start + lead, to: line.start + trailing.index },
    ...(/^reverse/i.test(found[1] ?? '') && { kind: 'reversed' as const }),
    ...(others.length > 0 && { tags: others.map((tag) => tag.slice(1)) }),
  }
}

function backOf(lines: readonly Line[], first: number): number {
  let last = first
  for (let next = first + 1; next < lines.length; next++) {
    const line = lines[next] as Line
    if (line.live && (headingLine.test(line.text) || ruleLine.test(line.text))) break
    if (line.live && frontOf(line)) break
    if (line.text.trim() !== '') last = next
  }
  return last
}

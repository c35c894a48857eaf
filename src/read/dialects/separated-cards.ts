/**
 * Cards whose front and back are divided by a line `?`, or `??` where they are
 * asked both ways. The front are the lines right above; the back goes on to the
 * next heading, rule or card.
 */
import { type Line, type Seen, seenIn } from '../lines.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'
import { headingLine, type LineCard, linePartsOf, ruleLine } from './line-cards.ts'

const divider = /^ {0,3}(\?\??)[ \t]*$/

export const separatedCards: Dialect = {
  name: 'separated-cards',

  evidence(sheet) {
    if (sheet.level !== undefined) return noEvidence
    const { cards } = cardsOf(sheet)
    return cards.length === 0
      ? noEvidence
      : { questions: cards.length, confidence: cards.length >= 3 ? 1 : 0.8, level: 0 }
  },

  parts(sheet) {
    const { cards, seen } = cardsOf(sheet)
    return linePartsOf(sheet, seen, cards)
  },
}

function cardsOf(sheet: Sheet): { cards: LineCard[]; seen: Seen } {
  const seen = seenIn(sheet.blocks, sheet.text)
  const { lines } = seen
  const fronts = lines.flatMap((line, at) => {
    const mark = line.live ? divider.exec(line.text)?.[1] : undefined
    const first = mark === undefined ? at : frontOf(lines, at)
    return mark !== undefined && first < at ? [{ first, at, mark }] : []
  })
  const cards = fronts.flatMap(({ first, at, mark }, index): LineCard[] => {
    const limit = fronts[index + 1]?.first ?? lines.length
    const last = backOf(lines, at, limit)
    const from = lines[at + 1]
    const front = lines[first]
    const end = lines[at - 1]
    const to = lines[last]
    if (last <= at || !from || !front || !end || !to) return []
    return [
      {
        first,
        last,
        front: { line: front, from: front.start, to: end.end },
        back: { line: from, from: from.start, to: to.end },
        ...(mark === '??' && { kind: 'reversed' as const }),
      },
    ]
  })
  return { cards, seen }
}

const filled = (line: Line | undefined): boolean => line !== undefined && line.text.trim() !== ''

function ends(line: Line | undefined): boolean {
  if (!line) return true
  if (line.comment !== undefined) return true
  return line.live && (headingLine.test(line.text) || ruleLine.test(line.text))
}

/** The first line of the paragraph above a divider; the divider itself where there is none. */
function frontOf(lines: readonly Line[], at: number): number {
  let first = at
  while (first > 0 && !filled(lines[first - 1])) first--
  if (ends(lines[first - 1]) || divider.test(lines[first - 1]?.text ?? '')) return at
  while (first > 0 && filled(lines[first - 1]) && !ends(lines[first - 1])) first--
  return first
}

/** The last line of the back that says something. */
function backOf(lines: readonly Line[], at: number, limit: number): number {
  let last = at
  for (let next = at + 1; next < limit; next++) {
    const line = lines[next]
    if (line?.comment === undefined && ends(line)) break
    if (filled(line)) last = next
  }
  return last
}

/**
 * Keyed lines: `Q:` and `A:` (and their like in other languages) at the start of
 * lines, `C:` for a text with gaps in brackets, perhaps `---` between cards.
 *
 * Cards without a blank line between them are one paragraph to Markdown, and an
 * answer right above `---` is a heading. So lines are told apart first, and each
 * side of a card is parsed by itself.
 */
import type { PhrasingContent, RootContent, Text } from 'mdast'
import type { Position } from 'unist'
import { type Line, seenIn } from '../lines.ts'
import { says, words } from '../outline.ts'
import { closingName } from '../wording.ts'
import { withGaps } from './brackets.ts'
import { type Dialect, type Item, noEvidence, type Part } from './dialect.ts'
import { type Excerpt, excerptsOf, type Parse } from './excerpt.ts'
import { keyPattern, longKey, type Pair, pairs } from './keys.ts'
import { titled } from './titled.ts'

const cloze = /^( {0,3})()C()[ \t]?[:：]()(?!:)[ \t]*/
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const heading = /^ {0,3}(#{1,6})[ \t]+(\S.*)/

const blank: RootContent = { type: 'text', value: '' }

/** What stands behind a key. */
type Side = Excerpt
type Card = { kind: 'asked' | 'gaps'; line: Line; asked: Side; answer?: Side }
type Found =
  | Card
  | { kind: 'text'; from: Line; to: number }
  | { kind: 'footer'; from: Line; to: number }
  | { kind: 'heading'; line: Line }
  | { kind: 'comment'; line: Line }

type Keys = { asks: RegExp; answers: RegExp; gaps: boolean }

export const keyedLines: Dialect = {
  name: 'keyed-lines',

  evidence(sheet) {
    const { lines, cut } = seenIn(sheet.blocks, sheet.text)
    const keys = keysOf(lines)
    if (!keys) return noEvidence
    const found = scan(lines, keys)
    const cards = found.filter((one): one is Card => 'asked' in one)
    const inCards = cards.reduce((sum, card) => sum + lengthOf(card), 0)
    const inText = found
      .filter((one) => one.kind === 'text')
      .reduce((sum, one) => sum + cut(one.from.start, one.to).trim().length, 0)
    const covered = inCards / Math.max(1, inCards + inText)
    const first = lines.find((line) => line.live)
    const alone = first !== undefined && isCard(first, keys)
    // One pair in the middle of prose is a quotation.
    if (cards.length === 0 || (cards.length === 1 && !alone) || covered < 0.4) return noEvidence
    return { questions: cards.length, confidence: Math.min(1, covered + 0.2), level: 0 }
  },

  parts(sheet) {
    const { lines, cut } = seenIn(sheet.blocks, sheet.text)
    const keys = keysOf(lines)
    if (!keys) return []
    const parse = excerptsOf(sheet, cut)
    const found = scan(lines, keys)
    const chapters = chaptersOf(found)
    return found.flatMap((one): Part[] => {
      if ('asked' in one) return [itemOf(one, parse, sheet.text)]
      if (one.kind === 'text' || one.kind === 'footer') {
        const blocks = parse({ from: one.from.start, line: one.from, to: one.to })
        if (one.kind === 'text') return blocks.some(says) ? [{ type: 'text', blocks }] : []
        const reason = `"${words(blocks[0] ?? blank).trim()}" closes the file or a part of it.`
        return [{ type: 'skipped', nodes: blocks, rule: 'cleaned-footer', reason }]
      }
      const { line } = one
      if (one.kind === 'comment') return chapters.has(line) ? [chapterOf(line)] : []
      const [node] = parse({ from: line.start, line, to: line.end })
      if (node?.type !== 'heading') return node ? [{ type: 'text', blocks: [node] }] : []
      const { children, depth, position } = node
      return [{ type: 'section', title: children, depth, position }]
    })
  },
}

/** The pair of keys that a file uses; undefined where it uses none. */
function keysOf(lines: readonly Line[]): Keys | undefined {
  const live = lines.filter((line) => line.live)
  const gaps = gapped(live)
  let best: Keys | undefined
  let most = 0
  for (const pair of pairs) {
    const keys = patternsOf(pair)
    const count = alternations(live, keys)
    if (count > most) {
      most = count
      best = { ...keys, gaps }
    }
  }
  if (best) return isLettered(live, most) ? undefined : best
  const bare = live.filter((line) => longKey.test(line.text)).length
  // "Question: …" says by itself that one begins; it need not have an answer.
  if (bare >= 3) return { asks: longKey, answers: /^(?!)/, gaps }
  return gaps ? { ...patternsOf(pairs[0]), gaps } : undefined
}

function patternsOf({ asks, answers }: Pair): Omit<Keys, 'gaps'> {
  return { asks: keyPattern(asks), answers: keyPattern(answers) }
}

/** How often an answer follows a question, only text between them. */
function alternations(lines: readonly Line[], { asks, answers }: Omit<Keys, 'gaps'>): number {
  let open = false
  let count = 0
  for (const { text } of lines) {
    if (asks.test(text)) {
      open = true
    } else if (open && answers.test(text)) {
      count++
      open = false
    }
  }
  return count
}

/** Whether `A:` is the first of lettered options and no answer. */
function isLettered(lines: readonly Line[], count: number): boolean {
  const options = lines.filter(({ text }) => /^\s*(?:[-*+] )?B[.:)]\s/.test(text)).length
  return options >= count / 2
}

/** Whether `C:` lines hold gaps in brackets. */
function gapped(lines: readonly Line[]): boolean {
  const marked = lines.filter(({ text }) => cloze.test(text))
  const open = lines.some(({ text }) => /\[[^[\]\s][^[\]]*\](?!\()/.test(text))
  const lettered = lines.some(({ text }) => /^\s*[BD][.:)]\s/.test(text))
  return marked.length > 0 && open && !lettered
}

function isCard(line: Line, keys: Keys): boolean {
  return line.live && (keys.asks.test(line.text) || (keys.gaps && cloze.test(line.text)))
}

function lengthOf({ asked, answer }: Card): number {
  return asked.to - asked.from + (answer ? answer.to - answer.from : 0)
}

function scan(lines: readonly Line[], keys: Keys): Found[] {
  const found: Found[] = []
  let side: Side | undefined
  let card: Card | undefined
  let text: Extract<Found, { from: Line }> | undefined
  const close = () => {
    side = undefined
    card = undefined
    text = undefined
  }
  const after = followers(lines, (line) => isCard(line, keys) || heading.test(line.text))
  lines.forEach((line, at) => {
    if (isCard(line, keys)) {
      close()
      const gaps = !keys.asks.test(line.text)
      side = sideOf(line, gaps ? cloze : keys.asks)
      card = { kind: gaps ? 'gaps' : 'asked', line, asked: side }
      found.push(card)
      return
    }
    if (card?.kind === 'asked' && !card.answer && line.live && keys.answers.test(line.text)) {
      side = sideOf(line, keys.answers)
      card.answer = side
      return
    }
    if (line.live && rule.test(line.text) && (!card || after[at])) {
      close()
      return
    }
    const title = line.live ? heading.exec(line.text) : null
    if (title && closingName.test(title[2] ?? '')) {
      close()
      text = { kind: 'footer', from: line, to: line.end }
      found.push(text)
      return
    }
    if (title && (!card || after[at])) {
      close()
      found.push({ kind: 'heading', line })
      return
    }
    if (line.comment !== undefined && (!card || after[at])) {
      close()
      found.push({ kind: 'comment', line })
      return
    }
    if (line.text.trim() === '') return
    if (side) side.to = line.end
    else if (text) text.to = line.end
    else {
      text = { kind: 'text', from: line, to: line.end }
      found.push(text)
    }
  })
  return found
}

/** For each line, whether the next that says something begins a card or a chapter. */
function followers(lines: readonly Line[], begins: (line: Line) => boolean): boolean[] {
  const after: boolean[] = []
  let next = true
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] as Line
    after[at] = next
    if (line.text.trim() === '' || line.comment !== undefined) continue
    if (line.live && rule.test(line.text)) continue
    next = line.live && begins(line)
  }
  return after
}

function sideOf(line: Line, key: RegExp): Side {
  const match = key.exec(line.text)
  return { from: line.start + (match?.[0].length ?? 0), line, to: line.end }
}

/** `**Q: text**` is bold as a whole; its end is no words either. */
function withoutBoldEnd({ line, from }: Side): (text: string) => string {
  const bold = from > line.start && /^\s*(?:[-*+] +)?(?:\*\*|__)/.test(line.text)
  return (text) => (bold ? text.replace(unopened, (end) => ' '.repeat(end.length)) : text)
}

/** The end of a bold run on the first line, with no beginning before it. */
const unopened = /(?<=^(?:(?!\*\*|__).)*)(?:\*\*|__)(?=[ \t]*(?:$|[\r\n]))/

function itemOf(card: Card, parse: Parse, text: string): Item {
  const side = (one: Side) => parse(one, withoutBoldEnd(one))
  const sides = { asked: side(card.asked), answer: card.answer ? side(card.answer) : [] }
  const asked = card.kind === 'gaps' ? withGaps(sides.asked, text).nodes : sides.asked
  const { title, rest } = titled(asked, literalOf(card.asked, text))
  return {
    type: 'item',
    title,
    cut: 0,
    position: positionOf(card),
    body: [],
    told: { prompt: rest, answer: sides.answer },
    ...(card.kind === 'gaps' && { kind: 'cloze' as const }),
  }
}

/** A side's text as it is written. */
function literalOf({ line, from, to }: Side, text: string): Text {
  const written = text.slice(from, to)
  const value = written.trim()
  const offset = from + written.indexOf(value)
  const start = { line: line.number, column: offset - line.start + 1, offset }
  const end = { ...start, column: start.column + value.length, offset: offset + value.length }
  return { type: 'text', value, position: { start, end } }
}

function positionOf({ line, asked }: Card): Position {
  return {
    start: { line: line.number, column: 1, offset: line.start },
    end: { line: line.number, column: line.text.length + 1, offset: Math.min(line.end, asked.to) },
  }
}

/** Comments of one wording with a running number, `Bite 1: Vectors`: chapters. */
function chaptersOf(found: readonly Found[]): Set<Line> {
  const named = found.flatMap((one) =>
    one.kind === 'comment' && /^\p{L}+ \d/u.test(one.line.comment ?? '') ? [one.line] : [],
  )
  const counts = new Map<string, number>()
  const nameOf = (line: Line) => line.comment?.split(' ')[0] ?? ''
  for (const line of named) counts.set(nameOf(line), (counts.get(nameOf(line)) ?? 0) + 1)
  const cards = found.filter((one) => 'asked' in one).length
  return new Set(named.filter((line) => (counts.get(nameOf(line)) ?? 0) >= Math.min(2, cards / 2)))
}

function chapterOf(line: Line): Part {
  const value = line.comment ?? ''
  const from = line.start + line.text.indexOf(value)
  const column = from - line.start + 1
  const position: Position = {
    start: { line: line.number, column, offset: from },
    end: { line: line.number, column: column + value.length, offset: from + value.length },
  }
  const title: PhrasingContent[] = [{ type: 'text', value, position }]
  return { type: 'section', title, position, depth: 2 }
}

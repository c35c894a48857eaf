/**
 * Details that reveal: the summary is the question, or a heading, list item or
 * paragraph asks and the summary only says that the answer lies below.
 *
 * A summary of a table of contents, and details inside an answer, are no
 * questions. What is never closed ends at the next question.
 */
import type { Html, PhrasingContent, RootContent } from 'mdast'
import type { Position } from 'unist'
import { depthChange, htmlWords, isLid, opensLid } from '../lids.ts'
import { parsed } from '../options.ts'
import { type Entry, numberOf, says, words } from '../outline.ts'
import { asks, contentsName } from '../wording.ts'
import { framed } from './anchored.ts'
import { type Dialect, type Evidence, noEvidence, type Part, type Sheet } from './dialect.ts'
import { furniture, isLinkList, sectionAt } from './headings.ts'

const fewest = 2

/** Divides by lids. */
function underLids(sheet: Sheet) {
  return framed(sheet, (blocks) =>
    blocks.flatMap((_, index) => (opensLid(blocks, index) ? [index] : [])),
  )
}

type Reveal = {
  /** Blocks from `from` to before `to`. */
  from: number
  to: number
  title: PhrasingContent[]
  name: string
  position: Position | undefined
  /** What else the summary holds, such as code. */
  asked: RootContent[]
  body: RootContent[]
}

/** Where the details that open at a block end: behind the last block they hold. */
function endOf({ blocks, headings }: Sheet, from: number, stops: ReadonlySet<number>): number {
  let depth = 0
  for (let index = from; index < blocks.length; index++) {
    const node = blocks[index]
    if (!node) break
    if (index > from && stops.has(index) && depth === 1 && !isNested(blocks, index)) return index
    depth += depthChange(node)
    if (depth <= 0) return index + 1
  }
  // Never closed: to the next question or the next heading.
  const next = [...stops].find((stop) => stop > from) ?? blocks.length
  const heading = headings.find(({ index }) => index > from)?.index ?? blocks.length
  return Math.min(next, heading)
}

/** Whether details inside open ones are closed, and the outer ones too, before the next heading. */
function isNested(blocks: readonly RootContent[], from: number): boolean {
  let depth = 1
  for (let index = from; index < blocks.length; index++) {
    const node = blocks[index]
    if (!node || (node.type === 'heading' && depth === 1)) return false
    const before = depth
    depth += depthChange(node)
    if (depth <= 0) return true
    // Closed and opened again as siblings are: the outer ones were forgotten.
    if (index > from && before === 1 && depth === 2) return false
  }
  return false
}

/** Every summary at the top that reads as a question, with what it reveals. */
function reveals(sheet: Sheet): Reveal[] {
  const { blocks, text } = sheet
  const opened = blocks.flatMap((_, index) => (opens(blocks, index) ? [index] : []))
  const stops = new Set(opened)
  const found: Reveal[] = []
  let end = 0
  for (const from of opened) {
    if (from < end) continue
    end = endOf(sheet, from, stops)
    const reveal = revealOf(blocks.slice(from, end), text)
    if (reveal) found.push({ ...reveal, from, to: end })
  }
  return found
}

/** Whether a block opens details with a summary, in the same block or behind it. */
function opens(blocks: readonly RootContent[], index: number): boolean {
  const node = blocks[index]
  return node?.type === 'html' && /^\s*<details\b/i.test(node.value)
}

const opening = /^\s*<details\b[^>]*>\s*<summary\b[^>]*>([\s\S]*?)(?:<\/summary\s*>|$)/i
const closing = /<\/details\s*>\s*$/i

function revealOf(
  blocks: readonly RootContent[],
  text: string,
): Omit<Reveal, 'from' | 'to'> | undefined {
  const [first, ...rest] = blocks
  if (first?.type !== 'html') return undefined
  const match = opening.exec(first.value)
  if (!match) return undefined
  const { position } = first
  const inside = withoutEnd(rest)
  if (/<\/summary\s*>$/i.test(match[0])) {
    const after = first.value.slice(match[0].length).replace(closing, '')
    const body = [...remainder(first, after, text), ...inside]
    const title = inlineHtml(first, match[1] ?? '', text)
    return { title, name: words({ children: title }).trim(), position, asked: [], body }
  }
  // Blank lines in the summary let Markdown into it.
  const end = inside.findIndex(endsSummary)
  if (end < 0) {
    // Never closed: its first line is all of it.
    const [line = ''] = (match[1] ?? '').split(/<br\b|\n/i)
    const title = inlineHtml(first, line, text)
    const name = words({ children: title }).trim()
    const left = first.value.slice(first.value.indexOf(line) + line.length)
    const body = [...remainder(first, left, text), ...inside]
    if (name !== '') return { title, name, position, body, asked: [] }
    const [own, ...others] = inside
    if (own?.type !== 'heading' && own?.type !== 'paragraph') return undefined
    const { children } = own
    return { title: children, name: words(own).trim(), position, body: others, asked: [] }
  }
  const close = inside[end] as RootContent
  const summary = inside.slice(0, close.type === 'html' ? end : end + 1)
  const left = close.type === 'html' ? close.value.replace(/^[\s\S]*?<\/summary\s*>/i, '') : ''
  const body = [
    ...(close.type === 'html' ? remainder(close, left, text) : []),
    ...inside.slice(end + 1),
  ]
  const title = inlineHtml(first, match[1] ?? '', text)
  const name = words({ children: title }).trim()
  if (name !== '') return { title, name, position, body, asked: summary }
  const named = summary.find((node) => 'children' in node)
  if (named?.type !== 'heading' && named?.type !== 'paragraph') return undefined
  const asked = summary.filter((node) => node !== named)
  return { title: named.children, name: words(named).trim(), position, body, asked }
}

/** Whether a summary that goes on over several blocks ends in one: at its beginning, or in its text. */
function endsSummary(node: RootContent): boolean {
  if (node.type === 'html') return /<\/summary/i.test(node.value)
  return 'children' in node && (node.children as RootContent[]).some(endsSummary)
}

/** Blocks without the tag that closes the details around them. */
function withoutEnd(blocks: readonly RootContent[]): RootContent[] {
  const last = blocks.at(-1)
  if (last?.type !== 'html' || !closing.test(last.value)) return [...blocks]
  const value = last.value.replace(closing, '')
  return [...blocks.slice(0, -1), ...(value.trim() === '' ? [] : [{ ...last, value }])]
}

/** What follows a summary in the same block of HTML; it is read as Markdown where no tag forbids. */
function remainder(node: Html, value: string, text: string): RootContent[] {
  const bare = value.replace(/^(?:\s|<br\s*\/?>|<\/?p>)+/gi, '')
  if (htmlWords(bare) === '' && !/<img\b/i.test(bare)) return []
  if (/<(?!br\b|\/?(?:b|i|em|strong|code|sub|sup|kbd|a)\b)\/?[a-z]/i.test(bare)) {
    return [{ ...node, value: bare }]
  }
  const start = text.indexOf(bare, node.position?.start.offset ?? 0)
  const end = start + bare.length
  const inside = start >= 0 && end <= (node.position?.end.offset ?? 0)
  return inside ? parsed(node, start, end, text) : [{ ...node, value: bare }]
}

/** A summary's HTML as a line's nodes: texts, and tags between them. */
function inlineHtml(node: Html, html: string, text: string): PhrasingContent[] {
  const start = text.indexOf(html, node.position?.start.offset ?? 0)
  const trimmed = html.replace(/(?<![\s*])[\s*]*\*{2,}(?=\s*(?:<\/[a-z]+>\s*)*$)/i, '')
  const nodes: PhrasingContent[] = []
  for (const found of trimmed.matchAll(/<[^>]*>|[^<]+|</g)) {
    const value = found[0]
    const tag = value.startsWith('<') && value.endsWith('>')
    if (!tag && value.trim() === '' && nodes.length === 0) continue
    const at = start < 0 ? undefined : positionIn(node, start + found.index, value.length)
    const decoded = tag ? value : decode(value.replace(/\s+/g, ' '))
    nodes.push({ type: tag ? 'html' : 'text', value: decoded, ...(at && { position: at }) })
  }
  return nodes
}

function decode(value: string): string {
  const named: Record<string, string> = {
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    apos: "'",
    nbsp: ' ',
  }
  return value
    .replace(/&#(x[\da-f]{1,6}|\d{1,7});/gi, (all, code: string) => {
      const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all
    })
    .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (all, name: string) => named[name] ?? all)
}

function positionIn(node: Html, offset: number, length: number): Position | undefined {
  const start = node.position?.start
  if (!start) return undefined
  const point = { line: start.line, column: start.column }
  return { start: { ...point, offset }, end: { ...point, offset: offset + length } }
}

/** Whether a reveal is a question: not a lid, a contents list or a label. */
function isQuestion({ name, body }: Reveal): boolean {
  if (name === '' || isLid(name) || contentsName.test(name)) return false
  const filled = body.filter(says)
  return filled.length > 0 ? !filled.every(isLinkList) : asks(name)
}

/** The questions among reveals: where most ask, so does the next one that is still without an answer. */
function questionsAmong(found: readonly Reveal[]): Reveal[] {
  const questions = found.filter(isQuestion)
  const asking = questions.filter(({ name }) => asks(name)).length
  if (questions.length <= fewest || asking < questions.length / 3) return questions
  return found.filter((reveal, place) => {
    const before = found[place - 1]
    const beside = before && before.to === reveal.from && isQuestion(before)
    const named = reveal.name !== '' && !isLid(reveal.name) && !contentsName.test(reveal.name)
    const goesOn = beside || numberOf(reveal.name) !== undefined
    return isQuestion(reveal) || (goesOn && named && !reveal.body.some(says))
  })
}

/** Whether details stand where a question would: under a heading, or behind other details. */
function stands({ blocks }: Sheet, { from }: Reveal): boolean {
  for (let index = from - 1; index >= 0; index--) {
    const node = blocks[index]
    if (!node || node.type === 'heading' || node.type === 'thematicBreak') return true
    if (node.type !== 'html') return depthChange(node) < 0
    if (htmlWords(node.value) !== '' || /<\/details/i.test(node.value)) {
      return /<\/details\s*>(?:\s|<br\s*\/?>)*$/i.test(node.value)
    }
  }
  return true
}

function bySummaries(sheet: Sheet): Evidence {
  const found = questionsAmong(reveals(sheet))
  if (found.length <= fewest) return noEvidence
  const standing = found.filter((reveal) => stands(sheet, reveal)).length
  const asking = found.filter(({ name }) => asks(name)).length
  if (asking < found.length / 3) return noEvidence
  const confidence = standing / found.length
  return confidence < 0.5 ? noEvidence : { questions: found.length, confidence, level: 0 }
}

function byLids(sheet: Sheet): Evidence {
  const frame = underLids(sheet)
  if (!frame) return noEvidence
  const items = frame.parts.filter((part) => part.type === 'item')
  const lids = items.filter(
    ({ body, title }) => title.length > 0 && body.some((_, index) => opensLid(body, index)),
  ).length
  if (lids < fewest || lids < items.length / 2) return noEvidence
  return { questions: items.length, confidence: lids / items.length, level: frame.level }
}

function weight({ questions, confidence }: Evidence): number {
  return questions * confidence
}

export const detailsReveal: Dialect = {
  name: 'details-reveal',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const [lids, summaries] = [byLids(sheet), bySummaries(sheet)]
    return weight(lids) >= weight(summaries) ? lids : summaries
  },

  parts(sheet) {
    if (weight(byLids(sheet)) >= weight(bySummaries(sheet))) return underLids(sheet)?.parts ?? []
    return summaryParts(sheet)
  },
}

function summaryParts(sheet: Sheet): Part[] {
  const parts: Part[] = []
  const found = reveals(sheet)
  const starts = new Map(questionsAmong(found).map((reveal) => [reveal.from, reveal]))
  const inside = new Set<number>()
  for (const { from, to } of starts.values()) {
    for (let index = from; index < to; index++) inside.add(index)
  }
  const entries = new Map<number, Entry>(sheet.headings.map((entry) => [entry.index, entry]))
  let run: Extract<Part, { type: 'text' | 'skipped' }> | undefined
  sheet.blocks.forEach((block, index) => {
    const reveal = starts.get(index)
    if (reveal) {
      const cut = numberOf(reveal.name)?.length ?? 0
      const { title, position, asked, body } = reveal
      const told = asked.length > 0 && { body: [], told: { prompt: asked, answer: body } }
      parts.push({ type: 'item', title, cut, position, body, ...told })
      run = undefined
      return
    }
    if (inside.has(index)) return
    const entry = entries.get(index)
    if (entry) {
      const left = furniture(entry)
      run = left && {
        type: 'skipped',
        nodes: [block],
        rule: left.rule ?? 'item-skipped',
        reason: left.reason,
      }
      parts.push(run ?? sectionAt(entry))
    } else if (run?.type === 'skipped') {
      run.nodes.push(block)
    } else if (run) {
      run.blocks.push(block)
    } else if (says(block)) {
      run = { type: 'text', blocks: [block] }
      parts.push(run)
    }
  })
  return parts
}

/**
 * Bold lines: a paragraph that is one strong span, `**3) Q**`, `**Q** ⭐`.
 *
 * The lines that share a pattern are the questions: most are numbered, or
 * marked with a difficulty, or begin with a key, or ask. Other bold lines, and
 * run-ins such as `**Advantages:**`, are parts of answers.
 */
import type { Heading, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { difficultyOf, starsOf, withoutMark } from '../difficulty.ts'
import { type Entry, numberOf, says, words } from '../outline.ts'
import { asks } from '../wording.ts'
import { Collector } from './collector.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'
import { isManual } from './not-a-bank.ts'

const fewest = 5

type Line = {
  index: number
  node: Paragraph | Heading
  title: PhrasingContent[]
  /** The words of the title, with marks. */
  name: string
  /** What follows in the same paragraph. */
  rest: PhrasingContent[]
}

const key =
  /^\s*(?:Q(?:uestion)?|В|Вопрос|Питання|Pregunta|Pergunta|Frage|Pytanie|Soru|Câu(?: hỏi)?|Soal|问题?|問題?|질문)\s*\d{0,4}\s*[.:)：]\s*/iu

function lineOf(node: RootContent, index: number): Line | undefined {
  if (node.type === 'heading') {
    // A key makes a heading one of the questions around it.
    const name = words(node).trim()
    return key.test(name) ? { index, node, title: node.children, name, rest: [] } : undefined
  }
  if (node.type !== 'paragraph') return undefined
  const [strong, ...others] = node.children
  if (strong?.type !== 'strong') return undefined
  const [next, ...more] = others
  const title: PhrasingContent[] = [...strong.children]
  let rest: PhrasingContent[] = []
  if (next?.type === 'break') {
    rest = more
  } else if (next) {
    if (next.type !== 'text') return undefined
    const cut = next.value.indexOf('\n')
    const own = cut < 0 ? next.value : next.value.slice(0, cut)
    // Signs may follow the bold words on their line, words may not.
    if (/[\p{L}\p{N}]/u.test(own) || (cut < 0 && more.length > 0)) return undefined
    if (own.trim() !== '') title.push({ type: 'text', value: own })
    if (cut >= 0) rest = [{ ...next, value: next.value.slice(cut + 1) }, ...more]
  }
  const name = words({ children: title }).trim()
  return name === '' ? undefined : { index, node, title, name, rest }
}

type Pattern = (line: Line) => boolean

const patterns: readonly Pattern[] = [
  ({ name }) => numberOf(name) !== undefined,
  ({ name }) => key.test(name),
  ({ name }) => difficultyOf(name, false) !== undefined,
  ({ name }) => asks(name),
]

/** Whether a line says more than that something follows, as `What it shows:` does. */
function isTitle({ name }: Line): boolean {
  return !/[:：]$/.test(name) || numberOf(name) !== undefined || key.test(name)
}

/** Whether numbered lines count the steps of one answer after another: they begin anew again and again, and none asks. */
function areSteps(lines: readonly Line[]): boolean {
  const first = lines.filter(({ name }) => numberOf(name)?.number.join() === '1').length
  return first > 2 && first > lines.length / 6 && !lines.some(({ name }) => asks(name))
}

/** The questions of a file: the bold lines of the pattern that most share. */
function questionsIn({ blocks }: Sheet): { lines: Line[]; share: number; keyed?: boolean } {
  const all = blocks.flatMap((node, index) => lineOf(node, index) ?? []).filter(isTitle)
  const keyed = all.filter(({ name }) => key.test(name))
  // A key says by itself what its line is, whatever else is bold.
  if (keyed.length >= fewest) return { lines: keyed, share: 1, keyed: true }
  for (const pattern of patterns) {
    const fitting = all.filter(pattern).length
    if (fitting >= fewest && fitting >= all.length * 0.6) {
      if (areSteps(all)) return { lines: [], share: 0 }
      // One that lacks the pattern, but asks, is a slip.
      const lines = all.filter((line) => pattern(line) || /[?？؟]/.test(line.name))
      return { lines, share: lines.length / all.length }
    }
  }
  const asking = all.filter(({ name }) => asks(name))
  if (asking.length >= fewest) return { lines: asking, share: asking.length / all.length }
  return { lines: asking, share: asking.length === all.length ? 0.5 : 0 }
}

/** Whether something stands between a line and the next heading or line. */
function isFilled(
  { index, rest }: Line,
  { blocks }: Sheet,
  starts: ReadonlySet<number>,
  keyed: boolean,
): boolean {
  if (rest.length > 0) return true
  for (let at = index + 1; at < blocks.length && !starts.has(at); at++) {
    const node = blocks[at]
    if (!node) return false
    // Behind a key, a heading is a part of the answer.
    if (node.type === 'heading' && keyed) continue
    if (node.type === 'heading') return false
    if (
      says(node) &&
      (node.type !== 'html' || /[\p{L}\p{N}]/u.test(node.value.replace(/<[^>]*>/g, '')))
    ) {
      return true
    }
  }
  return false
}

export const boldLine: Dialect = {
  name: 'bold-line',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const { lines, share, keyed } = questionsIn(sheet)
    const starts = new Set(lines.map(({ index }) => index))
    const filled = lines.filter((line) => isFilled(line, sheet, starts, keyed ?? false)).length
    if (filled === 0 || filled < lines.length / 2) return noEvidence
    const asking = lines.filter(({ name }) => asks(name)).length
    if (!sheet.forced && !keyed && asking < lines.length * 0.4 && isManual(sheet)) return noEvidence
    // A file of few questions holds nothing else: no chapters, and nothing before the first.
    if (lines.length < fewest) {
      const before = sheet.blocks.slice(0, lines[0]?.index)
      const alone = sheet.headings.length <= 1 && !before.some(({ type }) => type === 'list')
      if (!alone || before.filter(({ type }) => type === 'paragraph').length > 1) return noEvidence
    }
    const above = headingsAbove(sheet, lines)
    const inAnswers = above.filter((entry) => entry && (asks(entry.title) || numberOf(entry.title)))
    if (!keyed && inAnswers.length >= lines.length / 2) return noEvidence
    return { questions: lines.length, confidence: share, level: 0 }
  },

  parts(sheet) {
    const { lines } = questionsIn(sheet)
    const starts = new Map(lines.map((line) => [line.index, line]))
    const entries = new Map<number, Entry>(sheet.headings.map((entry) => [entry.index, entry]))
    const deepest = deepestSection(sheet, starts)
    const graded = lines.some(({ name }) => starsOf(name) > 1)
    const out = new Collector()
    sheet.blocks.forEach((block, index) => {
      const line = starts.get(index)
      const entry = entries.get(index)
      if (line) {
        const { node, title, name, rest } = line
        const difficulty = difficultyOf(name, graded)
        out.start({
          type: 'item',
          title: difficulty ? withoutMark(title) : title,
          cut: numberOf(name)?.length ?? key.exec(name)?.[0].length ?? 0,
          position: node.position,
          body: rest.length > 0 ? [paragraphOf(rest, node)] : [],
          ...(difficulty && { difficulty }),
        })
      } else if (entry && (entry.depth <= deepest || !out.inItem)) out.section(entry)
      else out.add(block)
    })
    return out.parts
  },
}

function paragraphOf(children: PhrasingContent[], { position }: Line['node']): Paragraph {
  const start = children[0]?.position?.start
  return {
    type: 'paragraph',
    children,
    ...(start && position && { position: { start, end: position.end } }),
  }
}

function headingsAbove({ headings }: Sheet, lines: readonly Line[]): (Entry | undefined)[] {
  let place = -1
  return lines.map(({ index }) => {
    while ((headings[place + 1]?.index ?? Number.POSITIVE_INFINITY) < index) place++
    return headings[place]
  })
}

/** The deepest level of headings right above a question: deeper ones are parts of answers. */
function deepestSection({ blocks, headings }: Sheet, starts: ReadonlyMap<number, unknown>): number {
  let deepest = 0
  for (const { index, depth } of headings) {
    let next = index + 1
    while (next < blocks.length && !says(blocks[next] as RootContent)) next++
    if (starts.has(next) && depth > deepest) deepest = depth
  }
  return deepest === 0 ? 6 : deepest
}

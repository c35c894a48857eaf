/**
 * A file that is one question: its parts stand below headings `Front` and
 * `Back` (or `Question` and `Answer`), which may come again for further cards;
 * or its name asks, and everything in it is the answer.
 */
import type { Heading, RootContent } from 'mdast'
import type { Position } from 'unist'
import { type Entry, outline, says, words } from '../outline.ts'
import { answerName } from '../wording.ts'
import { type Dialect, type Item, noEvidence, type Part, type Sheet } from './dialect.ts'
import { titled } from './titled.ts'

const front =
  /^[^\p{L}\p{N}]*(?:front(?: side)?|question|prompt|vorderseite|frage|recto|frente|pregunta|pergunta|fronte|domanda|вопрос|лицевая сторона|问题|問題|正面|質問|表|질문|앞면|السؤال|प्रश्न)[^\p{L}\p{N}]*$/iu
const back =
  /^[^\p{L}\p{N}]*(?:back(?: side)?|rückseite|verso|reverso|dorso|retro|обратная сторона|背面|反面|裏|뒷면)[^\p{L}\p{N}]*$/iu

type Pair = { front: Entry; back?: Entry }

export const oneFile: Dialect = {
  name: 'one-file',

  evidence(sheet) {
    if (sheet.level !== undefined) return noEvidence
    const pairs = pairsOf(sheet)
    if (pairs.length > 0) return { questions: pairs.length, confidence: 1, level: 0 }
    const named = !sheet.ours && nameOf(sheet) !== undefined && sheet.blocks.some(says)
    return named ? { questions: 1, confidence: 0.3, level: 0 } : noEvidence
  },

  parts(sheet) {
    const pairs = pairsOf(sheet)
    return pairs.length > 0 ? pairParts(sheet, pairs) : namedParts(sheet)
  },
}

function pairsOf({ blocks }: Sheet): Pair[] {
  // A heading that begins an answer counts here.
  const headings = outline(blocks)
  const pairs: Pair[] = []
  for (const entry of headings) {
    const last = pairs.at(-1)
    if (front.test(entry.title) && entry.filled) pairs.push({ front: entry })
    else if (last && !last.back && entry.depth === last.front.depth && isBack(entry)) {
      last.back = entry
    }
  }
  return pairs.some((pair) => pair.back) ? pairs : []
}

function isBack({ title }: Entry): boolean {
  return back.test(title) || answerName.test(title)
}

/** Whether a heading only names a side of a card. */
export function isSide(title: string): boolean {
  return front.test(title) || back.test(title) || answerName.test(title)
}

function pairParts({ blocks, headings }: Sheet, pairs: readonly Pair[]): Part[] {
  const parts: Part[] = []
  const [first] = pairs
  const above = headings.filter((entry) => entry.index < (first?.front.index ?? 0))
  const alone = pairs.length === 1 && above.length === 1 ? above[0] : undefined
  let from = 0
  for (const pair of pairs) {
    const lead = blocks.slice(from, pair.front.index)
    const asked = blocks.slice(pair.front.index + 1, pair.back?.index ?? pair.front.end)
    const answer = pair.back ? blocks.slice(pair.back.index + 1, pair.back.end) : []
    from = pair.back?.end ?? pair.front.end
    if (alone) {
      // The file's own heading is the title, and its front what is asked beyond it.
      const prompt = [...lead.filter((node) => node !== alone.node), ...asked]
      parts.push(itemOf(alone.node, { title: alone.node.children, rest: prompt }, answer))
    } else {
      parts.push(...leadParts(lead), itemOf(pair.front.node, titled(asked), answer))
    }
  }
  return [...parts, ...leadParts(blocks.slice(from))]
}

function itemOf(
  { position }: Heading,
  { title, rest }: { title: Item['title']; rest: RootContent[] },
  answer: RootContent[],
): Item {
  return { type: 'item', title, cut: 0, position, body: [], told: { prompt: rest, answer } }
}

/** What stands outside the pairs: headings as sections, the rest as text. */
function leadParts(blocks: readonly RootContent[]): Part[] {
  return blocks.flatMap((node): Part[] => {
    if (node.type === 'heading') {
      const { children, depth, position } = node
      return [{ type: 'section', title: children, depth, position }]
    }
    return says(node) ? [{ type: 'text', blocks: [node] }] : []
  })
}

const top: Position = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
}

/** What a file asks: as its folder has it, or as its one heading says where it is said to ask. */
function nameOf({ name, forced, headings }: Sheet): string | undefined {
  return name ?? (forced ? headings[0]?.title : undefined)
}

/** The one item of a file; a heading that only numbers it, right above its title, is left out. */
function namedParts(sheet: Sheet): Part[] {
  const said = sheet.blocks.filter((node) => node.type === 'heading' || says(node))
  const [first, second] = said
  const name = nameOf(sheet) ?? ''
  const numbers =
    first?.type === 'heading' &&
    second?.type === 'heading' &&
    sameWords(words(second), name) &&
    !sameWords(words(first), name)
  if (!numbers) return [namedItem(sheet, sheet.blocks)]
  const reason = `"${words(first).trim()}" only numbers the question.`
  return [
    { type: 'skipped', nodes: [first], rule: 'item-skipped', reason },
    namedItem(
      sheet,
      sheet.blocks.filter((node) => node !== first),
    ),
  ]
}

function namedItem(sheet: Sheet, blocks: readonly RootContent[]): Item {
  const name = nameOf(sheet) ?? ''
  const first = blocks.find((node) => node.type === 'heading' || says(node))
  // Where the name is the heading that the file begins with, that is the title.
  if (first?.type === 'heading' && sameWords(words(first), name)) {
    const answer = blocks.filter((node) => node !== first)
    const { children, position } = first
    return {
      type: 'item',
      title: children,
      cut: 0,
      position,
      body: [],
      told: { prompt: [], answer },
    }
  }
  const answer = [...blocks]
  const title: Item['title'] = [{ type: 'text', value: name }]
  return { type: 'item', title, cut: 0, position: top, body: [], told: { prompt: [], answer } }
}

function sameWords(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
  return bare(one) === bare(other)
}

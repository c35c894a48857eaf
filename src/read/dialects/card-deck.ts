/**
 * Decks of other card programs, a heading a card: what stands below is the
 * back. Programs differ in their marks, so any of these tells a deck: a line `%`
 * or a rule between front and back, `[#tag](file.md)` as a last line, an id in
 * parentheses and `{=:tags:=}` in a heading, a file that calls itself a deck,
 * or many terms with one short definition each.
 */
import type { InlineCode, Link, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { type Entry, says, words } from '../outline.ts'
import { namesManual } from '../wording.ts'
import {
  type Dialect,
  type Evidence,
  type Item,
  noEvidence,
  type Part,
  type Sheet,
} from './dialect.ts'
import { furniture } from './headings.ts'

const uuid = /(?<!\s)\s*\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)\s*$/i
const deckId = /(?<!\s)\s*\(\d{6,}\)\s*$/
const tagCode = /^\{=:([\s\S]*):=\}$/

/** Words by which a file calls itself a deck. */
const deckWord =
  /(?:^|[^\p{L}])(?:flash ?cards?|anki|decks?|cards?|karteikarten?|tarjetas?|mazo|карточк[аи]|колода|fiches?|fichas?|baralho|mazzo|カード|単語帳|デッキ|卡片|抽认卡|闪卡|카드)(?![\p{L}])/iu

/** Headings of manuals: a file that has one is no deck, whatever else it says. */
const manual =
  /^[^\p{L}]*(?:installation|install|installing|usage|getting started|quick ?start|features?|requirements?|prerequisites|configuration|options|api|development|building|build|examples?|faq|roadmap|todo|screenshots?|commands?|how it works|how to .*|overview|introduction|changelog|release notes|dependencies|tests?|testing|troubleshooting|v?\d+(?:\.\d+)+.*|unreleased)[^\p{L}]*$/iu

export const cardDeck: Dialect = {
  name: 'card-deck',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    let best = noEvidence
    for (const level of [1, 2, 3, 4]) {
      const found = evidenceAt(level, sheet)
      if (found.questions * found.confidence > best.questions * best.confidence) best = found
    }
    return best
  },

  parts(sheet, { level }) {
    const parts: Part[] = []
    const lead = sheet.blocks.slice(0, sheet.headings[0]?.index ?? sheet.blocks.length)
    if (lead.some(says)) parts.push({ type: 'text', blocks: lead })
    /** Tags of the sections around, by their depth. */
    const around: string[][] = []
    let item: Item | undefined
    for (const entry of sheet.headings) {
      const body = sheet.blocks.slice(entry.index + 1, entry.next)
      if (entry.depth > level) {
        if (item) item.body.push(entry.node, ...body)
        else parts.push({ type: 'text', blocks: [entry.node, ...body] })
        continue
      }
      item = undefined
      if (entry.depth < level) {
        const { title, tags } = headOf(entry.node.children)
        around.length = entry.depth
        const { left, tags: own } = withoutTags(body)
        around[entry.depth] = [...tags, ...own]
        const { position } = entry.node
        parts.push({ type: 'section', title, depth: entry.depth, position })
        if (left.some(says)) parts.push({ type: 'text', blocks: left })
        continue
      }
      const skipped = entry.filled ? furniture(entry) : undefined
      if (skipped || !entry.filled) {
        const reason = skipped?.reason ?? `"${entry.title}" has nothing on its back.`
        const rule = skipped?.rule ?? 'item-skipped'
        parts.push({ type: 'skipped', nodes: [entry.node, ...body], rule, reason })
        continue
      }
      item = cardOf(entry, [...body])
      item.tags = [...around.flat(), ...(item.tags ?? [])]
      parts.push(item)
    }
    return parts.map(divided)
  },
}

function evidenceAt(level: number, sheet: Sheet): Evidence {
  const own = sheet.headings.filter((entry) => entry.depth === level)
  const filled = own.filter((entry) => entry.filledDirectly)
  if (filled.length === 0 || filled.length < own.length / 2) return noEvidence
  const found = (confidence: number) => ({ questions: filled.length, confidence, level })
  const bodies = filled.map((entry) => sheet.blocks.slice(entry.index + 1, entry.end))
  const ids = filled.filter(({ node }) => uuid.test(words(node).trim())).length
  if (ids >= filled.length / 2) return found(1)
  if (sheet.headings.some(({ title }) => manual.test(title) || namesManual(title)))
    return noEvidence
  const marked = bodies.filter((body) => body.some((node) => isPercent(node) || isTagLine(node)))
  if (marked.length >= Math.max(1, filled.length / 3)) return found(0.95)
  if (isGlossary(filled, bodies)) return found(0.7)
  return sheet.forced || callsItselfDeck(sheet, level) ? found(0.6) : noEvidence
}

/** Many headings of words, each over one short paragraph. */
function isGlossary(own: readonly Entry[], bodies: readonly (readonly RootContent[])[]): boolean {
  const short = bodies.filter((body) => {
    const [first, ...rest] = body.filter(says)
    if (first?.type !== 'paragraph' || rest.length > 0 || words(first).length > 120) return false
    return !first.children.every((node) => node.type === 'link' || words(node).trim() === '')
  })
  // A heading that is a link leads to what is told elsewhere.
  const terms = own.filter(
    ({ title, node }) =>
      title.length <= 60 &&
      !node.children.some((child) => words(child).trim() === title && leads(child)),
  )
  return own.length >= 8 && short.length >= own.length * 0.9 && terms.length >= own.length * 0.9
}

/** Whether a part of a heading is a link, marks around it aside. */
function leads(node: PhrasingContent): boolean {
  if (node.type === 'strong' || node.type === 'emphasis') return node.children.every(leads)
  return node.type === 'link'
}

/** Whether the first heading, above the cards, or the front matter names a deck or cards. */
function callsItselfDeck({ headings, text, blocks, front }: Sheet, level: number): boolean {
  const [first] = headings
  if (first && first.depth < level && deckWord.test(first.title)) return true
  const before = front ?? text.slice(0, blocks[0]?.position?.start.offset ?? 0)
  return deckWord.test(before.replace(/^\s*#.*$/gm, ''))
}

function isPercent(node: RootContent): boolean {
  return node.type === 'paragraph' && words(node).trim() === '%'
}

/** A line of nothing but links whose words are hashtags. */
function isTagLine(node: RootContent): node is Paragraph {
  if (node.type !== 'paragraph') return false
  const links = node.children.filter((child): child is Link => child.type === 'link')
  return (
    links.length > 0 &&
    links.every((link) => /^#[^\s#]+$/.test(words(link).trim())) &&
    node.children.every(
      (child) => child.type === 'link' || (child.type === 'text' && child.value.trim() === ''),
    )
  )
}

function cardOf({ node }: Entry, body: RootContent[]): Item {
  const { title, tags, id } = headOf(node.children)
  return {
    type: 'item',
    title,
    cut: 0,
    position: node.position,
    body,
    ...(id !== undefined && { id }),
    ...(tags.length > 0 && { tags }),
  }
}

/** A heading's words without the marks behind them. */
function headOf(children: readonly PhrasingContent[]): {
  title: PhrasingContent[]
  tags: string[]
  id?: string
} {
  const title: PhrasingContent[] = []
  const tags: string[] = []
  let id: string | undefined
  for (const child of children) {
    const listed = child.type === 'inlineCode' ? tagsIn(child) : undefined
    if (listed) {
      tags.push(...listed)
    } else if (child.type === 'text' && child === children.at(-1)) {
      id = uuid.exec(child.value)?.[1]
      title.push(withoutEnd(child, id === undefined ? deckId : uuid))
    } else {
      title.push(child)
    }
  }
  while (title.length > 1 && words(title.at(-1) as RootContent).trim() === '') title.pop()
  return { title, tags, ...(id !== undefined && { id: id.toLowerCase() }) }
}

/** A text without a mark behind it, its position shortened by as much. */
function withoutEnd<Node extends Extract<PhrasingContent, { type: 'text' }>>(
  node: Node,
  mark: RegExp,
): Node {
  const value = node.value.replace(mark, '')
  const end = node.position?.end
  if (value === node.value || !node.position || end?.offset === undefined) {
    return { ...node, value }
  }
  const less = node.value.length - value.length
  const cut = { line: end.line, column: end.column - less, offset: end.offset - less }
  return { ...node, value, position: { start: node.position.start, end: cut } }
}

function tagsIn(node: InlineCode): string[] | undefined {
  const list = tagCode.exec(node.value)?.[1]
  return list?.split(',').flatMap((tag) => tag.trim().replace(/\s+/g, '-') || [])
}

/** Blocks without the paragraphs that only list tags. */
function withoutTags(blocks: readonly RootContent[]): { left: RootContent[]; tags: string[] } {
  const tags: string[] = []
  const left = blocks.filter((node) => {
    const [only, ...others] = node.type === 'paragraph' ? node.children : []
    const listed = only?.type === 'inlineCode' && others.length === 0 ? tagsIn(only) : undefined
    tags.push(...(listed ?? []))
    return listed === undefined
  })
  return { left, tags }
}

/** A card whose body is divided into front and back, and its tags taken out. */
function divided(part: Part): Part {
  if (part.type !== 'item') return part
  const { left, tags } = withoutTags(part.body)
  const last = left.at(-1)
  if (last && isTagLine(last)) {
    left.pop()
    for (const link of last.children) {
      if (link.type === 'link') tags.push(words(link).trim().slice(1))
    }
  }
  const at = left.findIndex(
    (node, index) =>
      isPercent(node) ||
      (node.type === 'thematicBreak' &&
        left.slice(0, index).some(says) &&
        left.slice(index + 1).some(says)),
  )
  const bare = left.filter((node, index) => index < at || node.type !== 'thematicBreak')
  const told =
    at < 0
      ? { prompt: [], answer: bare }
      : { prompt: left.slice(0, at), answer: left.slice(at + 1) }
  return { ...part, body: [], told, tags: [...(part.tags ?? []), ...tags] }
}

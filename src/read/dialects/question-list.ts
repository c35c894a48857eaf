/**
 * Lists of questions, most often without answers: bullets or numbers whose
 * items mostly ask. Questions within an item go with it; code right below a list
 * belongs to its last item; headings are sections.
 */
import type { List, ListItem, PhrasingContent, RootContent } from 'mdast'
import { type Entry, says, words } from '../outline.ts'
import { asks, asksSurely } from '../wording.ts'
import { type Dialect, noEvidence, type Part, type Sheet } from './dialect.ts'
import { furniture, isLinkList } from './headings.ts'

const fewest = 3

type Judged = {
  list: List
  items: number
  asking: number
  /** Of those, how many tell to do something and do not ask. */
  doing: number
  links: boolean
  issues: number
}

/** First words of steps and rules as of tasks: by themselves they make no list of questions. */
const tells =
  /^[^\p{L}]*(?:write|implement|design|show|create|build|convert|find|identify|compute|name|list|define|give|state|outline|mention|describe|compare|use|add|make|set|run|when|where|given)\b[^?？]*$/iu

function judge(list: List): Judged {
  const titles = list.children.map(titleOf)
  return {
    list,
    items: titles.filter((title) => title !== undefined).length,
    asking: titles.filter((title) => title && asks(bare(title))).length,
    doing: titles.filter((title) => title && tells.test(bare(title))).length,
    links: isLinkList(list),
    issues: list.children.filter((item) => leadsToIssue(item)).length,
  }
}

/** An item's first paragraph; undefined where it begins with anything else. */
function titleOf({ children }: ListItem): PhrasingContent[] | undefined {
  const [first] = children
  return first?.type === 'paragraph' && words(first).trim() !== '' ? first.children : undefined
}

/** Words without marks that trail a question: tags in brackets or code, difficulty, links. */
function bare(title: readonly PhrasingContent[]): string {
  const text = title.map((node) => words(node)).join('')
  return text.replace(/(?<!\s)(?:\s*(?:[([【][^()[\]]{1,24}[)\]】]|#[\p{L}\p{N}_-]+))+\s*$/u, '')
}

/** Answers that stand in an issue of the repository: its title is the question. */
function leadsToIssue(item: ListItem): boolean {
  const title = titleOf(item)
  const [only] = title ?? []
  return title?.length === 1 && only?.type === 'link' && /\/issues\/\d+$/.test(only.url)
}

/** `items`: of the lists; `all`: of every list at the top of the file. */
type Chosen = {
  lists: Set<RootContent>
  asking: number
  doing: number
  items: number
  all: number
}

/** The lists of a file that hold questions, and how sure that is. */
function chosen({ blocks, forced }: Sheet): Chosen {
  const judged = blocks.flatMap((node) => (node.type === 'list' ? [judge(node)] : []))
  const open = judged.filter(({ links, items }) => !links && items > 0)
  const overall = sum(open, 'asking') / Math.max(1, sum(open, 'items'))
  const taken = judged.filter(({ items, asking, links, issues, list }) => {
    if (items === 0 || leadsInside(list)) return false
    if (issues >= items * 0.9 || (forced && !links)) return true
    return asking >= items / 2 || (!links && overall >= 0.6)
  })
  const lists = new Set<RootContent>(taken.map(({ list }) => list))
  const issued = taken.reduce((count, one) => count + Math.max(one.asking, one.issues), 0)
  return {
    lists,
    asking: issued,
    doing: sum(taken, 'doing'),
    items: sum(taken, 'items'),
    all: sum(judged, 'items'),
  }
}

function sum(judged: readonly Judged[], key: 'items' | 'asking' | 'doing'): number {
  return judged.reduce((total, one) => total + one[key], 0)
}

/** Whether most items are links into the page: a table of contents that was kept. */
function leadsInside(list: List): boolean {
  const inside = list.children.filter((item) => {
    const [first] = titleOf(item) ?? []
    return first?.type === 'link' && first.url.startsWith('#')
  })
  return inside.length > list.children.length / 2
}

/** Fewest headings that ask, with a list right below each, for lists to be answers. */
const fewestAnswered = 5

/** Whether lists stand where answers would: most of them, and many, below headings that ask themselves. */
function areAnswers(lists: ReadonlySet<RootContent>, { blocks, headings }: Sheet): boolean {
  const above = headings.filter(({ title, index, next }) => {
    return asksSurely(title) && blocks.slice(index + 1, next).some((node) => lists.has(node))
  })
  return above.length >= fewestAnswered && above.length >= lists.size / 2
}

export const questionList: Dialect = {
  name: 'question-list',

  evidence(sheet) {
    const { lists, asking, doing, items, all } = chosen(sheet)
    if (!sheet.forced && areAnswers(lists, sheet)) return noEvidence
    if (sheet.forced) return { questions: items, confidence: 1, level: 0 }
    if (asking < fewest || items < all / 2 || sheet.level !== undefined) return noEvidence
    if (doing > asking * 0.6) return noEvidence
    const prose = sheet.blocks.filter(
      (node) => says(node) && !lists.has(node) && node.type !== 'code' && node.type !== 'list',
    ).length
    const confidence = (asking / items) * (items / (items + prose))
    return confidence < 0.4 ? noEvidence : { questions: items, confidence, level: 0 }
  },

  parts(sheet) {
    const { lists } = chosen(sheet)
    const answers = haveAnswers(lists)
    const entries = new Map(sheet.headings.map((entry) => [entry.index, entry]))
    const parts: Part[] = []
    let last: Extract<Part, { type: 'item' }> | undefined
    let skipped: Extract<Part, { type: 'skipped' }> | undefined
    sheet.blocks.forEach((node, index) => {
      const entry = entries.get(index)
      if (entry) {
        last = undefined
        skipped = unneeded(entry, sheet, lists)
        parts.push(skipped ?? sectionAt(entry))
      } else if (skipped) {
        skipped.nodes.push(node)
      } else if (node.type === 'list' && lists.has(node)) {
        for (const item of node.children) {
          const part = itemOf(item, answers)
          parts.push(part)
          last = part.type === 'item' ? part : undefined
        }
      } else if (last && node.type === 'code') {
        last.told?.prompt.push(node)
      } else if (says(node)) {
        last = undefined
        parts.push(
          node.type === 'list' && isLinkList(node)
            ? {
                type: 'skipped',
                nodes: [node],
                rule: 'item-skipped',
                reason: 'A list of links is no list of questions.',
              }
            : { type: 'text', blocks: [node] },
        )
      }
    })
    return parts
  },
}

/** Whether the items of a file go on below their first paragraph: then that is the answer. */
function haveAnswers(lists: ReadonlySet<RootContent>): boolean {
  const items = [...lists].flatMap((list) => (list.type === 'list' ? list.children : []))
  const longer = items.filter(({ children }) => children.length > 1)
  return longer.length >= items.length / 2
}

function itemOf(item: ListItem, answers: boolean): Part {
  const title = titleOf(item)
  if (!title) {
    const reason = 'An item of a list of questions does not begin with words.'
    return { type: 'skipped', nodes: [item], rule: 'item-skipped', reason }
  }
  const rest = item.children.slice(1)
  const asked = answers ? 0 : rest.findIndex((node) => node.type !== 'list' && node.type !== 'code')
  const end = asked < 0 ? rest.length : asked
  return {
    type: 'item',
    title,
    cut: 0,
    position: item.position,
    body: [],
    told: { prompt: rest.slice(0, end), answer: rest.slice(end) },
  }
}

/** A heading whose part holds no question and nothing else worth keeping. */
function unneeded(
  entry: Entry,
  { blocks }: Sheet,
  lists: ReadonlySet<RootContent>,
): Extract<Part, { type: 'skipped' }> | undefined {
  const body = blocks.slice(entry.index + 1, entry.end)
  if (body.some((node) => lists.has(node))) return undefined
  const left = furniture(entry)
  const own = body.filter(says)
  if (!left && !(own.length > 0 && own.every(isLinkList))) return undefined
  return {
    type: 'skipped',
    nodes: [entry.node],
    rule: left?.rule ?? 'item-skipped',
    reason: left?.reason ?? `Below "${entry.title}" there are only links.`,
  }
}

/** A heading as a section, without the link to the top in front of its words. */
function sectionAt({ node, depth }: Entry): Part {
  const title = [...node.children]
  while (title[0] && leadsUp(title[0])) title.shift()
  return { type: 'section', title, position: node.position, depth }
}

function leadsUp(node: PhrasingContent): boolean {
  if (node.type === 'text') return node.value.trim() === ''
  return node.type === 'link' && node.url.startsWith('#') && !/[\p{L}\p{N}]/u.test(words(node))
}

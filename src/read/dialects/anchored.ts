/**
 * Divides a file by marks inside its items, such as options or lids, whatever
 * the questions themselves are: items of lists, headings, or paragraphs.
 */
import type { Paragraph, RootContent } from 'mdast'
import { findOptions, parsed } from '../options.ts'
import { type Entry, numberOf, words } from '../outline.ts'
import { asks, countName } from '../wording.ts'
import { Collector } from './collector.ts'
import type { Item, Part, Sheet } from './dialect.ts'
import { furniture, holdsOthers, walk } from './headings.ts'

/** The indexes of the marks among some siblings. */
export type Marks = (blocks: readonly RootContent[]) => number[]

export type Framed = { parts: Part[]; level: number }

/** Undefined where the file has no mark. */
export function framed(sheet: Sheet, marksIn: Marks): Framed | undefined {
  const marks = marksIn(sheet.blocks)
  const inItems = sheet.blocks.flatMap((block) =>
    block.type === 'list' ? block.children.filter((item) => marksIn(item.children).length > 0) : [],
  )
  if (marks.length + inItems.length === 0) return undefined
  if (inItems.length > marks.length) {
    const held = new Set<RootContent>(inItems)
    return { parts: byListItems(sheet, (node) => held.has(node)), level: 0 }
  }
  const level = levelOf(sheet, marks)
  if (level > 0) return { parts: byHeadings(sheet, marks, level), level }
  return { parts: byParagraphs(sheet, marks), level: 0 }
}

/** The heading level at which most marks stand alone below their heading; 0 where too few do. */
function levelOf({ headings }: Sheet, marks: readonly number[]): number {
  let best = { depth: 0, alone: 0 }
  for (const depth of [1, 2, 3, 4, 5, 6]) {
    const alone = headings.filter(
      (entry) => entry.depth === depth && within(marks, entry.index, entry.end) === 1,
    ).length
    if (alone > best.alone) best = { depth, alone }
  }
  return best.alone >= marks.length * 0.6 ? best.depth : 0
}

/** How many of some ascending numbers stand between two. */
function within(marks: readonly number[], from: number, to: number): number {
  return firstFrom(marks, to) - firstFrom(marks, from + 1)
}

function firstFrom(marks: readonly number[], least: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

function byHeadings(sheet: Sheet, marks: readonly number[], level: number): Part[] {
  const { headings } = sheet
  let closed = -1
  return walk(sheet, (entry, inItem) => {
    const cut = numberOf(entry.title)?.length ?? 0
    const marked = within(marks, entry.index, entry.end) > 0
    if (entry.index < closed) return { is: 'skipped', ...furnitureBelow(entry) }
    if (entry.depth === level) {
      if (marked || (entry.filled && isAlike(entry, headings))) return { is: 'item', cut }
      return furniture(entry) ?? { is: entry.filledDirectly ? 'text' : 'section' }
    }
    // A slip: one level off, with a mark of its own.
    const own = within(marks, entry.index, entry.next) > 0
    if (own && Math.abs(entry.depth - level) === 1 && !holdsOthers(entry, headings, level)) {
      return { is: 'item', cut }
    }
    if (entry.depth > level) return inItem ? { is: 'inside' } : { is: 'section' }
    const left = marked ? undefined : furniture(entry)
    if (left?.rule === 'cleaned-contents') closed = entry.end
    return left ?? { is: 'section' }
  })
}

function furnitureBelow(entry: Entry): { rule: 'cleaned-contents'; reason: string } {
  return { rule: 'cleaned-contents', reason: `"${entry.title}" stands in the contents.` }
}

/** Whether an unmarked heading counts on among the marked ones, so that only its mark is missing. */
function isAlike(entry: Entry, headings: readonly Entry[]): boolean {
  const kind = (title: string) =>
    countName.test(title) ? 'count' : numberOf(title) ? 'number' : 'words'
  const own = kind(entry.title)
  if (own === 'words') return asks(entry.title)
  const level = headings.filter(({ depth }) => depth === entry.depth)
  return level.filter(({ title }) => kind(title) === own).length > level.length / 2
}

function byListItems(sheet: Sheet, isItem: (node: RootContent) => boolean): Part[] {
  const out = new Collector()
  const entries = new Map<RootContent, Entry>(sheet.headings.map((entry) => [entry.node, entry]))
  for (const block of sheet.blocks) {
    const entry = entries.get(block)
    if (entry) out.section(entry)
    else if (block.type === 'list' && block.children.some(isItem)) {
      for (const node of block.children) out.start(itemOf(node.children, node, sheet.text))
    } else out.add(block)
  }
  return out.parts
}

/** Makes an item of blocks whose first one asks; the options may stand in the same paragraph. */
function itemOf(
  blocks: readonly RootContent[],
  { position }: Pick<RootContent, 'position'>,
  text: string,
): Item {
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph' && first?.type !== 'heading') {
    return { type: 'item', title: [], cut: 0, position, body: [...blocks] }
  }
  const { title, more } =
    first.type === 'paragraph' ? divided(first, text) : { title: first, more: [] }
  const cut = numberOf(words(title).trim())?.length ?? 0
  return { type: 'item', title: title.children, cut, position, body: [...more, ...rest] }
}

/** A paragraph that asks and goes on with options: its question, and the rest as blocks. */
function divided(node: Paragraph, text: string): { title: Paragraph; more: RootContent[] } {
  const group = findOptions([node], text, ['letters'])
  const [asked] = group?.before ?? []
  const start = group?.options[0]?.position?.start.offset
  const end = node.position?.end.offset
  if (asked?.type !== 'paragraph' || start === undefined || end === undefined) {
    return { title: node, more: [] }
  }
  return { title: asked, more: parsed(node, start, end, text) }
}

function byParagraphs(sheet: Sheet, marks: readonly number[]): Part[] {
  const { blocks } = sheet
  const out = new Collector()
  const entries = new Map<RootContent, Entry>(sheet.headings.map((entry) => [entry.node, entry]))
  const starts = new Set<number>()
  let from = 0
  for (const mark of marks) {
    starts.add(startOf(sheet, from, mark))
    from = mark + 1
  }
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]
    if (!block) continue
    const entry = entries.get(block)
    if (starts.has(index)) {
      const [item] = block.type === 'list' ? block.children.slice(-1) : []
      if (block.type === 'list' && item) {
        const others = block.children.slice(0, -1)
        if (others.length > 0) out.add({ ...block, children: others })
        out.start(itemOf(item.children, item, sheet.text))
      } else out.start(itemOf([block], block, sheet.text))
    } else if (entry) out.section(entry)
    else out.add(block)
  }
  return out.parts
}

/** Where the question of a mark begins, at or behind the end of the mark before. */
function startOf({ blocks, text }: Sheet, from: number, mark: number): number {
  const own = blocks[mark]
  if (own?.type === 'paragraph' && divided(own, text).more.length > 0) return mark
  let start = -1
  for (let index = mark - 1; index >= from; index--) {
    const node = blocks[index]
    if (node?.type === 'heading') return start < 0 ? index : start
    if (node?.type !== 'paragraph' && node?.type !== 'list') continue
    if (start < 0) start = index
    const [item] = node.type === 'list' ? node.children.slice(-1) : []
    if (node.type === 'list' ? node.ordered && item : opens(node)) return index
  }
  return start < 0 ? mark : start
}

/** Whether a paragraph begins with a number, or is bold. */
function opens(node: Paragraph): boolean {
  const strong = node.children.every(
    (child) => child.type === 'strong' || (child.type === 'text' && child.value.trim() === ''),
  )
  return strong || numberOf(words(node).trim()) !== undefined
}

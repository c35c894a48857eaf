/** The walk that all heading dialects share: headings become sections, items or are skipped. */
import type { RootContent } from 'mdast'
import type { RuleId } from '../../messages/rules.ts'
import { type Entry, says } from '../outline.ts'
import { closingName, contentsName } from '../wording.ts'
import type { Item, Part, Sheet } from './dialect.ts'

export type Verdict =
  /** `prompt`: what stands below it asks, and nothing answers. */
  | { is: 'item'; cut: number; prompt?: true }
  | { is: 'section' }
  /** Belongs to no item, and opens nothing. */
  | { is: 'text' }
  /** Belongs to the body of the item before it. */
  | { is: 'inside' }
  | { is: 'skipped'; reason: string; rule?: RuleId }

/** Walks a file; `judge` says what each heading is that is not inside an item's body. */
export function walk(sheet: Sheet, judge: (entry: Entry, inItem: boolean) => Verdict): Part[] {
  const parts: Part[] = []
  const { blocks, headings } = sheet
  const lead = blocks.slice(0, headings[0]?.index ?? blocks.length)
  if (lead.some(says)) parts.push({ type: 'text', blocks: lead })
  let item: Item | undefined
  headings.forEach((entry) => {
    const body = blocks.slice(entry.index + 1, entry.next)
    const verdict = judge(entry, item !== undefined)
    if (verdict.is === 'inside' && item) {
      const into = item.told ? item.told.answer : item.body
      into.push(entry.node, ...body)
      return
    }
    if (verdict.is === 'item') {
      const { children, position } = entry.node
      const asked = verdict.prompt && { body: [], told: { prompt: [...body], answer: [] } }
      const made: Item = {
        type: 'item',
        title: children,
        position,
        cut: verdict.cut,
        body: [...body],
        ...asked,
      }
      item = made
      parts.push(made)
      return
    }
    item = undefined
    if (verdict.is === 'skipped') {
      const nodes: RootContent[] = [entry.node, ...body]
      parts.push({
        type: 'skipped',
        nodes,
        rule: verdict.rule ?? 'item-skipped',
        reason: verdict.reason,
      })
      return
    }
    if (verdict.is === 'text') {
      parts.push({ type: 'text', blocks: [entry.node, ...body] })
      return
    }
    parts.push(sectionAt(entry))
    if (body.some(says)) parts.push({ type: 'text', blocks: body })
  })
  return parts
}

/** A heading as a section. */
export function sectionAt({ node, depth }: Entry): Extract<Part, { type: 'section' }> {
  return { type: 'section', title: node.children, position: node.position, depth }
}

/** Whether an entry closes the file: a name such as "References" and no question behind it. */
export function closes(entry: Entry): boolean {
  return closingName.test(entry.title)
}

/** Whether an entry only closes the file, or lists its contents; undefined where it does neither. */
export function furniture(entry: Entry): Extract<Verdict, { is: 'skipped' }> | undefined {
  if (contentsName.test(entry.title)) {
    const reason = `"${entry.title}" lists the contents.`
    return { is: 'skipped', rule: 'cleaned-contents', reason }
  }
  if (closes(entry)) {
    const reason = `"${entry.title}" closes the file or a part of it.`
    return { is: 'skipped', rule: 'cleaned-footer', reason }
  }
  return undefined
}

/** Whether headings of a level stand below an entry. */
export function holdsOthers(entry: Entry, headings: readonly Entry[], depth: number): boolean {
  return headings.some(
    (other) => other.index > entry.index && other.index < entry.end && other.depth === depth,
  )
}

/** Whether a block is a list of nothing but links. */
export function isLinkList(node: RootContent): boolean {
  if (node.type !== 'list') return false
  return node.children.every((item) => {
    const [first, ...rest] = item.children
    if (first?.type !== 'paragraph' || rest.some((child) => !isLinkList(child))) return false
    return first.children.every(
      (child) =>
        child.type === 'link' || (child.type === 'text' && /^[\s\p{P}]*$/u.test(child.value)),
    )
  })
}

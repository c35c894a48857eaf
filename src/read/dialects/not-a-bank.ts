/** Why a file that holds no question holds none: what an author who expected some should know. */
import type { List, ListItem, RootContent } from 'mdast'
import { words } from '../outline.ts'
import { asks } from '../wording.ts'
import type { Sheet } from './dialect.ts'

/** A reason that completes "the file holds no question: …". */
export function whyNone(sheet: Sheet): string {
  const items = sheet.blocks.flatMap(itemsOf)
  const out = items.filter(leadsOut).length
  if (items.length >= 5 && out > items.length / 2) {
    return `${out} of its ${items.length} list items are links to other pages`
  }
  const quoted = sheet.blocks.flatMap(questionsInCode)
  const [first] = quoted
  if (first !== undefined) {
    const more = quoted.length > 1 ? ` and ${quoted.length - 1} more` : ''
    return `what reads as a question stands in code blocks ("${first}"${more}), which are examples`
  }
  const count = sheet.headings.length
  return count === 0 ? 'it has no headings' : `none of its ${count} headings reads as a question`
}

/** Items of a list and of the lists in them. */
function itemsOf(node: RootContent): ListItem[] {
  if (node.type !== 'list') return []
  return (node as List).children.flatMap((item) => [item, ...item.children.flatMap(itemsOf)])
}

function leadsOut({ children }: ListItem): boolean {
  const [first] = children
  if (first?.type !== 'paragraph') return false
  const link = first.children.find((node) => node.type !== 'text' || node.value.trim() !== '')
  return link?.type === 'link' && /^https?:/.test(link.url)
}

/** Headings that ask, written in a block of Markdown code. */
function questionsInCode(node: RootContent): string[] {
  if (node.type === 'code') {
    const lines = /^(?:md|markdown|text|txt)?$/i.test(node.lang ?? '') ? node.value.split('\n') : []
    return lines.flatMap((line) => {
      const title = /^\s*#{1,6}\s+(.{1,80})$/.exec(line)?.[1]?.trim()
      return title !== undefined && asks(title) ? [title] : []
    })
  }
  return 'children' in node && words(node) !== ''
    ? (node.children as RootContent[]).flatMap(questionsInCode)
    : []
}

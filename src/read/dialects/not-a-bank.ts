/** Why a file that holds no question holds none: what an author who expected some should know. */
import type { List, ListItem, RootContent } from 'mdast'
import { words } from '../outline.ts'
import { asks, namesManual, namesQuestions } from '../wording.ts'
import type { Sheet } from './dialect.ts'

/** Whether a file has the headings of a manual, a policy or a design: one of them is a topic, two are a document. */
export function isManual({ headings }: Sheet): boolean {
  const found = new Set<string>()
  for (const { title } of headings) {
    if (namesManual(title)) found.add(title.toLowerCase())
    if (found.size > 1) return true
  }
  return false
}

/** Whether a file's first heading, or its front matter, says that questions follow. */
export function saysQuestions({ headings, text, blocks, front }: Sheet): boolean {
  const [first] = headings
  if (first && namesQuestions(first.title)) return true
  const before = front ?? text.slice(0, blocks[0]?.position?.start.offset ?? 0)
  return namesQuestions(before.replace(/^\s*#.*$/gm, ''))
}

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

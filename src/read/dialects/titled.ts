/** Divides the blocks that ask into a title and what stands beyond it. */
import type { PhrasingContent, RootContent } from 'mdast'
import { words } from '../outline.ts'

export type Titled = { title: PhrasingContent[]; rest: RootContent[] }

/** The first paragraph with words is the title; without any, the first block's own text. */
export function titled(blocks: readonly RootContent[]): Titled {
  const found = blocks.find(
    (node) => (node.type === 'paragraph' || node.type === 'heading') && words(node).trim() !== '',
  )
  if (found && 'children' in found) {
    const rest = blocks.filter((node) => node !== found)
    return { title: found.children as PhrasingContent[], rest }
  }
  const first = blocks.find((node) => words(node).trim() !== '')
  if (!first) return { title: [], rest: [...blocks] }
  const { position } = first
  const at = position && { position }
  if (first.type === 'math') {
    const rest = blocks.filter((node) => node !== first)
    return { title: [{ type: 'inlineMath', value: first.value, ...at }], rest }
  }
  const value = words(first).trim().split('\n')[0] ?? ''
  const type = first.type === 'code' ? 'inlineCode' : 'text'
  return { title: [{ type, value, ...at }], rest: [...blocks] }
}

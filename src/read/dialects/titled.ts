/** Divides the blocks that ask into a title and what stands beyond it. */
import type { PhrasingContent, RootContent, Text } from 'mdast'
import { words } from '../outline.ts'

export type Titled = { title: PhrasingContent[]; rest: RootContent[] }

/**
 * The first paragraph with words is the title; without any, the first block's own text. `literal` is
 * the text as written, for a front that is nothing but marks, such as `*` or `<C-v>`.
 */
export function titled(blocks: readonly RootContent[], literal?: Text): Titled {
  const found = blocks.find(
    (node) => (node.type === 'paragraph' || node.type === 'heading') && words(node).trim() !== '',
  )
  if (found && 'children' in found) {
    const rest = blocks.filter((node) => node !== found)
    return { title: found.children as PhrasingContent[], rest }
  }
  const first = blocks.find((node) => words(node).trim() !== '')
  if (!first && literal && literal.value !== '' && !blocks.some(shows)) {
    return { title: [literal], rest: [] }
  }
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

/** Whether a node shows a picture, a sound or a rule: something that is no slip of marks. */
function shows(node: RootContent): boolean {
  if (node.type === 'image' || node.type === 'imageReference') return true
  if (node.type === 'html') return /<(?:img|svg|audio|video|picture|iframe)\b/i.test(node.value)
  return 'children' in node && (node.children as RootContent[]).some(shows)
}

/** A heading's words: without its number, its anchor and its ornaments. */
import type { Heading, PhrasingContent, RootContent } from 'mdast'
import type { Slice } from '../model/bank.ts'
import { words } from './outline.ts'

export type Title = { nodes: PhrasingContent[]; slice: Slice }

/** Leaves out the first `cut` characters of a heading's words, and links that only lead into the page. */
export function titleOf(heading: Heading, cut: number, text: string): Title {
  const nodes = [...heading.children]
  while (nodes.length > 1 && isOrnament(nodes.at(-1))) nodes.pop()
  let start = nodes[0]?.position?.start.offset ?? heading.position?.start.offset ?? 0
  let left = cut
  while (left > 0 && nodes[0]) {
    const [first] = nodes
    const length = words(first as RootContent).length
    if (first.type === 'text' && length > left) {
      const value = withoutFirst(first.value, left)
      const removed = first.value.length - value.length
      const from = first.position?.start.offset ?? start
      // Escapes make source and value differ; then the slice begins with the whole text.
      start =
        text.slice(from, from + removed) === first.value.slice(0, removed) ? from + removed : from
      nodes[0] = { type: 'text', value }
      left = 0
    } else {
      left -= length
      nodes.shift()
      start = nodes[0]?.position?.start.offset ?? start
    }
  }
  const last = nodes.at(-1)
  if (last?.type === 'text') {
    nodes[nodes.length - 1] = { ...last, value: last.value.replace(/\s#+\s*$/, '').trimEnd() }
  }
  const end = heading.children.length > 0 ? endOf(last, start, text) : start
  return { nodes, slice: { start, end, text: text.slice(start, end) } }
}

function endOf(last: PhrasingContent | undefined, start: number, text: string): number {
  const end = last?.position?.end.offset
  if (end !== undefined) return end
  // The last node is the one whose beginning was cut off: it ends with its line.
  const rest = text.slice(start)
  const line = rest.search(/\r\n|\n|\r|$/)
  return start + rest.slice(0, line).trimEnd().length
}

/** Drops characters from the front; zero-width ones do not count. */
function withoutFirst(value: string, count: number): string {
  let index = 0
  for (let left = count; left > 0 && index < value.length; index++) {
    if (!/[\u200b-\u200f\u2060\ufeff]/.test(value[index] ?? '')) left--
  }
  return value.slice(index)
}

/** A link into the page with no word in it, an anchor, or white space. */
function isOrnament(node: PhrasingContent | undefined): boolean {
  if (!node) return false
  if (node.type === 'html') return true
  if (node.type === 'text') return node.value.trim() === ''
  if (node.type === 'link') return node.url.startsWith('#') && !/[\p{L}\p{N}]/u.test(words(node))
  return false
}

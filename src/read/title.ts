/** A title's words: without its number, its anchor and its ornaments. */
import type { PhrasingContent, RootContent } from 'mdast'
import type { Position } from 'unist'
import type { Slice } from '../model/bank.ts'
import { words } from './outline.ts'

export type Title = { nodes: PhrasingContent[]; slice: Slice }

const leadingBlank = /^[\s\u200b\u200e\u200f\u2060\ufeff]+/
const trailingBlank = /(?<![\s\u200b\u200e\u200f\u2060\ufeff])[\s\u200b\u200e\u200f\u2060\ufeff]+$/

/**
 * Leaves out the first `cut` characters of a title's words, and links that only
 * lead into the page. `position`: where the title stands, even if it has no words.
 */
export function titleOf(
  title: readonly PhrasingContent[],
  position: Position | undefined,
  cut: number,
  text: string,
): Title {
  const nodes = [...title]
  while (nodes.length > 1 && isOrnament(nodes.at(-1))) nodes.pop()
  const last = nodes.at(-1)
  const end = last?.position?.end.offset
  let start = nodes[0]?.position?.start.offset ?? position?.start.offset ?? 0
  let left = cut
  while (left > 0 && nodes[0]) {
    const [first] = nodes
    const length = words(first as RootContent).length
    if (length <= left) {
      left -= length
      nodes.shift()
      start = nodes[0]?.position?.start.offset ?? start
    } else {
      nodes[0] = withoutLead(first, left)
      start = startOf(nodes[0], first, text) ?? start
      left = 0
    }
  }
  const first = nodes[0]
  if (first?.type === 'text') nodes[0] = { ...first, value: first.value.replace(leadingBlank, '') }
  const rest = nodes.at(-1)
  if (rest?.type === 'text') {
    const value = rest.value.replace(/\s#+\s*$/, '').replace(trailingBlank, '')
    nodes[nodes.length - 1] = { ...rest, value }
  }
  const slice = text.slice(start, end ?? start).trimEnd()
  return { nodes, slice: { start, end: start + slice.length, text: slice } }
}

/** A node without the first characters of its words; formatting around them stays. */
function withoutLead<Node extends PhrasingContent>(node: Node, count: number): Node {
  if (node.type === 'text') return { ...node, value: withoutFirst(node.value, count) }
  if (!('children' in node)) return node
  const children = [...node.children] as PhrasingContent[]
  let left = count
  while (left > 0 && children[0]) {
    const length = words(children[0] as RootContent).length
    if (length > left) children[0] = withoutLead(children[0], left)
    else children.shift()
    left -= Math.min(left, length)
  }
  return { ...node, children }
}

/** Where a text begins in its source after characters were taken off it. */
function startOf(node: PhrasingContent, before: PhrasingContent, text: string): number | undefined {
  const from = before.position?.start.offset
  if (from === undefined || node.type !== 'text' || before.type !== 'text') return from
  const removed = before.value.length - node.value.length
  // Escapes make source and value differ; then the slice begins with the whole text.
  const same = text.slice(from, from + removed) === before.value.slice(0, removed)
  return same ? from + removed : from
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
  if (node.type === 'html') return /^<(?:\/?a\b|br\b|!--)/i.test(node.value)
  if (node.type === 'text') return node.value.trim() === ''
  if (node.type === 'link') return node.url.startsWith('#') && !/[\p{L}\p{N}]/u.test(words(node))
  return false
}

/** A title's nodes without the last characters of their words; their positions end where they do. */
export function withoutTail(nodes: readonly PhrasingContent[], count: number): PhrasingContent[] {
  const kept = [...nodes]
  let left = count
  while (left > 0 && kept.length > 0) {
    const last = kept.pop() as PhrasingContent
    const length = words(last as RootContent).length
    if (length <= left) {
      left -= length
      continue
    }
    kept.push(cutShort(last, left))
    left = 0
  }
  return kept
}

function cutShort(node: PhrasingContent, count: number): PhrasingContent {
  if (node.type === 'text') {
    const value = node.value.slice(0, node.value.length - count)
    const end = node.position?.end
    if (!node.position || end?.offset === undefined) return { ...node, value }
    const cut = { line: end.line, column: end.column - count, offset: end.offset - count }
    return { ...node, value, position: { start: node.position.start, end: cut } }
  }
  if (!('children' in node)) return node
  return {
    ...node,
    children: withoutTail(node.children as PhrasingContent[], count),
  } as PhrasingContent
}

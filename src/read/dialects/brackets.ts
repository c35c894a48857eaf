/** Gaps written in brackets, `the [capital] of France`, become marks: gaps whose numbers are not written. */
import type { PhrasingContent, RootContent, Text } from 'mdast'
import type { RawMark } from '../markdown/nodes.ts'

type Token = { bracket: '[' | ']'; from: Text } | { node: PhrasingContent }

/**
 * The nodes of one card with a mark for each pair of brackets in its text, and
 * how many. `text` is the file's: an escaped bracket is no gap.
 */
export function withGaps(
  nodes: readonly RootContent[],
  text: string,
): { nodes: RootContent[]; gaps: number } {
  let gaps = 0
  const next = () => {
    gaps++
  }
  return { nodes: nodes.map((node) => gapped(node, text, next)), gaps }
}

function gapped<Node extends RootContent>(node: Node, text: string, next: () => void): Node {
  if (!('children' in node)) return node
  const children = (node.children as RootContent[]).some((child) => child.type === 'text')
    ? line(node.children as PhrasingContent[], text, next)
    : (node.children as RootContent[]).map((child) => gapped(child, text, next))
  return { ...node, children }
}

function line(nodes: PhrasingContent[], text: string, next: () => void): PhrasingContent[] {
  const tokens = nodes.flatMap((node): Token[] =>
    node.type === 'text' ? tokensOf(node, text) : [{ node }],
  )
  const closing = pairs(tokens)
  const result: PhrasingContent[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    if ('node' in token) {
      result.push(gapped(token.node, text, next))
      continue
    }
    const end = closing.get(at)
    const close = end === undefined ? undefined : tokens[end]
    if (end === undefined || !close || 'node' in close) {
      result.push({ ...token.from, value: token.bracket })
      continue
    }
    next()
    const inside = tokens
      .slice(at + 1, end)
      .map((inner) =>
        'node' in inner ? gapped(inner.node, text, next) : { ...inner.from, value: inner.bracket },
      )
    const start = token.from.position?.start
    const stop = close.from.position?.end
    const gap: RawMark = { type: 'mark', children: inside }
    if (start && stop) gap.position = { start, end: stop }
    result.push(gap)
    at = end
  }
  return result
}

/** For each bracket that opens a gap, the one that closes it; outermost pairs only. */
function pairs(tokens: readonly Token[]): Map<number, number> {
  const found = new Map<number, number>()
  const open: number[] = []
  tokens.forEach((token, at) => {
    if ('node' in token) return
    if (token.bracket === '[') {
      open.push(at)
      return
    }
    const start = open.pop()
    if (start === undefined || at === start + 1) return
    for (const inner of found.keys()) if (inner > start) found.delete(inner)
    found.set(start, at)
  })
  return found
}

function tokensOf(node: Text, text: string): Token[] {
  const escaped = escapedAt(node, text)
  const tokens: Token[] = []
  let from = 0
  const upTo = (end: number) => {
    if (end > from) tokens.push({ node: { ...node, value: node.value.slice(from, end) } })
  }
  for (let at = 0; at < node.value.length; at++) {
    const char = node.value[at]
    if ((char !== '[' && char !== ']') || escaped.has(at)) continue
    upTo(at)
    tokens.push({ bracket: char, from: node })
    from = at + 1
  }
  upTo(node.value.length)
  return tokens
}

/** Places in a text's value before which its source has a backslash. */
function escapedAt(node: Text, text: string): Set<number> {
  const found = new Set<number>()
  let from = node.position?.start.offset
  const end = node.position?.end.offset
  if (from === undefined || end === undefined) return found
  for (let at = 0; at < node.value.length && from < end; at++) {
    if (text[from] === '\\' && text[from + 1] === node.value[at]) {
      found.add(at)
      from++
    } else if (text[from] !== node.value[at]) {
      // Indentation of a further line, or a reference such as &amp;.
      const next = text.indexOf(node.value[at] ?? '', from)
      if (next < 0 || next >= end) return found
      if (text[next - 1] === '\\') found.add(at)
      from = next
    }
    from++
  }
  return found
}

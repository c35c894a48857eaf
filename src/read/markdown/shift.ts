/** Moves a tree to where its text stands in a longer one. */
import type { Root } from 'mdast'
import type { Node } from 'unist'

export function shift(root: Root, lines: number, offset: number): void {
  if (lines === 0 && offset === 0) return
  walk(root, (node) => {
    const position = node.position
    if (!position) return
    for (const point of [position.start, position.end]) {
      point.line += lines
      if (point.offset !== undefined) point.offset += offset
    }
  })
}

export function walk(node: Node, enter: (node: Node) => void): void {
  enter(node)
  if ('children' in node) for (const child of node.children as Node[]) walk(child, enter)
}

/** Inline nodes and their text: cleaned, joined, and made of blocks where only a line has room. */
import type { Block, Inline } from '../model/mdast.ts'

const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Text as every output takes it: no controls, NFC, well formed. */
export function clean(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC')
}

/** Neighbouring texts as one. */
export function joined(nodes: Inline[]): Inline[] {
  const result: Inline[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', value: last.value + node.value }
    } else if (node.type !== 'text' || node.value !== '') {
      result.push(node)
    }
  }
  return result
}

/** A block where only a line has room: its words, with its inline formatting. */
export function flattened(block: Block): Inline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.children
    case 'code':
      return [{ type: 'inlineCode', value: block.value.replace(/\n/g, ' ') }]
    case 'math':
      return [{ type: 'inlineMath', value: block.value }]
    case 'thematicBreak':
      return []
    case 'details':
      return spaced([block.summary, ...block.children.map(flattened)])
    case 'list':
      return spaced(block.children.map((item) => spaced(item.children.map(flattened))))
    case 'table':
      return spaced(block.children.map((row) => spaced(row.children.map((cell) => cell.children))))
    default:
      return spaced(block.children.map(flattened))
  }
}

function spaced(parts: Inline[][]): Inline[] {
  const filled = parts.filter((part) => part.length > 0)
  return filled.flatMap((part, index): Inline[] =>
    index === 0 ? part : [{ type: 'text', value: ' ' }, ...part],
  )
}

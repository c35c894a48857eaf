/**
 * Pictures and recordings as notes embed them: `![[cell.png]]`, `![[cell.png|300]]`,
 * `![[cell.png|A cell|300]]`. To Markdown they are text; a size is not kept.
 */
import type { Nodes, Root, RootContent, Text } from 'mdast'
import type { Position } from 'unist'

const embed =
  /!\[\[([^[\]|#\n]+\.(png|jpe?g|gif|svg|webp|avif|bmp|mp3|ogg|opus|m4a|wav|flac))(?:#[^[\]|\n]*)?((?:\|[^[\]|\n]*)*)\]\]/giu
const sound = /^(?:mp3|ogg|opus|m4a|wav|flac)$/i
const size = /^\s*\d+(?:\s*x\s*\d+)?\s*$/i

/** Makes nodes of the embeddings in a tree's texts, in place. */
export function withEmbedded(root: Root): Root {
  inside(root)
  return root
}

function inside(node: Nodes): void {
  if (!('children' in node)) return
  const { children } = node as { children: RootContent[] }
  for (let place = 0; place < children.length; place++) {
    const child = children[place]
    if (!child) continue
    if (child.type !== 'text') {
      inside(child)
      continue
    }
    if (!child.value.includes('![[')) continue
    const pieces = divided(child)
    children.splice(place, 1, ...pieces)
    place += pieces.length - 1
  }
}

function divided(node: Text): RootContent[] {
  const pieces: RootContent[] = []
  let from = 0
  for (const match of node.value.matchAll(embed)) {
    const [whole, url = '', extension = '', more = ''] = match
    if (match.index > from) pieces.push(textOf(node, from, match.index))
    from = match.index + whole.length
    const position = within(node, match.index, from)
    const at = position && { position }
    const words = more.split('|').filter((word) => word.trim() !== '' && !size.test(word))
    const alt = words.map((word) => word.trim()).join(' ')
    const address = encodeURI(url.trim())
    if (sound.test(extension)) {
      const children: Text[] = [{ type: 'text', value: alt || url.trim(), ...at }]
      pieces.push({ type: 'link', url: address, children, ...at })
    } else pieces.push({ type: 'image', url: address, alt, ...at })
  }
  if (from < node.value.length) pieces.push(textOf(node, from, node.value.length))
  return pieces
}

function textOf(node: Text, from: number, to: number): Text {
  const position = within(node, from, to)
  return { type: 'text', value: node.value.slice(from, to), ...(position && { position }) }
}

/** A part of a text by its characters, where it stands on one line of the source as it reads. */
function within({ value, position }: Text, from: number, to: number): Position | undefined {
  if (!position) return undefined
  const { start, end } = position
  const length = (end.offset ?? 0) - (start.offset ?? 0)
  if (length !== value.length || value.includes('\n') || start.offset === undefined) return position
  const point = (at: number) => ({
    line: start.line,
    column: start.column + at,
    offset: (start.offset ?? 0) + at,
  })
  return { start: point(from), end: point(to) }
}

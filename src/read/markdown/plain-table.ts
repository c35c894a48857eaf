/** A table so plain that what parsing it gives is known: a bar at both ends of every row. */
import type { AlignType, TableCell, TableRow } from 'mdast'
import { type Found, type Lines, place } from './plain-lines.ts'
import { plainText } from './plain-text.ts'

const row = /^\|.*\|$/
const delimiters = /^\|(?: *:?-+:? *\|)+$/

/** Of the lines up to a blank one; undefined where only parsing tells what they are. */
export function tableAt(part: Lines, at: number): Found | undefined {
  const { lines, starts } = part
  const under = lines[at + 1] ?? ''
  if (!delimiters.test(under)) return undefined
  const align = under.slice(1, -1).split('|').map(alignOf)
  const children: TableRow[] = []
  let next = at
  for (; lines[next]; next++) {
    if (next === at + 1) continue
    const made = rowOf(part, next, align.length)
    if (!made) return undefined
    children.push(made)
  }
  const last = next - 1
  const position = {
    start: place(starts, at, 0),
    end: place(starts, last, lines[last]?.length ?? 0),
  }
  return { block: { type: 'table', align, children, position }, next }
}

function alignOf(delimiter: string): AlignType {
  const [left, right] = [delimiter.trim().startsWith(':'), delimiter.trim().endsWith(':')]
  if (left) return right ? 'center' : 'left'
  return right ? 'right' : null
}

/** A row of as many cells; each begins with its bar, and the last ends with one. */
function rowOf({ lines, starts }: Lines, at: number, count: number): TableRow | undefined {
  const line = lines[at] ?? ''
  if (!row.test(line)) return undefined
  const texts = line.slice(1, -1).split('|')
  if (texts.length !== count) return undefined
  const children: TableCell[] = []
  let from = 0
  for (const [index, text] of texts.entries()) {
    const lead = text.length - text.replace(/^ +/, '').length
    const content = plainText(text.replace(/^ +| +$/g, ''), place(starts, at, from + 1 + lead))
    if (!content) return undefined
    const to = index === count - 1 ? line.length : from + 1 + text.length
    const position = { start: place(starts, at, from), end: place(starts, at, to) }
    children.push({ type: 'tableCell', children: content, position })
    from = to
  }
  const position = { start: place(starts, at, 0), end: place(starts, at, line.length) }
  return { type: 'tableRow', children, position }
}

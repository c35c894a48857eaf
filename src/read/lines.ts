/**
 * A file's lines as the dialects of marked lines see them: those that Markdown
 * reads as text, and the text that cleaning left.
 */
import type { RootContent } from 'mdast'

export type Line = {
  /** Offsets in the file; `end` is before the line's ending. */
  start: number
  end: number
  /** From 1. */
  number: number
  text: string
  /** Whether it is text: not of code, math or HTML, and not left out. */
  live: boolean
  /** What a comment that fills the line says. */
  comment?: string
}

type Range = { start: number; end: number }

/** The text with spaces for everything outside its blocks: front matter, and what was cleaned. */
export function maskedText(blocks: readonly RootContent[], text: string): string {
  let masked = ''
  for (const { start, end } of blocks.flatMap(rangeOf)) {
    if (start < masked.length) continue
    masked += blank(text.slice(masked.length, start)) + text.slice(start, end)
  }
  return masked + blank(text.slice(masked.length))
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** The lines of a text that was parsed to some blocks. */
export function linesOf(blocks: readonly RootContent[], masked: string): Line[] {
  const dead = blocks.flatMap(deadRanges)
  const lines: Line[] = []
  let at = 0
  const ending = /\r\n|\n|\r|$/g
  for (let start = 0; start < masked.length; ) {
    ending.lastIndex = start
    const match = ending.exec(masked)
    const end = match?.index ?? masked.length
    const text = masked.slice(start, end)
    while ((dead[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    const range = dead[at]
    const live = text.trim() !== '' && !(range && range.start < end)
    const comment = /^\s*<!--([\s\S]*?)-->\s*$/.exec(text)?.[1]?.trim()
    lines.push({
      start,
      end,
      number: lines.length + 1,
      text,
      live,
      ...(comment !== undefined && { comment }),
    })
    start = end + Math.max(1, match?.[0].length ?? 1)
  }
  return lines
}

function rangeOf(node: RootContent): Range[] {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? [] : [{ start, end }]
}

const unread = new Set<RootContent['type']>(['code', 'math', 'html'])

/** In order: code, math and HTML that fill lines, wherever they stand. */
function deadRanges(node: RootContent): Range[] {
  if (unread.has(node.type)) return rangeOf(node)
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') return []
  return 'children' in node ? (node.children as RootContent[]).flatMap(deadRanges) : []
}

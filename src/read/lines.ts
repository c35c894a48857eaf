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

/** What can be seen of a file in some of its blocks. */
export type Seen = {
  /** From the line on which the blocks begin to that on which they end. */
  lines: readonly Line[]
  /** The text between two offsets in the file; spaces for what cleaning took out of it. */
  cut(from: number, to: number): string
}

const known = new WeakMap<readonly RootContent[], Seen>()

/** The lines on which blocks of a text stand. Dialects ask in turn: found once for all of them. */
export function seenIn(blocks: readonly RootContent[], text: string): Seen {
  const seen = known.get(blocks) ?? look(blocks, text)
  known.set(blocks, seen)
  return seen
}

function look(blocks: readonly RootContent[], text: string): Seen {
  const ranges = blocks.flatMap(rangeOf)
  if (ranges.length === 0) return { lines: [], cut: () => '' }
  const first = ranges.reduce((least, { start }) => Math.min(least, start), text.length)
  const last = ranges.reduce((most, { end }) => Math.max(most, end), first)
  const begin = lineStart(text, first)
  const masked = maskedText(ranges, text, begin, lineEnd(text, last))
  const number = blocks.find(({ position }) => position?.start.offset === first)?.position?.start
    .line
  const lines = linesOf(blocks, masked, { start: begin, number: number ?? 1 })
  return {
    lines,
    cut: (from, to) => masked.slice(Math.max(0, from - begin), Math.max(0, to - begin)),
  }
}

function lineStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && !isEnding(text.charCodeAt(at - 1))) at--
  return at
}

function lineEnd(text: string, offset: number): number {
  let at = offset
  while (at < text.length && !isEnding(text.charCodeAt(at))) at++
  return at
}

function isEnding(code: number): boolean {
  return code === 10 || code === 13
}

/** The text from one offset to another, with spaces for everything outside its ranges. */
function maskedText(ranges: readonly Range[], text: string, from: number, to: number): string {
  const pieces: string[] = []
  let at = from
  for (const { start, end } of ranges) {
    if (start < at) continue
    pieces.push(blank(text.slice(at, start)), text.slice(start, end))
    at = end
  }
  return pieces.join('') + blank(text.slice(at, to))
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** The lines of a text that was parsed to some blocks, from where it begins in its file. */
function linesOf(
  blocks: readonly RootContent[],
  masked: string,
  from: { start: number; number: number },
): Line[] {
  const dead = blocks.flatMap(deadRanges)
  const lines: Line[] = []
  let at = 0
  const ending = /\r\n|\n|\r|$/g
  for (let begin = 0; begin < masked.length; ) {
    ending.lastIndex = begin
    const match = ending.exec(masked)
    const stop = match?.index ?? masked.length
    const text = masked.slice(begin, stop)
    const [start, end] = [from.start + begin, from.start + stop]
    while ((dead[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
    const range = dead[at]
    const live = text.trim() !== '' && !(range && range.start < end)
    const comment = /^\s*<!--([\s\S]*?)-->\s*$/.exec(text)?.[1]?.trim()
    lines.push({
      start,
      end,
      number: from.number + lines.length,
      text,
      live,
      ...(comment !== undefined && { comment }),
    })
    begin = stop + Math.max(1, match?.[0].length ?? 1)
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

/**
 * Lids: `<details>` whose summary only says that an answer lies below it.
 *
 * A summary that says anything else is the author's text and stays. Tags are
 * taken as they come: what is never closed reaches to the end of what is given.
 */
import type { Heading, Html, RootContent } from 'mdast'
import { words } from './outline.ts'
import { answerStated } from './stated.ts'
import { answerName, asks, contentsName, lidName } from './wording.ts'

const tag = /<details\b[^>]*>|<\/details\s*>|<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/gi

/** The words of a piece of HTML. */
export function htmlWords(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether a summary only names an answer, or gives its letter. */
export function isLid(summary: string): boolean {
  return lidName.test(summary) || answerStated(summary) !== undefined
}

const openSummary = /^\s*<summary\b[^>]*>\s*([^<\n]*)/i

/** The words of the summary that a block of HTML opens with `<details>`; the summary may stand in the next block. */
export function summaryOf(blocks: readonly RootContent[], index: number): string | undefined {
  const node = blocks[index]
  if (node?.type !== 'html' || !/<details\b/i.test(node.value)) return undefined
  const own = /<details\b[^>]*>([\s\S]*)/i.exec(node.value)?.[1] ?? ''
  const next = blocks[index + 1]
  const inside = own.trim() === '' && next?.type === 'html' ? next.value : own
  const summary = /^\s*<summary\b[^>]*>([\s\S]*?)<\/summary\s*>/i.exec(inside)?.[1]
  // Never closed: its first line is all of it.
  const line = /<\/summary/i.test(inside) ? undefined : openSummary.exec(inside)?.[1]
  const said = summary ?? line
  return said === undefined ? undefined : htmlWords(said)
}

/**
 * Gives the summaries that most details of a file share the word for an answer:
 * whatever they say, in whatever language, it names no one question. Only where
 * the details stand right behind what asks, no text between.
 */
export function withNamedLids(blocks: readonly RootContent[]): RootContent[] {
  const shared = sharedSummary(blocks)
  if (shared === undefined) return [...blocks]
  return blocks.map((node, index) => {
    const own = node.type === 'html' && summaryOf(blocks.slice(index, index + 1), 0) === shared
    if (!own) return node
    const value = node.value.replace(
      /(<summary\b[^>]*>)[\s\S]*?(<\/summary\s*>)/i,
      (_, open: string, close: string) => `${open}Answer${close}`,
    )
    return { ...node, value }
  })
}

/** The words of the summary that most details share; undefined where none is, or it is a lid anyway. */
export function sharedSummary(blocks: readonly RootContent[]): string | undefined {
  const places = new Map<string, number[]>()
  let all = 0
  for (let index = 0; index < blocks.length; index++) {
    const summary = summaryOf(blocks.slice(index, index + 1), 0)
    if (summary === undefined) continue
    all++
    places.set(summary, [...(places.get(summary) ?? []), index])
  }
  const [most] = [...places].sort(([, a], [, b]) => b.length - a.length)
  if (!most) return undefined
  const [summary, found] = most
  if (found.length < 3 || found.length < all * 0.6 || summary.length > 40) return undefined
  if (isLid(summary) || asks(summary) || contentsName.test(summary)) return undefined
  const direct = found.filter((index) => !answersBefore(blocks, index)).length
  return direct >= found.length * 0.8 ? summary : undefined
}

/** Whether text that may be the answer stands right before a block. */
function answersBefore(blocks: readonly RootContent[], index: number): boolean {
  const before = blocks[index - 1]
  return before?.type === 'paragraph' && !asks(words(before))
}

/** Whether a lid is opened at a block. */
export function opensLid(blocks: readonly RootContent[], index: number): boolean {
  const summary = summaryOf(blocks, index)
  return summary !== undefined && isLid(summary)
}

/**
 * How many `<details>` a block opens, less those it closes; tags at the end of a
 * text, as in `answer</b></details>`, stand inside its paragraph or list.
 */
export function depthChange(node: RootContent): number {
  if (node.type !== 'html') {
    if (!('children' in node)) return 0
    return (node.children as RootContent[]).reduce((sum, child) => sum + depthChange(child), 0)
  }
  const opened = node.value.match(/<details\b/gi)?.length ?? 0
  return opened - (node.value.match(/<\/details\b/gi)?.length ?? 0)
}

/** Fewest questions under summaries for which a list is only the frame around them. */
const fewestFramed = 3

/**
 * Takes away lists that only number sections of questions under summaries: what
 * their items hold stands by itself then. An item with one answer under a lid
 * is a question and stays.
 */
export function withoutFrames(blocks: readonly RootContent[]): RootContent[] {
  return blocks.flatMap((node): RootContent[] => {
    if (node.type !== 'list') return [node]
    const counts = node.children.map(({ children }) => {
      return children.filter((_, index) => asksInSummary(children, index)).length
    })
    const all = counts.reduce((sum, count) => sum + count, 0)
    const several = counts.filter((count) => count > 1).length
    if (all < fewestFramed || several < counts.length / 2) return [node]
    return node.children.flatMap(({ children }) => children)
  })
}

function asksInSummary(blocks: readonly RootContent[], index: number): boolean {
  const summary = summaryOf(blocks, index)
  return summary !== undefined && summary !== '' && !isLid(summary) && !contentsName.test(summary)
}

/** Cuts blocks of HTML before each `<details>` in them, so that each begins a block. */
export function cutAtDetails(blocks: readonly RootContent[]): RootContent[] {
  return blocks.flatMap((node): RootContent[] => {
    if (node.type !== 'html' || /^\s*<!--/.test(node.value)) return [node]
    const pieces = node.value.split(/(?=<details\b)(?<=\S\s*)/i)
    if (pieces.length < 2) return [node]
    const { start, end } = node.position ?? {}
    // White space may have been taken off lines, then the pieces stand somewhere inside.
    const whole = start?.offset !== undefined && end?.offset === start.offset + node.value.length
    /** Of what stands before a piece: its length, its line feeds, and what follows the last. */
    const before = { length: 0, lines: 0, rest: 0 }
    return pieces.map((value): Html => {
      const { length: from, lines, rest } = before
      const feed = value.lastIndexOf('\n')
      before.length += value.length
      before.lines += feed < 0 ? 0 : value.split('\n').length - 1
      before.rest = feed < 0 ? rest + value.length : value.length - feed - 1
      if (!start || !end || start.offset === undefined) return { type: 'html', value }
      const first = {
        line: start.line + lines,
        column: (lines > 0 ? 1 : start.column) + rest,
        offset: whole ? start.offset + from : start.offset,
      }
      const last = whole ? { ...end, offset: first.offset + value.length } : end
      return { type: 'html', value, position: { start: first, end: last } }
    })
  })
}

/**
 * Headings that are parts of answers wherever they stand: under a lid, or
 * saying the answer. They do not outline the file.
 */
export function headingsInAnswers(blocks: readonly RootContent[]): Set<RootContent> {
  const hidden = new Set<RootContent>()
  /** Depth of the last heading outside. */
  let outside = 6
  for (let index = 0; index < blocks.length; index++) {
    const node = blocks[index]
    if (node?.type === 'heading') {
      const title = words(node).trim()
      const named = answerName.test(title) && node.depth <= outside
      if (answerStated(title) || (named && !gathers(blocks, index, node.depth))) {
        hidden.add(node)
      } else {
        outside = node.depth
      }
    }
    if (!opensLid(blocks, index)) continue
    const inside: Heading[] = []
    let depth = 0
    let end = index
    for (; end < blocks.length; end++) {
      const other = blocks[end]
      if (other?.type === 'heading') inside.push(other)
      if (end > index && depth === 1 && opensLid(blocks, end)) break
      if (other) depth += depthChange(other)
      if (depth <= 0) break
    }
    // A lid that is never closed reaches to the next heading that may stand outside.
    for (const heading of inside) {
      if (depth > 0 && heading.depth <= outside && !isAnswer(heading)) break
      hidden.add(heading)
      if (depth <= 0) index = end
    }
  }
  return hidden
}

/** Whether the next heading behind an index is deeper. */
function gathers(blocks: readonly RootContent[], index: number, depth: number): boolean {
  for (let at = index + 1; at < blocks.length; at++) {
    const node = blocks[at]
    if (node?.type === 'heading') return node.depth > depth
  }
  return false
}

function isAnswer(heading: Heading): boolean {
  const title = words(heading).trim()
  return answerStated(title) !== undefined || answerName.test(title)
}

export type Opened = {
  blocks: RootContent[]
  /** Index among `blocks` where the first lid was; -1 without one. */
  from: number
  /** What the lid's summary says, where it gives the answer itself. */
  said: string[]
}

/** Takes lids off: their tags and summaries go, what lay below stays. */
export function withoutLids(blocks: readonly RootContent[]): Opened {
  const result: RootContent[] = []
  const said: string[] = []
  /** For each `<details>` that is open, whether it is a lid. */
  const open: boolean[] = []
  let from = -1
  /** Whether the summary of the lid just opened is still to come. */
  let awaited = false
  blocks.forEach((node, index) => {
    if (node.type !== 'html' || !/<\/?details\b|<summary\b/i.test(node.value)) {
      result.push(node)
      return
    }
    const summaries = [
      ...node.value.matchAll(/<details\b[^>]*>\s*(?:<summary\b[^>]*>([\s\S]*?)<\/summary\s*>)?/gi),
    ]
    let opened = -1
    const value = node.value.replace(tag, (found, inside: string | undefined) => {
      if (/^<details/i.test(found)) {
        opened++
        const own = summaries[opened]?.[1]
        const words = own === undefined ? summaryOf(blocks, index) : htmlWords(own)
        const lid = words !== undefined && isLid(words)
        open.push(lid)
        if (!lid) return found
        if (from < 0) from = result.length
        awaited = true
        return ''
      }
      if (/^<\/details/i.test(found)) {
        const lid = open.pop()
        return lid === false ? found : ''
      }
      if (!awaited) return found
      awaited = false
      const words = htmlWords(inside ?? '')
      if (answerStated(words)) said.push(words)
      return ''
    })
    if (value === node.value) result.push(node)
    else if (!isBlank(value)) result.push({ ...node, value } satisfies Html)
  })
  return { blocks: result, from, said }
}

/** Whether HTML shows nothing: white space, breaks, and tags of paragraphs. */
function isBlank(html: string): boolean {
  return /^(?:\s|<\/?p\b[^>]*>|<br\b[^>]*>)*$/i.test(html)
}

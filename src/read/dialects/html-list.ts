/**
 * Questions in raw HTML: items of `<ul>` or `<ol>`, and paragraphs that begin
 * "Question:", with HTML headings as sections. A list in an item, or written
 * beside it in the same list, goes with that item; code below goes with the one
 * before it. As lists of questions, they rarely have answers.
 */
import type { Element, Nodes as Hast, RootContent as HastContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { Html, RootContent } from 'mdast'
import { says, words } from '../outline.ts'
import { asks, closingName, contentsName } from '../wording.ts'
import { type Dialect, type Item, noEvidence, type Part } from './dialect.ts'
import { longKey } from './keys.ts'

const fewest = 3
const wrappers = new Set(['div', 'section', 'article', 'main', 'center', 'header', 'body', 'font'])
const lists = new Set(['ul', 'ol'])

/** Offsets in the value of an HTML block. */
type Range = { start: number; end: number }
type Found =
  | { is: 'heading'; depth: number; inner: Range; whole: Range; text: string }
  | { is: 'item'; inner: Range; rest: Range[]; whole: Range; asks: boolean }
  | { is: 'links'; whole: Range }
  | { is: 'text'; whole: Range }

export const htmlList: Dialect = {
  name: 'html-list',

  evidence({ blocks, level }) {
    if (level !== undefined) return noEvidence
    let items = 0
    let asking = 0
    let others = 0
    for (const node of blocks) {
      if (node.type !== 'html') {
        if (says(node) && node.type !== 'code') others++
        continue
      }
      for (const found of scan(node)) {
        if (found.is === 'text') others++
        if (found.is !== 'item') continue
        items++
        if (found.asks) asking++
      }
    }
    const confidence = (asking / Math.max(1, items)) * (items / Math.max(1, items + others))
    if (asking < fewest || confidence < 0.4) return noEvidence
    return { questions: items, confidence, level: 0 }
  },

  parts({ blocks, text }) {
    const parts: Part[] = []
    let item: Item | undefined
    for (const node of blocks) {
      if (node.type === 'html') {
        const cut = cutter(node, text)
        for (const found of scan(node)) {
          const part = partOf(found, cut)
          if (part.type === 'text' && !part.blocks.some(says)) continue
          parts.push(part)
          item = part.type === 'item' ? part : undefined
        }
      } else if (node.type === 'heading') {
        item = undefined
        const { children, depth, position } = node
        parts.push({ type: 'section', title: children, depth, position })
      } else if (item && node.type === 'code') {
        item.told?.prompt.push(node)
      } else if (says(node)) {
        item = undefined
        parts.push({ type: 'text', blocks: [node] })
      }
    }
    return withoutEmptyLinks(parts)
  },
}

/** A comment and nothing else, as a directive is: there is no need to parse it. */
const comment = /^<!--[^>]*-->\s*$/

function scan(node: Html): Found[] {
  if (comment.test(node.value)) return []
  const tree = fromHtml(node.value, { fragment: true })
  return merged(tree.children.flatMap((child) => foundIn(child)))
}

function foundIn(node: HastContent): Found[] {
  const whole = rangeOf(node)
  if (!whole) return []
  if (node.type === 'text') return node.value.trim() === '' ? [] : [{ is: 'text', whole }]
  if (node.type !== 'element') return []
  if (wrappers.has(node.tagName)) return node.children.flatMap(foundIn)
  const inner = innerOf(node)
  const heading = /^h([1-6])$/.exec(node.tagName)?.[1]
  if (heading && inner) {
    return [{ is: 'heading', depth: Number(heading), inner, whole, text: textOf(node).trim() }]
  }
  if (lists.has(node.tagName)) return listIn(node, whole)
  const asked = node.tagName === 'p' ? keyed(node) : undefined
  if (asked) return [{ is: 'item', inner: asked, rest: [], whole, asks: true }]
  return [{ is: 'text', whole }]
}

/** The items of a list, where they ask; a list of links, or other text, as a whole. */
function listIn(list: Element, whole: Range): Found[] {
  const children = list.children.filter((child): child is Element => child.type === 'element')
  const items = children.filter((child) => child.tagName === 'li')
  if (items.length > 0 && items.every(isLink)) return [{ is: 'links', whole }]
  const found: Extract<Found, { is: 'item' }>[] = []
  for (const child of children) {
    const range = rangeOf(child)
    if (!range) continue
    const last = found.at(-1)
    if (child.tagName !== 'li') {
      last?.rest.push(range)
      continue
    }
    const nested = child.children.findIndex(
      (inside) => inside.type === 'element' && /^(?:ul|ol|pre|table)$/.test(inside.tagName),
    )
    const own = nested < 0 ? child.children : child.children.slice(0, nested)
    const inner = spanOf(own)
    if (!inner) continue
    const rest = nested < 0 ? undefined : spanOf(child.children.slice(nested))
    const title = own.map(textOf).join('').trim()
    found.push({ is: 'item', inner, rest: rest ? [rest] : [], whole: range, asks: asks(title) })
  }
  const asking = found.filter((one) => one.asks).length
  return asking >= found.length / 3 && found.length > 0 ? found : [{ is: 'text', whole }]
}

/** Behind "Question:", what a paragraph asks, inside the one element it may be wrapped in. */
function keyed(node: Element): Range | undefined {
  const filled = node.children.filter(
    (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
  )
  const [only] = filled
  const wrapped = filled.length === 1 && only?.type === 'element' ? only : node
  const inner = spanOf(wrapped.children)
  const first = wrapped.children[0]
  const key = first?.type === 'text' ? longKey.exec(first.value)?.[0] : undefined
  return inner && key !== undefined ? { ...inner, start: inner.start + key.length } : undefined
}

function isLink(item: Element): boolean {
  const filled = item.children.filter(
    (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
  )
  return filled.every((child) => child.type === 'element' && child.tagName === 'a')
}

/** Texts that follow one another as one. */
function merged(found: readonly Found[]): Found[] {
  const result: Found[] = []
  for (const one of found) {
    const last = result.at(-1)
    if (one.is === 'text' && last?.is === 'text') last.whole.end = one.whole.end
    else result.push(one)
  }
  return result
}

type Cut = (range: Range) => Html

/** Gives parts of an HTML block as blocks with places of their own. */
function cutter(node: Html, text: string): Cut {
  const start = node.position?.start
  const offset = start?.offset
  const exact =
    offset !== undefined && text.slice(offset, offset + node.value.length) === node.value
  return (range) => {
    const value = node.value.slice(range.start, range.end)
    if (!exact || !start) return { ...node, value }
    const point = (at: number) => {
      const lines = node.value.slice(0, at).split(/\r\n|\n|\r/)
      const last = lines.at(-1)?.length ?? 0
      return {
        line: start.line + lines.length - 1,
        column: lines.length === 1 ? start.column + last : last + 1,
        offset: offset + at,
      }
    }
    return { type: 'html', value, position: { start: point(range.start), end: point(range.end) } }
  }
}

function partOf(found: Found, cut: Cut): Part {
  const whole = cut(found.whole)
  if (found.is === 'text') return { type: 'text', blocks: [whole] }
  if (found.is === 'links') {
    const reason = 'A list of links is no list of questions.'
    return { type: 'skipped', nodes: [whole], rule: 'item-skipped', reason }
  }
  const title = [cut(found.inner)]
  const { position } = whole
  if (found.is === 'heading') {
    if (contentsName.test(found.text) || closingName.test(found.text)) {
      const rule = contentsName.test(found.text) ? 'cleaned-contents' : 'cleaned-footer'
      const reason = `"${found.text}" lists the contents, or closes the file.`
      return { type: 'skipped', nodes: [whole], rule, reason }
    }
    return { type: 'section', title, depth: found.depth, position }
  }
  const prompt: RootContent[] = found.rest.map(cut)
  return { type: 'item', title, cut: 0, position, body: [], told: { prompt, answer: [] } }
}

/** A heading over nothing but a list of links is skipped with it. */
function withoutEmptyLinks(parts: readonly Part[]): Part[] {
  return parts.map((part, at): Part => {
    const next = parts[at + 1]
    if (part.type !== 'section' || next?.type !== 'skipped' || next.rule !== 'item-skipped') {
      return part
    }
    const after = parts[at + 2]
    if (after && after.type !== 'section') return part
    const node = part.title[0] as RootContent
    const reason = `Below "${textOf(fromHtml('value' in node ? node.value : words(node), { fragment: true })).trim()}" there are only links.`
    return { type: 'skipped', nodes: [node], rule: 'item-skipped', reason }
  })
}

function rangeOf(node: HastContent): Range | undefined {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? undefined : { start, end }
}

function innerOf(node: Element): Range | undefined {
  return spanOf(node.children)
}

function spanOf(nodes: readonly HastContent[]): Range | undefined {
  const ranges = nodes.flatMap((node) => rangeOf(node) ?? [])
  const [first] = ranges
  const last = ranges.at(-1)
  return first && last ? { start: first.start, end: last.end } : undefined
}

function textOf(node: Hast): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

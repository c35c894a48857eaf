/**
 * Raw HTML in Markdown becomes nodes, by an explicit list of elements.
 *
 * A sequence of siblings with HTML among them is written as one HTML text, each
 * Markdown node a placeholder element, and parsed by the HTML standard's own
 * rules: so `<details>` reaches over the blocks between its tags, and what is
 * never closed ends where a browser would end it. Then every element is looked
 * up in one table; those not in it give their words and a message.
 */
import { createHash } from 'node:crypto'
import type { Element, Nodes as Hast } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { RootContent } from 'mdast'
import type { Position } from 'unist'
import type { Block, Inline, ListItem, TableRow } from '../model/mdast.ts'
import { plain } from '../model/mdast.ts'
import type { Closing } from './closing.ts'
import { clean, flattened, joined } from './inline.ts'
import { isSoundUrl } from './media/sound.ts'
import { isDeepHtml } from './nesting.ts'

type Mixed = (Inline | Block)[]

type State = {
  closer: Closing
  placeholder: string
  nodes: readonly RootContent[]
  context: 'inline' | 'block'
  position: Position | undefined
  /** Said once for each element name. */
  said: Set<string>
}

export function openHtml(
  nodes: readonly RootContent[],
  closer: Closing,
  context: 'inline',
): Inline[]
export function openHtml(nodes: readonly RootContent[], closer: Closing, context: 'block'): Block[]
export function openHtml(
  nodes: readonly RootContent[],
  closer: Closing,
  context: 'inline' | 'block',
): Inline[] | Block[] {
  const html = nodes.map((node) => (node.type === 'html' ? node.value : '')).join('\n')
  // The name follows from the text itself, so no author can write a placeholder.
  const placeholder = `rv-${createHash('sha256').update(html).digest('hex').slice(0, 24)}`
  const position = nodes.find((node) => node.type === 'html')?.position
  if (isDeepHtml(html)) {
    const reason = 'HTML elements are nested more than 100 levels deep here.'
    closer.say('nesting-too-deep', reason, position)
    return []
  }
  const state: State = { closer, placeholder, nodes, context, position, said: new Set() }
  const text = nodes
    .map((node, index) =>
      node.type === 'html' ? node.value : `<${placeholder} data-n="${index}"></${placeholder}>`,
    )
    .join(context === 'block' ? '\n' : '')
  const tree = fromHtml(text, {
    fragment: true,
    onerror: (fault) => {
      if (unclosed.has(fault.ruleId ?? '')) {
        state.said.has('') ||
          closer.say('html-unclosed', 'HTML tags are crossed or left open here.', position)
        state.said.add('')
      }
    },
  })
  const mixed = tree.children.flatMap((child) => open(child, state))
  return context === 'block' ? asBlocks(mixed) : joined(trimmedBreaks(asInlines(mixed)))
}

const unclosed = new Set([
  'end-tag-without-matching-open-element',
  'closing-of-element-with-open-child-elements',
  'open-elements-left-after-eof',
])

function open(node: Hast, state: State): Mixed {
  if (node.type === 'text') {
    const value = clean(node.value).replace(/[ \t\n]+/g, ' ')
    return value === '' ? [] : [{ type: 'text', value }]
  }
  if (node.type !== 'element') return []
  if (node.tagName === state.placeholder) return placed(node, state)
  const handler = Object.hasOwn(elements, node.tagName) ? elements[node.tagName] : undefined
  if (handler) return handler(node, state)
  dropped(node, state)
  return within(node, state)
}

function placed(node: Element, state: State): Mixed {
  const index = Number(node.properties.dataN)
  const original = state.nodes[index]
  if (!original) return []
  return state.context === 'block'
    ? state.closer.blocks([original])
    : state.closer.inlines([original])
}

function dropped(node: Element, state: State): void {
  if (state.said.has(node.tagName)) return
  state.said.add(node.tagName)
  const reason = `The element <${node.tagName}> was left out.`
  state.closer.say('html-dropped', reason, state.position, node.tagName)
}

function within(node: Element, state: State): Mixed {
  return node.children.flatMap((child) => open(child, state))
}

type Handler = (node: Element, state: State) => Mixed

const transparent: Handler = within
const nothing: Handler = () => []
const lost: Handler = (node, state) => {
  dropped(node, state)
  return []
}

function wrap(
  type:
    | 'strong'
    | 'emphasis'
    | 'delete'
    | 'underline'
    | 'highlight'
    | 'subscript'
    | 'superscript'
    | 'keyboard',
): Handler {
  return (node, state) => {
    const mixed = within(node, state)
    // A stray <b> around blocks must not flatten them.
    if (mixed.some(isBlock)) return mixed
    const children = asInlines(mixed)
    return children.length > 0 ? [{ type, children }] : []
  }
}

const monospaced: Handler = (node, state) => {
  const value = plain(asInlines(within(node, state)))
  return value === '' ? [] : [{ type: 'inlineCode', value }]
}

function headingOf(depth: 1 | 2 | 3 | 4 | 5 | 6): Handler {
  return (node, state) => {
    const children = asInlines(within(node, state))
    return children.length > 0 ? [{ type: 'heading', depth, children: trimmed(children) }] : []
  }
}

function listOf(ordered: boolean): Handler {
  return (node, state) => {
    const items = node.children
      .filter((child): child is Element => child.type === 'element')
      .map(
        (child): ListItem => ({
          type: 'listItem',
          spread: false,
          checked: null,
          children: asBlocks(child.tagName === 'li' ? within(child, state) : open(child, state)),
        }),
      )
      .filter((item) => item.children.length > 0)
    const start = Number(node.properties.start ?? 1)
    return items.length === 0
      ? []
      : [
          {
            type: 'list',
            ordered,
            start: Number.isSafeInteger(start) ? start : 1,
            spread: false,
            children: items,
          },
        ]
  }
}

/** Every element that is understood; nothing else is. */
const elements: Record<string, Handler> = {
  b: wrap('strong'),
  strong: wrap('strong'),
  i: wrap('emphasis'),
  em: wrap('emphasis'),
  cite: wrap('emphasis'),
  dfn: wrap('emphasis'),
  var: wrap('emphasis'),
  u: wrap('underline'),
  ins: wrap('underline'),
  s: wrap('delete'),
  strike: wrap('delete'),
  del: wrap('delete'),
  mark: wrap('highlight'),
  sub: wrap('subscript'),
  sup: wrap('superscript'),
  kbd: wrap('keyboard'),
  code: monospaced,
  tt: monospaced,
  samp: monospaced,
  br: () => [{ type: 'break' }],
  wbr: nothing,
  hr: () => [{ type: 'thematicBreak' }],
  a: (node, { closer, ...state }) => {
    const mixed = within(node, { closer, ...state })
    const url = node.properties.href
    if (typeof url !== 'string' || mixed.some(isBlock)) return mixed
    const children = asInlines(mixed)
    return children.length > 0 ? closer.link(url, undefined, children, state.position) : []
  },
  img: (node, { closer, position }) => {
    const { src, alt, title } = node.properties
    if (typeof src !== 'string' || src === '') return []
    return [
      closer.picture(
        src,
        typeof alt === 'string' ? alt : '',
        typeof title === 'string' ? title : undefined,
        position,
      ),
    ]
  },
  audio: (node, state) => {
    const own = [node, ...node.children].flatMap((child) =>
      child.type === 'element' && typeof child.properties.src === 'string'
        ? [child.properties.src]
        : [],
    )
    const url = own.find((src) => isSoundUrl(src)) ?? own[0]
    const inside = asInlines(within(node, state))
    if (url === undefined || url === '') return inside
    const name = clean(url.replace(/[?#].*$/s, '').replace(/^.*\//s, '')) || url
    const words: Inline[] = plain(inside).trim() === '' ? [{ type: 'text', value: name }] : inside
    return state.closer.link(url, undefined, words, state.position)
  },
  p: (node, state) => asBlocks(within(node, state)),
  blockquote: (node, state) => {
    const children = asBlocks(within(node, state))
    return children.length > 0 ? [{ type: 'blockquote', children }] : []
  },
  pre: (node) => {
    const code = node.children.find(
      (child): child is Element => child.type === 'element' && child.tagName === 'code',
    )
    const names = code?.properties.className
    const lang = (Array.isArray(names) ? names : [])
      .map(String)
      .find((name) => name.startsWith('language-'))
      ?.slice('language-'.length)
    const value = clean(textOf(node)).replace(/^\n|\n$/g, '')
    return value === '' ? [] : [{ type: 'code', ...(lang && { lang }), value }]
  },
  details: (node, state) => {
    const summary = node.children.find(
      (child): child is Element => child.type === 'element' && child.tagName === 'summary',
    )
    const rest = node.children.filter((child) => child !== summary)
    return [
      {
        type: 'details',
        summary: summary ? trimmed(asInlines(within(summary, state))) : [],
        children: asBlocks(rest.flatMap((child) => open(child, state))),
        ...state.closer.at(state.position),
      },
    ]
  },
  summary: (node, state) => asBlocks(within(node, state)),
  ul: listOf(false),
  ol: listOf(true),
  li: (node, state) => asBlocks(within(node, state)),
  dl: transparent,
  dt: (node, state) => {
    const children = trimmed(asInlines(within(node, state)))
    return children.length > 0
      ? [{ type: 'paragraph', children: [{ type: 'strong', children }] }]
      : []
  },
  dd: (node, state) => asBlocks(within(node, state)),
  table: (node, state) => {
    const rows = rowsOf(node).map((row) =>
      row.children
        .filter((cell): cell is Element => cell.type === 'element' && /^t[hd]$/.test(cell.tagName))
        .map((cell) => trimmed(asInlines(within(cell, state)))),
    )
    const width = Math.max(0, ...rows.map((row) => row.length))
    if (width === 0) return []
    return [
      {
        type: 'table',
        align: Array.from({ length: width }, () => null),
        children: rows.map(
          (row): TableRow => ({
            type: 'tableRow',
            children: Array.from({ length: width }, (_, column) => ({
              type: 'tableCell',
              children: row[column] ?? [],
            })),
          }),
        ),
      },
    ]
  },
  h1: headingOf(1),
  h2: headingOf(2),
  h3: headingOf(3),
  h4: headingOf(4),
  h5: headingOf(5),
  h6: headingOf(6),
  // Their contents count, they themselves do not.
  abbr: transparent,
  article: transparent,
  aside: transparent,
  bdi: transparent,
  bdo: transparent,
  big: transparent,
  center: transparent,
  div: (node, state) => asBlocks(within(node, state)),
  figcaption: (node, state) => asBlocks(within(node, state)),
  figure: transparent,
  font: transparent,
  footer: transparent,
  header: transparent,
  label: transparent,
  main: transparent,
  nav: transparent,
  nobr: transparent,
  picture: transparent,
  q: transparent,
  section: transparent,
  small: transparent,
  source: nothing,
  span: transparent,
  time: transparent,
  tbody: transparent,
  // Neither they nor their contents are words.
  iframe: lost,
  link: lost,
  meta: lost,
  noscript: lost,
  script: lost,
  style: lost,
  template: lost,
  title: lost,
  svg: lost,
  math: lost,
}

function rowsOf(table: Element): Element[] {
  return table.children
    .filter((child): child is Element => child.type === 'element')
    .flatMap((child) => (child.tagName === 'tr' ? [child] : rowsOf(child)))
}

function textOf(node: Hast): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

const blockTypes = new Set([
  'paragraph',
  'heading',
  'thematicBreak',
  'blockquote',
  'list',
  'code',
  'math',
  'table',
  'details',
  'callout',
])

function isBlock(node: Inline | Block): node is Block {
  return blockTypes.has(node.type)
}

/** Runs of inline nodes become paragraphs; white space between blocks goes. */
function asBlocks(mixed: Mixed): Block[] {
  const blocks: Block[] = []
  let run: Inline[] = []
  const flush = () => {
    const children = trimmed(trimmedBreaks(joined(run)))
    if (children.length > 0) blocks.push({ type: 'paragraph', children })
    run = []
  }
  for (const node of mixed) {
    if (isBlock(node)) {
      flush()
      blocks.push(node)
    } else {
      run.push(node)
    }
  }
  flush()
  return blocks
}

function asInlines(mixed: Mixed): Inline[] {
  return joined(mixed.flatMap((node) => (isBlock(node) ? flattened(node) : [node])))
}

function trimmedBreaks(nodes: Inline[]): Inline[] {
  let from = 0
  let to = nodes.length
  const blank = (node: Inline | undefined) =>
    node?.type === 'break' || (node?.type === 'text' && node.value.trim() === '')
  if (nodes.some((node) => node.type === 'break')) {
    while (from < to && blank(nodes[from])) from++
    while (to > from && blank(nodes[to - 1])) to--
  }
  return nodes.slice(from, to)
}

/** Without white space at either end. */
function trimmed(nodes: Inline[]): Inline[] {
  const result = [...nodes]
  const first = result[0]
  if (first?.type === 'text') result[0] = { type: 'text', value: first.value.trimStart() }
  const last = result.at(-1)
  if (last?.type === 'text') {
    result[result.length - 1] = { type: 'text', value: last.value.trimEnd() }
  }
  return result.filter((node) => node.type !== 'text' || node.value !== '')
}

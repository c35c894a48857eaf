/** Every node of a body as HTML elements: one handler a type, none left out. */
import type { Element, ElementContent, Properties } from 'hast'
import { highlight, plainLines } from '../highlight.ts'
import {
  type Align,
  type Cloze,
  type Code,
  type FootnoteDefinition,
  type Handlers,
  handle,
  type InlineMath,
  type ListItem,
  type Math as MathBlock,
  type Node,
  plain,
  type Table,
} from '../model/mdast.ts'
import { type LanguageMark, languageOf } from './language.ts'
import { type Slot, slot } from './slots.ts'
import { mathjax } from './tex.ts'

/** A picture as it ships: its file's name, and its size in CSS pixels. */
export type PictureFile = { name: string; width: number; height: number }

export type MarkupOptions = {
  /** Begins every id, unique among the parts that one card shows: letters, digits, hyphens. */
  scope: string
  /** Whether clozes become gaps; otherwise their words stand there. */
  gaps: boolean
  /** BCP 47, of the bank: paragraphs in it need no mark. */
  language?: string
  /** All of the body's; those that the nodes refer to are listed after them. */
  footnotes: readonly FootnoteDefinition[]
  picture(medium: string): PictureFile | undefined
  /** The name of a recording's file; undefined where it does not ship. */
  sound?(key: string): string | undefined
  /** Where a link leads from a card; undefined for nowhere, then its words stay. */
  link(url: string): string | undefined
}

/** What could not be shown as meant. */
export type Problem = {
  rule: 'language-unknown' | 'math-as-source' | 'diagram-as-source'
  reason: string
  node: Node
}

export type State = {
  options: MarkupOptions
  slots: Slot[]
  problems: Problem[]
  /** How many clozes are open. */
  depth: number
  /** How far a heading's depth is from the element that shows it. */
  shift: number
}

type Content = ElementContent[]

/** Anki nests clozes ten deep, and makes cards for the numbers 1 to 500. */
const deepest = 10
export const highestGap = 500

export const nodes: Handlers<State, Content> = {
  text: ({ value }) => [{ type: 'text', value }],
  emphasis: (node, state) => [el('em', {}, within(node.children, state))],
  strong: (node, state) => [el('strong', {}, within(node.children, state))],
  delete: (node, state) => [el('del', {}, within(node.children, state))],
  underline: (node, state) => [el('u', {}, within(node.children, state))],
  highlight: (node, state) => [el('mark', {}, within(node.children, state))],
  subscript: (node, state) => [el('sub', {}, within(node.children, state))],
  superscript: (node, state) => [el('sup', {}, within(node.children, state))],
  keyboard: (node, state) => [el('kbd', {}, within(node.children, state))],
  inlineCode: ({ value }) => [el('code', {}, [{ type: 'text', value }])],
  inlineMath: (node, state) => math(node, false, state),
  break: () => [el('br')],
  link(node, state) {
    const words = within(node.children, state)
    const file = node.sound === undefined ? undefined : state.options.sound?.(node.sound)
    if (file !== undefined) {
      const mark = slot(state.slots, { kind: 'sound', name: file })
      return [
        el('span', { className: ['rv-sound'] }, [mark, { type: 'text', value: ' ' }, ...words]),
      ]
    }
    const href = state.options.link(node.url)
    return href === undefined ? words : [el('a', { href }, words)]
  },
  cloze,
  picture(node, state) {
    const file = state.options.picture(node.medium)
    const alt = node.alt.replace(/[[\]{}]/g, (mark) => ('[{'.includes(mark) ? '(' : ')'))
    if (!file)
      return [el('span', { className: ['rv-missing'] }, [{ type: 'text', value: node.alt }])]
    return [el('img', { src: file.name, alt, width: file.width, height: file.height })]
  },
  footnoteReference({ identifier }, state) {
    const index = state.options.footnotes.findIndex((note) => note.identifier === identifier)
    if (index < 0) return [{ type: 'text', value: `[^${identifier}]` }]
    const mark: ElementContent = { type: 'text', value: String(index + 1) }
    return [el('sup', {}, [el('a', { href: `#${noteId(index, state)}` }, [mark])])]
  },
  paragraph: (node, state) => [
    el('p', languageIn(node, state.options), within(node.children, state)),
  ],
  heading(node, state) {
    const depth = Math.min(6, Math.max(3, node.depth + state.shift))
    return [el(`h${depth}`, languageIn(node, state.options), within(node.children, state))]
  },
  thematicBreak: () => [el('hr')],
  blockquote: (node, state) => [el('blockquote', direction(node), within(node.children, state))],
  list(node, state) {
    const start: Properties = node.ordered && node.start !== 1 ? { start: node.start } : {}
    const properties = { ...direction(node), ...start }
    const items = node.children.map((item) => listItem(item, state, node.spread || item.spread))
    return [el(node.ordered ? 'ol' : 'ul', properties, items)]
  },
  listItem: (node, state) => [listItem(node, state, node.spread)],
  code,
  math: (node, state) => [el('div', { className: ['rv-math'] }, math(node, true, state))],
  table(node, state) {
    const columns = node.align.map((align, column) => columnOf(node, align, column))
    const [head, ...rest] = node.children.map((row) =>
      row.children.map((cell, column) => ({ cell, look: columns[column] ?? {} })),
    )
    const row = (cells: NonNullable<typeof head>, tag: 'th' | 'td') =>
      el(
        'tr',
        {},
        cells.map(({ cell, look }) => el(tag, look, within(cell.children, state))),
      )
    const parts = head ? [el('thead', {}, [row(head, 'th')])] : []
    if (rest.length > 0)
      parts.push(
        el(
          'tbody',
          {},
          rest.map((cells) => row(cells, 'td')),
        ),
      )
    return [el('div', { className: ['rv-scroll'] }, [el('table', direction(node), parts)])]
  },
  // Rows and cells are made by their table, which knows the columns.
  tableRow: (node, state) => within(node.children, state),
  tableCell: (node, state) => within(node.children, state),
  details: (node, state) => [
    el('details', {}, [
      // Clients on phones take a tap for theirs unless this class keeps it.
      el('summary', { className: ['tappable'] }, within(node.summary, state)),
      ...within(node.children, state),
    ]),
  ],
  callout: (node, state) => [
    el('div', { className: ['rv-callout', `rv-${node.tone}`] }, within(node.children, state)),
  ],
  footnoteDefinition(node, state) {
    const index = state.options.footnotes.indexOf(node)
    return [
      el(
        'li',
        { id: noteId(index, state), value: String(index + 1) },
        within(node.children, state),
      ),
    ]
  },
}

/** The elements of some nodes, in order. */
export function within(children: readonly Node[], state: State): Content {
  return children.flatMap((child) => handle(nodes, child, state))
}

export function el(tagName: string, properties: Properties = {}, children: Content = []): Element {
  return { type: 'element', tagName, properties, children }
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Lists, tables and quotations with right-to-left words take their side from the first of their words. */
export function directionOf(node: Node): 'auto' | undefined {
  return rightToLeft.test(plain([node])) ? 'auto' : undefined
}

/** The language of a paragraph, where it is not the bank's; code says nothing of it. */
export function markOf(node: Node, options: MarkupOptions): LanguageMark | undefined {
  return languageOf(plain([node]), options.language)
}

function languageIn(node: Node, options: MarkupOptions): Properties {
  const lang = markOf(node, options)
  return lang === undefined ? {} : { lang }
}

function direction(node: Node): Properties {
  const dir = directionOf(node)
  return dir === undefined ? {} : { dir }
}

function noteId(index: number, state: State): string {
  return `rv-${state.options.scope}-${index + 1}`
}

/** Characters from which a cell wants several words on a line. */
const longCell = 20

/** How the cells of a column look: on their side, and not squeezed where one of them is long. */
function columnOf(table: Table, align: Align, column: number): Properties {
  const long = table.children.some(
    ({ children }) => plain(children[column]?.children ?? []).length >= longCell,
  )
  const className = [...(align === null ? [] : [`rv-to${align}`]), ...(long ? ['rv-long'] : [])]
  return className.length > 0 ? { className } : {}
}

function cloze(node: Cloze, state: State): Content {
  const { slots } = state
  const counted = node.number >= 1 && node.number <= highestGap
  if (!state.options.gaps || !counted || state.depth === deepest)
    return within(node.children, state)
  const inner: State = { ...state, depth: state.depth + 1 }
  const hint = plain(node.hint ?? []).trim()
  return [
    slot(slots, { kind: 'open', number: node.number }),
    ...within(node.children, inner),
    ...(hint ? [slot(slots, { kind: 'hint' }), { type: 'text' as const, value: hint }] : []),
    slot(slots, { kind: 'close' }),
  ]
}

function math(node: InlineMath | MathBlock, display: boolean, state: State): Content {
  const html = mathjax(node.value, { display, inCloze: state.depth > 0 })
  if (html !== undefined) return [slot(state.slots, { kind: 'math', html })]
  state.problems.push({
    rule: 'math-as-source',
    reason: `A formula uses what cards cannot show safely: ${node.value.slice(0, 60)}`,
    node,
  })
  return [el('code', { className: ['rv-tex'] }, [{ type: 'text', value: node.value }])]
}

/**
 * Languages of diagrams, which need a browser to be drawn: their source stands there, and says so.
 * What draws Mermaid without one loses what is written (beautiful-mermaid 1.1.3: the second node of
 * `A-->B`, names in Chinese) or misplaces it (mermaid 11 on svgdom: words beside their boxes, no gantt).
 */
const diagrams = new Set(['mermaid', 'plantuml', 'puml', 'dot', 'graphviz'])

function code(node: Code, state: State): Content {
  const known = highlight(node.value, node.lang)
  const diagram = diagrams.has((node.lang ?? '').trim().toLowerCase())
  if (diagram) {
    const reason = `A ${node.lang} diagram is shown as its source, because nothing here draws it`
    state.problems.push({ rule: 'diagram-as-source', reason, node })
  } else if (!known && node.lang !== undefined) {
    const reason = `The language “${node.lang}” of a code block is not known`
    state.problems.push({ rule: 'language-unknown', reason, node })
  }
  const content: Content = []
  for (const [index, line] of (known ?? plainLines(node.value)).entries()) {
    if (index > 0) content.push({ type: 'text', value: '\n' })
    for (const { text, kind } of line) {
      const value: ElementContent = { type: 'text', value: text }
      content.push(kind === 'plain' ? value : el('span', { className: [`hl-${kind}`] }, [value]))
    }
  }
  const block = el('pre', {}, [el('code', {}, content)])
  return [diagram ? el('div', { className: ['rv-diagram'] }, [block]) : block]
}

/** In a tight list a paragraph is its words alone. */
function listItem(node: ListItem, state: State, spread: boolean): Element {
  const content = node.children.flatMap((child) =>
    !spread && child.type === 'paragraph'
      ? within(child.children, state)
      : handle(nodes, child, state),
  )
  if (node.checked === null) return el('li', {}, content)
  const box: ElementContent = { type: 'text', value: node.checked ? '☑ ' : '☐ ' }
  return el('li', { className: ['rv-task'] }, [el('span', {}, [box]), ...content])
}

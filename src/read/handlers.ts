/**
 * How each node of mdast becomes nodes of the model.
 *
 * The table is typed over every node type that is registered with mdast, so a
 * forgotten one does not compile.
 */
import type { List, TableRow as RawRow, RootContent, Table } from 'mdast'
import type { Position } from 'unist'
import type { Align, Block, Inline, ListItem, TableRow, Tone } from '../model/mdast.ts'
import type { Closing } from './closing.ts'
import { clean } from './inline.ts'
import { micromarkLabel } from './markdown/markdown.ts'
import type { RawClozeHint } from './markdown/nodes.ts'

/** A node that stands in a line, or one that stands on lines of its own. */
type Handler<Raw> =
  | { inline: (node: Raw, closing: Closing) => Inline[] }
  | { block: (node: Raw, closing: Closing) => Block[] }

type RawType = RootContent['type']
type Raw<Type extends RawType> = Extract<RootContent, { type: Type }>

const mostColumns = 100
const mostCells = 50_000
const mostGaps = 499
const longestFormula = 2000
const callout = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i

function wrapped(type: 'emphasis' | 'strong' | 'delete') {
  return {
    inline: ({ children }: { children: RootContent[] }, closing: Closing): Inline[] => [
      { type, children: closing.inlines(children) },
    ],
  }
}

/** What says nothing where it stands. */
const nothing = { block: (): Block[] => [] }

const handlers: { [Type in RawType]: Handler<Raw<Type>> } = {
  text: { inline: ({ value }) => [{ type: 'text', value: clean(value) }] },
  emphasis: wrapped('emphasis'),
  strong: wrapped('strong'),
  delete: wrapped('delete'),
  inlineCode: {
    inline: ({ value, position }, closing) => [
      { type: 'inlineCode', value: clean(value), ...closing.at(position) },
    ],
  },
  inlineMath: {
    inline: ({ value, position }, closing) => {
      gapless(value, position, closing)
      const type = isTooLong(value, position, closing) ? 'inlineCode' : 'inlineMath'
      return [{ type, value: clean(value), ...closing.at(position) }]
    },
  },
  break: { inline: () => [{ type: 'break' }] },
  link: {
    inline: ({ url, title, children, position }, closing) =>
      closing.link(url, title, closing.inlines(children), position),
  },
  linkReference: {
    inline: (node, closing) => {
      const definition = closing.defined(micromarkLabel(node), node.position)
      const children = closing.inlines(node.children)
      return definition
        ? closing.link(definition.url, definition.title, children, node.position)
        : children
    },
  },
  image: {
    inline: ({ url, alt, title, position }, closing) => [
      closing.picture(url, alt ?? '', title, position),
    ],
  },
  imageReference: {
    inline: (node, closing) => {
      const definition = closing.defined(micromarkLabel(node), node.position)
      const alt = node.alt ?? ''
      return [
        definition
          ? closing.picture(definition.url, alt, definition.title, node.position)
          : { type: 'text', value: clean(alt) },
      ]
    },
  },
  footnoteReference: {
    inline: (node, closing) => closing.footnote(micromarkLabel(node), node.position),
  },
  cloze: { inline: gap },
  clozeHint: { inline: () => [] },
  // Its number is found once the whole question is closed.
  mark: {
    inline: ({ children, position }, closing) => [
      { type: 'cloze', number: 0, children: closing.inlines(children), ...closing.at(position) },
    ],
  },
  paragraph: {
    block: (node, closing) => {
      const children = closing.inlines(node.children)
      return children.length > 0
        ? [{ type: 'paragraph', children, ...closing.at(node.position) }]
        : []
    },
  },
  heading: {
    block: ({ depth, children, position }, closing) => [
      { type: 'heading', depth, children: closing.inlines(children), ...closing.at(position) },
    ],
  },
  thematicBreak: {
    block: ({ position }, closing) => [{ type: 'thematicBreak', ...closing.at(position) }],
  },
  code: {
    block: ({ lang, meta, value, position }, closing) => [
      {
        type: 'code',
        ...(lang && { lang: clean(lang) }),
        ...(meta && { meta: clean(meta) }),
        value: clean(value),
        ...closing.at(position),
      },
    ],
  },
  math: {
    block: ({ value, position }, closing) => {
      gapless(value, position, closing)
      return [
        {
          ...(isTooLong(value, position, closing)
            ? ({ type: 'code', lang: 'latex' } as const)
            : ({ type: 'math' } as const)),
          value: clean(value),
          ...closing.at(position),
        },
      ]
    },
  },
  blockquote: {
    block: (node, closing) => closing.deeper(node.position, () => quote(node, closing)),
  },
  list: {
    block: (node, closing) => closing.deeper(node.position, () => [listOf(node, closing)]),
  },
  listItem: { block: ({ children }, closing) => closing.blocks(children) },
  table: { block: (node, closing) => [tableOf(node, closing)] },
  tableRow: { block: ({ children }, closing) => closing.blocks(children) },
  tableCell: {
    block: ({ children }, closing) => [{ type: 'paragraph', children: closing.inlines(children) }],
  },
  definition: nothing,
  footnoteDefinition: nothing,
  yaml: nothing,
  // Siblings with HTML among them are opened together, before this table is asked.
  html: nothing,
}

/** Closes one node; which of the two it gives is the node's nature. */
export function closeNode(
  node: RootContent,
  closing: Closing,
): { inlines: Inline[] } | { blocks: Block[] } {
  const handler = handlers[node.type] as Handler<RootContent>
  return 'inline' in handler
    ? { inlines: handler.inline(node, closing) }
    : { blocks: handler.block(node, closing) }
}

function gap(node: Raw<'cloze'>, closing: Closing): Inline[] {
  const hint = node.children.find((child): child is RawClozeHint => child.type === 'clozeHint')
  const children = closing.inlines(node.children.filter((child) => child !== hint))
  if (node.number < 1 || node.number > mostGaps) {
    const reason = `A gap cannot have the number ${node.number}.`
    closing.say('cloze-number', reason, node.position)
    return children
  }
  return [
    {
      type: 'cloze',
      number: node.number,
      children,
      ...(hint && { hint: closing.inlines(hint.children) }),
      ...closing.at(node.position),
    },
  ]
}

/** Says where a formula holds what would be a gap anywhere else. */
function gapless(value: string, position: RootContent['position'], closing: Closing): void {
  if (!/\{\{c\d+::/.test(value)) return
  const reason = 'A gap inside of a formula is shown as part of it.'
  closing.say('gap-in-formula', reason, position)
}

function quote(node: Raw<'blockquote'>, closing: Closing): Block[] {
  const at = closing.at(node.position)
  const [first, ...rest] = node.children
  const opening = first?.type === 'paragraph' ? first.children[0] : undefined
  const match = opening?.type === 'text' ? callout.exec(opening.value) : null
  if (!match || first?.type !== 'paragraph' || opening?.type !== 'text') {
    return [{ type: 'blockquote', children: closing.blocks(node.children), ...at }]
  }
  const text = { ...opening, value: opening.value.slice(match[0].length) }
  const words = [...(text.value ? [text] : []), ...first.children.slice(1)]
  if (words[0]?.type === 'break') words.shift()
  const children = [...(words.length > 0 ? [{ ...first, children: words }] : []), ...rest]
  return [
    {
      type: 'callout',
      tone: match[1]?.toLowerCase() as Tone,
      children: closing.blocks(children),
      ...at,
    },
  ]
}

function listOf(node: List, closing: Closing): Block {
  return {
    type: 'list',
    ordered: node.ordered ?? false,
    start: node.start ?? 1,
    spread: node.spread ?? false,
    children: node.children.map(
      (item): ListItem => ({
        type: 'listItem',
        spread: item.spread ?? false,
        checked: item.checked ?? null,
        children: closing.blocks(item.children),
        ...closing.at(item.position),
      }),
    ),
    ...closing.at(node.position),
  }
}

/** Whether a formula would keep those who set it busy; its source is kept then. */
function isTooLong(value: string, position: Position | undefined, closing: Closing): boolean {
  if (value.length <= longestFormula) return false
  closing.say('formula-too-long', `The formula has ${value.length} characters.`, position)
  return true
}

/** Rows are filled up to the header's width, so a few bytes could ask for millions of cells. */
function tableOf(node: Table, closing: Closing): Block {
  const all: Align[] = node.align?.length
    ? [...node.align]
    : (node.children[0]?.children.map(() => null) ?? [])
  const align = all.slice(0, mostColumns)
  const rows = node.children.slice(0, Math.floor(mostCells / Math.max(1, align.length)))
  if (align.length < all.length || rows.length < node.children.length) {
    const reason = `Of ${all.length} columns and ${node.children.length} rows, ${align.length} and ${rows.length} were kept.`
    closing.say('table-cut', reason, node.position)
  }
  return {
    type: 'table',
    align,
    children: rows.map((row) => rowOf(row, align.length, closing)),
    ...closing.at(node.position),
  }
}

function rowOf(row: RawRow, width: number, closing: Closing): TableRow {
  return {
    type: 'tableRow',
    children: Array.from({ length: width }, (_, column) => ({
      type: 'tableCell',
      children: closing.inlines(row.children[column]?.children ?? []),
    })),
  }
}

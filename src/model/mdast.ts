/**
 * The syntax tree inside a bank: mdast, closed.
 *
 * Every node a writer can meet is listed here. It is mdast with three
 * differences: references are resolved (there is no `definition`,
 * `linkReference` or `imageReference`), raw HTML has become nodes (there is no
 * `html`), and a picture names a medium of the bank instead of a file.
 *
 * Lines in a `position` count from the question's own heading, which is line 1,
 * so that a body does not change when text above its question does;
 * `placeIn` of `bank.ts` turns one into a place in the file.
 */
import type { Position } from 'unist'

type Positioned = { position?: Position }

// Inline: what stands in a line.
export type Text = { type: 'text'; value: string }
export type Emphasis = { type: 'emphasis'; children: Inline[] }
export type Strong = { type: 'strong'; children: Inline[] }
export type Delete = { type: 'delete'; children: Inline[] }
export type Underline = { type: 'underline'; children: Inline[] }
export type Highlight = { type: 'highlight'; children: Inline[] }
export type Subscript = { type: 'subscript'; children: Inline[] }
export type Superscript = { type: 'superscript'; children: Inline[] }
export type Keyboard = { type: 'keyboard'; children: Inline[] }
export type InlineCode = { type: 'inlineCode'; value: string } & Positioned
/** TeX source without its delimiters. */
export type InlineMath = { type: 'inlineMath'; value: string } & Positioned
export type Break = { type: 'break' }
/** `url` is absolute (http, https, mailto) or a fragment or path as the author wrote it. */
export type Link = {
  type: 'link'
  url: string
  title?: string
  /** Where it leads to a recording of the bank: a key of `Bank.sounds`. */
  sound?: string
  children: Inline[]
}
/** A gap to fill in; clozes nest. `number` counts from 1. */
export type Cloze = {
  type: 'cloze'
  number: number
  hint?: Inline[]
  children: Inline[]
} & Positioned
/** A picture that is in the bank; `medium` is a key of `Bank.media`. */
export type Picture = { type: 'picture'; medium: string; alt: string; title?: string } & Positioned
/** A mark that points at the `FootnoteDefinition` of the same identifier in the same body. */
export type FootnoteReference = { type: 'footnoteReference'; identifier: string }

// Block: what stands on lines of its own.
export type Paragraph = { type: 'paragraph'; children: Inline[] } & Positioned
export type Heading = {
  type: 'heading'
  depth: 1 | 2 | 3 | 4 | 5 | 6
  children: Inline[]
} & Positioned
export type ThematicBreak = { type: 'thematicBreak' } & Positioned
export type Blockquote = { type: 'blockquote'; children: Block[] } & Positioned
export type List = {
  type: 'list'
  ordered: boolean
  start: number
  /** Whether items are set apart by blank lines. */
  spread: boolean
  children: ListItem[]
} & Positioned
/** `checked` is null where the item is no task. */
export type ListItem = {
  type: 'listItem'
  spread: boolean
  checked: boolean | null
  children: Block[]
} & Positioned
/** `lang` is the first word of the info string, `meta` the rest. */
export type Code = { type: 'code'; lang?: string; meta?: string; value: string } & Positioned
export type Math = { type: 'math'; value: string } & Positioned
export type Align = 'left' | 'right' | 'center' | null
/** The first row is the header. Every row has as many cells as `align` has entries. */
export type Table = { type: 'table'; align: Align[]; children: TableRow[] } & Positioned
export type TableRow = { type: 'tableRow'; children: TableCell[] }
export type TableCell = { type: 'tableCell'; children: Inline[] }
/** `<details>`: a summary that opens. */
export type Details = { type: 'details'; summary: Inline[]; children: Block[] } & Positioned
export type Tone = 'note' | 'tip' | 'important' | 'warning' | 'caution'
/** A block quote that begins `[!NOTE]` and the like. */
export type Callout = { type: 'callout'; tone: Tone; children: Block[] } & Positioned
export type FootnoteDefinition = {
  type: 'footnoteDefinition'
  identifier: string
  children: Block[]
} & Positioned

export type Inline =
  | Text
  | Emphasis
  | Strong
  | Delete
  | Underline
  | Highlight
  | Subscript
  | Superscript
  | Keyboard
  | InlineCode
  | InlineMath
  | Break
  | Link
  | Cloze
  | Picture
  | FootnoteReference

export type Block =
  | Paragraph
  | Heading
  | ThematicBreak
  | Blockquote
  | List
  | Code
  | Math
  | Table
  | Details
  | Callout

/** Every node of a body. */
export type Node = Inline | Block | ListItem | TableRow | TableCell | FootnoteDefinition

/** A table with one handler for every node type: a forgotten one does not compile. */
export type Handlers<State, Result> = {
  [Type in Node['type']]: (node: Extract<Node, { type: Type }>, state: State) => Result
}

/** Calls the handler of a node; the one place where the table's types are folded. */
export function handle<State, Result>(
  handlers: Handlers<State, Result>,
  node: Node,
  state: State,
): Result {
  const handler = handlers[node.type] as (node: Node, state: State) => Result
  return handler(node, state)
}

/** The nodes directly below a node, in reading order; a details' summary and a cloze's hint included. */
export function childrenOf(node: Node): readonly Node[] {
  if (node.type === 'details') return [...node.summary, ...node.children]
  if (node.type === 'cloze') return node.hint ? [...node.children, ...node.hint] : node.children
  return 'children' in node ? node.children : []
}

/** Calls `enter` for each node and all below it, parents first. */
export function visit(nodes: readonly Node[], enter: (node: Node) => void): void {
  for (const node of nodes) {
    enter(node)
    visit(childrenOf(node), enter)
  }
}

/** The words of some nodes as plain text: one space between blocks, a line feed for a break. */
export function plain(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value
      if (node.type === 'picture') return node.alt
      if (node.type === 'break') return '\n'
      if (node.type === 'cloze') return plain(node.children)
      return plain(childrenOf(node))
    })
    .join(nodes.some(isBlock) ? ' ' : '')
}

const blocks = new Set<Node['type']>([
  'paragraph',
  'heading',
  'thematicBreak',
  'blockquote',
  'list',
  'listItem',
  'code',
  'math',
  'table',
  'tableRow',
  'tableCell',
  'details',
  'callout',
  'footnoteDefinition',
])

function isBlock(node: Node): boolean {
  return blocks.has(node.type)
}

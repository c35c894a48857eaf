/**
 * A body's nodes as HTML for a learner's webview: the one filter between a
 * stranger's text and it. In order: elements from our own table, sanitised
 * against our own list, serialised, guarded against Anki's directives; last
 * enter our own math and clozes. Pure: the same nodes and options give the
 * same string.
 */
import type { ElementContent } from 'hast'
import type { Root } from 'mdast'
import remarkHtml from 'remark-html'
import { unified } from 'unified'
import { type FootnoteDefinition, type Node, visit } from '../model/mdast.ts'
import { escapeText, guardText, tidy } from './guard.ts'
import { el, type MarkupOptions, type Problem, type State, within } from './nodes.ts'
import { plainHtml } from './plain.ts'
import { schema } from './schema.ts'
import { fill } from './slots.ts'

export { tidy } from './guard.ts'
export { highestGap, type MarkupOptions, type PictureFile, type Problem } from './nodes.ts'

/** The tree remark-html is given: its root carries what its handler works on, so one compiler serves all. */
type Carrier = { content: readonly Node[]; notes: readonly FootnoteDefinition[]; state: State }

/** The one handler remark-html calls; it calls ours for each node below. */
function root(_: unknown, { content, notes, state }: Carrier): ElementContent[] {
  const elements = within(content, state)
  if (notes.length === 0) return elements
  return [...elements, el('ol', { className: ['rv-footnotes'] }, within(notes, state))]
}

const compiler = unified()
  .use(remarkHtml, {
    handlers: { root },
    sanitize: schema,
    characterReferences: { useNamedReferences: true },
  })
  .freeze()

export type Markup = { html: string; problems: Problem[] }

/** Blocks or inlines as HTML on no line but those of code, with their footnotes below. */
export function markup(content: readonly Node[], options: MarkupOptions): Markup {
  if (content.length === 0) return { html: '', problems: [] }
  const notes = footnotesOf(content, options.footnotes)
  const shift = 3 - topHeading(notes.length > 0 ? [...content, ...notes] : content)
  const short = notes.length === 0 ? plainHtml(content, options, shift) : undefined
  return short === undefined
    ? byTree(content, notes, options, shift)
    : { html: short, problems: [] }
}

/** The same by way of elements, sanitiser and serialiser, for whatever the nodes are. */
export function byTree(
  content: readonly Node[],
  notes: readonly FootnoteDefinition[],
  options: MarkupOptions,
  shift: number,
): Markup {
  const state: State = { options, slots: [], problems: [], depth: 0, shift }
  // remark-html is typed for mdast; with a root of our own it takes our tree.
  const tree: unknown = { type: 'root', children: [], content, notes, state }
  const html = compiler.stringify(tree as Root)
  return { html: fill(html.replace(/\n$/, ''), state.slots), problems: state.problems }
}

/** Plain text as HTML, guarded alike. */
export function markupText(text: string): string {
  return guardText(escapeText(tidy(text)), false)
}

/** The definitions that some nodes refer to, and those that these refer to, in the body's order. */
function footnotesOf(
  content: readonly Node[],
  all: readonly FootnoteDefinition[],
): FootnoteDefinition[] {
  if (all.length === 0) return []
  const byName = new Map(all.map((note) => [note.identifier, note]))
  const used = new Set<FootnoteDefinition>()
  const follow = (nodes: readonly Node[]): void =>
    visit(nodes, (node) => {
      if (node.type !== 'footnoteReference') return
      const note = byName.get(node.identifier)
      if (!note || used.has(note)) return
      used.add(note)
      follow(note.children)
    })
  follow(content)
  return all.filter((note) => used.has(note))
}

/** The depth of the highest heading; where there is none, one that shifts nothing. */
function topHeading(content: readonly Node[]): number {
  const top = lowest(content)
  return top === 7 ? 3 : top
}

/** The least depth of a heading among some nodes and below; words are not searched, for they hold none. */
function lowest(nodes: readonly Node[]): number {
  let top = 7
  for (const node of nodes) {
    if (node.type === 'heading') top = Math.min(top, node.depth)
    else if (node.type !== 'paragraph' && node.type !== 'table' && 'children' in node)
      top = Math.min(top, lowest(node.children))
  }
  return top
}

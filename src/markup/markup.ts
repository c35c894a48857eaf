/**
 * A body's nodes as HTML for a learner's webview: the one filter between a
 * stranger's text and it. In order: elements from our own table, sanitised
 * against our own list, serialised, guarded against Anki's directives; last
 * enter our own math and clozes. Pure: the same nodes and options give the
 * same string.
 */
import type { Root } from 'mdast'
import type { Handlers as HastHandlers } from 'mdast-util-to-hast'
import remarkHtml from 'remark-html'
import { unified } from 'unified'
import { type FootnoteDefinition, handle, type Node, visit } from '../model/mdast.ts'
import { escapeText, guardText, tidy } from './guard.ts'
import { el, nodes as handlers, type MarkupOptions, type Problem, type State } from './nodes.ts'
import { schema } from './schema.ts'
import { fill } from './slots.ts'

export { highestGap, type MarkupOptions, type PictureFile, type Problem } from './nodes.ts'

/** The tree's root carries what its handlers work on, so that one compiler serves all. */
const stateOf = (root: unknown): State => (root as { state: State }).state

const own = Object.keys(handlers).map((type) => [
  type,
  (_: unknown, node: Node, root: unknown) => handle(handlers, node, stateOf(root)),
])

const list = (_: unknown, node: { notes: FootnoteDefinition[] }, root: unknown) =>
  el(
    'ol',
    { className: ['rv-footnotes'] },
    node.notes.flatMap((note) => handle(handlers, note, stateOf(root))),
  )

const compiler = unified()
  .use(remarkHtml, {
    handlers: Object.fromEntries([...own, ['footnotes', list]]) as HastHandlers,
    sanitize: schema,
    characterReferences: { useNamedReferences: true },
  })
  .freeze()

export type Markup = { html: string; problems: Problem[] }

/** Blocks or inlines as HTML on no line but those of code, with their footnotes below. */
export function markup(content: readonly Node[], options: MarkupOptions): Markup {
  if (content.length === 0) return { html: '', problems: [] }
  const notes = footnotesOf(content, options.footnotes)
  const shift = 3 - topHeading([...content, ...notes])
  const state: State = { options, slots: [], problems: [], depth: 0, shift }
  const children = notes.length > 0 ? [...content, { type: 'footnotes', notes }] : content
  // remark-html is typed for mdast; with handlers for every node of ours it takes our tree.
  const html = compiler.stringify({ type: 'root', children, state } as unknown as Root)
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
  let top = 7
  visit(content, (node) => {
    if (node.type === 'heading') top = Math.min(top, node.depth)
  })
  return top === 7 ? 3 : top
}

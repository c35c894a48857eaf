/** mdast as canonical Markdown: what our reader reads back as the same tree. */
import type { PhrasingContent, Root, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { mathToMarkdown } from 'mdast-util-math'
import { type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown'

/** An element that Markdown has no marks for, as HTML in the line. */
const element: Handle = (node, _, state, info) =>
  `<${node.name}>${state.containerPhrasing(node, info)}</${node.name}>`

/** Nothing that the text says may become a gap, and a rule would divide the question. */
const ours: Options = {
  bullet: '-',
  rule: '*',
  fences: true,
  resourceLink: false,
  listItemIndent: 'one',
  emphasis: '*',
  strong: '*',
  handlers: { textDirective: element } as Options['handlers'],
  extensions: [gfmToMarkdown(), mathToMarkdown({ singleDollarTextMath: true })],
}

/** Gaps stay as they are written; in any other kind of question they are text. */
const noGaps: Options = { unsafe: [{ character: '{', after: '\\{', inConstruct: 'phrasing' }] }

export function blocksText(nodes: readonly RootContent[], gaps: boolean): string {
  const root: Root = { type: 'root', children: [...nodes] }
  return toMarkdown(root, gaps ? ours : { ...ours, ...noGaps }).trim()
}

/** One line, as a heading holds it. */
export function lineText(nodes: readonly PhrasingContent[], gaps: boolean): string {
  const line = blocksText([{ type: 'paragraph', children: [...nodes] }], gaps)
  return line.replace(/\\?\s*\n\s*/g, ' ')
}

/**
 * The short way: bodies of words, lists and code straight to a string.
 *
 * Nine bodies of ten hold nothing else, and a tree of elements, a sanitiser and
 * a serialiser cost more than all else that a deck needs. Nothing an author
 * wrote can become a tag here: every tag is written out below, and what stands
 * between two is escaped and guarded whole. Where any node needs more than
 * that, nothing is given, and the tree is taken. Both ways give the same
 * string; a property test holds it.
 */
import { highlight, plainLines } from '../highlight.ts'
import { type Handlers, handle, type ListItem, type Node } from '../model/mdast.ts'
import { escapeWords, guardText, tidy } from './guard.ts'
import { directionOf, type MarkupOptions, markOf } from './nodes.ts'
import { mathjax } from './tex.ts'

/** HTML in the making: tags, and the words since the last of them. */
type Line = { html: string; words: string; options: MarkupOptions; shift: number }

/** The nodes as HTML; undefined where one of them cannot be written so. */
export function plainHtml(
  content: readonly Node[],
  options: MarkupOptions,
  shift: number,
): string | undefined {
  const line: Line = { html: '', words: '', options, shift }
  if (!all(content, line)) return undefined
  tag('', line)
  return line.html
}

/** Writes a node; false where it cannot, and then the line is of no use. */
const written: Handlers<Line, boolean> = {
  text: ({ value }, line) => {
    line.words += value
    return true
  },
  emphasis: (node, line) => element('em', node.children, line),
  strong: (node, line) => element('strong', node.children, line),
  delete: (node, line) => element('del', node.children, line),
  underline: (node, line) => element('u', node.children, line),
  highlight: (node, line) => element('mark', node.children, line),
  subscript: (node, line) => element('sub', node.children, line),
  superscript: (node, line) => element('sup', node.children, line),
  keyboard: (node, line) => element('kbd', node.children, line),
  inlineCode({ value }, line) {
    tag('<code>', line)
    line.words += value
    return tag('</code>', line)
  },
  inlineMath: ({ value }, line) => formula(value, false, line),
  math: ({ value }, line) =>
    tag('<div class="rv-math">', line) && formula(value, true, line) && tag('</div>', line),
  break: (_, line) => tag('<br>', line),
  link(node, line) {
    if (node.sound !== undefined) return false
    const href = line.options.link(node.url)
    if (href === undefined) return all(node.children, line)
    if (!bareAddress.test(href)) return false
    return tag(`<a href="${href}">`, line) && all(node.children, line) && tag('</a>', line)
  },
  cloze: (node, line) => !line.options.gaps && all(node.children, line),
  paragraph: (node, line) => spoken('p', node, line),
  heading(node, line) {
    const depth = Math.min(6, Math.max(3, node.depth + line.shift))
    return spoken(`h${depth}`, node, line)
  },
  thematicBreak: (_, line) => tag('<hr>', line),
  blockquote: (node, line) =>
    tag(`<blockquote${sided(node)}>`, line) &&
    all(node.children, line) &&
    tag('</blockquote>', line),
  list(node, line) {
    const name = node.ordered ? 'ol' : 'ul'
    const start = String(node.start)
    const from = node.ordered && node.start !== 1 && /^\d{1,9}$/.test(start)
    tag(`<${name}${sided(node)}${from ? ` start="${start}"` : ''}>`, line)
    return (
      node.children.every((child) => item(child, node.spread || child.spread, line)) &&
      tag(`</${name}>`, line)
    )
  },
  // An item outside a list is none: the sanitiser sees to it.
  listItem: () => false,
  code(node, line) {
    const known = highlight(node.value, node.lang)
    if (!known && node.lang !== undefined) return false
    tag('<pre><code>', line)
    for (const [index, tokens] of (known ?? plainLines(node.value)).entries()) {
      if (index > 0) line.words += '\n'
      for (const { text, kind } of tokens) {
        if (kind !== 'plain') tag(`<span class="hl-${kind}">`, line)
        line.words += text
        if (kind !== 'plain') tag('</span>', line)
      }
    }
    return tag('</code></pre>', line)
  },
  picture: () => false,
  footnoteReference: () => false,
  footnoteDefinition: () => false,
  table: () => false,
  tableRow: () => false,
  tableCell: () => false,
  details: () => false,
  callout: () => false,
}

/** An address that no attribute, no directive and no gap could misread, and the sanitiser lets by. */
const bareAddress = /^https?:\/\/[A-Za-z0-9._~/?#=%+,;@!$*()-]+$/

function all(nodes: readonly Node[], line: Line): boolean {
  return nodes.every((node) => handle(written, node, line))
}

/** Writes a tag of ours, after the words before it. */
function tag(html: string, line: Line): true {
  if (line.words !== '') {
    line.html += guardText(escapeWords(tidy(line.words)), false)
    line.words = ''
  }
  line.html += html
  return true
}

function element(name: string, children: readonly Node[], line: Line): boolean {
  return tag(`<${name}>`, line) && all(children, line) && tag(`</${name}>`, line)
}

function spoken(name: string, node: Node & { children: Node[] }, line: Line): boolean {
  const lang = markOf(node, line.options)
  tag(lang === undefined ? `<${name}>` : `<${name} lang="${lang}">`, line)
  return all(node.children, line) && tag(`</${name}>`, line)
}

function sided(node: Node): string {
  return directionOf(node) === undefined ? '' : ' dir="auto"'
}

function formula(value: string, display: boolean, line: Line): boolean {
  const html = mathjax(value, { display, inCloze: false })
  return html !== undefined && tag(html, line)
}

/** In a tight list a paragraph is its words alone. */
function item(node: ListItem, spread: boolean, line: Line): boolean {
  if (node.checked === null) tag('<li>', line)
  else tag(`<li class="rv-task"><span>${node.checked ? '☑' : '☐'} </span>`, line)
  const inside = node.children.every((child) =>
    !spread && child.type === 'paragraph'
      ? all(child.children, line)
      : handle(written, child, line),
  )
  return inside && tag('</li>', line)
}

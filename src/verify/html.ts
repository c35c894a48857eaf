/** What the HTML of a card's field tells: read by an HTML parser, as a learner's client reads it. */
import type { Element, ElementContent, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { formulaOf, pictureOf, rule, storable, type Told, tidied } from './told.ts'

/** Elements that begin and end a line. */
const blocks = new Set(
  'address article blockquote details dd div dl dt figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
)

type State = Omit<Told, 'words'>

/** Reads HTML whatever it is; what is no text tells nothing. */
export function toldByHtml(html: string): Told {
  // Most fields that are short are words alone, and need no parser.
  if (!/[<&]/.test(html)) return told(words(html), bare(), html)
  const state = bare()
  const text = children(fromHtml(html, { fragment: true }).children, state)
  return told(text, state, html)
}

function bare(): State {
  return { code: [], media: [], addresses: [] }
}

/** Recordings are played wherever their directive stands. */
function told(text: string, { code, media, addresses }: State, html: string): Told {
  const sounds = [...html.matchAll(/\[sound:([^\]<>]+)\]/g)].map(([, file = '']) => file)
  return { words: tidied(text), code, media: [...media, ...sounds], addresses }
}

function children(nodes: readonly (ElementContent | RootContent)[], state: State): string {
  let text = ''
  for (const node of nodes) {
    if (node.type === 'text') text += words(node.value)
    else if (node.type === 'element') text += element(node, state)
  }
  return text
}

/** Anki typesets what stands between these marks; where an author wrote them they are broken up. */
function words(text: string): string {
  return text.replace(
    /\\\(([\s\S]*?)\\\)|\\\[([\s\S]*?)\\\]/g,
    (_whole, inline?: string, display?: string) => formulaOf(inline ?? display ?? ''),
  )
}

function element(node: Element, state: State): string {
  const { tagName, properties } = node
  if (tagName === 'br') return '\n'
  if (tagName === 'hr') return `\n${rule}\n`
  if (tagName === 'img') {
    const file = String(properties.src ?? '')
    state.media.push(file)
    return pictureOf(file, String(properties.alt ?? ''))
  }
  if (tagName === 'code' && hasClass(node, 'rv-tex')) return formulaOf(textOf(node))
  if (tagName === 'pre') {
    const code = textOf(node)
    state.code.push(storable(code))
    return `\n${code}\n`
  }
  if (tagName === 'a') {
    const address = String(properties.href ?? '')
    if (/^(?:https?:|mailto:)/i.test(address)) state.addresses.push(address)
  }
  if ((tagName === 'ul' || tagName === 'ol') && !ownList(node)) return list(node, state)
  const inside = children(node.children, state)
  return blocks.has(tagName) ? `\n${inside}\n` : inside
}

/** Items of a list that the author wrote, each behind its mark. */
function list(node: Element, state: State): string {
  const start = Number(node.properties.start ?? 1)
  let count = 0
  return node.children
    .map((item) => {
      if (item.type !== 'element') return ''
      const mark = node.tagName === 'ol' ? `${start + count++}.` : '•'
      return `\n${mark}\n${children(item.children, state)}\n`
    })
    .join('')
}

/** Options and footnotes are lists of ours. */
function ownList(node: Element): boolean {
  return hasClass(node, 'rv-options') || hasClass(node, 'rv-footnotes')
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name)
}

function textOf(node: Element): string {
  let text = ''
  for (const child of node.children) {
    if (child.type === 'text') text += child.value
    else if (child.type === 'element') text += child.tagName === 'br' ? '\n' : textOf(child)
  }
  return text
}

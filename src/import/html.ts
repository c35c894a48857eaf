/**
 * A field's HTML as mdast. What Markdown has a form for is kept; what it has
 * none for (colours, fonts, sizes) is counted, so that the report can say what was lost.
 */
import type { Element, ElementContent, Root as HastRoot } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { defaultHandlers, type Handle, type State, toMdast } from 'hast-util-to-mdast'
import type { BlockContent, FootnoteDefinition, PhrasingContent, RootContent } from 'mdast'

export type Field = {
  nodes: RootContent[]
  /** Names of media shown or played. */
  media: string[]
}

/** Where what was read goes besides the tree. */
export type Losses = {
  /** Counts a thing that Markdown has no form for. */
  lost(what: string): void
  /** Path that a medium will have beside the Markdown. */
  path(name: string): string
}

const formula = /\\\(([\s\S]*?)\\\)|\[\$\]([\s\S]*?)\[\/\$\]/g
const displayed = /\\\[([\s\S]*?)\\\]|\[\$\$\]([\s\S]*?)\[\/\$\$\]|\[latex\]([\s\S]*?)\[\/latex\]/g
const mathjax = /<anki-mathjax([^>]*)>([\s\S]*?)<\/anki-mathjax>/gi
const sound = /\[sound:([^\]]+)\]/g

/** A field's HTML as a tree, in which formulas and sounds are elements of their own. */
export function parseField(html: string): HastRoot {
  const marked = html
    .replace(mathjax, (_, attributes: string, tex: string) =>
      element(/block/i.test(attributes) ? 'rv-display' : 'rv-math', tex),
    )
    .replace(displayed, (_, ...tex: (string | undefined)[]) =>
      element('rv-display', tex.slice(0, 3).find((part) => part !== undefined) ?? ''),
    )
    .replace(formula, (_, one?: string, other?: string) => element('rv-math', one ?? other ?? ''))
    .replace(sound, (_, name: string) => element('rv-sound', name))
  return fromHtml(marked, { fragment: true })
}

/** Reads HTML as Anki's editor, add-ons and this program write it. */
export function readField(field: string | HastRoot, losses: Losses): Field {
  const tree = typeof field === 'string' ? parseField(field) : field
  const media: string[] = []
  count(tree, losses)
  const use = (name: string) => {
    media.push(name)
    return losses.path(name)
  }
  const made = toMdast(tree, { handlers: handlersOf(use) })
  const children = made.type === 'root' ? made.children : [made]
  return { nodes: blocks(children as RootContent[]), media }
}

function element(name: string, inside: string): string {
  return `<${name}>${inside}</${name}>`
}

/** Attributes that say how a thing looks, and elements that say nothing else. */
const looks = new Set(['style', 'color', 'face', 'size', 'bgColor', 'align', 'width', 'height'])
const gone = new Set(['script', 'style', 'iframe', 'object', 'embed', 'form', 'input', 'button'])

function count(node: HastRoot | ElementContent, losses: Losses): void {
  if (node.type === 'element') {
    if (gone.has(node.tagName)) losses.lost(`<${node.tagName}>`)
    for (const name of Object.keys(node.properties)) {
      if (node.tagName !== 'img' && looks.has(name)) losses.lost(`${name} of <${node.tagName}>`)
    }
  }
  if ('children' in node) {
    for (const child of node.children) count(child as ElementContent, losses)
  }
}

/** Kept as HTML inside Markdown, which our own reader takes; until it is written, a node of its own in a line. */
const raw = ['u', 'sub', 'kbd', 'mark'] as const

function handlersOf(use: (name: string) => string): Record<string, Handle> {
  return {
    ...Object.fromEntries(raw.map((name) => [name, rawHandle(name)])),
    sup: (state, node) => {
      const note = footnoteOf(node)
      return note === undefined
        ? rawHandle('sup')(state, node, undefined)
        : { type: 'footnoteReference', identifier: note, label: note }
    },
    ol: (state, node) => {
      const { className } = node.properties
      const notes = Array.isArray(className) && className.includes('rv-footnotes')
      return notes ? definitions(state, node) : defaultHandlers.ol(state, node)
    },
    'rv-math': (_, node) => ({ type: 'inlineMath', value: tex(node) }) as PhrasingContent,
    'rv-display': (_, node) => ({ type: 'math', value: tex(node) }) as unknown as BlockContent,
    'rv-sound': (_, node) => {
      const name = text(node)
      return { type: 'link', url: use(name), children: [{ type: 'text', value: name }] }
    },
    img: (_, node) => {
      const { src, alt } = node.properties
      const name = typeof src === 'string' ? src : ''
      const url = /^[a-z][a-z0-9+.-]*:/i.test(name) ? name : use(decoded(name))
      return { type: 'image', url, alt: typeof alt === 'string' ? alt : '' }
    },
    hr: () => ({ type: 'html', value: '<hr>' }) as RootContent as BlockContent,
    pre: (_, node) => {
      const code = node.children.find(
        (child): child is Element => child.type === 'element' && child.tagName === 'code',
      )
      const classes = code?.properties.className ?? node.properties.className
      const lang = (Array.isArray(classes) ? classes.join(' ') : '').match(/lang(?:uage)?-(\S+)/)
      return { type: 'code', lang: lang?.[1] ?? null, value: text(node).replace(/^\n|\n$/g, '') }
    },
  }
}

/** The footnote that a raised mark of our own cards leads to. */
function footnoteOf({ children: [link] }: Element): string | undefined {
  if (link?.type !== 'element' || link.tagName !== 'a') return undefined
  return /^#rv-([\w-]+)$/.exec(String(link.properties.href))?.[1]
}

/** The footnotes below a field of ours. */
function definitions(state: State, node: Element): FootnoteDefinition[] {
  return node.children.flatMap((item): FootnoteDefinition[] => {
    if (item.type !== 'element') return []
    const note = String(item.properties.id).replace(/^rv-/, '')
    const children = state.toFlow(state.all(item)) as FootnoteDefinition['children']
    return [{ type: 'footnoteDefinition', identifier: note, label: note, children }]
  })
}

function rawHandle(name: string): Handle {
  return (state: State, node: Element) =>
    ({ type: 'textDirective', name, children: state.all(node) }) as unknown as PhrasingContent
}

/** TeX may stand on several lines, which the editor breaks with elements. */
function tex(node: Element): string {
  return text(node).trim()
}

function text(node: Element): string {
  return node.children
    .map((child): string => {
      if (child.type === 'text') return child.value
      if (child.type !== 'element') return ''
      if (child.tagName === 'br') return '\n'
      return child.tagName === 'div' || child.tagName === 'p' ? `${text(child)}\n` : text(child)
    })
    .join('')
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const phrasing = new Set([
  ...['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break', 'link', 'image'],
  ...['inlineMath', 'footnoteReference', 'textDirective'],
])

/** Inline nodes that stand among blocks, gathered into paragraphs. */
function blocks(nodes: readonly RootContent[]): RootContent[] {
  const found: RootContent[] = []
  let line: PhrasingContent[] = []
  const end = () => {
    const says = line.some(
      (node) => node.type !== 'break' && (node.type !== 'text' || node.value.trim() !== ''),
    )
    if (says) found.push({ type: 'paragraph', children: line })
    line = []
  }
  for (const node of nodes) {
    if (phrasing.has(node.type)) {
      line.push(node as PhrasingContent)
      continue
    }
    end()
    found.push(node)
  }
  end()
  return found
}

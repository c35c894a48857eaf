/**
 * SVG text to a bounded tree of elements.
 *
 * saxes reads well-formed XML and follows nothing: no document type, no entity
 * beyond XML's five, no external reference. Bounds stand here, so that nothing
 * behind this module meets a tree it cannot walk.
 */
import { SaxesParser } from 'saxes'
import { DrawingError } from './error.ts'

/** Most elements, levels and characters one SVG may have. */
export const limits = { elements: 50_000, depth: 64, characters: 8 * 1024 * 1024 } as const

export type Element = {
  name: string
  attributes: Map<string, string>
  children: (Element | string)[]
  parent: Element | undefined
  /** Where its tag begins in the text, in UTF-16 units. */
  offset: number
}

const svgNamespace = 'http://www.w3.org/2000/svg'
const linkNamespace = 'http://www.w3.org/1999/xlink'
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

/**
 * Gives the root element. Elements of other namespaces keep a prefix `other:`,
 * attributes too, except that `xlink:href` becomes `href`.
 *
 * @throws DrawingError where the text is no well-formed SVG or breaks a limit.
 */
export function parseTree(source: string): Element {
  if (source.length > limits.characters) throw new DrawingError('it is over 8 MiB of text')
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Element[] = []
  let root: Element | undefined
  let count = 0
  let start = 0

  parser.on('error', (error) => {
    throw new DrawingError(`it is not well-formed XML (${error.message})`)
  })
  parser.on('opentagstart', (tag) => {
    // It comes after the name and one character more.
    start = Math.max(0, parser.position - tag.name.length - 2)
  })
  parser.on('opentag', (tag) => {
    count++
    if (count > limits.elements) throw new DrawingError('it has over 50,000 elements')
    if (open.length >= limits.depth) throw new DrawingError('it is nested over 64 levels deep')
    const attributes = new Map<string, string>()
    for (const attribute of Object.values(tag.attributes)) {
      const { local, prefix, uri, value } = attribute
      if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
      if (uri === '') attributes.set(local, value)
      else if (uri === linkNamespace && local === 'href') {
        if (!attributes.has('href')) attributes.set('href', value)
      } else if (uri === xmlNamespace) attributes.set(`xml:${local}`, value)
      else attributes.set(`other:${local}`, value)
    }
    const element: Element = {
      // Many SVGs made by hand leave the namespace out.
      name: tag.uri === svgNamespace || tag.uri === '' ? tag.local : `other:${tag.local}`,
      attributes,
      children: [],
      parent: open.at(-1),
      offset: start,
    }
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const text = (value: string) => {
    open.at(-1)?.children.push(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)

  parser.write(source.startsWith('\uFEFF') ? source.slice(1) : source).close()
  if (root?.name !== 'svg') throw new DrawingError('its first element is not <svg>')
  return root
}

/** Line and column of an element, from 1. */
export function placeOf(source: string, { offset }: Element): { line: number; column: number } {
  const before = source.slice(0, offset).split(/\r\n?|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** The elements among the children. */
export function elementsOf(element: Element): Element[] {
  return element.children.filter((child): child is Element => typeof child !== 'string')
}

/** All words below an element, white space collapsed. */
export function wordsOf(element: Element): string {
  const parts: string[] = []
  const collect = (from: Element): void => {
    for (const child of from.children) {
      if (typeof child === 'string') parts.push(child)
      else collect(child)
    }
  }
  collect(element)
  return parts.join('').replace(/\s+/g, ' ').trim()
}

/** Elements by their `id`; the first of two equal ones counts, as in browsers. */
export function indexOf(root: Element): Map<string, Element> {
  const index = new Map<string, Element>()
  const collect = (element: Element): void => {
    const id = element.attributes.get('id')
    if (id !== undefined && !index.has(id)) index.set(id, element)
    for (const child of elementsOf(element)) collect(child)
  }
  collect(root)
  return index
}

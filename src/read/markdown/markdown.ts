/** Reads Markdown of any length to mdast blocks, part by part. */
import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast'
import type { Node } from 'unist'
import { type Chunk, chunks } from './chunks.ts'
import { createParser, type Labels, type Parser } from './parse.ts'

export type Markdown = {
  /** Top-level nodes in order; positions count from the start of the whole text. */
  blocks: RootContent[]
  definitions: Map<string, Definition>
  footnotes: Map<string, FootnoteDefinition>
}

/** Where a text begins in its file: what front matter pushed down. */
export type Origin = { offset: number; line: number }

/** Parses text; its blocks are those that parsing it in one piece would give. */
export function parseMarkdown(text: string, origin: Origin = { offset: 0, line: 1 }): Markdown {
  const { parts, roots: first } = firstParse(text)
  const roots = parts.length > 1 ? again(parts, first) : first
  const blocks: RootContent[] = []
  parts.forEach((part, index) => {
    const root = roots[index]
    if (!root) return
    shift(root, part.line + origin.line - 2, part.offset + origin.offset)
    for (const block of root.children) blocks.push(block)
  })
  // Definitions of a second parse are new nodes: collect those with their final positions.
  return { blocks, ...collect(roots) }
}

let plainParser: Parser | undefined

/** Parses each part; from where a cut proves wrong, the rest of the text is one part. */
function firstParse(text: string): { parts: Chunk[]; roots: Root[] } {
  plainParser ??= createParser()
  const parts = chunks(text)
  const roots: Root[] = []
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    const root = last ? plainParser.parse(part.text) : parsePart(plainParser, part)
    if (!root) {
      const rest = { ...part, text: text.slice(part.offset) }
      return {
        parts: [...parts.slice(0, index), rest],
        roots: [...roots, plainParser.parse(rest.text)],
      }
    }
    roots.push(root)
  }
  return { parts, roots }
}

/**
 * Parses a part as it stands before the next one's heading: with a heading behind
 * it, because what a part leaves open ends elsewhere at the end of a text.
 * Undefined where that heading is swallowed, so that no cut belongs there.
 */
function parsePart(parser: Parser, part: Chunk): Root | undefined {
  const root = parser.parse(`${part.text}#`)
  const heading = root.children.pop()
  const alone = heading?.type === 'heading' && heading.position?.start.offset === part.text.length
  return alone ? root : undefined
}

/**
 * Parses those parts once more that mention what only another part defines.
 *
 * A parser is told just the labels that a part mentions: it searches them all at
 * each pair of brackets.
 */
function again(parts: readonly Chunk[], first: readonly Root[]): Root[] {
  const known = collect(first)
  if (known.definitions.size === 0 && known.footnotes.size === 0) return [...first]
  const labels: Labels = { definitions: [], footnotes: [] }
  const parser = createParser(labels)
  return first.map((root, index) => {
    const part = parts[index]
    const mentioned = part ? mentionedIn(part.text) : []
    labels.definitions = mentioned.filter((label) => known.definitions.has(label))
    labels.footnotes = mentioned.flatMap((label) =>
      label.startsWith('^') && known.footnotes.has(label.slice(1)) ? [label.slice(1)] : [],
    )
    const own = collect([root])
    const enough =
      labels.definitions.every((label) => own.definitions.has(label)) &&
      labels.footnotes.every((label) => own.footnotes.has(label))
    if (!part || enough) return root
    return (index < parts.length - 1 && parsePart(parser, part)) || parser.parse(part.text)
  })
}

const brackets = /\[((?:[^[\]\\]|\\[\s\S])*)\]/g

/** Whatever stands in brackets, as micromark keeps labels; a quote's marks in it are left out too. */
function mentionedIn(text: string): string[] {
  const labels = new Set<string>()
  for (const [, inside = ''] of text.matchAll(brackets)) {
    labels.add(normalized(inside))
    if (inside.includes('>')) labels.add(normalized(inside.replace(/[\r\n][\s>]*/g, ' ')))
  }
  return [...labels]
}

function normalized(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^\^? | $/g, (end) => end.trim())
    .toLowerCase()
    .toUpperCase()
}

function collect(roots: readonly Root[]): Pick<Markdown, 'definitions' | 'footnotes'> {
  const definitions = new Map<string, Definition>()
  const footnotes = new Map<string, FootnoteDefinition>()
  for (const root of roots) {
    walk(root, (node) => {
      if (node.type === 'definition') {
        const definition = node as Definition
        const label = micromarkLabel(definition)
        if (!definitions.has(label)) definitions.set(label, definition)
      } else if (node.type === 'footnoteDefinition') {
        const footnote = node as FootnoteDefinition
        const label = micromarkLabel(footnote)
        if (!footnotes.has(label)) footnotes.set(label, footnote)
      }
    })
  }
  return { definitions, footnotes }
}

/** The form in which micromark keeps labels: mdast's `identifier` is its lower-cased form. */
export function micromarkLabel(node: { identifier: string }): string {
  return node.identifier.toUpperCase()
}

function shift(root: Root, lines: number, offset: number): void {
  if (lines === 0 && offset === 0) return
  walk(root, (node) => {
    const position = node.position
    if (!position) return
    for (const point of [position.start, position.end]) {
      point.line += lines
      if (point.offset !== undefined) point.offset += offset
    }
  })
}

function walk(node: Node, enter: (node: Node) => void): void {
  enter(node)
  if ('children' in node) for (const child of node.children as Node[]) walk(child, enter)
}

/** Reads Markdown of any length to mdast blocks, part by part. */
import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast'
import type { Node } from 'unist'
import { type Chunk, chunks } from './chunks.ts'
import { createParser, type Labels, noLabels, type Parser, type Syntax } from './parse.ts'

export type Markdown = {
  /** Top-level nodes in order; positions count from the start of the whole text. */
  blocks: RootContent[]
  definitions: Map<string, Definition>
  footnotes: Map<string, FootnoteDefinition>
  /** How it was parsed; its fragments are parsed alike. */
  syntax?: Syntax
}

/** What a text defines, by micromark's form of the label. */
export type Defined = Pick<Markdown, 'definitions' | 'footnotes' | 'syntax'>

/** Where a text begins in its file: what front matter pushed down. */
export type Origin = { offset: number; line: number }

/** Parses text; its blocks are those that parsing it in one piece would give. */
export function parseMarkdown(
  text: string,
  origin: Origin = { offset: 0, line: 1 },
  syntax: Syntax = {},
): Markdown {
  const labels: Labels = { definitions: [], footnotes: [] }
  const parser = createParser(labels, syntax)
  const likely = labelsIn(text, definitions)
  /** Parses a part that may refer to some labels; undefined where no cut belongs behind it. */
  const parse = (part: Chunk, told: Labels, last: boolean): Root | undefined => {
    Object.assign(labels, told)
    return last ? parser.parse(part.text) : parsePart(parser, part)
  }
  const parts: Chunk[] = []
  const roots: Root[] = []
  const cut = chunks(text)
  for (const [index, part] of cut.entries()) {
    const root = parse(part, likelyIn(part, likely), index === cut.length - 1)
    // From where a cut proves wrong, the rest of the text is one part.
    const rest = { ...part, text: text.slice(part.offset) }
    parts.push(root ? part : rest)
    roots.push(root ?? (parse(rest, likelyIn(rest, likely), true) as Root))
    if (!root) break
  }
  if (likely.size > 0) {
    const known = collect(roots)
    parts.forEach((part, index) => {
      const told = knownIn(part, known)
      if (isEnough(likelyIn(part, likely), told, collect(roots.slice(index, index + 1)))) return
      roots[index] = parse(part, told, index === parts.length - 1) ?? parser.parse(part.text)
    })
  }
  const blocks: RootContent[] = []
  roots.forEach((root, index) => {
    const part = parts[index]
    if (!part) return
    shift(root, part.line + origin.line - 2, part.offset + origin.offset)
    for (const block of root.children) blocks.push(block)
  })
  return { blocks, ...collect(roots), syntax }
}

/** Where a fragment begins in its file; `column` counts from 1. */
export type Start = Origin & { column: number }

/** Makes a parser of fragments of a text whose definitions are known. */
export function createFragments(known: Defined): (text: string, start: Start) => RootContent[] {
  const labels: Labels = { definitions: [], footnotes: [] }
  const parser = createParser(labels, known.syntax)
  return (text, { offset, line, column }) => {
    Object.assign(labels, knownIn({ text, offset, line }, known))
    const root = parser.parse(text)
    walk(root, ({ position }) => {
      if (!position) return
      for (const point of [position.start, position.end]) {
        if (point.line === 1) point.column += column - 1
      }
    })
    shift(root, line - 1, offset)
    return root.children
  }
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

/** Labels that a part mentions and that look defined somewhere, before anything is parsed. */
function likelyIn(part: Chunk, likely: ReadonlySet<string>): Labels {
  if (likely.size === 0) return noLabels
  const mentioned = [...labelsIn(part.text, brackets)].filter((label) => likely.has(label))
  return {
    definitions: mentioned.filter((label) => !isNote(label)),
    footnotes: mentioned.filter(isNote).map((label) => label.slice(1)),
  }
}

/**
 * Labels that a part mentions and that are defined. A parser is told just these:
 * it searches them all at each pair of brackets.
 */
function knownIn(part: Chunk, known: Defined): Labels {
  const mentioned = [...labelsIn(part.text, brackets)]
  return {
    definitions: mentioned.filter((label) => known.definitions.has(label)),
    footnotes: mentioned
      .filter((label) => label.startsWith('^') && known.footnotes.has(label.slice(1)))
      .map((label) => label.slice(1)),
  }
}

/** Whether a part that was told some labels is as if it had been told the right ones. */
function isEnough(told: Labels, right: Labels, own: Defined): boolean {
  return (['definitions', 'footnotes'] as const).every(
    (kind) =>
      told[kind].every((label) => right[kind].includes(label)) &&
      right[kind].every((label) => told[kind].includes(label) || own[kind].has(label)),
  )
}

/** A footnote's label holds no space. */
function isNote(label: string): boolean {
  return label.startsWith('^') && !label.includes(' ')
}

const brackets = /\[((?:[^[\]\\]|\\[\s\S])*)\]/g

const definitions = /\[((?:[^[\]\\]|\\[\s\S])*)\]:/g

/** Labels in brackets, as micromark keeps them; a quote's marks in them are left out too. */
function labelsIn(text: string, pattern: RegExp): Set<string> {
  const labels = new Set<string>()
  for (const [, inside = ''] of text.matchAll(pattern)) {
    labels.add(normalized(inside))
    if (inside.includes('>')) labels.add(normalized(inside.replace(/[\r\n][\s>]*/g, ' ')))
  }
  return labels
}

function normalized(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^\^? | $/g, (end) => end.trim())
    .toLowerCase()
    .toUpperCase()
}

function collect(roots: readonly Root[]): Defined {
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

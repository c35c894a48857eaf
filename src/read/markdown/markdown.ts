/** Reads Markdown of any length to mdast blocks, part by part. */
import type { Definition, FootnoteDefinition, Root, RootContent } from 'mdast'
import { type Chunk, chunks, usualLength } from './chunks.ts'
import { createParser, type Labels, noLabels, type Syntax } from './parse.ts'
import { createPartParser, type PartText } from './part.ts'
import { plainParagraph } from './plain-text.ts'
import { shift, walk } from './shift.ts'

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

/** A text to parse, and where it begins in its file. */
export type Text = { text: string; origin?: Origin; syntax?: Syntax }

/** One for all texts: making a parser costs more than a short text does. */
const parse = createPartParser()

/** Parses text; its blocks are those that parsing it in one piece would give. */
export function parseMarkdown(
  text: string,
  origin?: Origin,
  syntax?: Syntax,
  long = usualLength,
): Markdown {
  const parsing = partByPart({ text, ...(origin && { origin }), ...(syntax && { syntax }) }, long)
  let step = parsing.next()
  while (!step.done) {
    const { parts, untilNone } = step.value
    const roots: (Root | undefined)[] = []
    for (const part of parts) {
      const root = parse(part)
      roots.push(root)
      if (!root && untilNone) break
    }
    step = parsing.next(roots)
  }
  return step.value
}

/** Parts to parse; `untilNone`: none is needed behind the first that gives no tree. */
export type Round = { parts: readonly PartText[]; untilNone?: true }

/** Asks for parts to be parsed, in rounds, and gives the whole at last; `long` as for `chunks`. */
export function* partByPart(
  { text, origin = { offset: 0, line: 1 }, syntax = {} }: Text,
  long = usualLength,
): Generator<Round, Markdown, readonly (Root | undefined)[]> {
  const likely = labelsIn(text, definitions)
  const cut = chunks(text, long)
  const asked = (part: Chunk, told: Labels, last: boolean): PartText => {
    return { text: part.text, line: part.line, last, told, syntax }
  }
  const first = (part: Chunk, last: boolean) => asked(part, likelyIn(part, likely), last)
  let parts: readonly Chunk[] = cut
  let roots = yield {
    parts: cut.map((part, index) => first(part, index === cut.length - 1)),
    untilNone: true,
  }
  const wrong = roots.findIndex((root) => !root)
  const swallowed = cut[wrong]
  if (swallowed) {
    // From where a cut proves wrong, the rest of the text is one part.
    const rest = { ...swallowed, text: text.slice(swallowed.offset) }
    parts = [...cut.slice(0, wrong), rest]
    roots = [...roots.slice(0, wrong), ...(yield { parts: [first(rest, true)] })]
  }
  const found = roots.map((root) => root as Root)
  if (likely.size > 0) {
    const known = collect(found)
    const again = [...parts.entries()].flatMap(([index, part]) => {
      const told = knownIn(part, known)
      const own = collect(found.slice(index, index + 1))
      const last = index === parts.length - 1
      const enough = isEnough(likelyIn(part, likely), told, own)
      return enough ? [] : [{ index, ask: asked(part, told, last) }]
    })
    for (const whole of [false, true]) {
      const left = again.filter(({ index }) => !whole || !found[index])
      if (left.length === 0) break
      const roots = yield { parts: left.map(({ ask }) => (whole ? { ...ask, last: true } : ask)) }
      left.forEach(({ index }, at) => {
        found[index] = roots[at] as Root
      })
    }
  }
  const blocks: RootContent[] = []
  found.forEach((root, index) => {
    const part = parts[index]
    if (!part) return
    shift(root, part.line + origin.line - 2, part.offset + origin.offset)
    for (const block of root.children) blocks.push(block)
  })
  return { blocks, ...collect(found), syntax }
}

/** Where a fragment begins in its file; `column` counts from 1. */
export type Start = Origin & { column: number }

/** Makes a parser of fragments of a text whose definitions are known. */
export function createFragments(known: Defined): (text: string, start: Start) => RootContent[] {
  const labels: Labels = { definitions: [], footnotes: [] }
  const parser = createParser(labels, known.syntax)
  return (text, { offset, line, column }) => {
    const plain = plainParagraph(text)
    if (!plain) Object.assign(labels, knownIn({ text, offset, line }, known))
    const root = plain ? { type: 'root' as const, children: [plain] } : parser.parse(text)
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

/** Parses one part of a text, as it stands among the others. */
import type { Root, RootContent } from 'mdast'
import { createParser, type Labels, type Parser, type Syntax } from './parse.ts'
import { type Piece, piecesOf } from './plain-blocks.ts'
import { shift } from './shift.ts'

/** A part to parse; plain data, so that a thread can be given it. */
export type PartText = {
  text: string
  /** The line of its text on which it begins. */
  line: number
  /** Whether nothing follows it. */
  last: boolean
  /** What it may refer to. */
  told: Labels
  syntax: Syntax
}

/** Makes a parser of parts; it is kept for those of one syntax. */
export function createPartParser(): (part: Omit<PartText, 'line'>) => Root | undefined {
  const labels: Labels = { definitions: [], footnotes: [] }
  const parsers = new Map<boolean, Parser>()
  return ({ text, last, told, syntax }) => {
    const key = syntax.marks === true
    const parser = parsers.get(key) ?? createParser(labels, syntax)
    parsers.set(key, parser)
    Object.assign(labels, told)
    const parse = (text: string, last: boolean) =>
      last ? parser.parse(text) : parseBefore(parser, text)
    const pieces = piecesOf(text)
    return pieces ? joined(pieces, last, parse) : parse(text, last)
  }
}

/** The tree of a part whose plain blocks are known. */
function joined(
  pieces: readonly Piece[],
  last: boolean,
  parse: (text: string, last: boolean) => Root | undefined,
): Root | undefined {
  const children: RootContent[] = []
  for (const piece of pieces) {
    if ('blocks' in piece) {
      children.push(...piece.blocks)
      continue
    }
    const { text, line, offset } = piece.rest
    const root = parse(text, last || piece !== pieces.at(-1))
    if (!root) return undefined
    shift(root, line - 1, offset)
    children.push(...root.children)
  }
  return { type: 'root', children }
}

/**
 * Parses a part as it stands before the next one's heading: with a heading behind
 * it, because what a part leaves open ends elsewhere at the end of a text.
 * Undefined where that heading is swallowed, so that no cut belongs there.
 */
function parseBefore(parser: Parser, text: string): Root | undefined {
  const root = parser.parse(`${text}#`)
  const heading = root.children.pop()
  const alone = heading?.type === 'heading' && heading.position?.start.offset === text.length
  return alone ? root : undefined
}

/** Parts to their trees as JSON, `null` where no cut belongs behind one, or why there is none. */
export function parseParts(parts: readonly PartText[]): (string | null)[] {
  const parse = createPartParser()
  return parts.map((part) => {
    try {
      const root = parse(part)
      return root ? JSON.stringify(root) : null
    } catch (fault) {
      return JSON.stringify(depthOf(fault))
    }
  })
}

/** What a parser throws where thousands of nodes stand within one another. */
export function depthOf(fault: unknown): { ended: 'depth' } {
  if (fault instanceof RangeError) return { ended: 'depth' }
  throw fault
}

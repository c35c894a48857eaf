/** How a piece of text looks, and the pieces a paragraph is made of. */
import type { Style } from '../faces/faces.ts'
import { type Colour, milli, type Op } from './display.ts'
import type { Tag } from './tags.ts'

/** Everything but the words. Two pieces with the same object are one stretch of decoration. */
export type Look = {
  style: Style
  size: number
  /** How far the baseline is raised, in points. */
  rise: number
  colour: Colour
  underline?: boolean
  strike?: boolean
  /** Ground behind the words. */
  ground?: Colour
  /** A key: the words stand in a rounded outline. */
  outline?: Colour
  /** Words are never hyphenated; addresses and code break after punctuation. */
  verbatim?: boolean
  url?: string
  /** A destination in the booklet. */
  to?: string
  /** Identifier of the footnote it calls. */
  note?: string
  /** The element inside the paragraph that it belongs to. */
  tag?: Tag
}

/** A picture, formula or blank in a line: ops relative to its left end on the baseline. */
export type Atom = {
  width: number
  ascent: number
  descent: number
  ops: readonly Op[]
}

/** The same, smaller: for what is wider than the measure. */
export function scaledAtom(atom: Atom, factor: number): Atom {
  const times = (value: number): number => milli(value * factor)
  return {
    width: times(atom.width),
    ascent: times(atom.ascent),
    descent: times(atom.descent),
    ops: atom.ops.map((op) => {
      if (op.op !== 'shapes' && op.op !== 'image') return op
      const { x, y, width, height } = op
      const area = { x: times(x), y: times(y), width: times(width), height: times(height) }
      return op.op === 'shapes' ? { ...op, ...area, scale: op.scale * factor } : { ...op, ...area }
    }),
  }
}

export type Piece =
  | { kind: 'text'; text: string; look: Look }
  | { kind: 'atom'; atom: Atom; look: Look }
  | { kind: 'kern'; width: number; look: Look }
  | { kind: 'break' }

/** How a piece of text looks, and the pieces a paragraph is made of. */
import type { Style } from '../faces/faces.ts'
import type { Colour, Op } from './display.ts'

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
}

/** A picture, formula or blank in a line: ops relative to its left end on the baseline. */
export type Atom = {
  width: number
  ascent: number
  descent: number
  ops: readonly Op[]
}

export type Piece =
  | { kind: 'text'; text: string; look: Look }
  | { kind: 'atom'; atom: Atom; look: Look }
  | { kind: 'kern'; width: number; look: Look }
  | { kind: 'break' }

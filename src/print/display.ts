/**
 * The display list: a booklet as plain data, before any PDF.
 *
 * Points, y down from the top left corner of the page, every number a multiple
 * of 1/1000 pt. It can be dumped as JSON; painting adds nothing to it.
 */
import type { GlyphRun } from '../faces/faces.ts'
import type { Shape } from '../model/drawing.ts'
import type { Tag } from './tags.ts'

/** `#rrggbb`. */
export type Colour = string

/** What an op may say of its element where that is not its box's own. */
type Tagged = { tag?: Tag }

/**
 * Glyphs on a baseline; `space` is the width of a word space that follows,
 * one that a line ends at included, `actual` the text they stand for where that is not the run's.
 */
export type GlyphsOp = Tagged & {
  op: 'glyphs'
  x: number
  y: number
  size: number
  colour: Colour
  run: GlyphRun
  space?: number
  actual?: string
}

export type RectOp = {
  op: 'rect'
  x: number
  y: number
  width: number
  height: number
  fill?: Colour
  stroke?: { colour: Colour; width: number }
  radius?: number
}

/** Vector shapes, scaled from their own units; y down. */
export type ShapesOp = Tagged & {
  op: 'shapes'
  x: number
  y: number
  width: number
  height: number
  scale: number
  shapes: readonly Shape[]
  alt: string
  /** Read by machines, so its areas stay as dark as they are: a QR symbol. */
  solid?: true
}

export type ImageOp = Tagged & {
  op: 'image'
  x: number
  y: number
  width: number
  height: number
  medium: string
  alt: string
}

/** An area that leads to a URL, or to a destination of this booklet. */
export type LinkOp = Tagged & {
  op: 'link'
  x: number
  y: number
  width: number
  height: number
  url?: string
  to?: string
}

export type DestinationOp = { op: 'destination'; name: string; x: number; y: number }

/** What a stretch of ops is: for the structure tree, and for tests. */
export type Role =
  | 'title'
  | 'heading'
  | 'question'
  | 'line'
  | 'code'
  | 'row'
  | 'picture'
  | 'math'
  | 'rule'
  | 'note'
  | 'contents'
  | 'artifact'

/** Opens a box; all to the matching `end` lies in it, and in the element of its tag. */
export type BeginOp = {
  op: 'begin'
  role: Role
  /** Missing where the role says it all. */
  tag?: Tag
  x: number
  y: number
  width: number
  height: number
}

export type Op =
  | GlyphsOp
  | RectOp
  | ShapesOp
  | ImageOp
  | LinkOp
  | DestinationOp
  | BeginOp
  | { op: 'end' }

export type Area = { x: number; y: number; width: number; height: number }

export type Page = {
  /** As readers see it: `iv`, `12`. */
  label: string
  width: number
  height: number
  /** Where the text stands; heads, folios and margin codes lie outside. */
  frame: Area
  /** What is left when the sheet is cut; the whole page where it is missing. */
  trim?: Area
  /** Whether all of it stands upside down: the back of a sheet turned at its short edge. */
  turned?: true
  ops: Op[]
}

export type OutlineEntry = { title: string; level: number; to: string }

export type Display = {
  title: string
  language: string
  /** How many pages at the beginning are numbered in roman. */
  front: number
  pages: Page[]
  outline: OutlineEntry[]
  /** Names of all its destinations, where they are known without going through the pages. */
  destinations?: readonly string[]
  /** Pictures are painted in shades of grey. */
  grey?: true
  /** At which edge a printer is to turn the sheets; it then prints at full size too. */
  duplex?: 'long' | 'short'
  /** Sheets to be cut or folded, whose order is none for reading: no structure. */
  untagged?: true
}

/** To 1/1000 pt, so that every platform lays out the same. */
export function milli(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** What can be moved: an op, or several as one. */
type Movable = Op | { op: 'words'; x: number; y: number }

/** Moves ops that nobody else holds, in place: lines are many, and copies of them costly. */
export function shift(ops: readonly Movable[], dx: number, dy: number): void {
  for (const op of ops) {
    if (op.op === 'end') continue
    op.x = milli(op.x + dx)
    op.y = milli(op.y + dy)
  }
}

/** The same op, moved. */
export function moved<O extends Movable>(op: O, dx: number, dy: number): O {
  if (op.op === 'end') return op
  return { ...op, x: milli(op.x + dx), y: milli(op.y + dy) }
}

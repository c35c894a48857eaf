/** The vertical list of a chapter: boxes, white between them, and what a page break there costs. */
import type { Colour, GlyphsOp, Op, Role } from './display.ts'
import { infinite } from './items.ts'
import type { Tag } from './tags.ts'
import type { BoxOp } from './words.ts'

/** A ground or bar behind several boxes in a row; boxes of one page that share it share one rectangle. */
export type Back = {
  x: number
  width: number
  fill: Colour
  /** How far it reaches beyond the first and last box. */
  pad: number
  radius?: number
}

/** The label of the page a destination stands on; empty for one that is nowhere. */
export type LabelOf = (to: string) => string

export type Box = {
  kind: 'box'
  role: Role
  /** The element its ops belong to, where they name no other. */
  tag?: Tag
  x: number
  width: number
  height: number
  /** Of its first line, from the top. */
  baseline: number
  /** Relative to the frame's left edge and the box's top. */
  ops: BoxOp[]
  backs: readonly Back[]
  /** A line that ends within a word: no page ends with it. */
  parted?: true
  /** Footnotes called here, each as boxes of its own. */
  notes?: readonly (readonly Vertical[])[]
  /** Glyphs for the outer margin, on the baseline; x counts from the end next to the text. */
  margin?: GlyphsOp
  /** Ops that name pages: made when all labels are known, and of a place kept for them. */
  late?: (labelOf: LabelOf) => readonly Op[]
  /** Empty squares beneath the margin's glyphs, to be ticked with a pencil. */
  ticks?: number
  /** Boxes set again where a page begins with this one: a table's header. */
  repeat?: readonly Box[]
  /** The code of the question that begins or goes on here. */
  code?: string
  /** The section that begins here, for running heads. */
  section?: string
}

export type Glue = { kind: 'glue'; height: number; backs: readonly Back[] }

/** `page`: a new page must begin here. */
export type Penalty = { kind: 'penalty'; cost: number; page?: boolean }

export type Vertical = Box | Glue | Penalty

export const never: Penalty = { kind: 'penalty', cost: infinite }

export function penalty(cost: number): Penalty {
  return { kind: 'penalty', cost }
}

/** White; dropped where a page begins. A page breaks at penalties only. */
export function glue(height: number, backs: readonly Back[] = []): Glue {
  return { kind: 'glue', height, backs }
}

/** White with a page break before it, at a cost. */
export function gap(height: number, backs: readonly Back[] = [], cost = 0): Vertical[] {
  return [penalty(cost), glue(height, backs)]
}

/** White that no page may break at. */
export function tie(height: number, backs: readonly Back[] = []): Vertical[] {
  return [never, glue(height, backs)]
}

/**
 * Lines of one block with penalties between them: the first `head` and the
 * last `tail` stay together, as do the halves of a word; other breaks cost `cost`.
 */
export function linesWithPenalties(
  boxes: readonly Box[],
  cost: number,
  head = 2,
  tail = 2,
): Vertical[] {
  const out: Vertical[] = []
  for (const [index, box] of boxes.entries()) {
    if (index > 0) {
      const parted = boxes[index - 1]?.parted
      const allowed = index >= head && boxes.length - index >= tail && !parted
      out.push(allowed ? penalty(cost) : never)
    }
    out.push(box)
  }
  return out
}

/** Ties the first lines of what follows to what stands before: for headings. */
export function tieLeading(list: readonly Vertical[], lines: number): Vertical[] {
  let seen = 0
  return list.map((item) => {
    if (item.kind === 'box') seen++
    else if (seen < lines && item.kind === 'penalty' && !item.page && item.cost > -infinite) {
      return never
    }
    return item
  })
}

export function heightOf(list: readonly Vertical[]): number {
  let height = 0
  for (const item of list) if (item.kind !== 'penalty') height += item.height
  return height
}

export function isBox(item: Vertical): item is Box {
  return item.kind === 'box'
}

/** Small makers of boxes that several kinds of block share. */
import { changed } from './changed.ts'
import { milli, moved, type Op } from './display.ts'
import type { Lines } from './paragraph.ts'
import type { Setting, Spot } from './setting.ts'
import type { Tag } from './tags.ts'
import { type Box, heightOf, isBox, type Vertical } from './vertical.ts'
import type { BoxOp } from './words.ts'

/** Boxes of a paragraph, with the footnotes that its lines call. */
export function noted({ boxes, notes }: Lines, setting: Setting): Box[] {
  return boxes.map((box, index) => {
    const called = (notes[index] ?? []).flatMap((identifier) => {
      const foot = setting.feet.get(identifier)
      // What is too tall for the foot of a page closes the question instead.
      if (!foot || heightOf(foot) > setting.frameHeight * 0.25) return []
      setting.feet.delete(identifier)
      return [foot]
    })
    return called.length > 0 ? changed(box, { notes: called }) : box
  })
}

/** A box that holds one thing: a picture, a rule, a formula. */
export function soleBox(
  role: Box['role'],
  spot: Spot,
  height: number,
  ops: readonly Op[],
  dx = 0,
): Box {
  return {
    kind: 'box',
    role,
    x: milli(spot.x),
    width: milli(spot.width),
    height: milli(height),
    baseline: milli(height),
    ops: ops.map((op) => moved(op, spot.x + dx, 0)),
    backs: spot.backs,
    ...(spot.tag ? { tag: spot.tag } : {}),
  }
}

/** An op that names its element: for a box that holds several. */
export function inElement(op: BoxOp, tag: Tag | undefined): BoxOp {
  if (op.op !== 'glyphs' && op.op !== 'words') return op
  return tag && !op.tag ? changed(op, { tag }) : op
}

/** Puts ops beside the first box of a list, on its first baseline. */
export function markFirst(list: readonly Vertical[], ops: readonly Op[]): Vertical[] {
  const index = list.findIndex(isBox)
  return list.map((item, at) =>
    at === index && item.kind === 'box'
      ? changed(item, { ops: [...ops.map((op) => moved(op, 0, item.baseline)), ...item.ops] })
      : item,
  )
}

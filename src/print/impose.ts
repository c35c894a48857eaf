/**
 * Imposition: pages of a book two to a side, so that sheets printed on both
 * sides, laid into each other, folded and stapled are the book.
 *
 * A sheet has four pages. Of a signature of n pages the first sheet, which lies
 * outside, has n and 1 on its front and 2 and n - 1 on its back. Pages that are
 * wanting stay white at the end. The printer turns sheets over their short edge.
 */
import { isRtlLanguage } from './direction.ts'
import { type Display, milli, moved, type Op, type Page } from './display.ts'
import type { PrintOptions } from './options.ts'

/** A side of a sheet: indexes of pages from 0, past the last for white ones. */
export type Side = {
  left: number
  right: number
  /** The signature, and how many sheets lie outside this one in it, from 0. */
  signature: number
  sheet: number
  front: boolean
}

/** Pages to a signature where nothing is said: what a stapler takes, else what folds well. */
const stapled = 64
const folded = 32

/** The sides of all sheets in the order they are printed in; `size` 0 for whatever suits. */
export function sidesOf(pages: number, size: number): Side[] {
  const all = Math.ceil(pages / 4) * 4
  const whole = size > 0 ? size : all <= stapled ? all : folded
  const sides: Side[] = []
  for (let start = 0, signature = 0; start < all; start += whole, signature++) {
    // The last signature has as many sheets as it needs.
    const count = Math.min(whole, all - start)
    for (let sheet = 0; sheet < count / 4; sheet++) {
      const low = start + sheet * 2
      const high = start + count - 1 - sheet * 2
      sides.push({ left: high, right: low, signature, sheet, front: true })
      sides.push({ left: low + 1, right: high - 1, signature, sheet, front: false })
    }
  }
  return sides
}

/**
 * How far the pages of a sheet move towards the fold: sheets that lie further in
 * stand out by the thickness of those around them, and lose it when trimmed.
 */
export function creepOf(sheet: number, paper: number): number {
  return milli(sheet * paper)
}

/** A display list as sheets; links lead nowhere on paper and are left out. */
export function imposed(
  display: Display,
  { impose = 0, paper }: Pick<PrintOptions, 'impose' | 'paper'>,
): Display {
  const [first] = display.pages
  if (!first) return display
  const { width, height } = first
  const rtl = isRtlLanguage(display.language)
  const pages = sidesOf(display.pages.length, impose).map((side): Page => {
    const creep = creepOf(side.sheet, paper)
    // A book bound on the right is the mirror of one bound on the left.
    const [left, right] = rtl ? [side.right, side.left] : [side.left, side.right]
    const ops: Op[] = [
      ...shifted(display.pages[left], creep),
      ...shifted(display.pages[right], milli(width - creep)),
      ...(side.front ? foldMarks(width, height) : []),
    ]
    return {
      label: `${side.signature + 1}.${side.sheet + 1}${side.front ? 'a' : 'b'}`,
      width: milli(width * 2),
      height,
      frame: { x: 0, y: 0, width: milli(width * 2), height },
      ops,
    }
  })
  return {
    title: display.title,
    language: display.language,
    front: 0,
    pages,
    outline: [],
    // Turned sideways, which is over the short edge where two pages lie broad.
    duplex: width * 2 >= height ? 'short' : 'long',
    untagged: true,
    ...(display.grey && { grey: true }),
  }
}

function shifted(page: Page | undefined, dx: number): Op[] {
  if (!page) return []
  return page.ops.flatMap((op) =>
    op.op === 'link' || op.op === 'destination' ? [] : [moved(op, dx, 0)],
  )
}

/** Short lines where the sheet is folded, at its head and foot. */
function foldMarks(width: number, height: number): Op[] {
  const mark = (y: number): Op => ({
    ...{ op: 'rect', x: milli(width - 0.125), y: milli(y), width: 0.25, height: 8 },
    fill: '#000000',
  })
  return [
    { op: 'begin', role: 'artifact', x: milli(width - 1), y: 0, width: 2, height },
    mark(4),
    mark(height - 12),
    { op: 'end' },
  ]
}

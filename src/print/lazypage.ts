/** Pages whose ops are made when somebody asks for them, and whose boxes stay packed until they are painted. */
import { type BeginOp, milli, moved, type Op, type Page } from './display.ts'
import type { PackedBox } from './galley.ts'
import type { Box } from './vertical.ts'

/** A packed box at a place: what a page holds of it until it is painted. `late` are at theirs. */
export type Placed = {
  op: 'placed'
  box: PackedBox
  dx: number
  dy: number
  late: readonly Op[]
}

/** A page whose packed boxes are still packed. */
export type CompactPage = Omit<Page, 'ops'> & { ops: (Op | Placed)[] }

/** How pages are made whose ops nobody has asked for. */
const builds = new WeakMap<Page, () => (Op | Placed)[]>()

/** A page whose ops are made each time they are asked for. */
export function lazyPage(blank: Omit<Page, 'ops'>, build: (page: CompactPage) => void): Page {
  const page: Page = {
    get ops() {
      return [...spread(placedOn(page))]
    },
    ...blank,
  }
  builds.set(page, () => {
    const made: CompactPage = { ops: [], ...blank }
    build(made)
    return made.ops
  })
  return page
}

/** The ops of a page, packed where they can be: for who only paints them. */
export function placedOn(page: Page): readonly (Op | Placed)[] {
  return builds.get(page)?.() ?? page.ops
}

/** The ops that a page says are placed on it, each of its own. */
export function* spread(ops: Iterable<Op | Placed>): Generator<Op> {
  for (const op of ops) {
    if (op.op !== 'placed') yield op
    else {
      const { box, dx, dy, late } = op
      yield beginOf(box, dx, dy)
      for (const one of box.ops) yield moved(one, dx, dy)
      yield* late
      yield end
    }
  }
}

/** Where a box begins that has been moved. */
export function beginOf(box: Box, dx: number, dy: number): BeginOp {
  const { role, tag, width, height } = box
  const [x, y] = [milli(dx + box.x), dy]
  return tag
    ? { op: 'begin', role, tag, x, y, width, height }
    : { op: 'begin', role, x, y, width, height }
}

/** Where any box ends. */
export const end: Op = { op: 'end' }

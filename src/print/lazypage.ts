/** Pages whose ops are made when somebody asks for them, and whose boxes stay packed until they are painted. */
import { moved, type Op, type Page } from './display.ts'
import { type Galley, opsOf } from './galley.ts'

/** Some ops of a galley, moved: what a page holds of them until they are painted. */
export type Placed = {
  op: 'placed'
  galley: Galley
  from: number
  to: number
  dx: number
  dy: number
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
    else for (const one of opsOf(op.galley, op.from, op.to)) yield moved(one, op.dx, op.dy)
  }
}

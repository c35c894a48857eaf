/**
 * Line breaking after Knuth and Plass: the breaks of a whole paragraph are
 * chosen together, so that no line pays for its neighbour.
 *
 * Where no set of breaks within the tolerance exists a second pass takes any
 * stretch; a line is overfull only where one item alone is wider than it.
 */
import { type Item, infinite } from './items.ts'

export type Line = {
  /** Items [from, to): without the space the break swallowed. */
  from: number
  to: number
  /** Whether a hyphen is to be added. */
  hyphen: boolean
  /** The end of the paragraph, or a break the author asked for. */
  last: boolean
}

/** Justified lines stretch their spaces; ragged ones leave room at the end. */
export type Alignment = 'justified' | 'ragged'

type Node = {
  /** First item of the line that begins here. */
  start: number
  /** The item broken at, and the node before. */
  at: number
  before: Node | undefined
  demerits: number
  /** 0 tight, 1 decent, 2 loose, 3 very loose. */
  fitness: number
  hyphens: number
}

const tolerance = 1.6
const hyphenPair = 3000
/** A hyphen above the last line looks like an accident, and so does a last line of a few letters. */
const hyphenLast = 25_000
const runt = 6000
/** The part of the measure below which a last line is one. */
const runtPart = 1 / 12
const mismatch = 3000

/** The lines of a paragraph whose items end in a forced break. */
export function breakLines(items: readonly Item[], measure: number, alignment: Alignment): Line[] {
  const sums = totals(items)
  const end =
    search(items, sums, measure, alignment, tolerance) ??
    search(items, sums, measure, alignment, Number.POSITIVE_INFINITY)
  const lines: Line[] = []
  for (let node = end; node?.before; node = node.before) {
    const item = items[node.at]
    lines.push({
      from: node.before.start,
      to: node.at,
      hyphen: item?.type === 'penalty' && item.hyphen,
      last: item?.type === 'penalty' && item.cost <= -infinite,
    })
  }
  return lines.reverse()
}

/** Sums over the items before each index. */
type Totals = { width: Float64Array; stretch: Float64Array; shrink: Float64Array }

const totalsOf = (length: number): Totals => ({
  width: new Float64Array(length),
  stretch: new Float64Array(length),
  shrink: new Float64Array(length),
})

/** Filled for one paragraph after the other; what is longer than most has its own. */
const mostItems = 1 << 12
const common = totalsOf(mostItems + 1)

function totals(items: readonly Item[]): Totals {
  const sums = items.length > mostItems ? totalsOf(items.length + 1) : common
  const { width, stretch, shrink } = sums
  let [wide, more, less] = [0, 0, 0]
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item
    if (item.type !== 'penalty') wide += item.width
    if (item.type === 'glue') {
      more += item.stretch
      less += item.shrink
    }
    width[index + 1] = wide
    stretch[index + 1] = more
    shrink[index + 1] = less
  }
  return sums
}

/** Of each fitness: the demerits of the best way to a break, and the node that it comes from. */
const fewest = new Float64Array(4)
const from: (Node | undefined)[] = [undefined, undefined, undefined, undefined]

function search(
  items: readonly Item[],
  sums: Totals,
  measure: number,
  alignment: Alignment,
  tolerated: number,
): Node | undefined {
  const { width: widths, stretch: stretches, shrink: shrinks } = sums
  // Nodes that a line may begin at, in their order; a break takes some away and adds some.
  const active: Node[] = [
    { start: 0, at: -1, before: undefined, demerits: 0, fitness: 1, hyphens: 0 },
  ]
  const ragged = alignment === 'ragged'
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Item
    if (item.type === 'glue') {
      const before = items[index - 1]?.type
      if (before !== 'box' && before !== 'atom') continue
    } else if (item.type !== 'penalty' || item.cost >= infinite) continue
    const forced = item.type === 'penalty' && item.cost <= -infinite
    const cost = item.type === 'penalty' && !forced ? item.cost : 0
    const added = item.type === 'penalty' ? item.width : 0
    const flagged = item.type === 'penalty' && item.hyphen
    const wide = widths[index] ?? 0
    const more = stretches[index] ?? 0
    const less = shrinks[index] ?? 0
    let kept = 0
    let found = false
    let lastTooLong: Node | undefined
    for (let at = 0; at < active.length; at++) {
      const node = active[at] as Node
      const width = wide - (widths[node.start] ?? 0) + added
      const slack = measure - width
      const stretch = ragged
        ? forced
          ? measure * 100
          : measure * 0.14
        : more - (stretches[node.start] ?? 0)
      const shrink = ragged ? 0 : less - (shrinks[node.start] ?? 0)
      if (slack < -shrink - 0.001) {
        // Every later break makes this line longer still.
        lastTooLong = node
        continue
      }
      if (!forced) active[kept++] = node
      const ratio = slack >= 0 ? slack / (stretch > 0 ? stretch : measure * 0.02) : slack / shrink
      if (ratio > tolerated) continue
      if (flagged && node.hyphens >= 2) continue
      const capped = Math.min(ratio < 0 ? -ratio : ratio, 50)
      const badness = 100 * capped * capped * capped
      let demerits = (1 + badness + cost) * (1 + badness + cost)
      if (flagged && node.hyphens > 0) demerits += hyphenPair
      if (forced && node.hyphens > 0) demerits += hyphenLast
      if (forced && node.before && width < measure * runtPart) demerits += runt
      const fitness = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3
      const step = fitness - node.fitness
      if (step > 1 || step < -1) demerits += mismatch
      demerits += node.demerits
      if (from[fitness] && (fewest[fitness] ?? 0) <= demerits) continue
      from[fitness] = node
      fewest[fitness] = demerits
      found = true
    }
    if (found) {
      cut(active, kept)
      const start = afterBreak(items, index)
      for (let fitness = 0; fitness < 4; fitness++) {
        const before = from[fitness]
        if (!before) continue
        const demerits = fewest[fitness] ?? 0
        const hyphens = flagged ? before.hyphens + 1 : 0
        active.push({ start, at: index, before, demerits, fitness, hyphens })
        from[fitness] = undefined
      }
    } else if (kept > 0) cut(active, kept)
    else if (tolerated !== Number.POSITIVE_INFINITY) return undefined
    // One item wider than the line: it gets a line of its own, overfull.
    else if (lastTooLong) active.splice(0, active.length, alone(items, index, lastTooLong))
  }
  let winner: Node | undefined
  for (const node of active) {
    if (node.at !== items.length - 1) continue
    if (!winner || node.demerits < winner.demerits) winner = node
  }
  return winner
}

/** Mostly one or two go, which is quicker than to set the length. */
function cut(active: Node[], length: number): void {
  while (active.length > length) active.pop()
}

/** The break behind what no line holds. */
function alone(items: readonly Item[], at: number, before: Node): Node {
  const { demerits } = before
  return { start: afterBreak(items, at), at, before, demerits, fitness: 1, hyphens: 0 }
}

/** The first item of the line after a break: spaces and penalties there vanish. */
function afterBreak(items: readonly Item[], at: number): number {
  let index = at + 1
  for (; index < items.length; index++) {
    const item = items[index]
    if (!item || item.type === 'box' || item.type === 'atom') break
    if (item.type === 'penalty' && item.cost <= -infinite) break
  }
  return index
}

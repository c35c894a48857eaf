/** Lists: markers in a hanging indent, task boxes, any depth. */
import type { Block, List } from '../model/mdast.ts'
import { markFirst, soleBox } from './boxes.ts'
import { changed } from './changed.ts'
import { sided, turned } from './direction.ts'
import { milli, type Op } from './display.ts'
import { widthOf } from './items.ts'
import type { Look } from './look.ts'
import { Derived, figures, inset, type Setting, type Spot } from './setting.ts'
import { below, type Tag } from './tags.ts'
import { gap, isBox, type Vertical } from './vertical.ts'

const bullets = ['•', '–', '◦'] as const

/** Blocks with a ground or rules of their own need more white around them. */
export function isSolid(block: Block | undefined): boolean {
  return (
    block?.type === 'code' ||
    block?.type === 'table' ||
    block?.type === 'callout' ||
    block?.type === 'math'
  )
}

/** Nested lists keep at least this much room for words. */
const leastMeasure = 90

/** Sets the blocks of an item; given by flow.ts, which imports this file. */
type Flow = (blocks: readonly Block[], setting: Setting, spot: Spot) => Vertical[]

export function setList(
  node: List,
  setting: Setting,
  around: Spot,
  flow: Flow,
  depth = 0,
): Vertical[] {
  const spot = turned(around, [node])
  const out: Vertical[] = []
  const { theme } = setting
  const number = node.start + node.children.length - 1
  const widest = node.ordered ? widthIn(`${number}.`, spot.look, setting) + 5 : 0
  const wanted = Math.max(theme.text.indent, widest)
  const least = spot.width > leastMeasure / 2 ? 3 : 0
  const indent = milli(Math.max(least, Math.min(wanted, (spot.width - leastMeasure) * 0.5)))
  const numbering = node.ordered ? 'Decimal' : 'Disc'
  const whole = below(spot.tag, 'L', { numbering })
  const place = inset(spot, indent)
  for (const [index, item] of node.children.entries()) {
    const own = below(whole, 'LI')
    const inner = { ...place, tag: below(own, 'LBody') }
    const loose = node.spread || item.spread
    const space = loose ? theme.text.between * 0.8 : theme.text.between * 0.35
    const after = isSolid(node.children[index - 1]?.children.at(-1))
    if (index > 0) out.push(...gap(after ? theme.text.between * 2 : space, spot.backs, 5))
    const list: Vertical[] = []
    for (const [at, child] of item.children.entries()) {
      const part =
        child.type === 'list'
          ? setList(child, setting, inner, flow, depth + 1)
          : flow([child], setting, inner)
      if (part.length === 0) continue
      if (list.length > 0) {
        const solid = isSolid(child) || isSolid(item.children[at - 1])
        const white = theme.text.between * (solid ? 2 : loose ? 0.8 : 0.35)
        list.push(...gap(white, inner.backs, 10))
      }
      for (const one of part) list.push(one)
    }
    if (!list.some(isBox)) list.push(emptyLine(inner))
    const marker =
      item.checked !== null
        ? taskBox(item.checked, spot, setting)
        : words(
            node.ordered ? `${node.start + index}` : (bullets[depth % bullets.length] ?? '•'),
            spot,
            indent,
            node.ordered,
            setting,
          )
    const marked = labelled(sided(marker, spot), below(own, 'Lbl'))
    for (const one of markFirst(list, marked)) out.push(one)
  }
  return out
}

/** The same ops as the label of an item: what it says, and what is drawn. */
export function labelled(ops: readonly Op[], tag: Tag): Op[] {
  return ops.map((op) => (op.op === 'glyphs' ? changed(op, { tag }) : op))
}

/** A line of its own for an item that says nothing. */
function emptyLine(spot: Spot) {
  const box = soleBox('line', spot, spot.leading, [])
  return { ...box, baseline: milli((spot.leading + spot.look.size * 0.62) / 2) }
}

function widthIn(text: string, look: Look, setting: Setting): number {
  return (widthOf(setting.faces.shapeWord(text, look.style, false)) * look.size) / 1000
}

/** Glyphs of some words on the baseline at `x`. */
export function wordsAt(text: string, x: number, look: Look, setting: Setting): Op[] {
  let pen = x
  return setting.faces.shapeWord(text, look.style, false).map((run) => {
    const op: Op = {
      op: 'glyphs',
      x: milli(pen),
      y: 0,
      size: look.size,
      colour: look.colour,
      run,
    }
    pen += (run.width * look.size) / 1000
    return op
  })
}

const markers = new Derived<Look>()

/** Markers are upright and light, whatever they stand before. */
function markerOf(look: Look): Look {
  const { style, size, colour } = look
  return markers.get(look, 0, () => ({
    style: { family: style.family, weight: 400, italic: false },
    ...{ size, rise: 0, colour },
  }))
}

/** Numbers are set flush to their dot, bullets in the middle of the indent. */
function words(text: string, spot: Spot, indent: number, ordered: boolean, setting: Setting): Op[] {
  const marker = markerOf(spot.look)
  const look = ordered ? figures(marker) : marker
  const width = widthIn(text, look, setting)
  if (!ordered) {
    return wordsAt(text, spot.x + Math.max(0, (indent - width) / 2 - 1), look, setting)
  }
  // Number and dot apart, so that each finds its place where lists begin at the right.
  const dot = widthIn('.', look, setting)
  const x = spot.x + Math.max(0, indent - 5 - width - dot)
  return [...wordsAt(text, x, look, setting), ...wordsAt('.', x + width, look, setting)]
}

/** A box to tick, drawn; `checked` ticks it. */
export function taskBox(checked: boolean, spot: Spot, setting: Setting): Op[] {
  const { colours } = setting.theme
  const side = milli(spot.look.size * 0.68)
  const ops: Op[] = [
    {
      op: 'rect',
      x: milli(spot.x + 2),
      y: milli(-side + 0.3),
      width: side,
      height: side,
      stroke: { colour: colours.faint, width: 0.6 },
      radius: 1,
    },
  ]
  if (checked) {
    const look: Look = {
      style: { family: 'sans', weight: 700, italic: false },
      size: milli(spot.look.size * 0.95),
      rise: 0,
      colour: colours.right,
    }
    ops.push(...wordsAt('✓', spot.x + 2.4, look, setting))
  }
  return ops
}

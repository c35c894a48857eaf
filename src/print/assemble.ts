/** A page's lists become ops in place: grounds first, then boxes, footnotes, margin codes. */
import { type Area, milli, moved, type Op, type Page } from './display.ts'
import { PackedBox } from './galley.ts'
import { beginOf, type CompactPage, end, type Placed, spread } from './lazypage.ts'
import { noteGap, noteSkip, type PageList } from './pages.ts'
import type { Theme } from './theme.ts'
import type { Back, Box, LabelOf, Vertical } from './vertical.ts'
import { unfolded } from './words.ts'

/** Side of a square to be ticked, and the white between two, to the size of the code above it. */
const tickSize = 0.72
const tickGap = 0.42

/** Recto pages are odd and lie right: their outer margin is on the right. */
export function frameOf(theme: Theme, recto: boolean): Area {
  const { width, height, inner, outer, top, bottom } = theme.page
  return {
    x: recto ? inner : outer,
    y: top,
    width: milli(width - inner - outer),
    height: milli(height - top - bottom),
  }
}

/** A page of text; its first box begins at the frame's top. */
export function assemble(
  list: PageList,
  theme: Theme,
  recto: boolean,
  label: string,
  labelOf?: LabelOf,
): Page {
  const frame = frameOf(theme, recto)
  const page: Page = { label, width: theme.page.width, height: theme.page.height, frame, ops: [] }
  place(list, frame, page, { theme, recto, ...(labelOf && { labelOf }) })
  return page
}

export type Placing = {
  theme: Theme
  /** Whether the outer margin, for codes, is on the right. */
  recto: boolean
  /** False leaves codes out. */
  margins?: boolean
  labelOf?: LabelOf
}

/** Puts a list into an area of a page, from its top. */
export function place(list: PageList, area: Area, page: Page, placing: Placing): void {
  const ops: (Op | Placed)[] = []
  placeOn({ ...page, ops }, list, area, placing)
  for (const op of spread(ops)) page.ops.push(op)
}

/** The same for a page that is only to be painted. */
export function placeOn(page: CompactPage, list: PageList, area: Area, placing: Placing): void {
  const { ops } = page
  const margins: Op[] = []
  const items = [...list.repeated, ...list.items]
  drawBacks(items, area, ops)
  let y = area.y
  for (const item of items) {
    if (item.kind === 'box') {
      drawBox(item, area, y, ops, placing.labelOf)
      if (item.margin && placing.margins !== false)
        drawMargin(item, area, y + item.baseline, page, placing, margins)
    }
    if (item.kind !== 'penalty') y = milli(y + item.height)
  }
  if (list.notes.length > 0) drawNotes(list, area, placing, ops)
  // Codes come after the text: they part no title of two lines when it is read out.
  for (const op of margins) ops.push(op)
}

function drawBox(
  box: Box,
  frame: Area,
  y: number,
  ops: (Op | Placed)[],
  labelOf: LabelOf = () => '',
): void {
  const late = box.late ? box.late(labelOf).map((op) => moved(op, frame.x, y)) : none
  if (box instanceof PackedBox) {
    ops.push({ op: 'placed', box, dx: frame.x, dy: y, late })
    return
  }
  ops.push(beginOf(box, frame.x, y))
  for (const op of unfolded(box.ops)) ops.push(moved(op, frame.x, y))
  for (const op of late) ops.push(op)
  ops.push(end)
}

const none: readonly Op[] = []

/** The code of a question in the outer margin, on the baseline of its title, and its squares. */
function drawMargin(
  { margin: code, ticks = 0 }: Box,
  frame: Area,
  y: number,
  page: Pick<Page, 'width'>,
  { theme, recto }: Placing,
  ops: Op[],
): void {
  if (!code) return
  const baseline = milli(y)
  const width = milli((code.run.width * code.size) / 1000)
  const x = recto ? frame.x + frame.width + 9 : frame.x - 9 - width
  const size = code.size
  const area = { x: milli(x), y: milli(baseline - size), width, height: milli(size * 1.3) }
  if (area.x < 0 || area.x + width > page.width) return
  ops.push({ op: 'begin', role: 'artifact', ...area })
  ops.push({ ...code, x: milli(x), y: baseline })
  const side = milli(size * tickSize)
  for (let at = 0; at < ticks; at++) {
    const step = at * size * (tickSize + tickGap)
    ops.push({
      op: 'rect',
      x: milli(recto ? x + step : x + width - side - step),
      y: milli(baseline + side),
      width: side,
      height: side,
      stroke: { colour: theme.colours.faint, width: 0.5 },
    })
  }
  ops.push(end)
}

/** Grounds and bars: one rectangle from the first box that has it to the last. */
function drawBacks(items: readonly Vertical[], frame: Area, ops: (Op | Placed)[]): void {
  const spans = new Map<Back, { from: number; to: number }>()
  let y = frame.y
  for (const item of items) {
    if (item.kind === 'box') {
      for (const back of item.backs) {
        const span = spans.get(back)
        if (span) span.to = y + item.height
        else spans.set(back, { from: y, to: y + item.height })
      }
    }
    if (item.kind !== 'penalty') y += item.height
  }
  for (const [back, { from, to }] of spans) {
    if (back.width === 0) continue
    const top = Math.max(frame.y - 4, from - back.pad)
    const bottom = Math.min(frame.y + frame.height + 4, to + back.pad)
    ops.push({
      op: 'rect',
      x: milli(frame.x + back.x),
      y: milli(top),
      width: milli(back.width),
      height: milli(bottom - top),
      fill: back.fill,
      ...(back.radius ? { radius: back.radius } : {}),
    })
  }
}

/** Footnotes stand at the foot of the frame, under a short rule. */
function drawNotes(
  list: PageList,
  frame: Area,
  { theme, labelOf }: Placing,
  ops: (Op | Placed)[],
): void {
  let height = 0
  for (const note of list.notes) {
    height += noteGap
    for (const item of note) if (item.kind !== 'penalty') height += item.height
  }
  let y = milli(frame.y + frame.height - height)
  ops.push({
    op: 'rect',
    x: frame.x,
    y: milli(y - noteSkip / 2),
    width: 48,
    height: 0.4,
    fill: theme.colours.rule,
  })
  for (const note of list.notes) {
    y = milli(y + noteGap)
    for (const item of note) {
      if (item.kind === 'box') drawBox(item, frame, y, ops, labelOf)
      if (item.kind !== 'penalty') y = milli(y + item.height)
    }
  }
}

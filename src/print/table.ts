/**
 * Tables: columns as wide as their content asks for, the header again on every
 * page, rows kept together where they are not tall.
 */
import type { Align as ColumnAlign, Table, TableCell, TableRow } from '../model/mdast.ts'
import { inElement, noted, soleBox } from './boxes.ts'
import { startOf, turned } from './direction.ts'
import { milli, moved, type Op } from './display.ts'
import { piecesOf } from './inline.ts'
import { infinite, isBreak, itemsOf } from './items.ts'
import type { Look, Piece } from './look.ts'
import { type Lines, setParagraph, whole } from './paragraph.ts'
import { bold, type Setting, type Spot } from './setting.ts'
import { artifact, below, type Tag } from './tags.ts'
import { type Box, gap, never, penalty, type Vertical } from './vertical.ts'
import type { BoxOp } from './words.ts'

type Widths = { least: number; most: number }

export function setTable(node: Table, setting: Setting, spot: Spot): Vertical[] {
  const { table } = setting.theme
  const columns = node.align.length
  if (columns === 0 || node.children.length === 0) return []
  let pad = Math.min(table.pad, spot.width / columns / 6)
  let room = spot.width - pad * 2 * columns
  let size = Math.min(table.size, spot.look.size)
  let look: Look = { ...spot.look, size }
  let wanted = measureColumns(node, setting, look, room)
  while (sum(wanted.map(({ least }) => least)) > room && size > table.floor) {
    size = Math.max(table.floor, milli(size - 0.4))
    look = { ...spot.look, size }
    wanted = measureColumns(node, setting, look, room)
  }
  const least = sum(wanted.map((column) => column.least))
  // Before words are broken the white beside them gives way.
  const tight = Math.max(leastPad, (spot.width - least) / columns / 2 - 0.01)
  if (least > room && tight < pad) {
    pad = tight
    room = spot.width - pad * 2 * columns
  }
  if (least > room * turnedAt && columns > 2) {
    setting.report('table-too-wide', `each row of the ${columns} columns stands by itself`, node)
    return recordsOf(node).flatMap((record, index) => [
      ...(index > 0 ? gap(setting.theme.text.between, spot.backs, -10) : []),
      ...setTable(record, setting, spot),
    ])
  }
  if (least > room + 0.01) {
    setting.report('table-too-wide', `the table has ${columns} columns too wide for the page`, node)
  }
  const widths = share(wanted, room)
  const leading = milli((table.leading * size) / table.size)
  const around = turned(spot, [node])
  const grid: Grid = {
    widths,
    pad,
    align: node.align,
    setting,
    spot: around,
    left: startOf(around, sum(widths) + 2 * pad * columns),
    look,
    leading,
    tag: below(spot.tag, 'Table'),
  }
  const [head, ...rows] = node.children
  const out: Vertical[] = []
  const header = head ? headerOf(head, grid) : []
  const repeated = header.length === 1 ? header.map(again) : []
  for (const [index, box] of header.entries()) {
    if (index > 0) out.push(penalty(60))
    out.push(box)
  }
  for (const [index, row] of rows.entries()) {
    // A short table is better moved than parted.
    out.push(
      index === 0 || index === rows.length - 1 ? never : penalty(rows.length <= 8 ? 120 : 10),
    )
    const slices = rowOf(row, grid, index === rows.length - 1)
    for (const [at, slice] of slices.entries()) {
      if (at > 0) out.push(penalty(at < 2 || slices.length - at < 2 ? infinite : 60))
      out.push({ ...slice, repeat: repeated })
    }
  }
  return out
}

/** White beside a cell's words that always stays. */
const leastPad = 1.6

/** How much wider than the page a table's words may be: beyond it they would be broken to bits. */
const turnedAt = 1.5

/** Each row as a table of its own: names of the columns first, values beside them. */
function recordsOf({ align, children: [head, ...rows] }: Table): Table[] {
  return rows.map((row) => ({
    type: 'table',
    align: [null, null],
    children: align.map((_, column) => ({
      type: 'tableRow',
      children: [head, row].map(
        (from): TableCell => from?.children[column] ?? { type: 'tableCell', children: [] },
      ),
    })),
  }))
}

type Grid = {
  widths: number[]
  pad: number
  align: readonly ColumnAlign[]
  setting: Setting
  spot: Spot
  /** Its left edge. */
  left: number
  look: Look
  leading: number
  tag: Tag
}

/** A header's box for later pages: who listens has heard it. */
function again(box: Box): Box {
  const ops = box.ops.map((op) => ('tag' in op ? { ...op, tag: artifact } : op))
  return { ...box, ops, tag: artifact }
}

function cellPieces(row: TableRow, column: number, setting: Setting, look: Look): Piece[] {
  const cell = row.children[column]
  return cell ? piecesOf(cell.children, setting, look) : []
}

/** What each column needs for its longest word, and to need no second line. */
function measureColumns(node: Table, setting: Setting, look: Look, room: number): Widths[] {
  const quiet: Setting = { ...setting, report: () => undefined }
  return node.align.map((_, column) => {
    const widths: Widths = { least: 6, most: 6 }
    for (const [index, row] of node.children.entries()) {
      const pieces = cellPieces(row, column, quiet, index === 0 ? bold(look, 600) : look)
      const shaping = { faces: setting.faces, hyphenate: whole, missing: () => undefined }
      let line = 0
      let chunk = 0
      const items = itemsOf(pieces, shaping, Math.max(room, 60))
      for (const [at, item] of items.entries()) {
        if (item.type === 'penalty') {
          if (item.cost <= -infinite) line = 0
          if (item.cost < infinite) chunk = 0
          continue
        }
        // Han may break anywhere, but a column of single characters cannot be read.
        const parts = item.type === 'glue' && isBreak(items, at)
        if (parts && (item.width > 0 || chunk >= 4 * look.size)) chunk = 0
        else chunk += item.width
        line += item.width
        widths.least = Math.max(widths.least, chunk)
        widths.most = Math.max(widths.most, line)
      }
    }
    // A hair more than needed, so that rounding breaks nothing.
    return { least: widths.least + 0.05, most: widths.most + 0.05 }
  })
}

/** Column widths: all they want, or their least and a share of the rest. */
function share(wanted: readonly Widths[], room: number): number[] {
  const most = sum(wanted.map((column) => column.most))
  if (most <= room) return wanted.map((column) => column.most)
  const least = sum(wanted.map((column) => column.least))
  if (least > room) return wanted.map((column) => (column.least * room) / least)
  const extra = room - least
  const desire = wanted.map((column) => column.most - column.least)
  // The square root keeps one long column from starving the others; Math.sqrt is exact everywhere.
  const weights = desire.map((value) => Math.sqrt(value))
  let widths = wanted.map((column) => column.least)
  let left = extra
  const open = new Set(wanted.map((_, index) => index))
  while (left > 0.01 && open.size > 0) {
    const weight = sum([...open].map((index) => weights[index] ?? 0))
    if (weight === 0) break
    let used = 0
    widths = widths.map((width, index) => {
      if (!open.has(index)) return width
      const limit = wanted[index]?.most ?? width
      const added = Math.min(limit - width, (left * (weights[index] ?? 0)) / weight)
      used += added
      if (width + added >= limit - 0.001) open.delete(index)
      return width + added
    })
    left -= used
    if (used < 0.001) break
  }
  return widths
}

type Cell = { boxes: Box[] }

function cellsOf(row: TableRow, grid: Grid, look: Look, type: 'TH' | 'TD'): Cell[] {
  const { setting, spot, widths, pad, align, leading } = grid
  const line = below(grid.tag, 'TR')
  // The first column stands at the side where the table begins.
  let used = 0
  return widths.map((width, column) => {
    const pieces = cellPieces(row, column, setting, look)
    const x = spot.rtl ? tableWidth(grid) - used - width - pad : used + pad
    const at: Spot = { ...spot, x: grid.left + x, width, look, leading, backs: [] }
    used += width + 2 * pad
    const stated = align[column]
    const lines = setParagraph(pieces, setting, at, {
      align: stated ?? (spot.rtl ? 'right' : 'left'),
      fixed: Boolean(stated),
      tag: below(line, type),
      cell: true,
      node: row,
    })
    return { boxes: noted(pieces.length > 0 ? lines : empty(lines, at, setting), setting) }
  })
}

/** An empty cell holds a space: a row has as many cells as its table has columns. */
function empty(lines: Lines, { x, look }: Spot, setting: Setting): Lines {
  const [run] = setting.faces.shapeWord(' ', look.style, false)
  const { size, colour } = look
  const boxes = lines.boxes.map((box): Box => {
    if (!run) return box
    return { ...box, ops: [{ op: 'glyphs', x: milli(x), y: box.baseline, size, colour, run }] }
  })
  return { ...lines, boxes }
}

function tableWidth({ widths, pad }: Grid): number {
  return sum(widths) + 2 * pad * widths.length
}

function ruleOp(grid: Grid, y: number, height: number, colour: string): Op {
  return {
    op: 'rect',
    x: milli(grid.left),
    y: milli(y),
    width: milli(tableWidth(grid)),
    height,
    fill: colour,
  }
}

/** Stacks the n-th lines of a row's cells: [from, to) of them in one box. */
function slice(
  cells: readonly Cell[],
  grid: Grid,
  from: number,
  to: number,
  above: number,
  below: number,
): Box {
  const ops: BoxOp[] = []
  const notes: (readonly Vertical[])[] = []
  let height = 0
  let baseline = 0
  for (const cell of cells) {
    let y = above
    for (const box of cell.boxes.slice(from, to)) {
      if (y === above) baseline = Math.max(baseline, y + box.baseline)
      for (const op of box.ops) ops.push(inElement(moved(op, 0, y), box.tag))
      if (box.notes) notes.push(...box.notes)
      y += box.height
    }
    height = Math.max(height, y)
  }
  const box = soleBox('row', grid.spot, height + below, [])
  return {
    ...box,
    baseline: milli(baseline),
    ops,
    ...(notes.length > 0 ? { notes } : {}),
  }
}

function headerOf(row: TableRow, grid: Grid): Box[] {
  const { colours } = grid.setting.theme
  const cells = cellsOf(row, grid, bold(grid.look, 600), 'TH')
  const boxes = slices(cells, grid, 2.5)
  const first = boxes[0]
  const last = boxes.at(-1)
  first?.ops.push(ruleOp(grid, 0, 0.8, colours.text))
  last?.ops.push(ruleOp(grid, last.height - 0.5, 0.5, colours.text))
  return boxes
}

/** One box, or one a line where the row is taller than a third of a page. */
function slices(cells: readonly Cell[], grid: Grid, above: number): Box[] {
  const whole = slice(cells, grid, 0, Number.POSITIVE_INFINITY, above, 2.5)
  if (whole.height <= grid.setting.frameHeight / 3) return [whole]
  const count = cells.reduce((most, cell) => Math.max(most, cell.boxes.length), 0)
  return Array.from({ length: count }, (_, index) =>
    slice(cells, grid, index, index + 1, index === 0 ? above : 0, index === count - 1 ? 2.5 : 0),
  )
}

function rowOf(row: TableRow, grid: Grid, last: boolean): Box[] {
  const { colours } = grid.setting.theme
  const cells = cellsOf(row, grid, grid.look, 'TD')
  const boxes = slices(cells, grid, 2)
  const end = boxes.at(-1)
  end?.ops.push(
    last
      ? ruleOp(grid, end.height - 0.8, 0.8, colours.text)
      : ruleOp(grid, end.height - 0.25, 0.25, colours.rule),
  )
  return boxes
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}

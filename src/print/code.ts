/**
 * Code: highlighted, on a ground of its own, long lines wrapped at tokens with
 * a mark and a hanging indent. What goes on overleaf says so at its top.
 */
import { hasRtl } from '../faces/bidi.ts'
import { clustersOf } from '../faces/clusters.ts'
import type { Faces, GlyphRun } from '../faces/faces.ts'
import { highlight, type Token } from '../highlight.ts'
import type { Code } from '../model/mdast.ts'
import { changed } from './changed.ts'
import { type GlyphsOp, milli, type Op } from './display.ts'
import { widthOf } from './items.ts'
import type { Look } from './look.ts'
import { memo } from './memo.ts'
import { reportMissing } from './paragraph.ts'
import { Derived, type Setting, type Spot } from './setting.ts'
import { artifact, below } from './tags.ts'
import type { Theme } from './theme.ts'
import { type Back, type Box, linesWithPenalties, penalty, type Vertical } from './vertical.ts'

/** Columns of a tab stop. */
const tab = 4
/** What a break inside code costs; three lines stay together at either end. */
const splitCost = 80
/** The same behind an empty line, where the author parted it too. */
const blankCost = 20
/** The part of its size that code may shrink to. */
const least = 0.88
/** Stands at the end of a line that goes on below. */
const goesOnMark = '↩'

/** A word, or spaces in a row. `of`: the token it is part of. */
type Part = { shaped: Shaped; look: Look; width: number; of: Token | undefined }

export function setCode(node: Code, given: Setting, spot: Spot): Vertical[] {
  const lines = highlight(node.value, node.lang) ?? plainLines(node.value)
  const report: Setting['report'] = (rule, reason, at = node, note) =>
    given.report(rule, reason, at, note)
  const setting = fitting(lines, { ...given, report }, spot)
  const { theme } = setting
  const { pad } = theme.code
  const back: Back = {
    x: spot.x,
    width: spot.width,
    fill: theme.colours.code,
    pad: milli(pad * 0.75),
    radius: 2,
  }
  const gutter = theme.code.numbers ? gutterOf(lines.length, setting) : 0
  const measure = spot.width - 2 * pad - gutter
  const boxes: Box[] = []
  const tag = below(below(spot.tag, 'P'), 'Code')
  const backs = [...spot.backs, back]
  const again = [continuedBox(setting, spot, backs)]
  let broken = false
  for (const [index, line] of lines.entries()) {
    const rows = wrap(partsOf(line, setting), measure, setting)
    if (rows.length > 1) broken = true
    for (const [at, row] of rows.entries()) {
      const baseline = milli((theme.code.leading + theme.code.size * 0.62) / 2)
      const ops = opsOf(row, spot.x + pad + gutter, baseline, setting)
      if (gutter > 0 && at === 0) {
        for (const op of numberOps(index + 1, spot.x + pad + gutter, baseline, setting))
          ops.push(op)
      }
      const box: Box = {
        kind: 'box',
        role: 'code',
        tag,
        x: milli(spot.x),
        width: milli(spot.width),
        height: theme.code.leading,
        baseline,
        ops,
        backs,
      }
      if (boxes.length > 0) box.repeat = again
      boxes.push(box)
    }
  }
  if (broken) setting.report('code-broken', 'a line of code is longer than the measure')
  return linesWithPenalties(boxes, splitCost, 3, 3).map((item, index, list) => {
    const before = list[index - 1]
    const blank = before?.kind === 'box' && before.ops.every(({ op }) => op !== 'glyphs')
    return item.kind === 'penalty' && item.cost === splitCost && blank ? penalty(blankCost) : item
  })
}

/** Stands above the rest of a block that a page parted; no part of the code. */
function continuedBox(setting: Setting, spot: Spot, backs: readonly Back[]): Box {
  const { code, small, colours } = setting.theme
  const look: Look = {
    style: { family: small.family, weight: 400, italic: true },
    size: milli(code.size * 0.92),
    rise: 0,
    colour: colours.faint,
  }
  const baseline = milli((code.leading + code.size * 0.62) / 2)
  const row: Row = {
    parts: [partOf(setting.words.continued, look, setting)],
    indent: 0,
    goesOn: false,
  }
  return {
    kind: 'box',
    role: 'artifact',
    tag: artifact,
    x: milli(spot.x),
    width: milli(spot.width),
    height: code.leading,
    baseline,
    ops: opsOf(row, spot.x + code.pad, baseline, setting),
    backs,
  }
}

/**
 * A setting whose code is a little smaller, where that lets the longest line
 * stand whole: a broken line is harder to read than a smaller one.
 */
function fitting(lines: readonly Token[][], setting: Setting, spot: Spot): Setting {
  const { theme } = setting
  const gutter = theme.code.numbers ? gutterOf(lines.length, setting) : 0
  const measure = spot.width - 2 * theme.code.pad - gutter
  let widest = 0
  for (const line of lines) widest = Math.max(widest, widthOfLine(line))
  const columns = measure / cellOf(setting)
  if (widest <= columns || widest * least > columns) return setting
  const factor = columns / (widest + 0.01)
  const size = milli(theme.code.size * factor)
  const leading = milli(theme.code.leading * factor)
  return { ...setting, theme: { ...theme, code: { ...theme.code, size, leading } } }
}

/** Columns of a line; what is wider than a letter is no matter, it only breaks. */
function widthOfLine(line: readonly Token[]): number {
  let column = 0
  for (const { text } of line) {
    const tabs = text.includes('\t') ? text.split('\t').length - 1 : 0
    column += text.length - tabs
    for (let n = 0; n < tabs; n++) column += tab - (column % tab)
  }
  return column
}

/** The width of one letter of code. */
function cellOf(setting: Setting): number {
  const look = lookOf('plain', setting)
  return (widthOf(setting.faces.shapeWord('0', look.style, false)) * look.size) / 1000
}

/** Numbers of lines, in faint small figures; no part of the code. */
function numberPart(number: number | string, setting: Setting): Part {
  const plain = lookOf('plain', setting)
  const look: Look = {
    ...plain,
    size: milli(plain.size * 0.85),
    colour: setting.theme.colours.faint,
  }
  return partOf(String(number), look, setting)
}

/** Room for the widest number and the white after it. */
function gutterOf(count: number, setting: Setting): number {
  return milli(numberPart(count, setting).width + setting.theme.code.pad)
}

/** A number flush right before the code that begins at `left`. */
function numberOps(number: number, left: number, baseline: number, setting: Setting): Op[] {
  const part = numberPart(number, setting)
  const row: Row = { parts: [part], indent: 0, goesOn: false }
  const x = left - setting.theme.code.pad - part.width
  return opsOf(row, x, baseline, setting).map((op) => changed(op, { tag: artifact }))
}

function plainLines(value: string): Token[][] {
  return value.split(/\r\n|\r|\n/).map((text) => [{ text, kind: 'plain' }])
}

/** Looks of tokens, and one style a weight and slant, by which words are kept. */
const looks = new Derived<Theme>()
const styles = new Map<string, Look['style']>()

function lookOf(kind: Token['kind'], { theme }: Pick<Setting, 'theme'>): Look {
  return looks.get(theme, kind, () => {
    const token = kind === 'plain' ? { colour: theme.colours.text } : theme.syntax[kind]
    return {
      style: styleOf(token.bold ? 600 : 400, token.italic ?? false),
      size: theme.code.size,
      rise: 0,
      colour: token.colour,
    }
  })
}

function styleOf(weight: 400 | 600, italic: boolean): Look['style'] {
  return memo(styles, `${weight} ${italic}`, () => ({ family: 'mono', weight, italic }))
}

/** Words and spaces of a line with their widths; tabs become spaces. */
function partsOf(line: readonly Token[], setting: Setting): Part[] {
  const parts: Part[] = []
  let column = 0
  for (const token of line) {
    const look = lookOf(token.kind, setting)
    const { text } = token
    let end = 0
    for (let at = 0; at < text.length; at = end) {
      end = endOfPart(text, at)
      const piece = text[at] === '\t' ? ' '.repeat(tab - (column % tab)) : text.slice(at, end)
      column += piece.length
      parts.push(partOf(piece, look, setting, token))
    }
  }
  while (parts.at(-1)?.shaped.blank) parts.pop()
  return parts
}

/** Where the tab, the spaces or the word that begin at a place end. */
function endOfPart(text: string, at: number): number {
  let end = at + 1
  if (text[at] === ' ') while (text[end] === ' ') end++
  else if (text[at] !== '\t') {
    while (end < text.length && text[end] !== ' ' && text[end] !== '\t') end++
  }
  return end
}

function partOf(text: string, look: Look, setting: Setting, of?: Token): Part {
  const shaped = shapedIn(text, look.style, setting.faces)
  if (shaped.missing) {
    for (const run of shaped.runs) if (run.missing) reportMissing(setting, run.text)
  }
  return { shaped, look, width: (shaped.width * look.size) / 1000, of }
}

/** Some text in a style: its glyphs, and their width in 1/1000 em. */
type Shaped = {
  text: string
  runs: readonly GlyphRun[]
  width: number
  /** Nothing but spaces. */
  blank: boolean
  missing: boolean
}

/** Words of code kept for a style: beyond it they are forgotten, so that memory stays bounded. */
const mostWords = 20_000
type Stock = Map<string, Shaped>
const stocks = new WeakMap<Faces, WeakMap<Look['style'], Stock>>()
/** One word mostly follows another of its style. */
let last: { faces: Faces; style: Look['style']; stock: Stock } | undefined

function stockOf(style: Look['style'], faces: Faces): Stock {
  if (last?.style === style && last.faces === faces) return last.stock
  const byStyle = memo(stocks, faces, () => new WeakMap())
  const stock = memo(byStyle, style, () => new Map<string, Shaped>())
  last = { faces, style, stock }
  return stock
}

/** What was shaped before is not looked at again: half of code is the same few words. */
function shapedIn(text: string, style: Look['style'], faces: Faces): Shaped {
  const words = stockOf(style, faces)
  const known = words.get(text)
  if (known) return known
  const runs = faces.shapeWord(text, style, hasRtl(text))
  const missing = runs.some((run) => run.missing)
  const made = { text, runs, width: widthOf(runs), blank: /^ +$/.test(text), missing }
  if (words.size > mostWords) words.clear()
  words.set(text, made)
  return made
}

type Row = { parts: Part[]; indent: number; goesOn: boolean }

/** Rows of one line of code; all but the first hang in. */
function wrap(parts: readonly Part[], measure: number, setting: Setting): Row[] {
  let total = 0
  for (const part of parts) total += part.width
  if (total <= measure) return [{ parts: [...parts], indent: 0, goesOn: false }]
  const cell = cellOf(setting)
  const lead = parts[0]?.shaped.blank ? parts[0].width : 0
  const hang = Math.min(lead + 2 * cell, measure * 0.4)
  const rows: Row[] = []
  let row: Row = { parts: [], indent: 0, goesOn: false }
  let used = 0
  const room = (): number => measure - row.indent - cell * 1.5
  const next = (): void => {
    while (isSpace(row.parts.at(-1)) && row.parts.length > 1) row.parts.pop()
    row.goesOn = true
    rows.push(row)
    row = { parts: [], indent: hang, goesOn: false }
    used = 0
  }
  const put = (part: Part): void => {
    row.parts.push(part)
    used += part.width
  }
  for (const group of groupsOf(parts.flatMap((one) => breakable(one, setting)))) {
    const width = group.reduce((total, part) => total + part.width, 0)
    if (isSpace(group[0])) {
      // Spaces where a row breaks vanish.
      if (used === 0 ? rows.length === 0 : used + width <= room())
        for (const part of group) put(part)
      continue
    }
    if (used + width > room() && row.parts.length > 0 && !row.parts.every(isSpace)) next()
    for (const part of group) {
      if (used + part.width <= room()) {
        put(part)
        continue
      }
      // Longer than a row: it breaks where the row is full.
      for (const cluster of clustersOf(part.shaped.text)) {
        const one = partOf(cluster, part.look, setting, part.of)
        if (used + one.width > room() && row.parts.length > 0) next()
        put(one)
      }
    }
  }
  rows.push(row)
  return rows.map((one) => merged(one, setting.faces))
}

function isSpace(part: Part | undefined): boolean {
  return part?.shaped.blank === true
}

/** Parts that stay together: a row breaks at spaces and after what opens or separates. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = []
  let open = false
  for (const part of parts) {
    const last = groups.at(-1)
    if (last && open && !isSpace(part)) last.push(part)
    else groups.push([part])
    open = !isSpace(part) && !/[([{,;=&|?/\\]$/.test(part.shaped.text)
  }
  return groups
}

/** Long words of code may part after punctuation. */
function breakable(part: Part, setting: Setting): Part[] {
  const { text } = part.shaped
  if (text.length < 12) return [part]
  const pieces = text.match(/[^,;/\\({[&|=?]*[,;/\\({[&|=?]+|[^,;/\\({[&|=?]+/g)
  if (!pieces || pieces.length < 2) return [part]
  return pieces.map((piece) => partOf(piece, part.look, setting, part.of))
}

/** Neighbours of one token are one part again: fewer ops. */
function merged(row: Row, faces: Faces): Row {
  const parts: Part[] = []
  for (const part of row.parts) {
    const last = parts.at(-1)
    if (last && last.of === part.of) {
      const shaped = shapedIn(last.shaped.text + part.shaped.text, last.look.style, faces)
      parts[parts.length - 1] = { ...last, shaped, width: last.width + part.width }
    } else parts.push(part)
  }
  return { ...row, parts }
}

function opsOf(row: Row, left: number, baseline: number, setting: Setting): Op[] {
  const ops: Op[] = []
  let x = left + row.indent
  const y = milli(baseline)
  const mark = row.goesOn ? markPart(setting) : undefined
  for (const part of mark ? [...row.parts, mark] : row.parts) {
    const { size, colour } = part.look
    for (const run of part.shaped.runs) {
      const op: GlyphsOp = { op: 'glyphs', x: milli(x), y, size, colour, run }
      if (part === mark) op.tag = artifact
      ops.push(op)
      x += (run.width * size) / 1000
    }
  }
  return ops
}

function markPart(setting: Setting): Part {
  const look = { ...lookOf('comment', setting), colour: setting.theme.colours.accent }
  const upright: Look = { ...look, style: { ...look.style, italic: false }, size: look.size * 0.9 }
  return partOf(goesOnMark, upright, setting)
}

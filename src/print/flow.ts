/** Blocks become a vertical list: one handler a node type. */
import {
  type Block,
  type Handlers,
  handle,
  type Inline,
  type Node,
  type Paragraph,
  type Picture,
  plain,
} from '../model/mdast.ts'
import { noted, soleBox } from './boxes.ts'
import { setCode } from './code.ts'
import { startOf, turned } from './direction.ts'
import { milli, moved, type Op } from './display.ts'
import { isLabelled, labelled } from './formulas.ts'
import { altOf, piecesOf, reportMath } from './inline.ts'
import { isSolid, setList, wordsAt } from './list.ts'
import { type Piece, scaledAtom } from './look.ts'
import { setParagraph } from './paragraph.ts'
import { picture } from './picture.ts'
import { bold, inset, lookOf, type Setting, type Spot } from './setting.ts'
import { setTable } from './table.ts'
import { artifact, below, type TagType } from './tags.ts'
import {
  type Back,
  gap,
  linesWithPenalties,
  never,
  tie,
  tieLeading,
  type Vertical,
} from './vertical.ts'

export type State = { setting: Setting; spot: Spot; out: Vertical[] }

type BlockHandlers = Pick<Handlers<State, void>, Exclude<Node['type'], Inline['type']>>

/** The vertical list of some blocks in a place. */
export function flow(blocks: readonly Block[], setting: Setting, spot: Spot): Vertical[] {
  const out: Vertical[] = []
  let before: Block | undefined
  for (const block of blocks) {
    const list = flowNode(block, setting, spot)
    if (list.length === 0) continue
    if (out.length > 0) out.push(...between(before, block, setting, spot))
    const tied = before?.type === 'heading'
    // One by one: a list may be longer than a call's arguments may be.
    for (const item of tied ? tieLeading(list, 2) : list) out.push(item)
    before = block
  }
  return out
}

export function flowNode(node: Node, setting: Setting, spot: Spot): Vertical[] {
  const state: State = { setting, spot, out: [] }
  handle(blockHandlers as Handlers<State, void>, node, state)
  return state.out
}

/** White between two blocks, and what a break there costs. */
function between(
  before: Block | undefined,
  after: Block,
  setting: Setting,
  spot: Spot,
): Vertical[] {
  const space = setting.theme.text.between
  const { backs } = spot
  if (before?.type === 'heading') return tie(space * 0.5, backs)
  if (after.type === 'heading') return gap(space * 2, backs, -20)
  if (isSolid(before) || isSolid(after)) {
    // What a colon announces should stand with it.
    const both = isSolid(before) && isSolid(after)
    return gap(space * (both ? 2.9 : 2.1), backs, announces(before) ? 200 : 0)
  }
  return gap(space, backs, announces(before) ? 200 : 0)
}

/** Whether a paragraph means what follows it: by a colon at its end, as a number, or as a heading in bold. */
function announces(block: Block | undefined): boolean {
  if (block?.type !== 'paragraph') return false
  const last = block.children.findLast(({ type }) => type !== 'break')
  const words = last && plain([last])
  if (words && /[:：]\s*$/.test(words)) return true
  const inked = block.children.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  if (inked.length > 0 && inked.every(({ type }) => type === 'strong')) return true
  return inked.length === 1 && /^\s*\(?(?:\d{1,3}|[a-z])[.)]\s*$/i.test(plain(inked))
}

/** A paragraph of pieces, as lines that keep two and two. */
export function flowPieces(
  pieces: readonly Piece[],
  setting: Setting,
  spot: Spot,
  node?: Node,
): Vertical[] {
  const lines = setParagraph(pieces, setting, spot, node && { node })
  return linesWithPenalties(noted(lines, setting), 0)
}

function pictures(node: Paragraph): Picture[] | undefined {
  const found: Picture[] = []
  for (const child of node.children) {
    if (child.type === 'picture') found.push(child)
    else if (child.type !== 'break' && !(child.type === 'text' && /^\s*$/.test(child.value))) {
      return undefined
    }
  }
  return found.length > 0 ? found : undefined
}

/** A ground and a bar behind blocks, and the blocks set in from them. */
function framed(
  state: State,
  bar: { colour: string; width: number } | undefined,
  ground: string | undefined,
  indent: number,
  type: TagType = 'Div',
): Spot {
  const { spot } = state
  const backs: Back[] = []
  if (ground) {
    backs.push({ x: spot.x, width: spot.width, fill: ground, pad: 5, radius: bar ? 0 : 2 })
  }
  if (bar) {
    backs.push({
      x: startOf(spot, bar.width),
      width: bar.width,
      fill: bar.colour,
      pad: ground ? 5 : 1,
    })
  }
  const inner = inset(spot, indent, ground ? 8 : 0, backs)
  return { ...inner, tag: below(spot.tag, type) }
}

/** A small bold label that stays with what follows. */
export function label(words: string, colour: string, setting: Setting, spot: Spot): Vertical[] {
  const { small } = setting.theme
  const look = bold(lookOf(small, colour), 600)
  const { boxes } = setParagraph(
    [{ kind: 'text', text: words, look }],
    setting,
    { ...spot, look, leading: small.leading + 1.5 },
    { align: 'left' },
  )
  return linesWithPenalties(boxes, 0, 99)
}

/** How far ops of one line reach. */
function widthOfOps(ops: readonly Op[]): number {
  const ends = ops.map((op) => (op.op === 'glyphs' ? op.x + (op.run.width * op.size) / 1000 : 0))
  return Math.max(0, ...ends)
}

function extend(out: Vertical[], list: readonly Vertical[]): void {
  for (const item of list) out.push(item)
}

const blockHandlers: BlockHandlers = {
  paragraph(node, { setting, spot, out }) {
    // `$$` on one line is inline to Markdown; what is labelled is meant to stand by itself.
    const [only, second] = node.children
    if (only?.type === 'inlineMath' && !second && isLabelled(only.value)) {
      extend(out, flowNode({ ...only, type: 'math' }, setting, spot))
      return
    }
    const found = pictures(node)
    if (!found) {
      extend(out, flowPieces(piecesOf(node.children, setting, spot.look), setting, spot, node))
      return
    }
    for (const [index, child] of found.entries()) {
      if (index > 0) out.push(...gap(setting.theme.text.between, spot.backs))
      const shown = picture(child, setting, spot.width)
      if (shown) {
        const centred = (spot.width - shown.width) / 2
        const at = { ...spot, tag: below(spot.tag, 'Figure', { alt: altOf(child) }) }
        out.push(soleBox('picture', at, shown.height + 2, [moved(shown.op, 0, 1)], centred))
      } else extend(out, flowPieces(piecesOf([child], setting, spot.look), setting, spot))
    }
  },

  heading(node, { setting, spot, out }) {
    const { heading, colours } = setting.theme
    const factor = node.depth <= 2 ? 1.12 : node.depth === 3 ? 1 : 0.94
    const plainLook = lookOf({ ...heading, size: milli(heading.size * factor) }, colours.title)
    const look = bold(plainLook, 600)
    const at = { ...spot, look, leading: heading.leading }
    const pieces = piecesOf(node.children, setting, look)
    const tag = below(spot.tag, 'H', { level: Math.max(1, node.depth - 2) })
    const how = { align: 'left', role: 'heading', tag, node } as const
    const { boxes } = setParagraph(pieces, setting, at, how)
    extend(out, linesWithPenalties(boxes, 0, 99))
  },

  thematicBreak(_node, { setting, spot, out }) {
    const width = Math.min(60, spot.width)
    const rule: Op = {
      op: 'rect',
      x: milli((spot.width - width) / 2),
      y: 5,
      width,
      height: 0.5,
      fill: setting.theme.colours.rule,
    }
    out.push(soleBox('rule', { ...spot, tag: artifact }, 10, [rule]))
  },

  blockquote(node, given) {
    const state = { ...given, spot: turned(given.spot, node.children) }
    const { setting, out } = state
    const { colours } = setting.theme
    const bar = { colour: colours.rule, width: 1.4 }
    const spot = framed(state, bar, undefined, 11, 'BlockQuote')
    extend(out, flow(node.children, setting, spot))
  },

  callout(node, given) {
    const state = { ...given, spot: turned(given.spot, node.children) }
    const { setting, out } = state
    const { colours } = setting.theme
    const alarming = node.tone === 'warning' || node.tone === 'caution'
    const colour = alarming ? colours.wrong : colours.accent
    const spot = framed(state, { colour, width: 2 }, colours.code, 10)
    extend(out, label(setting.words[node.tone], colour, setting, spot))
    const inner = flow(node.children, setting, spot)
    if (inner.length > 0) out.push(never)
    extend(out, tieLeading(inner, 2))
  },

  details(node, given) {
    const state = { ...given, spot: turned(given.spot, [...node.summary, ...node.children]) }
    const { setting, out } = state
    const { colours } = setting.theme
    const spot = framed(state, { colour: colours.rule, width: 0.6 }, undefined, 9)
    const look = bold(spot.look, 600)
    if (node.summary.length > 0) {
      extend(out, flowPieces(piecesOf(node.summary, setting, look), setting, spot))
    }
    const inner = flow(node.children, setting, spot)
    if (inner.length > 0 && out.length > 0) {
      out.push(...tie(setting.theme.text.between * 0.6, spot.backs))
    }
    extend(out, tieLeading(inner, 2))
  },

  list: (node, { setting, spot, out }) => extend(out, setList(node, setting, spot, flow)),
  listItem: (node, { setting, spot, out }) => extend(out, flow(node.children, setting, spot)),
  code: (node, { setting, spot, out }) => extend(out, setCode(node, setting, spot)),
  table: (node, { setting, spot, out }) => extend(out, setTable(node, setting, spot)),
  tableRow: (node, { setting, spot, out }) => {
    for (const cell of node.children) extend(out, flowNode(cell, setting, spot))
  },
  tableCell: (node, { setting, spot, out }) =>
    extend(out, flowPieces(piecesOf(node.children, setting, spot.look), setting, spot)),

  math(node, { setting, spot, out }) {
    const { look } = spot
    const { tex, number } = labelled(node.value, setting)
    const formula = setting.math?.(tex, true, look.size, look.colour)
    if (!formula || 'error' in formula) {
      reportMath(setting, node, formula?.error)
      extend(out, setCode({ type: 'code', value: node.value }, setting, spot))
      return
    }
    const beside = number === undefined ? [] : wordsAt(`(${number})`, 0, look, setting)
    const taken = beside.length > 0 ? 2 * widthOfOps(beside) + 12 : 0
    const room = Math.max(spot.width - taken, spot.width / 2)
    const atom = scaledAtom(formula.atom, Math.min(1, room / formula.atom.width))
    const baseline = atom.ascent + 2
    const ops = atom.ops.map((op) => moved(op, 0, baseline))
    const height = atom.ascent + atom.descent + 4
    const at = { ...spot, tag: below(spot.tag, 'Formula', { alt: node.value }) }
    const box = soleBox('math', at, height, ops, (spot.width - atom.width) / 2)
    // Its number stands at the end of the line, on its baseline.
    const x = spot.rtl ? spot.x : spot.x + spot.width - widthOfOps(beside)
    for (const op of beside) box.ops.push(moved(op, x, baseline))
    out.push(box)
  },

  footnoteDefinition: (node, { setting, spot, out }) =>
    extend(out, flow(node.children, setting, spot)),
}

/**
 * One question, set: title, prompt, options, hint, and the answer behind a bar.
 *
 * A pure function of the question, its pictures, the theme and this version.
 */
import type { Body, Choice, Question } from '../model/bank.ts'
import type { Block, FootnoteDefinition, Inline } from '../model/mdast.ts'
import { plain, visit } from '../model/mdast.ts'
import { markFirst } from './boxes.ts'
import { sided, startOf, turned } from './direction.ts'
import { milli, type Op } from './display.ts'
import { flow, flowPieces, label } from './flow.ts'
import { piecesOf } from './inline.ts'
import { linkCodes } from './linknote.ts'
import { isSolid, labelled, taskBox, wordsAt } from './list.ts'
import type { Look, Piece } from './look.ts'
import { setParagraph } from './paragraph.ts'
import {
  bold,
  inset,
  italic,
  lookOf,
  mono,
  type Own,
  type Setting,
  type Shop,
  type Spot,
  sized,
} from './setting.ts'
import { below, type Tag } from './tags.ts'
import type { Theme } from './theme.ts'
import {
  type Back,
  gap,
  isBox,
  linesWithPenalties,
  tie,
  tieLeading,
  type Vertical,
} from './vertical.ts'

export function questionDestination(code: string): string {
  return `question ${code}`
}

/** The place of plain text in the frame. */
export function plainSpot(shop: Shop, width: number): Spot {
  const { text, colours } = shop.theme
  return { x: 0, width, look: lookOf(text, colours.text), leading: text.leading, backs: [] }
}

/** A question as set once for every edition: none of its boxes is ever changed. */
export type Parts = {
  /** Title, prompt, options, hint. */
  ask: Vertical[]
  answer: Vertical[]
  /** Footnotes that found no foot, and what to see also. */
  tail: Vertical[]
  /** Its element. */
  tag: Tag
}

/** The whole of a question, its answer in place. */
export function wholeOf({ ask, answer, tail }: Parts, theme: Theme): Vertical[] {
  const list = [...ask, ...tie(theme.text.between * 1.3)]
  for (const item of tieLeading(answer, 2)) list.push(item)
  for (const item of tail) list.push(item)
  return list
}

/**
 * `known` gives the code of a question named by id or code, for its see-also lines;
 * `section` is the element it stands in. An answer may have a width of its own.
 */
export function setQuestion(
  question: Question,
  body: Body,
  shop: Shop,
  own: Own,
  width: number,
  known: (name: string) => string | undefined,
  section?: Tag,
  answerWidth = width,
): Parts {
  const spot = { ...turned(plainSpot(shop, width), body.title), tag: below(section, 'Sect') }
  const setting = settingOf(body.footnotes, question.code, shop, own, spot)
  const blank: Setting = { ...setting, gaps: question.kind === 'cloze' ? 'blank' : 'filled' }
  const { theme } = shop

  const list = titleOf(question, body, blank, spot)
  const ask: Vertical[] = [...flow(body.prompt, blank, spot)]
  // A page of which a third stays white is better than options far from what they answer.
  if (body.choices) {
    const space = theme.text.between * (isSolid(body.prompt.at(-1)) ? 2.1 : 1)
    append(ask, options(question, body.choices, blank, spot), space, 370)
  }
  if (body.hint) append(ask, hintOf(body.hint, blank, spot), theme.text.between)
  if (ask.length > 0) {
    list.push(...tie(theme.text.between * (isSolid(body.prompt[0]) ? 2 : 0.7)))
    for (const item of tieLeading(ask, 2)) list.push(item)
  }
  const beside = { ...spot, width: answerWidth }
  const answer = answerOf(question, body, { ...setting, gaps: 'filled' }, beside)
  const tail = [
    ...notesLeft(setting, beside),
    ...linkCodes(setting, beside),
    ...seeAlso(question, setting, beside, known),
  ]
  for (const part of [list, answer, tail]) {
    for (const item of part) if (item.kind === 'box') item.code = question.code
  }
  return { ask: list, answer, tail, tag: spot.tag }
}

/** A setting with the footnotes of one body; those too tall for a page's foot are left in `feet`. */
export function settingOf(
  footnotes: readonly FootnoteDefinition[],
  code: string | undefined,
  shop: Shop,
  own: Own,
  spot: Spot,
): Setting {
  const notes = new Map(footnotes.map(({ identifier }, index) => [identifier, index + 1]))
  const feet = new Map<string, readonly Vertical[]>()
  const noteWidth = spot.width
  const codes = new Map<string, number>()
  const setting: Setting = { ...shop, ...own, notes, feet, codes, noteWidth, gaps: 'filled' }
  for (const definition of footnotes) {
    feet.set(definition.identifier, footnote(definition, code, setting, spot))
  }
  return setting
}

/** A footnote in small type: its number, and the code of the question it belongs to. */
function footnote(
  definition: FootnoteDefinition,
  code: string | undefined,
  setting: Setting,
  spot: Spot,
): Vertical[] {
  const { small, colours } = setting.theme
  const size = small.size + 0.6
  const look = sized(spot.look, size)
  const outer = { ...turned(spot, definition.children), tag: below(spot.tag, 'Note') }
  const at = inset({ ...outer, look, leading: milli(small.leading * 1.08) }, milli(size * 1.34))
  // Footnotes within footnotes would need feet of their own.
  const inner: Setting = { ...setting, feet: new Map() }
  const number = setting.notes.get(definition.identifier) ?? 0
  // In large print nothing is small.
  const tiny = small.size < 12 ? milli(small.size * 0.74) : milli(small.size * 0.9)
  const faint = sized(lookOf(small, colours.faint), tiny)
  const lead: Piece[] = code
    ? [
        { kind: 'text', text: code, look: faint },
        { kind: 'kern', width: milli(tiny * 0.72), look: faint },
      ]
    : []
  const [first, ...rest] = definition.children
  const list =
    first?.type === 'paragraph'
      ? flowPieces([...lead, ...piecesOf(first.children, inner, look)], inner, at)
      : flow(definition.children, inner, at)
  const more = first?.type === 'paragraph' ? flow(rest, inner, at) : []
  if (more.length > 0) list.push(...gap(2), ...more)
  for (const item of list) if (item.kind === 'box') item.role = 'note'
  const mark = wordsAt(String(number), spot.x, { ...look, size: look.size * 0.8, rise: 2 }, setting)
  return markFirst(
    list,
    labelled(
      sided(mark, outer).map((op) => ('y' in op ? { ...op, y: op.y - 2.2 } : op)),
      below(outer.tag, 'Lbl'),
    ),
  )
}

function append(list: Vertical[], more: readonly Vertical[], space: number, cost = 60): void {
  if (more.length === 0) return
  if (list.length > 0) list.push(...gap(space, [], cost))
  for (const item of more) list.push(item)
}

function titleOf(question: Question, body: Body, setting: Setting, spot: Spot): Vertical[] {
  const { theme } = setting
  const look = bold(lookOf(theme.question, theme.colours.title), 600)
  const at: Spot = { ...spot, look, leading: theme.question.leading }
  const pieces = piecesOf(body.title, setting, look)
  const { boxes } = setParagraph(
    pieces.length > 0 ? pieces : [{ kind: 'text', text: question.title || question.code, look }],
    setting,
    at,
    { align: 'left', role: 'question' },
  )
  const [first] = boxes
  if (first) {
    first.ops.unshift({
      op: 'destination',
      name: questionDestination(question.code),
      x: 0,
      y: 0,
    })
    first.margin = marginCode(question.code, setting)
  }
  const list = linesWithPenalties(boxes, 0, 99)
  const facts = factsOf(question, setting)
  if (facts) {
    const small = lookOf(theme.small, theme.colours.faint)
    const { boxes: lines } = setParagraph(
      [{ kind: 'text', text: facts, look: small }],
      setting,
      { ...spot, look: small, leading: theme.small.leading },
      { align: 'left' },
    )
    list.push(...tie(1), ...linesWithPenalties(lines, 0, 99))
  }
  return list
}

/** Difficulty and tags in a line beneath the title. */
function factsOf(question: Question, { words }: Setting): string {
  return [
    question.difficulty && words[question.difficulty],
    ...question.tags.map((tag) => `#${tag}`),
  ]
    .filter(Boolean)
    .join('  ')
}

/** A code as it stands in the margin. */
export function marginCode(code: string, setting: Shop): Extract<Op, { op: 'glyphs' }> {
  const { small, colours } = setting.theme
  const look = mono(sized(lookOf(small, colours.faint), small.size * 0.92), 1)
  const [run] = setting.faces.shapeWord(code, look.style, false)
  if (!run) throw new Error(`code ${code} has no glyphs`)
  return { op: 'glyphs', x: 0, y: 0, size: look.size, colour: look.colour, run }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Options are lettered in their order: A to Z, then numbers. */
export function letterOf(index: number): string {
  return letters[index] ?? String(index + 1)
}

function choicesOf(question: Question): readonly Choice[] {
  return question.kind === 'choice' ? question.choices : []
}

function options(
  question: Question,
  choices: NonNullable<Body['choices']>,
  setting: Setting,
  spot: Spot,
): Vertical[] {
  const { theme } = setting
  const out: Vertical[] = []
  const right = choicesOf(question).filter((choice) => choice.right).length
  if (right > 1) {
    out.push(...label(setting.words.several, theme.colours.faint, setting, spot), ...tie(2))
  }
  const whole = below(spot.tag, 'L', { numbering: 'None' })
  for (const [index, choice] of choices.entries()) {
    const item = below(whole, 'LI')
    const inner = { ...inset(spot, theme.text.indent + 14), tag: below(item, 'LBody') }
    if (index > 0) {
      // The first two and the last two stand together.
      const bound = index === 1 || index === choices.length - 1
      const space = theme.text.between * 0.6
      out.push(...(bound ? tie(space) : gap(space, [], 120)))
    }
    const list = flow(choice.body, setting, inner)
    const look = bold({ ...spot.look, style: { ...spot.look.style, family: 'sans' } }, 600)
    const marks = [
      ...taskBox(false, spot, setting),
      ...wordsAt(letterOf(index), spot.x + theme.text.indent, look, setting),
    ]
    const shown = list.some(isBox) ? list : emptyOption(setting, inner)
    const letter = labelled(sided(marks, spot), below(item, 'Lbl'))
    for (const one of markFirst(shown, letter)) out.push(one)
  }
  return out
}

function emptyOption(setting: Setting, spot: Spot): Vertical[] {
  const look = { ...italic(spot.look), colour: setting.theme.colours.faint }
  return flowPieces([{ kind: 'text', text: '(empty)', look }], setting, spot)
}

function hintOf(hint: readonly Inline[], setting: Setting, spot: Spot): Vertical[] {
  const { colours, small } = setting.theme
  const name = bold(lookOf(small, colours.accent), 600)
  const look = sized(italic(spot.look), milli(spot.look.size * 0.95))
  return flowPieces(
    [
      { kind: 'text', text: setting.words.hint, look: name },
      { kind: 'kern', width: 6, look: name },
      ...piecesOf(hint, setting, look),
    ],
    setting,
    spot,
  )
}

/** The answer stands in from a coloured bar, whatever it holds. */
function answerOf(question: Question, body: Body, setting: Setting, outer: Spot): Vertical[] {
  const { theme } = setting
  const bar: Back = {
    x: startOf(outer, theme.question.bar),
    width: theme.question.bar,
    fill: theme.colours.accent,
    pad: 0.5,
  }
  const spot = inset(outer, theme.question.answer, 0, [bar])
  const list: Vertical[] = []
  const add = (more: readonly Vertical[], space = theme.text.between): void => {
    if (more.length === 0) return
    if (list.length > 0) list.push(...gap(space, spot.backs, 30))
    for (const item of more) list.push(item)
  }
  if (question.kind === 'cloze') {
    if (hasCloze(body.title)) {
      add(flowPieces(piecesOf(body.title, setting, spot.look), setting, spot))
    }
    if (hasCloze(body.prompt)) add(flow(body.prompt, setting, spot))
  }
  if (question.kind === 'choice') add(rightOnes(question, body, setting, spot))
  if (question.kind === 'typed') {
    const first = expectedIn(question.expected, body)
    const words = first ?? [{ type: 'text', value: question.expected }]
    const pieces = piecesOf(words, setting, bold(spot.look, 600))
    add(flowPieces([...lead(setting.words.answer, setting), ...pieces], setting, spot))
    add(flow(first ? body.answer.slice(1) : body.answer, setting, spot))
  } else add(flow(body.answer, setting, spot))
  if (list.length === 0) {
    const look = { ...italic(spot.look), colour: theme.colours.faint }
    add(flowPieces([{ kind: 'text', text: setting.words.unanswered, look }], setting, spot))
  }
  return list
}

/** What is to be typed, as the author formatted it, where it stands first in the answer. */
function expectedIn(expected: string, { answer: [first] }: Body): readonly Inline[] | undefined {
  if (first?.type !== 'paragraph') return undefined
  const bare = (text: string): string => text.replace(/\s+/g, ' ').trim()
  return bare(plain(first.children)) === bare(expected) ? first.children : undefined
}

function lead(words: string, setting: Setting): Piece[] {
  const look = bold(lookOf(setting.theme.small, setting.theme.colours.accent), 600)
  return [
    { kind: 'text', text: words, look },
    { kind: 'kern', width: 6, look },
  ]
}

function hasCloze(nodes: readonly (Block | Inline)[]): boolean {
  let found = false
  visit(nodes, (node) => {
    if (node.type === 'cloze') found = true
  })
  return found
}

/** Which options are right, and why each is or is not. */
function rightOnes(question: Question, body: Body, setting: Setting, spot: Spot): Vertical[] {
  const { colours, text } = setting.theme
  const marks = choicesOf(question)
  const right = marks.flatMap((choice, index) => (choice.right ? [letterOf(index)] : []))
  const strong: Look = { ...bold(spot.look, 600), colour: colours.right }
  const out = flowPieces(
    [
      ...lead(setting.words.answer, setting),
      {
        kind: 'text',
        text: right.join(', ') || setting.words.noneRight,
        look: { ...strong, style: { ...strong.style, family: 'sans' } },
      },
    ],
    setting,
    spot,
  )
  const whole = below(spot.tag, 'L', { numbering: 'None' })
  for (const [index, choice] of (body.choices ?? []).entries()) {
    if (choice.why.length === 0) continue
    const good = marks[index]?.right ?? false
    const look: Look = {
      style: { family: 'sans', weight: 600, italic: false },
      size: spot.look.size,
      rise: 0,
      colour: good ? colours.right : colours.wrong,
    }
    const part = below(whole, 'LI')
    const inner = { ...inset(spot, text.indent), tag: below(part, 'LBody') }
    const list = flow(choice.why, setting, inner)
    out.push(...gap(text.between * 0.6, spot.backs, 30))
    const letter = sided(wordsAt(letterOf(index), spot.x, look, setting), spot)
    for (const item of markFirst(list, labelled(letter, below(part, 'Lbl')))) out.push(item)
  }
  return out
}

/** Footnotes too tall for a foot, and those called nowhere that takes notes, close the question. */
function notesLeft(setting: Setting, spot: Spot): Vertical[] {
  const out: Vertical[] = []
  for (const list of setting.feet.values()) {
    out.push(...gap(setting.theme.text.between * 0.8, [], 40))
    for (const item of list) out.push(item)
  }
  setting.feet.clear()
  return out.length > 0
    ? [
        ...gap(setting.theme.text.between),
        ...label(setting.words.notes, setting.theme.colours.faint, setting, spot),
        ...out,
      ]
    : []
}

function seeAlso(
  question: Question,
  setting: Setting,
  spot: Spot,
  known: (name: string) => string | undefined,
): Vertical[] {
  const here = question.see.flatMap((name) => known(name) ?? [])
  // What it translates stands in another booklet, which finds it by the code.
  const codes = question.of === undefined ? here : [question.of, ...here]
  if (codes.length === 0) return []
  const { small, colours, text } = setting.theme
  const look = lookOf(small, colours.faint)
  const pieces: Piece[] = [{ kind: 'text', text: setting.words.see, look }]
  for (const [index, code] of codes.entries()) {
    pieces.push({ kind: 'text', text: index > 0 ? ', ' : ' ', look })
    const own = mono(look, 0.95)
    const link = { ...own, colour: colours.link, to: questionDestination(code) }
    pieces.push({ kind: 'text', text: code, look: code === question.of ? own : link })
  }
  return [
    ...gap(text.between * 0.8, [], 100),
    ...flowPieces(pieces, setting, { ...spot, look, leading: small.leading }),
  ]
}

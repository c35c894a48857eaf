/**
 * One question, set: title, prompt, options, hint, and the answer behind a bar.
 *
 * A pure function of the question, its pictures, the theme and this version.
 */
import type { Body, Question } from '../model/bank.ts'
import type { Block, Inline } from '../model/mdast.ts'
import { plain, visit } from '../model/mdast.ts'
import { changed } from './changed.ts'
import { lead, optionsOf, rightOnes } from './choices.ts'
import { startOf, turned } from './direction.ts'
import { milli, type Op } from './display.ts'
import { flow, flowPieces } from './flow.ts'
import { notesLeft, settingOf } from './footnotes.ts'
import { piecesOf } from './inline.ts'
import { linkCodes } from './linknote.ts'
import { isSolid } from './list.ts'
import type { Piece } from './look.ts'
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
import { type Back, gap, linesWithPenalties, tie, tieLeading, type Vertical } from './vertical.ts'

export function questionDestination(code: string): string {
  return `question ${code}`
}

/** The place of plain text in the frame. */
export function plainSpot(shop: Shop, width: number): Spot {
  const { text, colours } = shop.theme
  const look = lookOf(text, colours.text)
  return { x: 0, width, look, leading: text.leading, backs: [], tag: undefined, rtl: false }
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
    append(ask, optionsOf(question, body.choices, blank, spot), space, 370)
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

function hasCloze(nodes: readonly (Block | Inline)[]): boolean {
  let found = false
  visit(nodes, (node) => {
    if (node.type === 'cloze') found = true
  })
  return found
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
    const link = changed(own, { colour: colours.link, to: questionDestination(code) })
    pieces.push({ kind: 'text', text: code, look: code === question.of ? own : link })
  }
  return [
    ...gap(text.between * 0.8, [], 100),
    ...flowPieces(pieces, setting, { ...spot, look, leading: small.leading }),
  ]
}

/** The options of a question: lettered where it asks, and which are right where it answers. */
import type { Body, Choice, Question } from '../model/bank.ts'
import { markFirst } from './boxes.ts'
import { sided } from './direction.ts'
import { flow, flowPieces, label } from './flow.ts'
import { labelled, taskBox, wordsAt } from './list.ts'
import type { Look, Piece } from './look.ts'
import { bold, inset, italic, lookOf, type Setting, type Spot } from './setting.ts'
import { below } from './tags.ts'
import { gap, isBox, tie, type Vertical } from './vertical.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Options are lettered in their order: A to Z, then numbers. */
export function letterOf(index: number): string {
  return letters[index] ?? String(index + 1)
}

function choicesOf(question: Question): readonly Choice[] {
  return question.kind === 'choice' ? question.choices : []
}

/** The options, each with a box to tick. */
export function optionsOf(
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

/** Which options are right, and why each is or is not. */
export function rightOnes(
  question: Question,
  body: Body,
  setting: Setting,
  spot: Spot,
): Vertical[] {
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

/** Small bold words that an answer begins with. */
export function lead(words: string, setting: Setting): Piece[] {
  const look = bold(lookOf(setting.theme.small, setting.theme.colours.accent), 600)
  return [
    { kind: 'text', text: words, look },
    { kind: 'kern', width: 6, look },
  ]
}

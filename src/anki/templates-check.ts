/**
 * Anki's own rules for templates, held when the deck is built: an importer
 * checks none of them, and the learner would see the error on the card.
 */
import type { Messages } from '../messages/messages.ts'
import type { Expanded } from './expand.ts'
import type { NoteType } from './note-types.ts'
import {
  conditions,
  type Part,
  parseTemplate,
  replacements,
  showsAnything,
  TemplateError,
} from './template-syntax.ts'
import type { Look } from './templates.ts'

/** Fields that every note type has. */
const special = new Set([
  'Tags',
  'Type',
  'Deck',
  'Subdeck',
  'Card',
  'CardFlag',
  'CardID',
  'FrontSide',
])
const filters = /^(?:text|furigana|kana|kanji|type|nc|hint|cloze|cloze-only|tts(?: .*)?)$/

/** What makes a card reach out, or run something. */
const forbidden = /<(script|iframe|object|embed|form|link|meta|base)\b|\son[a-z]+\s*=|javascript:/i
const remote = /@import|url\(\s*["']?(?:[a-z]+:|\/\/)|expression\(/i
const remoteSource = /\b(?:src|data)\s*=\s*["']?(?:[a-z]+:|\/\/)/i

/** Reports every broken rule; true where there is none. */
export function checkLook(type: NoteType, look: Look, messages: Messages): boolean {
  const before = messages.all.length
  const report: Report = (side, at, reason) => {
    messages.add('template-invalid', reason, side.placeAt(at))
  }
  const fronts = new Map<string, string>()
  for (const [index, { front, back }] of look.cards.entries()) {
    const parts = checkSide(type, front, report)
    checkSide(type, back, report)
    if (parts && !replacements(parts).some(({ field }) => !special.has(field))) {
      report(front, 0, 'the front shows no field')
    }
    const twin = fronts.get(front.html)
    if (twin) report(front, 0, `the front is the same as that of card ${twin}`)
    fronts.set(front.html, String(index + 1))
  }
  const style = remote.exec(look.css.html)
  if (style) report(look.css, style.index, `${style[0]} would load something from elsewhere`)
  return messages.all.length === before
}

/** For each template, whether its front shows anything for the given filled fields. */
export function fronts(look: Look): (template: number, filled: ReadonlySet<string>) => boolean {
  const parsed = look.cards.map(({ front }) => parseTemplate(front.html))
  return (template, filled) => showsAnything(parsed[template] ?? [], filled)
}

type Report = (side: Expanded, at: number, reason: string) => void

function checkSide(type: NoteType, side: Expanded, report: Report): Part[] | undefined {
  const parts = parsed(side, report)
  if (!parts) return undefined
  const names = new Set<string>(type.fields)
  const shown = replacements(parts)
  for (const { field, filters: used, at } of shown) {
    if (!names.has(field) && !special.has(field)) report(side, at, `there is no field “${field}”`)
    const odd = used.find((filter) => !filters.test(filter))
    if (odd !== undefined) report(side, at, `there is no filter “${odd}”`)
  }
  for (const { field, at } of conditions(parts)) {
    const gap = type.cloze && /^c\d+$/.test(field)
    if (!names.has(field) && !special.has(field) && !gap) {
      report(side, at, `there is no field “${field}”`)
    }
  }
  const cloze = shown.some(({ filters: used }) => used.includes('cloze'))
  if (cloze !== type.cloze) {
    report(
      side,
      0,
      type.cloze ? 'a cloze card needs {{cloze:…}}' : '{{cloze:…}} is for cloze cards',
    )
  }
  const typed = shown.filter(({ filters: used }) => used.includes('type'))
  if (typed[1]) report(side, typed[1].at, 'only one field of a card can be typed')
  for (const pattern of [forbidden, remoteSource]) {
    const found = pattern.exec(side.html)
    if (found) report(side, found.index, `${found[0].trim()} is not allowed on a card`)
  }
  return parts
}

function parsed(side: Expanded, report: Report): Part[] | undefined {
  try {
    return parseTemplate(side.html)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    report(side, error.at, error.message)
    return undefined
  }
}

/** What the note of a question has to be, from the model alone, and whether one is that. */
import {
  type Bank,
  type Body,
  bodyOf,
  type Kind,
  type Question,
  type Section,
} from '../model/bank.ts'
import type { Block } from '../model/mdast.ts'
import type { Account } from './account.ts'
import { toldByHtml } from './html.ts'
import { hasGap, joined, storable, type Told, tidied, toldByNodes, toldByText } from './told.ts'

/** A note as it was found in a deck, or in notes as text. */
export type NoteFound = {
  guid: string
  type: string
  deck: string
  tags: readonly string[]
  /** HTML by name. */
  fields: ReadonlyMap<string, string>
  /** Which cards it has; undefined where the file does not say. */
  ordinals?: readonly number[]
}

/** A question that ships, and how. */
export type Shipped = {
  question: Question
  section: Pick<Section, 'path' | 'deck'>
  retired: boolean
}

/** What is the same for all notes. */
export type Common = {
  bank: Bank
  /** The name of the bank's deck. */
  deck: string
  /** The name under which a medium ships. */
  file: (key: string) => string | undefined
  /** Whether templates are the author's own, which may make other cards. */
  ownTemplates: boolean
}

const labels: Record<Kind, string> = {
  basic: 'Basic',
  reversed: 'Reversed',
  cloze: 'Cloze',
  choice: 'Choice',
  typed: 'Typed',
}

const head: Record<Kind, readonly string[]> = {
  basic: ['Question', 'Prompt'],
  reversed: ['Question', 'Prompt'],
  cloze: ['Text'],
  choice: ['Question', 'Prompt', 'Options', 'Solution'],
  typed: ['Question', 'Prompt', 'Expected'],
}

const tail = [
  ...['Answer', 'Hint', 'Section', 'Difficulty', 'Source', 'Notice', 'Related'],
  ...['Spare 1', 'Spare 2', 'Spare 3'],
]

/** Names of the fields of a kind's notes, in order. They are for ever. */
export function fieldsOf(kind: Kind): string[] {
  return ['Code', ...head[kind], ...tail]
}

/** The name of a kind's note type. */
export function typeNameOf(bank: Pick<Bank, 'id'>, kind: Kind): string {
  return `${storable(bank.id).replaceAll('"', '')} ${labels[kind]} (Rectoverso)`
}

/** Words of a field that was too long, and is cut: never fewer than these. */
const leastLeft = 10_000

/** Compares a note with its question; every difference is said. Gives the media it shows. */
export function judgeNote(
  found: NoteFound,
  shipped: Shipped,
  common: Common,
  account: Account,
): string[] {
  const { question, section, retired } = shipped
  const { kind } = question
  account.same('The guid', question.guid, found.guid, question)
  account.same('The note type', typeNameOf(common.bank, kind), found.type, question)
  account.same('The deck', deckOf(common, section.deck), keyOf(found.deck), question)
  account.same('The tags', tagsOf(question, retired), tagKeys(found.tags), question)
  const media: string[] = []
  for (const [name, wanted] of fieldsToldBy(shipped, common)) {
    const html = found.fields.get(name)
    if (html === undefined) {
      account.say('verify-missing', `the field ${name} is missing.`, question)
      continue
    }
    const there = toldByHtml(html)
    media.push(...there.media)
    judgeField(name, wanted, there, question, account)
  }
  if (retired === ((found.fields.get('Notice') ?? '') === '')) {
    const reason = retired ? 'does not say that it was retired.' : 'says that it was retired.'
    account.say('verify-differs', `the note ${reason}`, question)
  }
  if (found.ordinals && !common.ownTemplates) judgeCards(found, question, account)
  return media
}

function judgeField(
  name: string,
  wanted: Told,
  there: Told,
  question: Question,
  account: Account,
): void {
  const shortened = there.words.endsWith('…') && there.words.length > leastLeft
  if (shortened && wanted.words.startsWith(there.words.slice(0, 1000))) return
  if (!account.same(name, wanted.words, there.words, question)) return
  for (const [index, code] of wanted.code.entries()) {
    const part = `Code block ${index + 1} of ${name}`
    if (!account.same(part, composed(code), composed(there.code[index] ?? ''), question)) return
  }
  let at = 0
  for (const address of wanted.addresses) {
    const found = there.addresses.findIndex(
      (one, index) => index >= at && addressKey(one) === addressKey(address),
    )
    if (found < 0) {
      const actual = there.addresses[at] ?? ''
      account.same(`A link of ${name}`, address, actual === address ? '' : actual, question)
      return
    }
    at = found + 1
  }
}

/** Anki keeps notes in composed form. */
function composed(text: string): string {
  return text.normalize('NFC').replace(/\u25cc(?=\u0338)/g, '')
}

/** An address without what differs between ways to write it. */
export function addressKey(url: string): string {
  const decoded = url.replace(/(?:%[\dA-Fa-f]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes.toUpperCase()
    }
  })
  return decoded.replace(/[\u0000-\u0020\u007f-\u009f]/g, '').normalize('NFC')
}

/** Every field of the note, and what it tells; empty ones too. */
function fieldsToldBy(shipped: Shipped, common: Common): Map<string, Told> {
  const { question, section, retired } = shipped
  const body = bodyOf(question)
  const tell = (nodes: Parameters<typeof toldByNodes>[0], gaps = false) =>
    toldByNodes(nodes, { footnotes: body.footnotes, file: common.file, gaps })
  const { bank } = common
  const fields = new Map<string, Told>([
    ['Code', toldByText(question.code)],
    ['Hint', tell(body.hint ?? [])],
    ['Section', toldByText(section.path.join(' › '))],
    ['Difficulty', toldByText(question.difficulty ?? '')],
    ['Source', toldByText(retired ? '' : sourceOf(bank, question))],
    ['Related', toldByText(question.see.filter((name) => isCode(name)).join(' '))],
    ...['Spare 1', 'Spare 2', 'Spare 3'].map((name) => [name, toldByText('')] as const),
  ])
  if (question.kind === 'cloze') return withGaps(fields, question, body, tell)
  fields.set('Question', titleTold(question, body, tell))
  fields.set('Prompt', tell(body.prompt))
  fields.set('Answer', tell(question.kind === 'typed' ? beyond(question, body) : body.answer))
  if (question.kind === 'typed') fields.set('Expected', toldByText(question.expected))
  if (question.kind === 'choice') {
    const options = question.choices.map(({ label, right }, index) => {
      const { body: option = [], why = [] } = body.choices?.[index] ?? {}
      const asked = joined(toldByText(label), tell(option))
      return { asked, solved: joined(asked, tell(why), toldByText(right ? '✓' : '✗')) }
    })
    fields.set('Options', joined(...options.map(({ asked }) => asked)))
    fields.set('Solution', joined(...options.map(({ solved }) => solved)))
  }
  return fields
}

type Tell = (nodes: Parameters<typeof toldByNodes>[0], gaps?: boolean) => Told

/** Title and prompt with their gaps; the answer too, where it has some. */
function withGaps(
  fields: Map<string, Told>,
  question: Question,
  body: Body,
  tell: Tell,
): Map<string, Told> {
  const whole = hasGap(body.answer)
  const rest = tell(whole ? [...body.prompt, ...body.answer] : body.prompt, true)
  const text = joined(
    titleTold(question, body, (nodes) => tell(nodes, true)),
    rest,
  )
  const open = hasGap(body.title) || hasGap(body.prompt) || whole
  // A cloze note without any gap is given an empty one, for Anki has none without.
  fields.set('Text', open ? text : joined(text, toldByText('{{c1::…}}')))
  fields.set('Answer', whole ? toldByText('') : tell(body.answer))
  return fields
}

function titleTold(question: Question, body: Body, tell: Tell): Told {
  const told = tell(body.title)
  return told.words === '' && told.media.length === 0
    ? toldByText(question.title || question.code)
    : told
}

/** The answer without the words to type, which have a field of their own. */
function beyond({ expected }: Question & { expected: string }, { answer }: Body): Block[] {
  const [first, ...rest] = answer
  if (first?.type !== 'paragraph') return answer
  const telling = { footnotes: [], file: () => undefined }
  const { words } = toldByNodes([first], telling)
  return words.replaceAll('\\(', '').replaceAll('\\)', '') === tidied(expected) ? rest : answer
}

function sourceOf({ source }: Pick<Bank, 'source'>, { place }: Question): string {
  const onWeb = /^https?:\/\/[^/]/i.test(source?.trim() ?? '') && URL.canParse(source ?? '')
  // A path would make every note of a file another when the file is renamed.
  return onWeb ? (place.path.split(/[\\/]/).at(-1) ?? place.path) : ''
}

function isCode(name: string): boolean {
  return /^[A-Z][2-9](?:[A-Z][2-9]){1,2}[A-Z]$/.test(name)
}

/** Tags without regard to order and case, as Anki compares them. */
function tagsOf(question: Question, retired: boolean): string {
  const tags = [
    ...question.tags,
    ...(question.difficulty ? [`difficulty::${question.difficulty}`] : []),
    ...(retired ? ['retired'] : []),
  ]
  return tagKeys(
    tags
      .map((tag) =>
        storable(tag.normalize('NFC').replace(/[\t\n\r]/g, ''))
          .replaceAll('\ufffd', '')
          .split('::')
          .map((part) => part.trim().replace(/\s+/g, '-'))
          .filter((part) => part !== '')
          .join('::'),
      )
      .filter((tag) => tag !== ''),
  )
}

function tagKeys(tags: readonly string[]): string {
  return [...new Set(tags.map((tag) => tag.toLowerCase()))].sort().join(' ')
}

/** The deck of a section: a name of one level, and the subdeck's below it. */
export function deckOf({ deck, bank }: Pick<Common, 'deck' | 'bank'>, subdeck: string): string {
  const top = level(deck) || level(bank.title) || level(bank.id) || 'Deck'
  return keyOf([top, ...subdeck.split('::').map(level)].filter(Boolean).join('::'))
}

const longestLevel = 100

function level(name: string): string {
  const clean = tidied(name)
    .replace(/::+/g, ':')
    .replace(/^[\s:]+|[\s:]+$/g, '')
  return [...clean].slice(0, longestLevel).join('').trim()
}

function keyOf(deck: string): string {
  return deck.split('::').map(tidied).join('::').toLowerCase()
}

/** Which cards a learner gets of the note. */
function judgeCards(found: NoteFound, question: Question, account: Account): void {
  const answer = found.fields.get('Answer') ?? ''
  const wanted =
    question.kind === 'cloze'
      ? gapsIn(found)
      : question.kind === 'reversed' && answer.replace(/<\/?(?:br|div)[^>]*>/g, '').trim() !== ''
        ? [0, 1]
        : [0]
  account.same('The list of cards', wanted.join(' '), (found.ordinals ?? []).join(' '), question)
}

/** One card a number of a gap, in any field; what an author wrote alike is broken up. */
function gapsIn({ fields }: NoteFound): number[] {
  const numbers = new Set<number>()
  for (const html of fields.values()) {
    for (const [, digits] of html.matchAll(/\{\{c(\d+)::/g)) numbers.add(Number(digits) - 1)
  }
  return [...numbers].filter((number) => number >= 0 && number < 500).sort((a, b) => a - b)
}

/**
 * Whether a booklet shows every question: its title where its outline leads, its
 * code beside it, and all of its words, code, formulas and pictures in its own
 * section of the document's structure. Sheets to be cut or folded have no
 * structure, and are looked through as a whole.
 */
import { type Bank, bodyOf, introOf, type Question, type Section } from '../model/bank.ts'
import { wordsIn } from '../wording/wording.ts'
import type { About, Account } from './account.ts'
import type { Edition } from './names.ts'
import { addressKey } from './notes.ts'
import { Pdf } from './pdf.ts'
import { PdfError } from './pdf-tokens.ts'
import { type Part, type Reading, readDocument } from './pdf-tree.ts'
import { charactersOf, lettersOf, type Segment, segmentsOf } from './segments.ts'
import { bareTex, tidied } from './told.ts'

/** What is found is said. */
export function judgeBooklet(
  bytes: Uint8Array,
  bank: Bank,
  edition: Edition,
  account: Account,
): void {
  const reading = open(bytes, account)
  if (!reading) return
  if (edition.name === 'calibration') return
  const questions = entriesOf(bank.sections).flatMap(({ question }) => question ?? [])
  if (edition.imposed || edition.name === 'cards') judgeSheets(reading, questions, account)
  else judgeBook(reading, bank, edition, account)
}

function open(bytes: Uint8Array, account: Account): Reading | undefined {
  try {
    const reading = readDocument(new Pdf(bytes))
    if (reading.pages.length > 0) return reading
    account.say('verify-unreadable', 'It has no pages.')
  } catch (error) {
    // Whatever is wrong with bytes from outside is wrong with the file.
    const known = error instanceof PdfError ? ` ${error.message}` : ''
    account.say('verify-unreadable', `the PDF cannot be read.${known}`)
  }
  return undefined
}

/** A section or a question, in the order of the book. */
type Entry = { title: string; question?: Question; section?: Section }

function entriesOf(sections: readonly Section[]): Entry[] {
  return sections.flatMap((section) => [
    ...(section.title ? [{ title: section.title, section }] : []),
    ...section.questions.map((question) => ({ title: question.title || question.code, question })),
    ...entriesOf(section.sections),
  ])
}

type Found = { entry: Entry; at: Reading['outline'][number] }

function judgeBook(reading: Reading, bank: Bank, edition: Edition, account: Account): void {
  const found = alongOutline(reading, entriesOf(bank.sections), account)
  judgePlaces(found, account)
  const parts = partsAt(reading.parts)
  const said = new Set([...reading.addresses].map(addressKey))
  const words = wordsIn(bank.language)
  for (const { entry, at } of found) {
    const { question, section } = entry
    const part = parts(at.page, at.y)
    const shown = part && shownBy(part)
    if (section && edition.name !== 'fold') {
      const { answer, footnotes } = introOf(section)
      const told = segmentsOf([...answer, ...footnotes])
      judgeSegments(shown ?? nothing, at.page, section, told, said, account)
    }
    if (!question) continue
    if (!shown || !shows(shown, { kind: 'words', text: titleStart(question) })) {
      const reason = `its title does not stand on page ${at.page + 1}, where the outline leads.`
      account.say('verify-missing', reason, question)
      continue
    }
    judgeCode(reading, at.page, question, account)
    judgeSegments(shown, at.page, question, spokenBy(question, words.answer), said, account)
  }
}

/** Finds each entry of the book in the outline; what is missing or elsewhere is said. */
function alongOutline(reading: Reading, entries: readonly Entry[], account: Account): Found[] {
  const titles = reading.outline.map(({ title }) => tidied(title))
  const places = new Map<string, number[]>()
  for (const [index, title] of titles.entries()) {
    const known = places.get(title)
    if (known) known.push(index)
    else places.set(title, [index])
  }
  const found: Found[] = []
  let next = 0
  for (const entry of entries) {
    const title = tidied(entry.title)
    const all = places.get(title) ?? []
    const at = titles[next] === title ? next : all.find((index) => index >= next)
    const outline = at === undefined ? undefined : reading.outline[at]
    if (at !== undefined && outline) {
      found.push({ entry, at: outline })
      next = at + 1
    } else if (all.length > 0) {
      account.say('verify-order', `“${title}” stands before what it follows.`, entry.question)
    } else if (entry.question) account.missing(entry.question)
    else account.say('verify-missing', `the section “${title}” is missing.`)
  }
  return found
}

/** Pages and heights have to follow each other as entries do. */
function judgePlaces(found: readonly Found[], account: Account): void {
  let before = { page: -1, y: 0 }
  for (const { entry, at } of found) {
    if (at.page < before.page || (at.page === before.page && at.y > before.y)) {
      const reason = `“${entry.title}” stands on page ${at.page + 1}, before what it follows on page ${before.page + 1}.`
      account.say('verify-order', reason, entry.question)
      return
    }
    before = at
  }
}

/** Points between the place that an outline names and the baseline of the first line below it. */
const farthest = 130

/** Finds the section whose first line stands at a place. */
function partsAt(parts: readonly Part[]): (page: number, y: number) => Part | undefined {
  const byPage = new Map<number, Part[]>()
  for (const part of parts) {
    const known = byPage.get(part.page)
    if (known) known.push(part)
    else byPage.set(part.page, [part])
  }
  return (page, y) => {
    let best: Part | undefined
    for (const part of byPage.get(page) ?? []) {
      const off = y - part.y
      if (off >= -1 && off < farthest && (!best || part.y > best.y)) best = part
    }
    return best
  }
}

/** The words with which a title begins, as pages show them. */
function titleStart(question: Question): string {
  const { title } = bodyOf(question)
  const [first] = segmentsOf(title).segments
  if (title.length === 0) return question.title || question.code
  return first?.kind === 'words' ? first.text : ''
}

function judgeCode(reading: Reading, page: number, question: Question, account: Account): void {
  const shown = reading.pages[page]?.some(({ text }) => text.includes(question.code)) ?? false
  if (!shown) {
    account.say('verify-missing', `its code does not stand on page ${page + 1}.`, question)
  }
}

type Told = ReturnType<typeof segmentsOf>

function judgeSegments(
  text: Shown,
  page: number,
  about: About,
  { segments, addresses }: Told,
  said: ReadonlySet<string>,
  account: Account,
): void {
  const drawn = [...text.pictures]
  for (const segment of segments) {
    const words = tidied(segment.text)
    const at = segment.kind === 'picture' ? drawn.indexOf(words) : -1
    if (at >= 0) drawn.splice(at, 1)
    else if (!shows(text, segment)) {
      const rule = segment.kind === 'picture' ? 'verify-medium' : 'verify-differs'
      const reason = `page ${page + 1} and on do not show ${nouns[segment.kind]} “${cut(words)}”.`
      account.say(rule, reason, about, { expected: words })
    }
  }
  for (const address of addresses) {
    if (said.has(addressKey(address))) continue
    account.say('verify-differs', `no page links to ${address}.`, about, { expected: address })
  }
}

const nouns = {
  words: 'the words',
  code: 'the code',
  formula: 'the formula',
  picture: 'the picture',
}

function cut(text: string): string {
  return text.length > 80 ? `${[...text].slice(0, 80).join('')}…` : text
}

type Shown = { letters: string; characters: string; formulas: string[]; pictures: string[] }

const nothing: Shown = { letters: '', characters: '', formulas: [], pictures: [] }

function shownBy(part: Part): Shown {
  return {
    letters: lettersOf(part.text),
    characters: charactersOf(part.text),
    formulas: part.formulas.map(bareTex),
    pictures: part.pictures.map(tidied),
  }
}

function shows(part: Shown, { kind, text }: Segment): boolean {
  const letters = lettersOf(text)
  if (kind === 'code') return part.characters.includes(charactersOf(text))
  if (kind === 'formula') {
    if (part.formulas.includes(bareTex(text))) return true
    // One that refers to another is its number; one that cannot be drawn is its source.
    return /\\(?:eq)?ref\b/.test(text) || (letters !== '' && part.letters.includes(letters))
  }
  // A picture that cannot be drawn is its words.
  if (part.letters.includes(letters)) return true
  // Words from right to left stand in the order of the page and not in that of reading.
  if (!rightToLeft.test(text)) return false
  return text.split(/[\s\p{P}]+/u).every((word) => {
    const bare = lettersOf(word)
    return part.letters.includes(bare) || part.letters.includes([...bare].reverse().join(''))
  })
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** All that the pages of a question say. */
function spokenBy(
  question: Question,
  answer: string,
): { segments: Segment[]; addresses: string[] } {
  const body = bodyOf(question)
  const gaps = question.kind === 'cloze'
  const parts = [
    segmentsOf(body.title),
    segmentsOf(body.prompt, gaps),
    segmentsOf(body.hint ?? []),
    segmentsOf(body.answer),
    segmentsOf(body.footnotes),
    ...(body.choices ?? []).flatMap((choice) => [segmentsOf(choice.body), segmentsOf(choice.why)]),
  ]
  const segments = parts.flatMap((part) => part.segments)
  const words = (text: string): void => {
    if (lettersOf(text) !== '') segments.push({ kind: 'words', text })
  }
  for (const tag of question.tags) words(tag)
  if (question.kind === 'typed') words(question.expected)
  if (question.kind === 'choice') {
    const right = question.choices.flatMap(({ right }, index) => (right ? [letterOf(index)] : []))
    if (right.length > 0) words(`${answer} ${right.join(', ')}`)
  }
  return { segments, addresses: parts.flatMap((part) => part.addresses) }
}

/** Options are lettered as they stand. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1)
}

/** Every code, and the words of every title, somewhere on the sheets. */
function judgeSheets(reading: Reading, questions: readonly Question[], account: Account): void {
  const text = reading.pages.flatMap((pieces) => pieces.map((piece) => piece.text)).join('\n')
  const letters = lettersOf(text)
  for (const question of questions) {
    if (!text.includes(question.code)) account.missing(question)
    else if (
      !letters.includes(lettersOf(titleStart(question))) &&
      !rightToLeft.test(question.title)
    ) {
      account.say('verify-differs', 'no sheet shows its title.', question)
    }
  }
}

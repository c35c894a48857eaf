/**
 * Gives every question of a bank its code and guid, and every section its
 * subdeck, from what the ledger knows; and sets out the next ledger.
 *
 * Pure of disk and clock: the ledger is read before, the date is given, and
 * `publish` writes what `next` returns, together with the outputs.
 */
import { Messages } from '../messages/messages.ts'
import { type Bank, type Draft, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Clock } from '../writer.ts'
import { type Chapter, chaptersOf, matchChapters, pathText, type Vote } from './chapters.ts'
import { createClock, type KeepingClock, later } from './clock.ts'
import { type CodeLength, deriveCode, longFrom } from './code.ts'
import { issuedText, printCompanion, printIssued } from './companion.ts'
import { digestOf } from './digest.ts'
import { fingerprintOf, type Issued, issuedOf, wordsOf } from './fingerprint.ts'
import { guidOf } from './guid.ts'
import { hash } from './hash.ts'
import { matchQuestions } from './match.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import type { Seen } from './seen.ts'
import { sketchOf } from './sketch.ts'
import { nameSubdecks } from './subdeck.ts'
import { printLedger } from './text.ts'

export type Options = {
  /** The date of this build, in seconds since 1970: used only for what changed. */
  date: number
  /** Whether the author stated the bank's id; one that was derived gives way to the ledger's. */
  named: boolean
  messages: Messages
}

export type Identified = {
  bank: Bank
  clock: Clock
  /** Texts of the next ledger and companion; to be called when all writers are done. */
  next(): { ledger: string; companion: string }
}

type Item = { draft: Draft; seen: Seen; chapter: number }

/** Errors among the messages mean that nothing may be written. */
export function identify(drafts: Bank<Draft>, known: Ledger, options: Options): Identified {
  const { messages, date } = options
  const id = bankId(drafts, known, options)
  const { chapters, of } = chaptersOf(drafts.sections)
  const items = itemsOf(drafts, of)
  checkIds(items, messages)

  const keysOf = (keys: readonly (string | undefined)[]) =>
    items.map(({ chapter }) => (chapter < 0 ? '' : keys[chapter]))
  const votesOf = (lines: readonly (QuestionLine | undefined)[]): Vote[] =>
    items.flatMap(({ chapter }, index) => {
      const section = lines[index]?.section
      return chapter >= 0 && section ? [{ chapter, section }] : []
    })
  const { lines, ambiguous } = matchQuestions(
    items.map(({ seen }) => seen),
    known,
    (sure) => keysOf(matchChapters(chapters, known, votesOf(sure))),
  )
  for (const { seen, codes } of ambiguous) sayAmbiguous(items[seen], codes, known, messages)

  const found = matchChapters(chapters, known, votesOf(lines))
  const decks = nameSubdecks(chapters, found, known)
  const sections = sectionLines(chapters, found, decks, known)
  sayRenamed(chapters, found, decks, known, messages)

  const length: CodeLength = known.length ?? (items.length >= longFrom ? 7 : 5)
  const keys = keysOf(sections.map(({ key }) => key))
  const now = questionLines(items, lines, keys, { id, length, known, messages })
  const retired = retire(known, now, new Set(ambiguous.flatMap(({ codes }) => codes)), messages)

  const bank = identified({ ...drafts, id }, of, decks, now)
  const digest = digestOf(bank)
  const issued = digest === known.digest ? known.issued : later(known.issued, date)
  const byCode = new Map(now.map((line) => [line.code, line]))
  const clock = createClock(byCode, known, issued, date)
  return {
    bank,
    clock,
    next: () => {
      const next: Ledger = {
        id,
        length,
        issued,
        digest,
        questions: new Map(
          [...now.map((line) => marked(line, clock)), ...retired].map((line) => [line.code, line]),
        ),
        merged: [],
        sections: new Map([
          ...known.sections,
          ...sections.map((section) => [section.key, section] as const),
        ]),
        noteTypes: new Map([...known.noteTypes, ...clock.noteTypes]),
        texts: new Map([
          ...retired.flatMap(({ code }) => {
            const text = known.texts.get(code)
            return text === undefined ? [] : [[code, text] as const]
          }),
          ...now.map(
            ({ code }, at) => [code, printIssued(items[at]?.seen.issued ?? empty)] as const,
          ),
        ]),
      }
      return { ledger: printLedger(next), companion: printCompanion(next.texts) }
    },
  }
}

const empty: Issued = { title: '' }

function bankId(drafts: Bank<Draft>, known: Ledger, { named, messages }: Options): string {
  if (known.id === '' || known.id === drafts.id) return drafts.id
  if (!named) return known.id
  messages.add(
    'bank-id-changed',
    `The bank's id was ${known.id} and is now ${drafts.id}; its notes stay the same`,
  )
  return drafts.id
}

function itemsOf(drafts: Bank<Draft>, of: ReadonlyMap<Section<Draft>, number>): Item[] {
  return [...questionsOf(drafts)].map(({ question: draft, section }) => {
    const issued = issuedOf(draft)
    const chapter = of.get(section) ?? -1
    let sketch: string | undefined
    const seen: Seen = {
      name: draft.title,
      ...(draft.id !== undefined && { id: draft.id }),
      kind: draft.kind,
      print: fingerprintOf(draft.title, issued),
      issued,
      sketch: () => {
        sketch ??= sketchOf(wordsOf(issued))
        return sketch
      },
      path: pathText(chapter < 0 ? [] : section.path),
      chapter,
      place: draft.place,
    }
    return { draft, seen, chapter }
  })
}

function checkIds(items: readonly Item[], messages: Messages): void {
  const first = new Map<string, Draft>()
  for (const { draft } of items) {
    const { id, place } = draft
    if (id === undefined) continue
    const other = first.get(id)
    if (!other) {
      first.set(id, draft)
      continue
    }
    const cause = new Messages().add('id-duplicate', `The first with this id`, other.place)
    messages.add('id-duplicate', `The id ${id} is already that of “${other.title}”`, place, {
      cause,
      actual: id,
    })
  }
}

function sayAmbiguous(
  item: Item | undefined,
  codes: readonly string[],
  known: Ledger,
  messages: Messages,
): void {
  if (!item) return
  const names = codes.map((code) => `${code} (${titleOf(known, code)})`).join(' or ')
  const reason =
    codes.length > 1
      ? `“${item.draft.title}” could continue ${names}`
      : `“${item.draft.title}” could continue ${names}, and so could another question`
  messages.add('identity-ambiguous', reason, item.draft.place, {
    expected: [...codes],
    note: `Say which it continues with a comment under its heading, <!-- id: ${codes[0]} -->, or give it an id of its own if it is new.`,
  })
}

/** A title as last issued, for people. */
function titleOf(known: Ledger, code: string): string {
  const title = issuedText(known, code)?.title ?? known.questions.get(code)?.id ?? ''
  return title.replace(/^#+ /, '').trim()
}

function sectionLines(
  chapters: readonly Chapter[],
  found: readonly (string | undefined)[],
  decks: readonly string[],
  known: Ledger,
): SectionLine[] {
  const taken = new Set(known.sections.keys())
  return chapters.map(({ path }, index) => {
    const deck = decks[index] ?? ''
    for (let attempt = 0; ; attempt++) {
      const key = found[index] ?? hash(['section', pathText(path), String(attempt)], 8)
      if (found[index] === undefined && taken.has(key)) continue
      taken.add(key)
      return { key, deck, path }
    }
  })
}

function sayRenamed(
  chapters: readonly Chapter[],
  found: readonly (string | undefined)[],
  decks: readonly string[],
  known: Ledger,
  messages: Messages,
): void {
  for (const [index, { title, place }] of chapters.entries()) {
    const before = known.sections.get(found[index] ?? '')?.path.at(-1)
    if (before === undefined || before === title) continue
    messages.add(
      'section-renamed',
      `The section “${before}” is now “${title}”; its subdeck stays “${decks[index]}”`,
      place,
    )
  }
}

type Naming = { id: string; length: CodeLength; known: Ledger; messages: Messages }

/** The line of each question of the bank, in reading order. */
function questionLines(
  items: readonly Item[],
  lines: readonly (QuestionLine | undefined)[],
  keys: readonly (string | undefined)[],
  { id, length, known, messages }: Naming,
): QuestionLine[] {
  const given = new Set(known.questions.keys())
  const births = new Map<string, number>()
  for (const { birth } of known.questions.values()) births.set(birth, (births.get(birth) ?? 0) + 1)
  const now: QuestionLine[] = []
  for (const [index, { draft, seen, chapter }] of items.entries()) {
    const line = lines[index] ?? newLine(seen, { id, length }, births, given)
    if (line.kind !== draft.kind) {
      const reason = `${line.code} was ${line.kind} and is now ${draft.kind}`
      messages.add('kind-changed', reason, draft.place, {
        actual: draft.kind,
        expected: [line.kind],
      })
    }
    const { title, content } = seen.print
    const same = line.title === title && line.content === content && line.sketch !== ''
    const after = items[index - 1]?.chapter === chapter ? (now[index - 1]?.code ?? '') : ''
    now.push({
      ...line,
      ...{ kind: draft.kind, state: 'active', title, content, after },
      sketch: same ? line.sketch : seen.sketch(),
      section: keys[index] ?? '',
      id: draft.id ?? '',
      marks: marksOf(draft),
    })
  }
  return now
}

function newLine(
  seen: Seen,
  { id, length }: Pick<Naming, 'id' | 'length'>,
  births: Map<string, number>,
  given: Set<string>,
): QuestionLine {
  const { title, content } = seen.print
  const birth = hash(seen.id === undefined ? ['text', title, content] : ['id', seen.id])
  const twins = births.get(birth) ?? 0
  const code = deriveCode(id, birth, twins, length, given)
  births.set(birth, twins + 1)
  given.add(code)
  return {
    ...{ code, guid: guidOf(id, code), kind: seen.kind, state: 'active', mod: 0, fields: '' },
    ...{ birth, title, content, sketch: '', section: '', after: '', id: '', marks: [] },
  }
}

function marksOf(draft: Draft): string[] {
  if (draft.kind === 'cloze') return draft.gaps.map(String)
  if (draft.kind === 'choice') return draft.choices.map(({ label }) => label)
  return []
}

/** The lines of questions that are not in the bank, and word of those that were until now. */
function retire(
  known: Ledger,
  now: readonly QuestionLine[],
  unclear: ReadonlySet<string>,
  messages: Messages,
): QuestionLine[] {
  const present = new Set(now.map(({ code }) => code))
  const gone = [...known.questions.values()].filter(({ code }) => !present.has(code))
  return gone.map((line) => {
    if (line.state !== 'active') return line
    if (!unclear.has(line.code)) {
      const title = titleOf(known, line.code)
      messages.add(
        'question-vanished',
        `${line.code}${title && ` (${title})`} is no longer there; Anki finds its cards with ${searchFor(line.code)}`,
        undefined,
        { actual: line.code },
      )
    }
    return { ...line, state: 'retired' }
  })
}

/** What to type into Anki's browser to find a question's cards: every note type of ours has a field `Code`. */
export function searchFor(code: string): string {
  return `Code:${code}`
}

function marked(line: QuestionLine, clock: KeepingClock): QuestionLine {
  return { ...line, ...clock.notes.get(line.code) }
}

function identified(
  drafts: Bank<Draft>,
  of: ReadonlyMap<Section<Draft>, number>,
  decks: readonly string[],
  now: readonly QuestionLine[],
): Bank {
  let index = 0
  const withCodes = (section: Section<Draft>): Section => ({
    ...section,
    deck: decks[of.get(section) ?? -1] ?? '',
    questions: section.questions.map((draft): Question => {
      const { code = '', guid = '' } = now[index++] ?? {}
      return { ...draft, code, guid }
    }),
    sections: section.sections.map(withCodes),
  })
  return { ...drafts, sections: drafts.sections.map(withCodes) }
}

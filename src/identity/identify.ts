/**
 * Gives every question of a bank its code and guid, and every section its
 * subdeck, from what the ledger knows; and sets out the next ledger.
 *
 * Pure of disk and clock: the ledger is read before, the date is given, and
 * `publish` writes what `next` returns, together with the outputs.
 */
import { Messages } from '../messages/messages.ts'
import { type Bank, type Draft, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Kept } from '../model/kept.ts'
import type { Clock } from '../writer.ts'
import { accepted } from './accepted.ts'
import { type Answers, decide, noAnswers } from './answers.ts'
import { type Chapter, chaptersOf, matchChapters, pathText, type Vote } from './chapters.ts'
import { createClock, type KeepingClock, later } from './clock.ts'
import { type CodeLength, deriveCode, longFrom } from './code.ts'
import { isSameText, issuedText, printCompanion, printIssued } from './companion.ts'
import { digestOf } from './digest.ts'
import { fingerprintOf, type Issued, issuedOf, wordsOf } from './fingerprint.ts'
import { type Counted, countGaps, withNumbers } from './gaps.ts'
import { guidOf } from './guid.ts'
import { hash } from './hash.ts'
import { labelsOf } from './labels.ts'
import { matchQuestions } from './match.ts'
import { sayDeck, sayMoved, sayRenamed } from './moves.ts'
import { type Open, openOf, sayAmbiguous } from './open.ts'
import { partialLedger } from './partial.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import { renameSubdecks } from './rename.ts'
import { defaultRetire, type Retiring, retire, retiringOf } from './retire.ts'
import type { Seen } from './seen.ts'
import { sketchOf } from './sketch.ts'
import { nameSubdecks } from './subdeck.ts'
import { printLedger } from './text.ts'
import { plainWords, type Words } from './words.ts'

export type Options = {
  /** The date of this build, in seconds since 1970: used only for what changed. */
  date: number
  /** Whether the author stated the bank's id; one that was derived gives way to the ledger's. */
  named: boolean
  messages: Messages
  /** With how many issues the note of a question that vanished still ships. */
  retire?: number
  /** What the author said to `accept`. */
  answers?: Answers
  /** Writers will be given some questions only: nothing is retired, and the bank is not issued anew. */
  partial?: boolean
  /** How messages name files and commands. */
  words?: Words
  /** A file's name as the author writes it. */
  show?: (path: string) => string
  /** Of a translation: which question of the other bank each translates, by code, given those known. */
  translate?: (bank: Bank, known: ReadonlyMap<string, string>) => ReadonlyMap<string, string>
}

export type Identified = {
  bank: Bank
  clock: Clock
  /**
   * Texts of the next ledger and companion; to be called when all writers are done. Of a partial
   * build, with the codes of the questions shown: lines of others stay as they were known.
   */
  next(
    shown?: ReadonlySet<string>,
    kept?: ReadonlyMap<string, Kept>,
  ): { ledger: string; companion: string }
  /**
   * The text of each question, by code, of which the companion does not know yet what it does not
   * give back: to be asked when all writers are done, and given to `next`.
   */
  untried(): ReadonlyMap<string, Issued>
  /** The name of the bank's deck. */
  deck: string
  /** Retired questions whose notes ship with this build, by code. */
  retiring: Retiring[]
  /** The state of every line as of this build, but for what writers are still to render. */
  lines: readonly QuestionLine[]
  /** What stops the build until the author answers. */
  open: Open[]
  /** The texts of the ledger with nothing changed but what was answered. */
  accepted(): { ledger: string; companion: string }
}

type Item = { draft: Draft; seen: Seen; chapter: number }

/** Errors among the messages mean that nothing may be written. */
export function identify(drafts: Bank<Draft>, known: Ledger, options: Options): Identified {
  const { messages, date } = options
  const words = options.words ?? plainWords
  const settled = settle(drafts, known, options)
  const { id, length, chapters, sections, decisions, ambiguous, now, named, open, texts } = settled
  const translated = options.translate?.(named, known.of) ?? known.of
  const bank = withOriginals(named, translated)
  const digest = digestOf(bank)
  const partial = options.partial === true
  const changed = digest !== known.digest && !partial
  const issued = changed || known.issued === 0 ? later(known.issued, date) : known.issued
  const deck = (!decisions.deck && known.deck) || bank.title
  if (bank.title !== (known.title ?? known.deck)) sayDeck(deck, bank.title, words, messages)
  const count = options.retire ?? defaultRetire
  const retired = retire(known, new Set(now.map(({ code }) => code)), {
    count,
    changed,
    unclear: new Set(ambiguous.flatMap(({ codes }) => codes)),
    messages: partial ? new Messages() : messages,
  })
  // Of this build, as the next will know them: a retired note too is to be the same in both.
  const sectionsNow = new Map([
    ...known.sections,
    ...sections.map((section) => [section.key, section] as const),
  ])
  const byCode = new Map([...now, ...retired].map((line) => [line.code, line]))
  const clock = createClock(byCode, known, issued, date)
  const same = new Map<string, boolean>()
  /** Whether a question's text is as the companion has it. */
  const isSame = (code: string): boolean => {
    const before = same.get(code)
    if (before !== undefined) return before
    const text = known.texts.get(code)
    const now = text !== undefined && isSameText(text, printIssued(texts.get(code) ?? empty))
    same.set(code, now)
    return now
  }
  /** What is kept beside a text that is the same. */
  const asKnown = (code: string): Kept | undefined =>
    isSame(code) ? issuedText(known, code)?.kept : undefined
  /** Whether what was found of a text still holds: neither it nor what it became is another. */
  const isTried = (code: string): boolean => {
    if (!isSame(code)) return false
    const rendered = clock.notes.get(code)
    return rendered
      ? rendered.fields === known.questions.get(code)?.fields
      : digest === known.digest
  }
  return {
    bank,
    clock,
    untried: () => new Map([...texts].filter(([code]) => !isTried(code))),
    next: (shown, kept) => {
      const whole: Ledger = {
        id,
        deck,
        title: bank.title,
        length,
        issued,
        digest,
        questions: new Map([...now, ...retired].map((line) => [line.code, marked(line, clock)])),
        merged: [],
        sections: sectionsNow,
        // A retired question still says what it was a translation of.
        of: new Map([
          ...[...known.of].filter(([code]) => retired.some((line) => line.code === code)),
          ...[...translated].filter(([code]) => byCode.has(code)),
        ]),
        noteTypes: new Map([...known.noteTypes, ...clock.noteTypes]),
        texts: new Map([
          ...retired.flatMap(({ code }) => {
            const text = known.texts.get(code)
            return text === undefined ? [] : [[code, text] as const]
          }),
          ...now.map(({ code }) => {
            const text = texts.get(code) ?? empty
            const beside = kept?.get(code) ?? (isTried(code) ? asKnown(code) : undefined)
            return [code, printIssued({ ...text, ...(beside && { kept: beside }) })] as const
          }),
        ]),
      }
      const next = shown ? partialLedger(whole, known, shown, chapters, sections) : whole
      return { ledger: printLedger(next), companion: printCompanion(next.texts) }
    },
    deck,
    retiring: partial ? [] : retiringOf(retired, { ...known, sections: sectionsNow }),
    lines: [...now, ...retired],
    open,
    accepted: () => {
      const next = accepted({
        ...{ id, deck, known, now },
        texts: now.map(({ code }) => {
          const text = texts.get(code) ?? empty
          const kept = asKnown(code)
          return kept ? { ...text, kept } : text
        }),
        ...{ sections, retired, decisions, count },
      })
      return { ledger: printLedger(next), companion: printCompanion(next.texts) }
    },
  }
}

const empty: Issued = { title: '' }

/** Which line each question and section continues. What it takes to find that out is let go again. */
function settle(drafts: Bank<Draft>, known: Ledger, options: Options) {
  const { messages } = options
  const id = bankId(drafts, known, options)
  const { chapters, of } = chaptersOf(drafts.sections)
  const items = itemsOf(drafts, of)
  checkIds(items, messages)
  const words = options.words ?? plainWords
  const decisions = decide(
    options.answers ?? noAnswers,
    {
      questions: items.map(({ draft }) => draft),
      chapters,
      show: options.show ?? ((path) => path),
    },
    known,
    messages,
  )

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
    decisions,
  )
  for (const { seen, codes } of ambiguous) {
    const draft = items[seen]?.draft
    if (draft) sayAmbiguous(draft, codes, known, words, messages)
  }

  const found = matchChapters(chapters, known, votesOf(lines))
  const issuedDecks = nameSubdecks(chapters, found, known)
  const decks = renameSubdecks(chapters, issuedDecks, decisions.rename, known)
  const sections = sectionLines(chapters, found, decks, known)
  sayRenamed(chapters, sections, known, words, messages)

  const length: CodeLength = known.length ?? (items.length >= longFrom ? 7 : 5)
  const keys = keysOf(sections.map(({ key }) => key))
  const counted = items.map(({ draft, seen }, index) =>
    countGaps(draft, seen.print, known, lines[index]),
  )
  const issuedNow = items.map(({ seen }, index) => {
    const gaps = counted[index]?.gaps ?? []
    return gaps.length > 0 ? { ...seen.issued, gaps } : seen.issued
  })
  const naming = { id, length, known, words, messages }
  const now = questionLines(items, lines, keys, counted, naming)
  const places = items.map(({ draft }) => draft.place)
  sayMoved(now, places, sections, known, messages)

  return {
    ...{ id, length, chapters, sections, decisions, ambiguous, now },
    named: identified({ ...drafts, id }, of, decks, now, counted),
    open: openOf(
      items.map(({ draft, seen }) => ({ place: draft.place, issued: seen.issued })),
      now,
      ambiguous,
      known,
    ),
    texts: new Map(now.map(({ code }, at) => [code, issuedNow[at] ?? empty] as const)),
  }
}

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

type Naming = {
  id: string
  length: CodeLength
  known: Ledger
  words: Words
  messages: Messages
}

/** The line of each question of the bank, in reading order. */
function questionLines(
  items: readonly Item[],
  lines: readonly (QuestionLine | undefined)[],
  keys: readonly (string | undefined)[],
  counted: readonly (Counted | undefined)[],
  { id, length, known, words, messages }: Naming,
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
        note: `Restore the kind. Or retire the old note and issue a new one, which begins without reviews:\n    ${words.accept(`--retire ${line.code}`)}`,
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
      marks: counted[index]?.marks ?? labelsIn(draft, seen.issued, known, line),
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

function labelsIn(draft: Draft, issued: Issued, known: Ledger, line: QuestionLine): string[] {
  if (draft.kind !== 'choice') return []
  const options = issued.choices ?? []
  // Reading's own labels where an option has no source of its own.
  if (options.length !== draft.choices.length) return draft.choices.map(({ label }) => label)
  const before = issuedText(known, line.code)?.choices
  return labelsOf(options, before && { labels: line.marks, options: before })
}

function marked(line: QuestionLine, clock: KeepingClock): QuestionLine {
  return { ...line, ...clock.notes.get(line.code) }
}

function identified(
  drafts: Bank<Draft>,
  of: ReadonlyMap<Section<Draft>, number>,
  decks: readonly string[],
  now: readonly QuestionLine[],
  counted: readonly (Counted | undefined)[],
): Bank {
  let index = 0
  const withCodes = (section: Section<Draft>): Section => ({
    ...section,
    deck: decks[of.get(section) ?? -1] ?? '',
    questions: section.questions.map((draft): Question => {
      const { code = '', guid = '', marks = [] } = now[index] ?? {}
      const gaps = counted[index++]
      if (draft.kind === 'cloze') return { ...withNumbers(draft, gaps), code, guid }
      if (draft.kind !== 'choice') return { ...draft, code, guid }
      const choices = draft.choices.map((choice, at) => ({
        ...choice,
        label: marks[at] ?? choice.label,
      }))
      return { ...draft, choices, code, guid }
    }),
    sections: section.sections.map(withCodes),
  })
  return { ...drafts, sections: drafts.sections.map(withCodes) }
}

/** A bank whose questions name the code of what they translate. */
function withOriginals(bank: Bank, translated: ReadonlyMap<string, string>): Bank {
  if (translated.size === 0) return bank
  const within = (section: Section): Section => ({
    ...section,
    questions: section.questions.map((question): Question => {
      const of = translated.get(question.code)
      return of === undefined ? question : { ...question, of }
    }),
    sections: section.sections.map(within),
  })
  return { ...bank, sections: bank.sections.map(within) }
}

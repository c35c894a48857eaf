/**
 * Which line of the ledger each question of a bank continues, and which each
 * section; and the bank with the codes, labels, numbers and subdecks that follow
 * from it.
 */
import type { Messages } from '../messages/messages.ts'
import {
  type Bank,
  type Draft,
  type Identity,
  type Question,
  questionsOf,
  type Section,
} from '../model/bank.ts'
import { type Answers, type Decisions, decide, noAnswers } from './answers.ts'
import { type Chapter, chaptersOf, matchChapters, type Vote } from './chapters.ts'
import { type CodeLength, codeLength } from './code.ts'
import { type Issued, issuedOf } from './fingerprint.ts'
import { type Counted, countGaps, withNumbers } from './gaps.ts'
import { checkIds, itemsOf } from './items.ts'
import { questionLines, sectionLines } from './lines.ts'
import { matchQuestions } from './match.ts'
import { sayMoved, sayRenamed } from './moves.ts'
import { type Open, openOf, sayAmbiguous } from './open.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import { renameSubdecks } from './rename.ts'
import type { Ambiguity } from './seen.ts'
import { nameSubdecks } from './subdeck.ts'
import { plainWords, type Words } from './words.ts'

export type Settling = {
  /** Whether the author stated the bank's id; one that was derived gives way to the ledger's. */
  named: boolean
  messages: Messages
  /** What the author said to `accept`. */
  answers?: Answers
  /** How messages name files and commands. */
  words?: Words
  /** A file's name as the author writes it. */
  show?: (path: string) => string
}

/** What was found out; lists of questions are in reading order, those of sections as the chapters. */
export type SettledBank = {
  /** The bank's id: the author's, or that of the ledger. */
  id: string
  /** Places of new codes. */
  length: CodeLength
  chapters: Chapter[]
  sections: SectionLine[]
  decisions: Decisions
  ambiguous: readonly Ambiguity[]
  now: QuestionLine[]
  /** The bank with its questions named. */
  bank: Bank
  /** What stops the build until the author answers. */
  open: Open[]
  /** The Markdown of a question, by its code, as it is issued now; made whenever it is asked for. */
  textOf(code: string): Issued
}

/** Errors among the messages mean that nothing may be written. What it takes to find out is let go again. */
export function settle(drafts: Bank<Draft>, known: Ledger, options: Settling): SettledBank {
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
  const votesOf = (lines: readonly (QuestionLine | undefined)[]): Vote[] => {
    const votes: Vote[] = []
    for (const [index, { chapter }] of items.entries()) {
      const section = lines[index]?.section
      if (chapter < 0 || !section) continue
      // Most questions of a chapter come from the section of the one before.
      const last = votes.at(-1)
      if (last?.chapter === chapter && last.section === section) last.count++
      else votes.push({ chapter, section, count: 1 })
    }
    return votes
  }
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

  const length = codeLength(known.length, items.length)
  const keys = keysOf(sections.map(({ key }) => key))
  const counted = items.map(({ draft, seen }, index) =>
    countGaps(draft, seen.print, known, lines[index]),
  )
  const now = questionLines(items, lines, keys, counted, { id, length, known, words, messages })
  const places = items.map(({ draft }) => draft.place)
  sayMoved(now, places, sections, known, messages)
  const bank = identified({ ...drafts, id }, of, decks, now, counted)
  return {
    ...{ id, length, chapters, sections, decisions, ambiguous, now, bank },
    open: openOf(
      items.map(({ seen }) => seen),
      now,
      ambiguous,
      known,
    ),
    textOf: textsOf(bank, counted),
  }
}

/** Texts by code: together they are as large as the bank, so none is held, nor are its drafts. */
function textsOf(bank: Bank, counted: readonly (Counted | undefined)[]): (code: string) => Issued {
  const questions = new Map<string, Question>()
  const gaps = new Map<string, string[]>()
  let at = 0
  for (const { question } of questionsOf(bank)) {
    const own = counted[at++]?.gaps
    questions.set(question.code, question)
    if (own && own.length > 0) gaps.set(question.code, own)
  }
  return (code) => {
    const question = questions.get(code)
    const own = gaps.get(code)
    if (!question) throw new Error(`${code} is not in the bank`)
    return { ...issuedOf(question), ...(own && { gaps: own }) }
  }
}

function bankId(drafts: Bank<Draft>, known: Ledger, { named, messages }: Settling): string {
  if (known.id === '' || known.id === drafts.id) return drafts.id
  if (!named) return known.id
  messages.add(
    'bank-id-changed',
    `The bank's id was ${known.id} and is now ${drafts.id}; its notes stay the same`,
  )
  return drafts.id
}

/** Not by a spread, behind which each question would get a hidden class of its own: twice its size. */
function named(draft: Draft, identity: Identity): Question {
  return Object.assign({}, draft, identity)
}

/** The bank with what was found of its questions and sections. */
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
      if (draft.kind === 'cloze') return named(withNumbers(draft, gaps), { code, guid })
      if (draft.kind !== 'choice') return named(draft, { code, guid })
      const choices = draft.choices.map((choice, at) => ({
        ...choice,
        label: marks[at] ?? choice.label,
      }))
      return named({ ...draft, choices }, { code, guid })
    }),
    sections: section.sections.map(withCodes),
  })
  return { ...drafts, sections: drafts.sections.map(withCodes) }
}

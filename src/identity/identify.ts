/**
 * Gives every question of a bank its code and guid, and every section its
 * subdeck, from what the ledger knows; and sets out the next ledger.
 *
 * Pure of disk and clock: the ledger is read before, the date is given, and
 * `publish` writes what `next` returns, together with the outputs.
 */
import { Messages } from '../messages/messages.ts'
import type { Bank, Draft, Question, Section } from '../model/bank.ts'
import type { Kept } from '../model/kept.ts'
import type { Clock } from '../writer.ts'
import { accepted } from './accepted.ts'
import { createClock, type KeepingClock, later } from './clock.ts'
import {
  companionPieces,
  isSameText,
  issuedText,
  printCompanion,
  printIssued,
} from './companion.ts'
import { digestOf } from './digest.ts'
import type { Issued } from './fingerprint.ts'
import { sayDeck } from './moves.ts'
import type { Open } from './open.ts'
import { partialLedger } from './partial.ts'
import { byCodeUnit, type Ledger, type Printed, type QuestionLine } from './record.ts'
import { defaultRetire, type Retiring, retire, retiringOf } from './retire.ts'
import { type Settling, settle } from './settle.ts'
import { printLedger } from './text.ts'
import { plainWords } from './words.ts'

export type Options = Settling & {
  /** The date of this build, in seconds since 1970: used only for what changed. */
  date: number
  /** With how many issues the note of a question that vanished still ships. */
  retire?: number
  /** Writers will be given some questions only: nothing is retired, and the bank is not issued anew. */
  partial?: boolean
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
  /** The same, the companion in pieces: of a large bank it is the largest text there is. */
  nextInPieces(
    shown?: ReadonlySet<string>,
    kept?: ReadonlyMap<string, Kept>,
  ): { ledger: string; companion: Iterable<string> }
  /**
   * The text of each question, by code, of which the companion does not know yet what it does not
   * give back: to be asked when all writers are done, and given to `next`.
   */
  untried(): { size: number; get(code: string): Issued | undefined }
  /** The text of a question, by code, which is among those whatever writers do: to be asked at any time. */
  sureUntried(code: string): Issued | undefined
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

/** Errors among the messages mean that nothing may be written. */
export function identify(drafts: Bank<Draft>, known: Ledger, options: Options): Identified {
  const { messages, date } = options
  const words = options.words ?? plainWords
  const settled = settle(drafts, known, options)
  const { id, length, chapters, sections, decisions, ambiguous, now, open, textOf } = settled
  const translated = options.translate?.(settled.bank, known.of) ?? known.of
  const bank = withOriginals(settled.bank, translated)
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
  const same = new Map<string, 'whole' | 'beside' | 'other'>()
  /** Whether a question's text is the whole of what the companion has, or what something is kept beside. */
  const likeKnown = (code: string): 'whole' | 'beside' | 'other' => {
    const before = same.get(code)
    if (before !== undefined) return before
    const then = known.texts.get(code)
    const [text, print] = [String(then), then === undefined ? '' : printIssued(textOf(code))]
    const now =
      then === undefined || !isSameText(text, print) ? 'other' : text === print ? 'whole' : 'beside'
    same.set(code, now)
    return now
  }
  /** What is kept beside a text that is the same. */
  const asKnown = (code: string): Kept | undefined =>
    likeKnown(code) === 'beside' ? issuedText(known, code)?.kept : undefined
  /** Whether what was found of a text still holds: neither it nor what it became is another. */
  const isTried = (code: string): boolean => {
    if (likeKnown(code) === 'other') return false
    const rendered = clock.notes.get(code)
    return rendered
      ? rendered.fields === known.questions.get(code)?.fields
      : digest === known.digest
  }
  const nextInPieces: Identified['nextInPieces'] = (shown, kept) => {
    const textNow = (code: string): string => {
      const beside = kept?.get(code) ?? (isTried(code) ? asKnown(code) : undefined)
      const before = !beside && likeKnown(code) === 'whole' ? known.texts.get(code) : undefined
      if (before !== undefined) return String(before)
      return printIssued({ ...textOf(code), ...(beside && { kept: beside }) })
    }
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
        ...now.map(({ code }) => [code, new Later(textNow, code)] as const),
      ]),
    }
    const next = shown ? partialLedger(whole, known, shown, chapters, sections) : whole
    return { ledger: printLedger(next), companion: companionPieces(next.texts) }
  }
  return {
    bank,
    clock,
    untried: () => {
      // In the order in which the texts known are kept.
      const ordered = now.map(({ code }) => code).sort(byCodeUnit)
      const codes = new Set(ordered.filter((code) => !isTried(code)))
      return { size: codes.size, get: (code) => (codes.has(code) ? textOf(code) : undefined) }
    },
    sureUntried: (code) => (likeKnown(code) === 'other' ? textOf(code) : undefined),
    next: (shown, kept) => {
      const { ledger, companion } = nextInPieces(shown, kept)
      return { ledger, companion: [...companion].join('') }
    },
    nextInPieces,
    deck,
    retiring: partial ? [] : retiringOf(retired, { ...known, sections: sectionsNow }),
    lines: [...now, ...retired],
    open,
    accepted: () => {
      const next = accepted({
        ...{ id, deck, known, now },
        texts: now.map(({ code }) => {
          const text = textOf(code)
          const kept = asKnown(code)
          return kept ? { ...text, kept } : text
        }),
        ...{ sections, retired, decisions, count },
      })
      return { ledger: printLedger(next), companion: printCompanion(next.texts) }
    },
  }
}

/** A text that is made when it is printed. */
class Later implements Printed {
  private readonly make: (code: string) => string
  private readonly code: string

  constructor(make: (code: string) => string, code: string) {
    this.make = make
    this.code = code
  }

  toString(): string {
    return this.make(this.code)
  }
}

function marked(line: QuestionLine, clock: KeepingClock): QuestionLine {
  return { ...line, ...clock.notes.get(line.code) }
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

/**
 * What an author said to `accept`, found in the bank and the ledger.
 *
 * A question is named by its id, by its file and a line of it, or, in a bank of
 * one file, by the line alone; a section by a line too, or by its title.
 */
import type { Messages } from '../messages/messages.ts'
import type { Place } from '../model/bank.ts'
import type { Settled } from './assignment.ts'
import type { Ledger, QuestionLine } from './record.ts'

/** As the flags give them; `same` is `CODE=WHERE`. */
export type Answers = {
  same: readonly string[]
  fresh: readonly string[]
  retire: readonly string[]
  rename: readonly string[]
  /** Whether the bank's deck takes its title's name. */
  deck?: true
}

/** How many answers there are. */
export function countOf({ deck, ...lists }: Answers): number {
  return Object.values(lists).reduce((sum, some) => sum + some.length, deck ? 1 : 0)
}

export const noAnswers: Answers = { same: [], fresh: [], retire: [], rename: [] }

/** Answers by index of question, code, and index of chapter. */
export type Decisions = Settled & { rename: ReadonlySet<number>; deck: boolean }

/** What there is to be named, in reading order. */
export type Nameable = {
  questions: readonly { id?: string; place: Place }[]
  chapters: readonly { title: string; place: Place }[]
  /** A file as the author writes it. */
  show: (path: string) => string
}

/** Everything that names nothing, or two things, is an error. */
export function decide(
  answers: Answers,
  bank: Nameable,
  known: Ledger,
  messages: Messages,
): Decisions {
  const same = new Map<number, QuestionLine>()
  const fresh = new Set<number>()
  const retired = new Set<string>()
  const rename = new Set<number>()
  const wrong = (reason: string) => messages.add('answer-unknown', reason)
  const questionAt = (where: string) => {
    const index = find(where, bank.questions, bank.show, ({ id }) => id)
    if (index === undefined) wrong(`No question stands at “${where}”`)
    return index
  }
  const lineOf = (code: string) => {
    const line = known.questions.get(code.toUpperCase())
    if (!line) wrong(`The ledger knows no code “${code}”`)
    return line
  }
  for (const text of answers.same) {
    const cut = text.indexOf('=')
    if (cut < 1) {
      wrong(`“${text}” is not a code, an equals sign and a place, such as K7M2Q=questions.md:12`)
      continue
    }
    const line = lineOf(text.slice(0, cut))
    const index = questionAt(text.slice(cut + 1))
    if (!line || index === undefined) continue
    if (same.has(index) || [...same.values()].includes(line)) {
      wrong(`“${text}” contradicts another answer`)
    } else same.set(index, line)
  }
  for (const text of answers.fresh) {
    const index = questionAt(text)
    if (index === undefined) continue
    if (same.has(index)) wrong(`The question at “${text}” is said to be new and to be old`)
    else fresh.add(index)
  }
  for (const text of answers.retire) {
    const line = lineOf(text)
    if (!line) continue
    if ([...same.values()].includes(line)) wrong(`${text} is said to be retired and to stay`)
    else retired.add(line.code)
  }
  for (const text of answers.rename) {
    const index = find(text, bank.chapters, bank.show, ({ title }) => title)
    if (index === undefined) wrong(`No section stands at “${text}”`)
    else rename.add(index)
  }
  return { same, fresh, retired, rename, deck: answers.deck === true }
}

/** The one that bears a name, or the last that begins at or before a line of a file. */
function find<One extends { place: Place }>(
  where: string,
  all: readonly One[],
  show: (path: string) => string,
  nameOf: (one: One) => string | undefined,
): number | undefined {
  const byName = [...all.keys()].filter((index) => all[index] && nameOf(all[index]) === where)
  if (byName.length === 1) return byName[0]
  const [, path, digits] = /^(?:(.*):)?(\d+)$/.exec(where) ?? []
  if (digits === undefined) return undefined
  const paths = new Set(all.map(({ place }) => place.path))
  const file = [...paths].find((one) => path === undefined || one === path || show(one) === path)
  if (path === undefined && paths.size > 1) return undefined
  const index = all.findLastIndex(({ place }) => {
    return place.path === file && place.line <= Number(digits)
  })
  return index < 0 ? undefined : index
}

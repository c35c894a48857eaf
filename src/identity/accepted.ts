/**
 * The ledger after an author's answers: only what was answered for is other than
 * before, so that answers can be given one at a time, and everything else is
 * left to the next build.
 */
import type { Decisions } from './answers.ts'
import { printIssued } from './companion.ts'
import type { Issued } from './fingerprint.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import { retiredFor } from './retire.ts'

export type Accepting = {
  id: string
  deck: string
  known: Ledger
  /** The line and the text of each question of the bank, in reading order. */
  now: readonly QuestionLine[]
  texts: readonly Issued[]
  sections: readonly SectionLine[]
  /** Lines of questions that are not in the bank. */
  retired: readonly QuestionLine[]
  decisions: Decisions
  /** With how many issues a retired note ships. */
  count: number
}

export function accepted(given: Accepting): Ledger {
  const { id, deck, known, now, texts, sections, retired, decisions, count } = given
  const ended = retired.filter(({ code }) => decisions.retired.has(code))
  // What would take a retired line for its own at the next build is new by the same word.
  const instead = [...now.keys()].filter((index) => {
    const line = now[index]
    return line && !known.questions.has(line.code) && ended.some((old) => claims(line, old))
  })
  const answered = [...new Set([...decisions.same.keys(), ...decisions.fresh, ...instead])]
  const lines = answered.flatMap((index) => now[index] ?? [])
  // The next build finds the bank changed, and that is the first issue of a retired note.
  const state = retiredFor(count > 0 ? count + 1 : 0)
  return {
    ...known,
    id: known.id || id,
    ...(decisions.deck && { deck }),
    questions: new Map([
      ...known.questions,
      ...lines.map((line) => [line.code, line] as const),
      ...ended.map((line) => [line.code, { ...line, state }] as const),
    ]),
    sections: new Map([
      ...known.sections,
      ...sections.flatMap(({ key, deck }) => {
        const line = known.sections.get(key)
        return line ? [[key, { ...line, deck }] as const] : []
      }),
    ]),
    texts: new Map([
      ...known.texts,
      ...answered.flatMap((index) => {
        const [line, text] = [now[index], texts[index]]
        return line && text ? [[line.code, printIssued(text)] as const] : []
      }),
    ]),
  }
}

/** Whether a new question has what finds a retired one: its id, title or content. */
function claims(line: QuestionLine, old: QuestionLine): boolean {
  const named = line.id !== '' && (line.id === old.id || line.id === old.code)
  return named || line.title === old.title || line.content === old.content
}

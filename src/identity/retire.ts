/**
 * Retirement: a question that vanished ships as a retired note for some issues
 * of the bank, so that every learner's next import says so on the card. Its line
 * stays for ever, and a return restores the same note.
 *
 * An issue is a build that finds the bank changed; building the same bank again
 * counts nothing, so such builds give the same bytes.
 */
import type { Messages } from '../messages/messages.ts'
import type { Kind } from '../model/bank.ts'
import { issuedText } from './companion.ts'
import type { Issued } from './fingerprint.ts'
import { byCodeUnit, type Ledger, type QuestionLine, type State, shipsFor } from './record.ts'
import { named, searchFor } from './words.ts'

/** Issues with which a retired note ships, where nothing is set. */
export const defaultRetire = 3

/** A retired question that still ships. */
export type Retiring = {
  code: string
  guid: string
  kind: Kind
  issued: Issued
  /** Cloze numbers or choice labels, as its cards have them. */
  marks: readonly string[]
  /** Titles from the top to the section it was last in, and that section's subdeck. */
  path: readonly string[]
  deck: string
  /** Code of the question of another bank that it translated. */
  of?: string
}

export type RetireOptions = {
  /** Issues with which a note that is retired now ships. */
  count: number
  /** Whether the bank changed since its last issue. */
  changed: boolean
  /** Codes whose questions nobody can tell yet: nothing is said of them. */
  unclear: ReadonlySet<string>
  messages: Messages
}

/** Lines of the questions that are not in the bank, with word of those that were until now. */
export function retire(
  known: Ledger,
  present: ReadonlySet<string>,
  { count, changed, unclear, messages }: RetireOptions,
): QuestionLine[] {
  // By code, so that a ledger which git merged gives the deck that it gives when printed anew.
  const gone = [...known.questions.values()]
    .filter(({ code }) => !present.has(code))
    .sort((one, other) => byCodeUnit(one.code, other.code))
  return gone.map((line) => {
    if (line.state !== 'active') return { ...line, state: later(line.state, changed) }
    if (!unclear.has(line.code)) {
      messages.add(
        'question-vanished',
        `${named(known, line.code)} is no longer there and is retired; Anki finds its cards with ${searchFor(line.code)}, all retired ones with tag:retired`,
        undefined,
        { actual: line.code },
      )
    }
    return { ...line, state: retiredFor(count) }
  })
}

/** The state of a note that is to ship with so many issues. */
export function retiredFor(count: number): State {
  return count > 0 ? `retired:${count}` : 'retired'
}

function later(state: State, changed: boolean): State {
  const left = shipsFor(state)
  return changed && left > 0 ? retiredFor(left - 1) : state
}

/** What of some lines still ships, in the order given; a text that the companion lacks cannot. */
export function retiringOf(lines: readonly QuestionLine[], known: Ledger): Retiring[] {
  return lines.flatMap((line) => {
    const issued = shipsFor(line.state) > 0 ? issuedText(known, line.code) : undefined
    if (!issued) return []
    const { code, guid, kind, marks } = line
    const { path = [], deck = '' } = known.sections.get(line.section) ?? {}
    const of = known.of.get(code)
    return [{ code, guid, kind, issued, marks, path, deck, ...(of !== undefined && { of }) }]
  })
}

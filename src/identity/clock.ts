/**
 * The clock of a bank: dates that move only with what they date.
 *
 * Anki takes an update only when `mod` rises, and takes it over a learner's own
 * edit. So a note keeps its `mod` while its fields are the same, and otherwise
 * gets the date of issue, or one more than it had.
 */
import type { Clock } from '../writer.ts'
import { hash } from './hash.ts'
import type { Ledger, NoteTypeLine, QuestionLine } from './record.ts'

type Mark = { mod: number; fields: string }

/** A clock that remembers what it said, for the next ledger. */
export type KeepingClock = Clock & {
  readonly notes: ReadonlyMap<string, Mark>
  readonly noteTypes: ReadonlyMap<string, NoteTypeLine>
}

/**
 * `lines` are the bank's questions by code, as the ledger had them (`mod` 0 for
 * those that have none yet); `issued` is the date of the bank's state, `date`
 * that of this build, all in seconds since 1970.
 */
export function createClock(
  lines: ReadonlyMap<string, Pick<QuestionLine, 'mod' | 'fields'>>,
  known: Pick<Ledger, 'noteTypes'>,
  issued: number,
  date: number,
): KeepingClock {
  const notes = new Map<string, Mark>()
  const noteTypes = new Map<string, NoteTypeLine>()
  return {
    issued,
    notes,
    noteTypes,
    note(code, rendered) {
      const before = lines.get(code)
      if (!before) throw new Error(`the clock was asked for ${code}, which is not in the bank`)
      const fields = hash([rendered])
      const said = notes.get(code)
      if (said && said.fields !== fields) throw new Error(`${code} was rendered in two ways`)
      const mod = before.fields === fields ? before.mod : later(before.mod, date)
      notes.set(code, { mod, fields })
      return mod
    },
    noteType(name, text) {
      const before = known.noteTypes.get(name)
      const content = hash([text])
      const said = noteTypes.get(name)
      if (said && said.content !== content) throw new Error(`${name} was set out in two ways`)
      const mod = before?.content === content ? before.mod : later(before?.mod ?? 0, date)
      noteTypes.set(name, { name, mod, content })
      return mod
    },
  }
}

/** The date, or the least that is later than `before`. */
export function later(before: number, date: number): number {
  return Math.max(before + 1, date)
}

/** What people are told to type: in Anki's browser, and in a terminal. */
import type { Place } from '../model/bank.ts'
import { issuedText } from './companion.ts'
import type { Ledger } from './record.ts'

/** How a message names a file and a command; the driver knows both as the reader does. */
export type Words = {
  /** `accept('--new q.md:3')` → `rectoverso accept bank --new q.md:3`. */
  accept(flags: string): string
  /** `q.md:3`: how an answer names what stands there. */
  at(place: Place): string
}

export const plainWords: Words = {
  accept: (flags) => `rectoverso accept ${flags}`,
  at: ({ path, line }) => `${path}:${line}`,
}

/** One argument of a command, for any shell. */
export function quoted(argument: string): string {
  return /^[\w./\\:=@%+,~-]+$/.test(argument) ? argument : `"${argument.replace(/["$`]/g, '\\$&')}"`
}

/** What to type into Anki's browser to find questions' cards: every note type of ours has a field `Code`. */
export function searchFor(...codes: readonly string[]): string {
  return codes.map((code) => `Code:${code}`).join(' OR ')
}

/** A question as people know it: `K7M2Q (What is …)`. */
export function named(known: Ledger, code: string): string {
  const title = titleOf(known, code)
  return title ? `${code} (${title})` : code
}

/** A title as last issued. */
export function titleOf(known: Ledger, code: string): string {
  const title = issuedText(known, code)?.title ?? known.questions.get(code)?.id ?? ''
  return title.replace(/^#+ /, '').replace(/\s+/g, ' ').trim()
}

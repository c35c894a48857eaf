/** What nobody but the author can tell: the build stops, and says how to answer. */
import type { Messages } from '../messages/messages.ts'
import type { Draft, Kind, Place } from '../model/bank.ts'
import { issuedText } from './companion.ts'
import type { Issued } from './fingerprint.ts'
import type { Ledger, QuestionLine } from './record.ts'
import type { Ambiguity } from './seen.ts'
import { named, quoted, type Words } from './words.ts'

/** A question to the author, without whose answer the build stops. */
export type Open = {
  /** Index among the questions. */
  index: number
  place: Place
  issued: Issued
  /** Known questions that it could continue, or the one whose kind it no longer has. */
  candidates: { code: string; issued: Issued | undefined }[]
  /** Of a changed kind: what the known one was and this one is. */
  kinds?: { was: Kind; now: Kind }
}

/** In reading order. */
export function openOf(
  items: readonly { place: Place; issued: Issued }[],
  now: readonly QuestionLine[],
  ambiguous: readonly Ambiguity[],
  known: Ledger,
): Open[] {
  const about = (index: number, codes: readonly string[]): Open[] => {
    const item = items[index]
    if (!item) return []
    const candidates = codes.map((code) => ({ code, issued: issuedText(known, code) }))
    return [{ index, place: item.place, issued: item.issued, candidates }]
  }
  const changed = now.flatMap(({ code, kind }, index) => {
    const was = known.questions.get(code)?.kind
    if (was === undefined || was === kind) return []
    return about(index, [code]).map((open) => ({ ...open, kinds: { was, now: kind } }))
  })
  return [...ambiguous.flatMap(({ seen, codes }) => about(seen, codes)), ...changed].sort(
    (one, other) => one.index - other.index,
  )
}

/** Names the candidates, with a command for each answer. */
export function sayAmbiguous(
  draft: Pick<Draft, 'title' | 'place'>,
  codes: readonly string[],
  known: Ledger,
  words: Words,
  messages: Messages,
): void {
  const names = codes.map((code) => named(known, code)).join(' or ')
  const at = words.at(draft.place)
  const flags = [...codes.map((code) => `--same ${quoted(`${code}=${at}`)}`), `--new ${quoted(at)}`]
  const reason =
    codes.length > 1
      ? `“${draft.title}” could continue ${names}`
      : `“${draft.title}” could continue ${names}, and so could another question`
  messages.add('identity-ambiguous', reason, draft.place, {
    expected: [...codes],
    note: `Say which, or that it is new, with one of\n    ${flags.map((some) => words.accept(some)).join('\n    ')}`,
  })
}

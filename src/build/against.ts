/** Compares a bank with its ledger at another revision; see `identity/compare.ts` for what counts. */
import { issuedText, parseCompanion } from '../identity/companion.ts'
import { compare, type Meanings } from '../identity/compare.ts'
import type { Issued } from '../identity/fingerprint.ts'
import type { Identified } from '../identity/identify.ts'
import { wordsOf } from '../identity/labels.ts'
import type { LedgerPaths } from '../identity/ledger.ts'
import type { Ledger } from '../identity/record.ts'
import { parseLedger } from '../identity/text.ts'
import { Messages } from '../messages/messages.ts'
import { bodyOf, type Kind, type Question, questionsOf } from '../model/bank.ts'
import { gapTexts } from '../model/gaps.ts'
import { readIssued } from '../read/issued.ts'

/** A revision to compare with. */
export type Against = {
  /** As the user named it. */
  revision: string
  /** The text of a file (an absolute path) at the revision; undefined where it had none. */
  show(path: string): Promise<string | undefined>
}

/** Says what happened since the revision that learners would pay for. */
export async function compareWith(
  { revision, show }: Against,
  paths: LedgerPaths,
  now: { known: Ledger; identified: Pick<Identified, 'bank' | 'lines'> },
  messages: Messages,
): Promise<void> {
  const text = await show(paths.ledger)
  const unread = new Messages()
  const past = text === undefined ? undefined : parseLedger(text, paths.ledger, unread)
  if (past) parseCompanion((await show(paths.companion)) ?? noTexts, paths.companion, past, unread)
  if (!past || unread.errors.length > 0) {
    const why = unread.errors[0]?.reason ?? 'it has no ledger'
    messages.add('against-unreadable', `${revision} cannot be compared with: ${why}`)
    return
  }
  const { bank, lines } = now.identified
  const questions = new Map(
    [...questionsOf(bank)].map(({ question }) => [question.code, question] as const),
  )
  await compare({
    revision,
    past,
    now: {
      id: bank.id,
      known: now.known,
      lines,
      places: new Map([...questions.values()].map(({ code, place }) => [code, place])),
    },
    meanings: async (code) => {
      const question = questions.get(code)
      const line = past.questions.get(code)
      const issued = issuedText(past, code)
      if (!question || !line || !issued) return undefined
      const before = await meaningsOf(issued, line.kind, line.marks)
      return before && { now: presentMeanings(question), past: before }
    },
    messages,
  })
}

const noTexts = 'rectoverso issued 1\n'

async function meaningsOf(
  issued: Issued,
  kind: Kind,
  marks: readonly string[],
): Promise<Meanings | undefined> {
  if (kind === 'choice') return optionsOf(marks, issued.choices ?? [])
  const draft = await readIssued(issued, kind)
  return draft && gapsOf(draft)
}

function presentMeanings(question: Question): Meanings {
  if (question.kind !== 'choice') return gapsOf(question)
  const labels = question.choices.map(({ label }) => label)
  return optionsOf(labels, question.slices.choices?.map(({ text }) => text) ?? [])
}

function optionsOf(labels: readonly string[], options: readonly string[]): Meanings {
  return new Map(options.map((option, at) => [labels[at] ?? '', wordsOf(option)]))
}

/** Words of all gaps of one number, by number. */
function gapsOf(question: Pick<Question, 'body'>): Meanings {
  return new Map([...gapTexts(bodyOf(question))].map(([number, text]) => [String(number), text]))
}

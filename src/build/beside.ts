/** What the Markdown of one question does not give back, found by reading it again. */
import type { Issued } from '../identity/fingerprint.ts'
import type { Draft } from '../model/bank.ts'
import { type Kept, keptOf } from '../model/kept.ts'
import { readIssued } from '../read/issued.ts'
import type { MediaOfBank } from '../read/media.ts'

/** What is asked of the bank while a question is read again. */
export type Asks = {
  /** What an address, in a file, was found to be when the bank was read. */
  known: NonNullable<MediaOfBank['known']>
  /** Where a medium is, by its key. */
  pathOf: (key: string) => string | undefined
}

/** Undefined where reading the text gives the question as it is. */
export async function besideOf(
  question: Draft,
  issued: Issued,
  { known, pathOf }: Asks,
): Promise<Kept | undefined> {
  const again = await readIssued(issued, question.kind, knownTo(known))
  return keptOf(question, labelledAs(question, again), pathOf)
}

/** Labels are the ledger's, and so is whatever reading gave in their place. */
function labelledAs(question: Draft, again: Draft | undefined): Draft | undefined {
  if (again?.kind !== 'choice' || question.kind !== 'choice') return again
  const choices = again.choices.map((choice, at) => ({
    ...choice,
    label: question.choices[at]?.label ?? choice.label,
  }))
  return { ...again, choices }
}

/** What the bank's own reading found, without another look. */
function knownTo(known: Asks['known']): MediaOfBank {
  const none = (url: string) => ({ refused: /^https?:/i.test(url) ? 'remote' : 'missing' }) as const
  const unasked = () => Promise.reject(new Error('No picture is shown while texts are read again.'))
  return {
    resolve: async (url, from) => {
      const found = known(url, from)
      return found && !('extension' in found) ? found : none(url)
    },
    hear: async (url, from) => {
      const found = known(url, from)
      return found && 'extension' in found ? found : none(url)
    },
    resolved: () => [],
    raster: unasked,
    drawing: unasked,
  }
}

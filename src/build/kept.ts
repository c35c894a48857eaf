/**
 * Finds what the Markdown of questions does not give back when it is read again,
 * at the time of issue: later nothing else knows what they were.
 *
 * Here, because identity knows which and reading knows how, and neither may
 * import the other.
 */
import type { Identified } from '../identity/identify.ts'
import { counting, type Tell } from '../messages/counting.ts'
import { questionsOf } from '../model/bank.ts'
import { type Kept, keptOf } from '../model/kept.ts'
import { readIssued } from '../read/issued.ts'
import type { MediaOfBank } from '../read/media.ts'

/** By code, for `next`; to be called when all writers are done. */
export async function findKept(
  { bank, untried }: Pick<Identified, 'bank' | 'untried'>,
  media: MediaOfBank,
  tell?: Tell,
): Promise<ReadonlyMap<string, Kept>> {
  const known = knownTo(media)
  const paths = new Map([...bank.media, ...(bank.sounds ?? [])].map(({ key, path }) => [key, path]))
  const kept = new Map<string, Kept>()
  const texts = untried()
  const counted = counting(tell, 'questions', texts.size)
  for (const { question } of questionsOf(bank)) {
    const issued = texts.get(question.code)
    if (!issued) continue
    const again = await readIssued(issued, question.kind, known)
    // Labels are the ledger's, and so is whatever reading gave in their place.
    const labelled =
      again?.kind === 'choice' && question.kind === 'choice'
        ? {
            ...again,
            choices: again.choices.map((choice, at) => ({
              ...choice,
              label: question.choices[at]?.label ?? choice.label,
            })),
          }
        : again
    const beside = keptOf(question, labelled, (key) => paths.get(key))
    if (beside) kept.set(question.code, beside)
    await counted()
  }
  return kept
}

/** What the bank's own reading found, without another look. */
function knownTo(media: MediaOfBank): MediaOfBank {
  const none = (url: string) => ({ refused: /^https?:/i.test(url) ? 'remote' : 'missing' }) as const
  return {
    ...media,
    resolve: async (url, from) => {
      const found = media.known?.(url, from)
      return found && !('extension' in found) ? found : none(url)
    },
    hear: async (url, from) => {
      const found = media.known?.(url, from)
      return found && 'extension' in found ? found : none(url)
    },
  }
}

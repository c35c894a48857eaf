/**
 * Finds what the Markdown of questions does not give back when it is read again,
 * at the time of issue: later nothing else knows what they were.
 *
 * Here, because identity knows which and reading knows how, and neither may
 * import the other.
 */
import { digest } from '../cache/digest.ts'
import type { Issued } from '../identity/fingerprint.ts'
import type { Identified } from '../identity/identify.ts'
import { counting, type Tell } from '../messages/counting.ts'
import { type Draft, type Question, questionsOf } from '../model/bank.ts'
import { type Kept, keptOf } from '../model/kept.ts'
import { readIssued } from '../read/issued.ts'
import type { MediaOfBank } from '../read/media.ts'
import type { Shelf } from '../writer.ts'

type Finding = {
  media: MediaOfBank
  /** Told how many questions are done; to be waited for. */
  tell?: Tell
  /** Where what was found is kept; without it all is found anew. */
  shelf?: Shelf | undefined
}

/** By code, for `next`; to be called when all writers are done. */
export async function findKept(
  { bank, untried }: Pick<Identified, 'bank' | 'untried'>,
  { media, tell, shelf }: Finding,
): Promise<ReadonlyMap<string, Kept>> {
  const places = new Map(
    [...bank.media, ...(bank.sounds ?? [])].map(({ key, path }) => [key, path]),
  )
  const kept = new Map<string, Kept>()
  const texts = untried()
  const counted = counting(tell, 'questions', texts.size)
  for (const { question } of questionsOf(bank)) {
    const issued = texts.get(question.code)
    if (!issued) continue
    const { beside } = await remembered(shelf, question, issued, {
      known: (url, from) => media.known?.(url, from),
      pathOf: (key) => places.get(key),
    })(async ({ known, pathOf }) => {
      const again = await readIssued(issued, question.kind, knownTo(media, known))
      return keptOf(question, labelledAs(question, again), pathOf)
    })
    if (beside) kept.set(question.code, beside)
    await counted()
  }
  return kept
}

/** Labels are the ledger's, and so is whatever reading gave in their place. */
function labelledAs(question: Question, again: Draft | undefined): Draft | undefined {
  if (again?.kind !== 'choice' || question.kind !== 'choice') return again
  const choices = again.choices.map((choice, at) => ({
    ...choice,
    label: question.choices[at]?.label ?? choice.label,
  }))
  return { ...again, choices }
}

/** What is asked of the bank while a question is read again. */
type Asks = {
  known: NonNullable<MediaOfBank['known']>
  pathOf: (key: string) => string | undefined
}
type Entry = { asked: [key: keyof Asks, args: string[], answer: unknown][]; beside?: Kept }

/** Finds it on the shelf, where all that was asked has the same answers; else finds it out and keeps it. */
function remembered(
  shelf: Shelf | undefined,
  question: Question,
  issued: Issued,
  asks: Asks,
): (find: (asks: Asks) => Promise<Kept | undefined>) => Promise<{ beside?: Kept | undefined }> {
  return async (find) => {
    if (!shelf) return { beside: await find(asks) }
    const { place, slices, code, guid, body, ...facts } = question
    const key = digest(JSON.stringify(issued), JSON.stringify(facts), body)
    const entry = entryOf(shelf.get(key))
    const same = entry?.asked.every(([name, [first = '', second = ''], answer]) => {
      return JSON.stringify(asks[name](first, second) ?? null) === JSON.stringify(answer)
    })
    if (entry && same) return entry
    const asked: Entry['asked'] = []
    const beside = await find({
      known: (url, from) => {
        const answer = asks.known(url, from)
        asked.push(['known', [url, from], answer ?? null])
        return answer
      },
      pathOf: (key) => {
        const answer = asks.pathOf(key)
        asked.push(['pathOf', [key], answer ?? null])
        return answer
      },
    })
    shelf.put(key, JSON.stringify({ asked, ...(beside && { beside }) } satisfies Entry))
    return { beside }
  }
}

function entryOf(bytes: Buffer | undefined): Entry | undefined {
  try {
    const entry = bytes && (JSON.parse(bytes.toString()) as Partial<Entry>)
    return Array.isArray(entry?.asked) ? (entry as Entry) : undefined
  } catch {
    return undefined
  }
}

/** What the bank's own reading found, without another look. */
function knownTo(media: MediaOfBank, known: Asks['known']): MediaOfBank {
  const none = (url: string) => ({ refused: /^https?:/i.test(url) ? 'remote' : 'missing' }) as const
  return {
    ...media,
    resolve: async (url, from) => {
      const found = known(url, from)
      return found && !('extension' in found) ? found : none(url)
    },
    hear: async (url, from) => {
      const found = known(url, from)
      return found && 'extension' in found ? found : none(url)
    },
  }
}

/**
 * Finds what the Markdown of questions does not give back when it is read again,
 * at the time of issue: later nothing else knows what they were.
 *
 * Here, because identity knows which and reading knows how, and neither may
 * import the other. What is on the shelf is taken from there; the rest is read in
 * threads where there are several and it is worth them, but for what shows pictures.
 */
import { digest } from '../cache/digest.ts'
import type { Issued } from '../identity/fingerprint.ts'
import type { Identified } from '../identity/identify.ts'
import { counting, type Tell } from '../messages/counting.ts'
import { type Question, questionsOf } from '../model/bank.ts'
import type { Kept } from '../model/kept.ts'
import { inBatches } from '../pool/batches.ts'
import { ifSeveral } from '../pool/several.ts'
import type { Pool } from '../pool/task.ts'
import type { MediaOfBank } from '../read/media.ts'
import type { Shelf } from '../writer.ts'
import { type Asks, besideOf } from './beside.ts'
import { keptTask } from './kept-task.ts'

type Finding = {
  media: MediaOfBank
  /** Told how many questions are done; to be waited for. */
  tell?: Tell
  /** Where what was found is kept; without it all is found anew. */
  shelf?: Shelf | undefined
  /** Threads that may help, and how many characters of bodies it takes for them to. */
  pool?: Pool | undefined
  least?: number
}

/** A question whose text is to be read; `key` names it on the shelf. */
type Job = { question: Question; issued: Issued; key?: string }

type Entry = { asked: [key: keyof Asks, args: string[], answer: unknown][]; beside?: Kept }

/** Characters of bodies below which threads cost more than they save. */
const worthThreads = 2_000_000

/** Characters of bodies that are read together, so that a large bank is never in threads as a whole. */
const together = 8_000_000

/** By code, for `next`; to be called when all writers are done. */
export async function findKept(
  { bank, untried }: Pick<Identified, 'bank' | 'untried'>,
  { media, tell, shelf, pool, least = worthThreads }: Finding,
): Promise<ReadonlyMap<string, Kept>> {
  const places = new Map(
    [...bank.media, ...(bank.sounds ?? [])].map(({ key, path }) => [key, path]),
  )
  const asks: Asks = {
    known: (url, from) => media.known?.(url, from),
    pathOf: (key) => places.get(key),
  }
  const kept = new Map<string, Kept>()
  const texts = untried()
  const counted = counting(tell, 'questions', texts.size)
  let jobs: Job[] = []
  let size = 0
  const finish = async () => {
    const made = await readApart(jobs, size >= least ? pool : undefined)
    for (const [at, job] of jobs.entries()) {
      const entry = made[at] ?? (await readHere(job, asks))
      if (job.key !== undefined) shelf?.put(job.key, JSON.stringify(entry))
      if (entry.beside) kept.set(job.question.code, entry.beside)
      await counted()
    }
    jobs = []
    size = 0
  }
  for (const { question } of questionsOf(bank)) {
    const issued = texts.get(question.code)
    if (!issued) continue
    const key = shelf && keyOf(question, issued)
    const entry = key === undefined ? undefined : entryOf(shelf?.get(key))
    if (entry && holds(entry, asks)) {
      if (entry.beside) kept.set(question.code, entry.beside)
      await counted()
      continue
    }
    jobs.push({ question, issued, ...(key !== undefined && { key }) })
    size += question.body.length
    if (size >= together) await finish()
  }
  await finish()
  return kept
}

/** What threads find of some texts, in order; nothing of those for which the bank has to be asked. */
async function readApart(
  jobs: readonly Job[],
  pool: Pool | undefined,
): Promise<(Entry | undefined)[]> {
  const threads = ifSeveral(pool)
  if (!threads) return []
  const texts = jobs.map(({ question, issued }) => {
    const { place, slices, ...was } = question
    return { issued, question: JSON.stringify(was) }
  })
  const found = await inBatches(threads, keptTask, texts, {
    weigh: ({ question }) => question.length,
    least: 0,
    batch: 100_000,
    // Then it is tried here.
    instead: () => undefined,
  })
  return found.map((json) => {
    if (json === undefined) return undefined
    return { asked: [], ...(json !== '' && { beside: JSON.parse(json) as Kept }) }
  })
}

/** Reads a text in this thread, and notes what it asked of the bank. */
async function readHere({ question, issued }: Job, asks: Asks): Promise<Entry> {
  const asked: Entry['asked'] = []
  const noting =
    <Args extends string[], Answer>(name: keyof Asks, ask: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      const answer = ask(...args)
      asked.push([name, args, answer ?? null])
      return answer
    }
  const beside = await besideOf(question, issued, {
    known: noting('known', asks.known),
    pathOf: noting('pathOf', asks.pathOf),
  })
  return { asked, ...(beside && { beside }) }
}

function keyOf(question: Question, issued: Issued): string {
  const { place, slices, code, guid, body, ...facts } = question
  return digest(JSON.stringify(issued), JSON.stringify(facts), String(body))
}

/** Whether all that was asked still has the same answers. */
function holds({ asked }: Entry, asks: Asks): boolean {
  return asked.every(([name, [first = '', second = ''], answer]) => {
    return JSON.stringify(asks[name](first, second) ?? null) === JSON.stringify(answer)
  })
}

function entryOf(bytes: Buffer | undefined): Entry | undefined {
  try {
    const entry = bytes && (JSON.parse(bytes.toString()) as Partial<Entry>)
    return Array.isArray(entry?.asked) ? (entry as Entry) : undefined
  } catch {
    return undefined
  }
}

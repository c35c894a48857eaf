/**
 * Finds what the Markdown of questions does not give back when it is read again,
 * at the time of issue: later nothing else knows what they were.
 *
 * Here, because identity knows which and reading knows how, and neither may
 * import the other. What is on the shelf is taken from there; the rest is read in
 * threads where there are several and it is worth them, but for what shows pictures.
 * Of two, one reads while outputs are made, which leave it little to do.
 */
import { digest } from '../cache/digest.ts'
import type { Issued } from '../identity/fingerprint.ts'
import type { Identified } from '../identity/identify.ts'
import { counting, type Tell } from '../messages/counting.ts'
import { type Question, questionsOf } from '../model/bank.ts'
import type { Kept } from '../model/kept.ts'
import { inBatches } from '../pool/batches.ts'
import { ifSeveral, ifSpare } from '../pool/several.ts'
import type { Pool } from '../pool/task.ts'
import type { MediaOfBank } from '../read/media.ts'
import type { Shelf } from '../writer.ts'
import { type Asks, besideOf } from './beside.ts'
import { keptTask, type Text } from './kept-task.ts'

/** What was found before it was asked for, by code; to be called once. */
export type Ahead = () => Promise<ReadonlyMap<string, Entry>>

type Finding = {
  media: MediaOfBank
  /** What `findAhead` gave. */
  ahead?: Ahead | undefined
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

/** Characters of bodies in one task of a thread that reads ahead: it is done when it is next looked for. */
const oneTask = 400_000

/** Characters of bodies that are read together, so that a large bank is never in threads as a whole. */
const together = 8_000_000

/**
 * Begins to read in a thread what is to be read in any case, where of few threads one is free;
 * undefined where there is none, or little to read. What is on the shelf is left there.
 */
export function findAhead(
  { bank, sureUntried }: Pick<Identified, 'bank' | 'sureUntried'>,
  { shelf, pool: few, least = worthThreads }: Pick<Finding, 'shelf' | 'pool' | 'least'>,
): Ahead | undefined {
  const pool = ifSpare(few)
  if (!pool) return undefined
  let size = 0
  for (const { question } of questionsOf(bank)) size += question.body.length
  if (size < least) return undefined
  const found = new Map<string, Entry>()
  let wanted = true
  const read = async (jobs: readonly Job[]) => {
    const texts = await pool.run(keptTask, jobs.map(textOf))
    for (const [at, { question }] of jobs.entries()) {
      const text = texts[at]
      if (text !== undefined) found.set(question.code, entryOfText(text))
    }
  }
  const readAll = async () => {
    let jobs: Job[] = []
    let weight = 0
    for (const { question } of questionsOf(bank)) {
      const issued = sureUntried(question.code)
      if (!issued || shelf?.get(keyOf(question, issued))) continue
      jobs.push({ question, issued })
      weight += question.body.length
      if (weight < oneTask) continue
      await read(jobs)
      if (!wanted) return
      jobs = []
      weight = 0
    }
    if (jobs.length > 0) await read(jobs)
  }
  // What goes wrong there is found, and said, where it is read here.
  const done = readAll().catch(() => {})
  return async () => {
    wanted = false
    await done
    return found
  }
}

/** By code, for `next`; to be called when all writers are done. */
export async function findKept(
  { bank, untried }: Pick<Identified, 'bank' | 'untried'>,
  { media, tell, shelf, pool, ahead, least = worthThreads }: Finding,
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
  const before = await ahead?.()
  let jobs: Job[] = []
  let size = 0
  const take = async ({ question, key }: Job, entry: Entry) => {
    if (key !== undefined) shelf?.put(key, JSON.stringify(entry))
    if (entry.beside) kept.set(question.code, entry.beside)
    await counted()
  }
  const finish = async () => {
    const made = await readApart(jobs, size >= least ? pool : undefined)
    for (const [at, job] of jobs.entries()) await take(job, made[at] ?? (await readHere(job, asks)))
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
    const job = { question, issued, ...(key !== undefined && { key }) }
    const early = before?.get(question.code)
    if (early) {
      await take(job, early)
      continue
    }
    jobs.push(job)
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
  const found = await inBatches(threads, keptTask, jobs.map(textOf), {
    weigh: ({ question }) => question.length,
    least: 0,
    batch: 100_000,
    // Then it is tried here.
    instead: () => undefined,
  })
  return found.map((text) => (text === undefined ? undefined : entryOfText(text)))
}

function textOf({ question, issued }: Job): Text {
  const { place, slices, ...was } = question
  return { issued, question: JSON.stringify(was) }
}

/** What a thread found, which asked nothing of the bank. */
function entryOfText(text: string): Entry {
  return { asked: [], ...(text !== '' && { beside: JSON.parse(text) as Kept }) }
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

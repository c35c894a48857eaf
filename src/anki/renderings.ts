/**
 * The notes of a bank, in the order they are asked for: from earlier builds where
 * these rendered the same question, else from threads where there are some and the
 * work is worth it, else made here. All three give the same notes.
 */
import { digest } from '../cache/digest.ts'
import type { PictureFile } from '../markup/markup.ts'
import type { Bank, Question, Sound } from '../model/bank.ts'
import { tellOf } from '../model/store.ts'
import { type Pool, TaskFault } from '../pool/task.ts'
import type { Context, Shelf } from '../writer.ts'
import { type Head, packNote, partFields, unpackNote } from './packed.ts'
import { type Asked, type Ground, type Rendered, render } from './render.ts'
import { batchOf, renderTask } from './render-task.ts'

/** Characters of bodies below which threads cost more than they save. */
export const worthThreads = 6_000_000

/** Characters of bodies that make a batch. */
const batchSize = 200_000

/** Characters of bodies of a batch below which its notes are made here: all others were kept. */
const worthSending = batchSize / 4

/** Batches of a thread that wait for it, so that it never waits itself. */
const ahead = 2

type Given = Pick<Context, 'bank' | 'pool' | 'cache'> & {
  /** Files of media by their keys. */
  pictures: ReadonlyMap<string, PictureFile>
}

/** A question on its way: `key` where its note is to be kept, `note` once it is there. */
type Entry<J> = { job: J; asked: Asked; key?: string; note?: Rendered }

/** Each job with its note, in order, some at a time; `askedOf` says what of it is to be rendered. */
export async function* renderings<J>(
  { bank, pool, cache, pictures }: Given,
  jobs: readonly J[],
  askedOf: (job: J) => Asked,
): AsyncGenerator<[J, Rendered][]> {
  const files = filesOf(bank, pictures)
  const shelf = cache?.shelf('notes')
  const weight = jobs.reduce((sum, job) => sum + askedOf(job).question.body.length, 0)
  const threads = pool && pool.size > 0 && weight >= worthThreads ? pool : undefined
  const begun: { entries: Entry<J>[]; made: Promise<void> | undefined }[] = []
  const begin = (batch: readonly J[]) => {
    const entries = batch.map((job): Entry<J> => {
      const asked = askedOf(job)
      return { job, asked, ...(shelf && known(shelf, files, asked)) }
    })
    const made = threads && send(threads, files, entries)
    // Awaited when its turn has come.
    made?.catch(() => {})
    begun.push({ entries, made })
  }
  for (const batch of batches(jobs, askedOf)) {
    begin(batch)
    if (begun.length > (threads?.size ?? 0) * ahead) yield await finished(begun.shift())
  }
  while (begun.length > 0) yield await finished(begun.shift())

  async function finished(batch: (typeof begun)[number] | undefined): Promise<[J, Rendered][]> {
    await batch?.made
    return (batch?.entries ?? []).map(({ job, asked, key, note }) => {
      const made = note ?? render(groundOf(files, [asked]), asked, (name) => pictures.get(name))
      if (key !== undefined) shelf?.put(key, packNote(made))
      return [job, made]
    })
  }
}

/** Runs of jobs of about one size. */
function* batches<J>(jobs: readonly J[], askedOf: (job: J) => Asked): Generator<J[]> {
  let batch: J[] = []
  let size = 0
  for (const job of jobs) {
    batch.push(job)
    size += askedOf(job).question.body.length
    if (size < batchSize) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}

/**
 * Has the notes that are not there made in a thread, where they are many. Where that dies, they
 * stay away.
 */
async function send(pool: Pool, files: Files, entries: readonly Entry<unknown>[]): Promise<void> {
  const missing = entries.filter(({ note }) => !note)
  const weight = missing.reduce((sum, { asked }) => sum + asked.question.body.length, 0)
  if (missing.length < entries.length && weight < worthSending) return
  const asked = missing.map((entry) => entry.asked)
  const pictures = asked.flatMap(({ question }) => picturesOf(files, question))
  try {
    const batch = { ground: groundOf(files, asked), pictures, ...batchOf(asked) }
    const { heads, fields } = await pool.run(renderTask, batch)
    const parts = partFields(fields)
    for (const [index, head] of (JSON.parse(heads) as Head[]).entries()) {
      const entry = missing[index]
      const own = parts[index]
      if (entry && own) entry.note = { ...head, fields: own }
    }
  } catch (error) {
    if (!(error instanceof TaskFault)) throw error
  }
}

/** What notes show beside their questions. */
type Files = {
  ground: Omit<Ground, 'sounds'>
  pictures: ReadonlyMap<string, PictureFile>
  sounds: ReadonlyMap<string, Sound>
}

function filesOf(
  { source, language, sounds = [] }: Bank,
  pictures: ReadonlyMap<string, PictureFile>,
): Files {
  const ground = { language, ...(source !== undefined && { source }) }
  return { ground, pictures, sounds: new Map(sounds.map((sound) => [sound.key, sound])) }
}

/** The bank with only those recordings that some questions name. */
function groundOf({ ground, sounds }: Files, asked: readonly Asked[]): Ground {
  if (sounds.size === 0) return ground
  const named = new Set(
    asked.flatMap(({ question }) => keysIn(String(question.body), /"sound":"([^"\\]+)"/g)),
  )
  return { ...ground, sounds: [...named].flatMap((key) => sounds.get(key) ?? []) }
}

function picturesOf(files: Files, { body }: Question): [string, PictureFile][] {
  if (files.pictures.size === 0) return []
  return filesBy(keysIn(String(body), /"medium":"([^"\\]+)"/g), files)
}

function filesBy(keys: readonly string[], { pictures }: Files): [string, PictureFile][] {
  return keys.flatMap((key): [string, PictureFile][] => {
    const file = pictures.get(key)
    return file ? [[key, { name: file.name, width: file.width, height: file.height }]] : []
  })
}

function keysIn(body: string, pattern: RegExp): string[] {
  return [...body.matchAll(pattern)].map(([, key = '']) => key)
}

/** The note of an earlier build; else the key to keep it under. */
function known(shelf: Shelf, files: Files, asked: Asked): Pick<Entry<unknown>, 'key' | 'note'> {
  const key = keyOf(files, asked)
  const bytes = shelf.get(key)
  return bytes ? { note: unpackNote(bytes) } : { key }
}

/** Names everything that a note is made of. */
function keyOf(files: Files, asked: Asked): string {
  const { question, path, retired } = asked
  const { kind, code, title, tags, difficulty, see, body } = question
  const { language, source, sounds } = groundOf(files, [asked])
  const more =
    'choices' in question ? question.choices : 'expected' in question ? question.expected : 0
  const file = source === undefined ? '' : question.place.path
  const parts = [kind, code, title, tags, difficulty, see, more, path, retired]
  return digest(
    JSON.stringify([parts, language, source, file, sounds, filesBy(question.media, files)]),
    tellOf(body),
  )
}

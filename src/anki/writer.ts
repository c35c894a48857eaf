/** The deck writer: `<name>.apkg`, which every Anki client imports. */

import { countingQuestions } from '../messages/counting.ts'
import { type Kind, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Context, OutputFile, Writer } from '../writer.ts'
import { ordinals } from './cards.ts'
import { type Collection, openCollection } from './collection.ts'
import { type Decks, decksOf } from './decks.ts'
import { deflating } from './deflate.ts'
import { cardId, noteId, noteTypeId, presetId } from './ids.ts'
import { picturesOf, soundsOf } from './media.ts'
import { type NoteType, noteTypeName, noteTypes } from './note-types.ts'
import { packageOf } from './package.ts'
import { reporter } from './problems.ts'
import type { Asked, Rendered } from './render.ts'
import { renderings } from './renderings.ts'
import { deckColumn, modelJson, presetColumn } from './schema.ts'
import { type Look, lookOf } from './templates.ts'
import { checkLook, fronts } from './templates-check.ts'

export const anki: Writer = { name: 'anki', write }

/** Empty where a template is broken: the messages say so. */
async function write(context: Context): Promise<OutputFile[]> {
  const looks = await looksOf(context)
  if (!looks) return []
  const { bank, clock } = context
  const pictures = await picturesOf(
    bank.media,
    context.media,
    context.cache?.shelf('deck-pictures'),
    context.store,
  )
  const decks = decksOf(
    bank,
    (context.retired ?? []).map(({ section }) => section),
    context.deck,
  )
  const collection = openCollection()
  try {
    const jobs = jobsOf(context, decks)
    const counted = countingQuestions(context)
    const spoken: [Job, Rendered][] = []
    const ordinalsOf = ordinalsBy(looks)
    for await (const notes of renderings({ ...context, pictures }, jobs, asIs)) {
      for (const [job, note] of notes) {
        if (note.problems.length > 0 && !job.retired) spoken.push([job, note])
        add(collection, context, job, note, ordinalsOf(job.question.kind, note.marks))
        const told = job.retired ? undefined : counted()
        if (told) await told
      }
    }
    const say = reporter(context)
    for (const [job, note] of spoken.sort(([a], [b]) => a.due - b.due)) say(job.question, note)
    const models = modelsOf(context, looks)
    // Read last: asking for each note's date is what may move the bank's.
    const { issued } = clock
    const preset = { id: presetId(bank.id), name: `${decks.all[0]?.name} (Rectoverso)` }
    const file = deflating(collection, {
      pool: context.pool,
      shelf: context.cache?.shelf('deck-pieces'),
      store: context.store,
    })
    // Threads begin with the notes while the cards are written.
    collection.settle()
    file.begin()
    await collection.finish(
      issued,
      models,
      deckColumn(decks.all, issued, preset.id),
      presetColumn(preset),
    )
    const deflated = await file.finish()
    const shipped = new Map([...pictures.values()].map((picture) => [picture.name, picture]))
    const sounds = soundsOf(bank.sounds ?? [], context.media)
    const content = packageOf(deflated, [...shipped.values(), ...sounds])
    return [{ name: `${fileStem(context.name)}.apkg`, content }]
  } finally {
    collection.discard()
  }
}

/** A note of the deck, and where its cards go. */
type Job = Asked & {
  id: number
  deck: number /** Place in the order of study, from 1. */
  due: number
}

const asIs = (job: Job): Asked => job

/**
 * The notes of a deck, by id, in which order SQLite takes them best. What is to
 * study keeps its place in the whole book; what is retired comes behind it.
 */
function jobsOf({ bank, whole = bank, retired = [] }: Context, decks: Decks): Job[] {
  const places = new Map<string, number>()
  for (const { question } of questionsOf(whole)) places.set(question.code, places.size + 1)
  const jobOf = (
    question: Question,
    section: Pick<Section, 'path' | 'deck'>,
    gone: boolean,
  ): Job => ({
    question,
    path: section.path,
    retired: gone,
    id: noteId(bank.id, question.code),
    deck: decks.of(section).id,
    due: places.get(question.code) ?? 0,
  })
  const jobs: Job[] = []
  for (const { question, section } of questionsOf(bank)) jobs.push(jobOf(question, section, false))
  for (const [index, { question, section }] of retired.entries()) {
    jobs.push({ ...jobOf(question, section, true), due: places.size + index + 1 })
  }
  return jobs.sort((a, b) => a.id - b.id)
}

type Shows = (template: number, filled: ReadonlySet<string>) => boolean
type Looks = Map<Kind, { look: Look; shows: Shows }>

/** The look of each kind that ships; undefined where one breaks Anki's rules. */
async function looksOf(context: Context): Promise<Looks | undefined> {
  const { bank, retired = [], templates, messages } = context
  const used = new Set<Kind>(retired.map(({ question }) => question.kind))
  for (const { question } of questionsOf(bank)) used.add(question.kind)
  const looks: Looks = new Map()
  let sound = true
  for (const type of Object.values(noteTypes)) {
    if (!used.has(type.key)) continue
    const look = await lookOf(templates, bank, type.key)
    if (checkLook(type, look, messages)) looks.set(type.key, { look, shows: fronts(look) })
    else sound = false
  }
  return sound ? looks : undefined
}

function modelsOf({ bank, clock }: Context, looks: Looks): object {
  return Object.fromEntries(
    [...looks].map(([kind, { look }]) => {
      const id = noteTypeId(bank.id, kind)
      const name = noteTypeName(bank.id, kind)
      const type: NoteType = noteTypes[kind]
      return [id, modelJson(type, { id, name, mod: clock.noteType(name, look.hash), look })]
    }),
  )
}

/** The cards of notes; but for clozes, most of a kind have the same marks. */
function ordinalsBy(looks: Looks): (kind: Kind, marks: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (kind, marks) => {
    const shows = looks.get(kind)?.shows ?? (() => false)
    if (kind === 'cloze') return ordinals(noteTypes[kind], marks, shows)
    const key = `${kind} ${marks}`
    const found = known.get(key) ?? ordinals(noteTypes[kind], marks, shows)
    known.set(key, found)
    return found
  }
}

function add(
  collection: Collection,
  { bank, clock }: Context,
  { question, id, deck, due }: Job,
  { fields, sort, sum, tags, hash }: Rendered,
  cards: readonly number[],
): void {
  const { code, guid, kind } = question
  const mod = clock.note(code, hash)
  const noteType = noteTypeId(bank.id, kind)
  collection.note({ id, guid, noteType, mod, tags, fields, sort, sum })
  for (const ordinal of cards) {
    collection.card({ id: cardId(bank.id, code, ordinal), note: id, deck, ordinal, mod, due })
  }
}

/** Importers take `collection.apkg` and `backup-….apkg` for a whole collection, and stumble over `#`. */
function fileStem(name: string): string {
  const stem = name.replaceAll('#', '-')
  return /^(?:collection$|backup-)/i.test(stem) ? `deck-${stem}` : stem
}

/** The deck writer: `<name>.apkg`, which every Anki client imports. */

import { countingQuestions } from '../messages/counting.ts'
import type { Bank, Kind } from '../model/bank.ts'
import { type Question, questionsOf } from '../model/bank.ts'
import type { Context, OutputFile, Writer } from '../writer.ts'
import { ordinals } from './cards.ts'
import { type Collection, openCollection } from './collection.ts'
import { decksOf } from './decks.ts'
import { cardId, noteId, noteTypeId, presetId } from './ids.ts'
import { picturesOf, soundsOf } from './media.ts'
import { type NoteType, noteTypeName, noteTypes } from './note-types.ts'
import { type Note, noteOf } from './notes.ts'
import { packageOf } from './package.ts'
import { reporter } from './problems.ts'
import { deckColumn, modelJson, presetColumn } from './schema.ts'
import { type Look, lookOf } from './templates.ts'
import { checkLook, fronts } from './templates-check.ts'

export const anki: Writer = { name: 'anki', write }

/** Empty where a template is broken: the messages say so. */
async function write(context: Context): Promise<OutputFile[]> {
  const looks = await looksOf(context)
  if (!looks) return []
  const { bank, clock } = context
  const pictures = await picturesOf(bank.media, context.media)
  const retired = context.retired ?? []
  const decks = decksOf(
    bank,
    retired.map(({ section }) => section),
    context.deck,
  )
  const collection = openCollection()
  try {
    const places = placesOf(context.whole ?? bank)
    const say = reporter(context)
    const counted = countingQuestions(context)
    for (const { question, section } of questionsOf(bank)) {
      const note = noteOf(bank, section, question, (key) => pictures.get(key))
      say(question, note)
      add(collection, context, question, note, {
        shows: looks.get(question.kind)?.shows ?? (() => false),
        deck: decks.of(section).id,
        due: places.get(question.code) ?? 0,
      })
      await counted()
    }
    let due = places.size
    for (const { question, section } of retired) {
      due++
      add(
        collection,
        context,
        question,
        noteOf(bank, section, question, (key) => pictures.get(key), true),
        {
          shows: looks.get(question.kind)?.shows ?? (() => false),
          deck: decks.of(section).id,
          due,
        },
      )
    }
    const models = modelsOf(context, looks)
    // Read last: asking for each note's date is what may move the bank's.
    const { issued } = clock
    const preset = { id: presetId(bank.id), name: `${decks.all[0]?.name} (Rectoverso)` }
    const bytes = collection.finish(
      issued,
      models,
      deckColumn(decks.all, issued, preset.id),
      presetColumn(preset),
    )
    const shipped = new Map([...pictures.values()].map((picture) => [picture.name, picture]))
    const sounds = soundsOf(bank.sounds ?? [], context.media)
    const content = packageOf(bytes, [...shipped.values(), ...sounds])
    return [{ name: `${fileStem(context.name)}.apkg`, content }]
  } finally {
    collection.discard()
  }
}

/** The place of each question in the order of study, from 1. */
function placesOf(bank: Bank): ReadonlyMap<string, number> {
  return new Map([...questionsOf(bank)].map(({ question }, index) => [question.code, index + 1]))
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

function add(
  collection: Collection,
  { bank, clock }: Context,
  question: Question,
  note: Note,
  where: { shows: Shows; deck: number; due: number },
): void {
  const mod = clock.note(question.code, note.hash)
  const id = noteId(bank.id, question.code)
  collection.note({
    id,
    guid: question.guid,
    noteType: noteTypeId(bank.id, question.kind),
    mod,
    tags: note.tags,
    fields: note.fields,
    sort: note.type.fields.indexOf(note.type.sort),
  })
  for (const ordinal of ordinals(note.type, note.byName, where.shows)) {
    collection.card({
      id: cardId(bank.id, question.code, ordinal),
      note: id,
      deck: where.deck,
      ordinal,
      mod,
      due: where.due,
    })
  }
}

/** Importers take `collection.apkg` and `backup-….apkg` for a whole collection, and stumble over `#`. */
function fileStem(name: string): string {
  const stem = name.replaceAll('#', '-')
  return /^(?:collection$|backup-)/i.test(stem) ? `deck-${stem}` : stem
}

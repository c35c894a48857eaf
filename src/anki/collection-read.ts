/**
 * Reads the notes of a collection that Anki wrote: schema 11, which keeps note
 * types and decks as JSON, or 18, which keeps them in tables with protobuf
 * (reference: rslib's schema files describe both). What scheduling knows is not read.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as sqlite from 'node-sqlite3-wasm'
import { messageOf } from './protobuf.ts'

export type FoundTemplate = { name: string; front: string; back: string }

export type FoundNoteType = {
  name: string
  cloze: boolean
  /** Names, in the order of a note's fields. */
  fields: string[]
  templates: FoundTemplate[]
}

export type FoundNote = {
  guid: string
  type: FoundNoteType
  /** HTML of each field. */
  fields: string[]
  tags: string[]
  /** The deck of its first card, one part a level. */
  deck: string[]
  /** Ordinals of its cards, ascending. */
  ordinals: number[]
}

type Row = Record<string, unknown>

/** A collection that this program cannot read; the message is a sentence for the user. */
export class CollectionError extends Error {}

/**
 * Notes in the order of study where all cards of their deck are new, else in that of creation.
 *
 * @throws CollectionError where the bytes are no such collection.
 */
export function readCollection(bytes: Uint8Array): FoundNote[] {
  const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof sqlite
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-read-'))
  try {
    const file = join(folder, 'collection.anki2')
    writeFileSync(file, withoutLog(bytes))
    replaceCollation(new Database(file))
    const database = new Database(file, { readOnly: true })
    try {
      return notesOf((sql) => database.all(sql) as Row[])
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof CollectionError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CollectionError(`Its collection could not be read: ${reason}.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The places of the file's versions, and the version that needs no write-ahead log beside it. */
const versions = [18, 19] as const
const rollback = 1

/** Anki's newest packages are marked for a log that they do not bring; without one they are whole. */
function withoutLog(bytes: Uint8Array): Uint8Array {
  const file = Uint8Array.from(bytes)
  for (const place of versions) file[place] = rollback
  return file
}

/**
 * Anki's own collation is unknown here, and SQLite reads no table of that form
 * by an order that it does not know. Rows are read by number, so any other will do.
 */
function replaceCollation(database: sqlite.Database): void {
  try {
    database.exec('PRAGMA writable_schema = ON')
    database.exec("UPDATE sqlite_master SET sql = replace(sql, 'unicase', 'nocase')")
  } finally {
    database.close()
  }
}

type Query = (sql: string) => Row[]

function notesOf(query: Query): FoundNote[] {
  const version = numberOf(query('SELECT ver FROM col')[0]?.ver)
  const { types, decks } = version >= 15 ? fromTables(query) : fromJson(query)
  const cards = cardsOf(query)
  const found: { note: FoundNote; deck: string; due: number; id: number }[] = []
  for (const row of query('SELECT id, guid, mid, tags, flds FROM notes ORDER BY id')) {
    const id = numberOf(row.id)
    const type = types.get(textOf(row.mid))
    const own = cards.get(textOf(row.id)) ?? []
    if (!type) throw new CollectionError(`Note ${id} has a note type that is not there.`)
    const [first] = own
    const deck = decks.get(first?.deck ?? '') ?? []
    const note: FoundNote = {
      guid: textOf(row.guid),
      type,
      fields: textOf(row.flds).split('\u001f'),
      tags: textOf(row.tags).split(/\s+/).filter(Boolean),
      deck,
      ordinals: own.map(({ ordinal }) => ordinal),
    }
    found.push({ note, deck: deck.join('::'), due: first?.due ?? Number.NaN, id })
  }
  const studied = new Set(found.filter(({ due }) => Number.isNaN(due)).map(({ deck }) => deck))
  const order = (of: (typeof found)[number]) => (studied.has(of.deck) ? of.id : of.due)
  return found
    .sort((one, other) => order(one) - order(other) || one.id - other.id)
    .map(({ note }) => note)
}

/** A new card's place in the order of study; not a number once it was studied. */
type FoundCard = { ordinal: number; deck: string; due: number }

function cardsOf(query: Query): Map<string, FoundCard[]> {
  const cards = new Map<string, FoundCard[]>()
  for (const row of query('SELECT nid, did, odid, ord, type, due FROM cards ORDER BY nid, ord')) {
    // A card in a filtered deck says where it came from.
    const home = numberOf(row.odid) === 0 ? row.did : row.odid
    const due = numberOf(row.type) === 0 ? numberOf(row.due) : Number.NaN
    const card = { ordinal: numberOf(row.ord), deck: textOf(home), due }
    const own = cards.get(textOf(row.nid))
    if (own) own.push(card)
    else cards.set(textOf(row.nid), [card])
  }
  return cards
}

type Described = { types: Map<string, FoundNoteType>; decks: Map<string, string[]> }

type JsonModel = {
  name: string
  type: number
  flds: { name: string; ord: number }[]
  tmpls: { name: string; ord: number; qfmt: string; afmt: string }[]
}

function fromJson(query: Query): Described {
  const [row] = query('SELECT models, decks FROM col')
  const models = JSON.parse(textOf(row?.models)) as Record<string, JsonModel>
  const decks = JSON.parse(textOf(row?.decks)) as Record<string, { name: string }>
  return {
    types: new Map(
      Object.entries(models).map(([id, { name, type, flds, tmpls }]) => {
        const fields = [...flds].sort(byOrder).map((field) => field.name)
        const templates = [...tmpls]
          .sort(byOrder)
          .map(({ name, qfmt: front, afmt: back }) => ({ name, front, back }))
        return [id, { name, cloze: type === 1, fields, templates }]
      }),
    ),
    decks: new Map(Object.entries(decks).map(([id, { name }]) => [id, name.split('::')])),
  }
}

function byOrder(one: { ord: number }, other: { ord: number }): number {
  return one.ord - other.ord
}

/** Numbers of the protobuf fields that are read, from Anki's `notetypes.proto`. */
const kindField = 1
const frontField = 1
const backField = 2

function fromTables(query: Query): Described {
  const types = new Map<string, FoundNoteType>()
  // No ORDER BY over a name: the file's own collation is not known here.
  for (const row of query('SELECT id, name, config FROM notetypes')) {
    const config = messageOf(bytesOf(row.config))
    const cloze = config.number(kindField) === 1
    types.set(textOf(row.id), { name: textOf(row.name), cloze, fields: [], templates: [] })
  }
  for (const row of query('SELECT ntid, name FROM fields ORDER BY ntid, ord')) {
    types.get(textOf(row.ntid))?.fields.push(textOf(row.name))
  }
  for (const row of query('SELECT ntid, name, config FROM templates ORDER BY ntid, ord')) {
    const config = messageOf(bytesOf(row.config))
    types.get(textOf(row.ntid))?.templates.push({
      name: textOf(row.name),
      front: config.text(frontField),
      back: config.text(backField),
    })
  }
  const decks = query('SELECT id, name FROM decks').map(
    (row) => [textOf(row.id), textOf(row.name).split('\u001f')] as const,
  )
  return { types, decks: new Map(decks) }
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function numberOf(value: unknown): number {
  return Number(value ?? Number.NaN)
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/**
 * The collection as a SQLite file, by SQLite in WebAssembly. It writes to the
 * file system only, so the file lies in the system's temporary folder until
 * its bytes are taken. The same rows give the same bytes.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as sqlite from 'node-sqlite3-wasm'
import { created, indices, presets, settings, tables } from './schema.ts'
import { checksum, strip } from './strip.ts'

export type NoteRow = {
  id: number
  guid: string
  noteType: number
  /** Seconds. */
  mod: number
  tags: readonly string[]
  fields: readonly string[]
  /** Index of the field to sort by. */
  sort: number
}

export type CardRow = {
  id: number
  note: number
  deck: number
  /** Which of the note's cards, from 0. */
  ordinal: number
  mod: number
  /** Place in the order of study, from 1. */
  due: number
}

export interface Collection {
  note(row: NoteRow): void
  card(row: CardRow): void
  /** The finished file. `issued` in seconds; models, decks and presets as Anki's JSON. */
  finish(issued: number, models: object, decks: object, presets?: object): Uint8Array
  /** Closes and removes the temporary file; more than once is harmless. */
  discard(): void
}

/** Anki knows these places as not yet synchronised. */
const unsynchronised = -1

/** An empty collection to fill. Discard it when done, whatever happened. */
export function openCollection(): Collection {
  // By require, so that the WebAssembly is compiled when a deck is made and not at start.
  const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof sqlite
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-deck-'))
  const file = join(folder, 'collection.anki2')
  const database = new Database(file)
  // Pages of 8 KiB take most notes whole: half the time of the usual 4.
  database.exec('PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF')
  database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536')
  database.exec(`BEGIN; ${tables}`)
  const note = database.prepare('INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,0,?)')
  const card = database.prepare('INSERT INTO cards VALUES (?,?,?,?,?,?,0,0,?,0,0,0,0,0,0,0,0,?)')
  let open = true

  const close = () => {
    if (!open) return
    open = false
    note.finalize()
    card.finalize()
    database.close()
  }

  return {
    note({ id, guid, noteType, mod, tags, fields, sort }) {
      note.run([
        id,
        guid,
        noteType,
        mod,
        unsynchronised,
        tags.length > 0 ? ` ${tags.join(' ')} ` : '',
        fields.join('\u001f'),
        strip(fields[sort] ?? ''),
        checksum(fields[0] ?? ''),
        '',
      ])
    },
    card({ id, note, deck, ordinal, mod, due }) {
      card.run([id, note, deck, ordinal, mod, unsynchronised, due, ''])
    },
    finish(issued, models, decks, offered = presets) {
      database.run('INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,?)', [
        created,
        issued * 1000,
        issued * 1000,
        JSON.stringify(settings),
        JSON.stringify(models),
        JSON.stringify(decks),
        JSON.stringify(offered),
        '{}',
      ])
      database.exec(`${indices} COMMIT`)
      database.exec('VACUUM; PRAGMA journal_mode=DELETE')
      close()
      return readFileSync(file)
    },
    discard() {
      close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

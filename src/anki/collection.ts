/**
 * The collection as a SQLite file, by SQLite in WebAssembly. It writes to the
 * file system only, so the file lies in the system's temporary folder until
 * its bytes are taken. The same rows give the same bytes.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as sqlite from 'node-sqlite3-wasm'
import { aTurn } from '../messages/counting.ts'
import { created, indices, presets, settings, tables } from './schema.ts'

export type NoteRow = {
  id: number
  guid: string
  noteType: number
  /** Seconds. */
  mod: number
  /** Joined by spaces. */
  tags: string
  /** Joined by U+001F, in UTF-8. */
  fields: Uint8Array
  /** The plain text to sort by. */
  sort: string
  /** `checksum` of the first field. */
  sum: number
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
  /** Ascending ids are quickest: each row is then put behind the one before. */
  note(row: NoteRow): void
  card(row: CardRow): void
  /** Writes all notes to the file, of which then little but the first pages will change. */
  settle(): void
  /** Completes the file. `issued` in seconds; models, decks and presets as Anki's JSON. */
  finish(issued: number, models: object, decks: object, presets?: object): Promise<void>
  /** Bytes of the file as it is, without what was not settled. */
  size(): number
  read(start: number, end: number): Uint8Array
  /** Closes and removes the temporary file; more than once is harmless. */
  discard(): void
}

/** Anki knows -1 as “not yet synchronised”. Bytes that are to be text take half the time of a string. */
const noteRow = "(?,?,?,?,-1,?,CAST(? AS TEXT),?,?,0,'')"
const cardRow = "(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"

/** Rows put in by one statement: three quarters of the time of one each. */
const together = 20

/** An empty collection to fill. Discard it when done, whatever happened. */
export function openCollection(): Collection {
  // By require, so that the WebAssembly is compiled when a deck is made and not at start.
  const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof sqlite
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-deck-'))
  const file = join(folder, 'collection.anki2')
  const database = new Database(file)
  // Pages of 8 KiB take most notes whole: half the time of the usual 4.
  database.exec('PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF')
  // Rows come in order and indices are sorted apart: a larger cache of pages saves no time.
  database.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384')
  database.exec(`BEGIN; ${tables}`)
  const notes = inserter(database, `INSERT INTO notes VALUES ${noteRow}`, noteRow)
  const cards: CardRow[] = []
  let last = -Infinity
  let ascending = true
  let open = true
  let handle: number | undefined

  const close = () => {
    if (!open) return
    open = false
    notes.close()
    database.close()
  }

  return {
    note({ id, guid, noteType, mod, tags, fields, sort, sum }) {
      if (id < last) ascending = false
      last = id
      notes.add([id, guid, noteType, mod, tags === '' ? '' : ` ${tags} `, fields, sort, sum])
    },
    card(row) {
      cards.push(row)
    },
    settle() {
      notes.flush()
      database.exec('COMMIT; BEGIN')
    },
    async finish(issued, models, decks, offered = presets) {
      notes.flush()
      await putCards(database, cards)
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
      for (const index of indices.trim().split('\n')) {
        database.exec(index)
        await aTurn()
      }
      database.exec('COMMIT')
      // Rows in order leave no gaps.
      if (!ascending) database.exec('VACUUM')
      database.exec('PRAGMA journal_mode=DELETE')
      close()
    },
    size: () => statSync(file).size,
    read(start, end) {
      handle ??= openSync(file, 'r')
      const bytes = new Uint8Array(Math.max(0, Math.min(end, statSync(file).size) - start))
      const length = readSync(handle, bytes, 0, bytes.length, start)
      return bytes.subarray(0, length)
    },
    discard() {
      close()
      if (handle !== undefined) closeSync(handle)
      handle = undefined
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Value = string | number | Uint8Array

/** Puts rows into a table, several at a time. */
function inserter(database: sqlite.Database, sql: string, row: string) {
  const single = database.prepare(sql)
  const several = database.prepare(`${sql}${`,${row}`.repeat(together - 1)}`)
  const width = row.split('?').length - 1
  let values: Value[] = []
  return {
    add(more: readonly Value[]) {
      values.push(...more)
      if (values.length < width * together) return
      several.run(values)
      values = []
    },
    /** What is left of the last rows. */
    flush() {
      for (let at = 0; at < values.length; at += width) single.run(values.slice(at, at + width))
      values = []
    },
    close() {
      single.finalize()
      several.finalize()
    },
  }
}

/** Cards between which others have their turn. */
const stride = 5000

/** Cards in the order of their ids, behind all notes. */
async function putCards(database: sqlite.Database, rows: CardRow[]): Promise<void> {
  const cards = inserter(database, `INSERT INTO cards VALUES ${cardRow}`, cardRow)
  rows.sort((a, b) => a.id - b.id)
  for (const [index, { id, note, deck, ordinal, mod, due }] of rows.entries()) {
    cards.add([id, note, deck, ordinal, mod, due])
    if (index % stride === stride - 1) await aTurn()
  }
  cards.flush()
  cards.close()
}

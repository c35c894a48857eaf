import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { openCollection } from '../../src/anki/collection.ts'
import { checksum } from '../../src/anki/strip.ts'

const folder = mkdtempSync(join(tmpdir(), 'rectoverso-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function made(): Uint8Array {
  const collection = openCollection()
  try {
    const fields = ['K7M2Q', '<b>007</b>', "it's; DROP TABLE notes"]
    collection.note({
      id: 1600000000000,
      guid: 'g',
      noteType: 1600000000007,
      mod: 1767225600,
      tags: 'a b',
      fields: fields.join('\u001f'),
      sort: '007',
      sum: checksum('K7M2Q'),
    })
    collection.card({
      id: 1600000000001,
      note: 1600000000000,
      deck: 1600000000002,
      ordinal: 3,
      mod: 1767225600,
      due: 7,
    })
    return collection.finish(1767225600, { 5: {} }, { 1: {} })
  } finally {
    collection.discard()
  }
}

describe('a collection', () => {
  it('is schema 11 with the rows it was given', () => {
    const file = join(folder, 'c.anki2')
    writeFileSync(file, made())
    const database = new sqlite.Database(file)
    expect(database.get('SELECT * FROM notes')).toEqual({
      id: 1600000000000,
      guid: 'g',
      mid: 1600000000007,
      mod: 1767225600,
      usn: -1,
      tags: ' a b ',
      flds: "K7M2Q\u001f<b>007</b>\u001fit's; DROP TABLE notes",
      sfld: 7,
      csum: 261345537,
      flags: 0,
      data: '',
    })
    expect(database.get('SELECT * FROM cards')).toMatchObject({
      nid: 1600000000000,
      did: 1600000000002,
      ord: 3,
      due: 7,
      type: 0,
      queue: 0,
      ivl: 0,
      data: '',
    })
    expect(database.get('SELECT ver, mod, models, tags FROM col')).toEqual({
      ver: 11,
      mod: 1767225600000,
      models: '{"5":{}}',
      tags: '{}',
    })
    expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'delete' })
    expect(database.get('PRAGMA freelist_count')).toEqual({ freelist_count: 0 })
    const names = database
      .all("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
      .map((row) => Object.values(row)[0])
    expect(names.sort()).toEqual(
      'cards col graves ix_cards_nid ix_cards_sched ix_cards_usn ix_notes_csum ix_notes_usn ix_revlog_cid ix_revlog_usn notes revlog'.split(
        ' ',
      ),
    )
    database.close()
  })
  it('is the same bytes from the same rows', () => {
    expect(Buffer.compare(made(), made())).toBe(0)
  })
  it('leaves nothing behind, finished or not', () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('rectoverso-deck-'))
    const before = ours()
    made()
    const half = openCollection()
    half.discard()
    half.discard()
    expect(ours().filter((name) => !before.includes(name))).toEqual([])
    expect(existsSync(folder)).toBe(true)
  })
})

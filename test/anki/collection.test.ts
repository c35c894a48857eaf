import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openCollection } from '../../src/anki/collection.ts'
import { checksum } from '../../src/anki/strip.ts'
import { openIn } from '../support/tmp.ts'

const folder = mkdtempSync(join(tmpdir(), 'rectoverso-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function made(): Promise<Uint8Array> {
  const collection = openCollection()
  try {
    const fields = ['K7M2Q', '<b>007</b>', "it's; DROP TABLE notes"]
    collection.note({
      id: 1600000000000,
      guid: 'g',
      noteType: 1600000000007,
      mod: 1767225600,
      tags: 'a b',
      fields: Buffer.from(fields.join('\u001f')),
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
    await collection.finish(1767225600, { 5: {} }, { 1: {} })
    return collection.read(0, collection.size())
  } finally {
    collection.discard()
  }
}

const pageOf = (bytes: Uint8Array, page: number) => bytes.subarray(page * 8192, (page + 1) * 8192)

describe('a collection', () => {
  it('is schema 11 with the rows it was given', async () => {
    const file = join(folder, 'c.anki2')
    writeFileSync(file, await made())
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
  it('is the same bytes from the same rows', async () => {
    expect(Buffer.compare(await made(), await made())).toBe(0)
  })
  it('can be read while it is made: once settled, its notes stay where they are', async () => {
    const collection = openCollection()
    try {
      const words = 'x'.repeat(1000)
      for (let id = 1; id <= 2000; id++) {
        const fields = Buffer.from(`${id} ${words} ü𝒜`)
        const row = { guid: `g${id}`, noteType: 1, mod: 1, tags: '', sort: '', sum: id }
        collection.note({ ...row, id, fields })
        collection.card({ id, note: id, deck: 1, ordinal: 0, mod: 1, due: id })
      }
      collection.settle()
      const early = collection.read(0, collection.size())
      expect(early.length).toBeGreaterThan(2_000_000)
      await collection.finish(1, {}, {})
      expect(collection.size()).toBeGreaterThan(early.length)
      const late = collection.read(0, early.length)
      const changed = Array.from(
        { length: Math.ceil(early.length / 8192) },
        (_, page) => page,
      ).filter((page) => Buffer.compare(pageOf(early, page), pageOf(late, page)) !== 0)
      expect(changed.length).toBeGreaterThan(0)
      expect(Math.max(...changed)).toBeLessThan(32)
      const file = join(folder, 'd.anki2')
      writeFileSync(file, collection.read(0, collection.size()))
      const database = new sqlite.Database(file)
      expect(database.get('SELECT flds, typeof(flds) AS type FROM notes WHERE id = 77')).toEqual({
        flds: `77 ${words} ü𝒜`,
        type: 'text',
      })
      expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
      database.close()
    } finally {
      collection.discard()
    }
  })
  it('leaves nothing behind, finished or not', async () => {
    const own = join(folder, 'own')
    mkdirSync(own)
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, own)
    onTestFinished(() => void vi.unstubAllEnvs())
    await made()
    const half = openCollection()
    const row = { guid: 'g', noteType: 1, mod: 1, tags: '', sort: '', sum: 1 }
    half.note({ ...row, id: 1, fields: Buffer.alloc(5_000_000, 'x') })
    const isTold = process.platform === 'linux'
    if (isTold) expect(openIn(own)).toHaveLength(1)
    half.discard()
    half.discard()
    expect(readdirSync(own)).toEqual([])
    if (isTold) expect(openIn(own)).toEqual([])
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, expect, it } from 'vitest'
import { type CardRow, type NoteRow, openCollection } from '../../src/anki/collection.ts'
import { Records } from '../../src/anki/collection-record.ts'
import { kinds, type Pages, pageSize, table } from '../../src/anki/collection-tree.ts'
import { indices, tables } from '../../src/anki/schema.ts'
import { long } from '../support/judge.ts'

const folder = mkdtempSync(join(tmpdir(), 'rectoverso-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Rows = { notes: NoteRow[]; cards: CardRow[] }

/** Notes whose fields have these lengths, each with some cards. */
function rowsOf(lengths: readonly number[], cards: number): Rows {
  const notes = lengths.map((length, at): NoteRow => {
    const words = { tags: at % 3 === 0 ? '' : 'a b', sort: at % 2 === 0 ? `t ${at}` : `${at}.0` }
    const fields = Buffer.from(`${at} ü `.repeat(Math.ceil(length / 4)).slice(0, length))
    const sum = (at * 2_654_435_761) % 2 ** 32
    return {
      id: 1_600_000_000_000 + at * 3,
      guid: `g${at}`,
      noteType: at % 7,
      mod: at,
      fields,
      sum,
      ...words,
    }
  })
  return {
    notes,
    cards: notes.flatMap(({ id }, at) =>
      Array.from({ length: cards }, (_, ordinal): CardRow => {
        const own = { id: id * 4 + ordinal, note: id, ordinal, mod: at }
        return { ...own, deck: 1_600_000_000_000 + ((at * 31) % 50), due: lengths.length - at }
      }),
    ),
  }
}

async function fileOf({ notes, cards }: Rows): Promise<Uint8Array> {
  const collection = openCollection()
  try {
    for (const note of notes) collection.note(note)
    for (const card of cards) collection.card(card)
    await collection.finish(5, { 1: {} }, { 1: {} }, { 1: {} })
    return collection.read(0, collection.size())
  } finally {
    collection.discard()
  }
}

/** The same rows, put in by SQLite. */
function bySqlite({ notes, cards }: Rows): sqlite.Database {
  const database = new sqlite.Database(':memory:')
  database.exec(`BEGIN; ${tables}${indices}`)
  const note = database.prepare("INSERT INTO notes VALUES (?,?,?,?,-1,?,CAST(? AS TEXT),?,?,0,'')")
  for (const { id, guid, noteType, mod, tags, fields, sort, sum } of notes) {
    note.run([id, guid, noteType, mod, tags && ` ${tags} `, fields, sort, sum])
  }
  const card = database.prepare("INSERT INTO cards VALUES (?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')")
  for (const { id, note, deck, ordinal, mod, due } of cards) {
    card.run([id, note, deck, ordinal, mod, due])
  }
  note.finalize()
  card.finalize()
  database.exec('COMMIT')
  return database
}

const questions = [
  'SELECT *, typeof(sfld) AS type FROM notes ORDER BY id',
  'SELECT * FROM cards ORDER BY id',
  'SELECT id FROM notes INDEXED BY ix_notes_csum WHERE csum > 9 ORDER BY csum',
  'SELECT id FROM notes INDEXED BY ix_notes_usn WHERE usn = -1',
  'SELECT id FROM cards INDEXED BY ix_cards_usn WHERE usn = -1',
  'SELECT id FROM cards INDEXED BY ix_cards_nid WHERE nid >= 1600000000003 ORDER BY nid, id',
  'SELECT id FROM cards INDEXED BY ix_cards_sched WHERE did = 1600000000031 AND queue = 0 ORDER BY due',
  'SELECT count(*) AS n FROM revlog INDEXED BY ix_revlog_cid WHERE cid = 5',
  "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name",
]

async function agree(rows: Rows): Promise<void> {
  const path = join(folder, 'tree.anki2')
  writeFileSync(path, await fileOf(rows))
  const ours = new sqlite.Database(path)
  const theirs = bySqlite(rows)
  try {
    const sound = { integrity_check: 'ok' }
    expect(ours.all('PRAGMA integrity_check')).toEqual([sound])
    for (const question of questions) {
      // Compared as text: a difference between thousands of rows is slow to tell.
      const [one, other] = [ours, theirs].map((database) => JSON.stringify(database.all(question)))
      expect(one === other, question).toBe(true)
    }
    // Clients go on writing to it.
    ours.exec('DELETE FROM notes WHERE id % 2 = 0; DELETE FROM cards WHERE due % 3 = 0')
    ours.exec("INSERT INTO notes VALUES (7,'g',1,1,0,'','x','y',1,0,'')")
    expect(ours.all('PRAGMA integrity_check')).toEqual([sound])
    ours.exec('VACUUM')
    expect(ours.all('PRAGMA integrity_check')).toEqual([sound])
  } finally {
    ours.close()
    theirs.close()
  }
}

it('trees of any height hold what SQLite holds of the same rows', async () => {
  const counts = [0, 1, 2, 3, 300, 700, 4000]
  for (const count of counts)
    await agree(
      rowsOf(
        Array.from({ length: count }, () => 20),
        1,
      ),
    )
  // Pages of one row each, so that there is a third level.
  await agree(
    rowsOf(
      Array.from({ length: 1200 }, () => 7000),
      3,
    ),
  )
}, 120_000)

it('at each number of entries, the last page of an index has one', async () => {
  // An entry is about 20 bytes: two pages are full at some of these.
  for (let count = 300; count < 900; count += long ? 1 : 13) {
    await agree(
      rowsOf(
        Array.from({ length: count }, () => 1),
        1,
      ),
    )
  }
}, 600_000)

it('a row that is too long for its page goes on in others', async () => {
  const around = [pageSize - 35, pageSize, pageSize * 2 - 4, pageSize * 2 + 1000, pageSize * 3]
  const lengths = around.flatMap((length) =>
    Array.from({ length: 90 }, (_, at) => length - 80 + at),
  )
  await agree(rowsOf([...lengths, 1_000_000, 3], 1))
}, 120_000)

it('rows of any lengths', async () => {
  const length = fc.oneof(fc.nat(100), fc.nat(9000), fc.nat(60_000))
  const lengths = fc.array(length, { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(lengths, fc.nat(3), (some, cards) => agree(rowsOf(some, cards))),
    { numRuns: long ? 500 : 20 },
  )
}, 600_000)

it('cards may come in any order, whatever their notes are', async () => {
  const { notes, cards } = rowsOf(
    Array.from({ length: 500 }, () => 20),
    2,
  )
  await agree({ notes, cards: cards.map((card) => ({ ...card, id: 7e12 - card.id })) })
})

it('a page above others has two below it at least', () => {
  const record = new Records().of(['x'.repeat(pageSize - 100)])
  // Keys of eight bytes: a page has room for 585 others.
  for (let rows = 580; rows < 590; rows++) {
    const made: Buffer[] = []
    const pages: Pages = {
      get next() {
        return made.length + 1
      },
      append: (page) => made.push(page),
    }
    const tree = table(pages)
    for (let row = 0; row < rows; row++) tree.add(record, 2 ** 52 + row)
    expect(tree.end()).toBe(made.length)
    const above = made.filter((page) => page[0] === kinds.table.inner)
    expect(above).toHaveLength(rows > 585 ? 3 : 1)
    for (const page of above) expect(page.readUInt16BE(3)).toBeGreaterThan(0)
  }
})

it('takes no rows out of order', () => {
  const pages: Pages = { next: 1, append: () => 1 }
  const tree = table(pages)
  const record = new Records().of([1])
  tree.add(record, 5)
  for (const id of [5, 4, -1, 2 ** 53]) expect(() => tree.add(record, id)).toThrow('order')
})

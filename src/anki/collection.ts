/**
 * The collection as a SQLite file. It is written here and not by SQLite, which has to be
 * loaded, compiled and made fast first: that took as long as all the rest of a small bank,
 * and putting in rows one by one took longer than laying them in order. The same rows give
 * the same bytes. Format: https://www.sqlite.org/fileformat2.html
 */
import { aTurn } from '../messages/counting.ts'
import { PageFile } from './collection-pages.ts'
import { asInteger, putVarint, Records, type Value, varintLength } from './collection-record.ts'
import { Filling, index, kinds, pageSize, type Tree, table } from './collection-tree.ts'
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
  /** By ascending id. */
  note(row: NoteRow): void
  card(row: CardRow): void
  /** Ends the notes, of whose pages then none but the first will change. */
  settle(): void
  /** Completes the file. `issued` in seconds; models, decks and presets as Anki's JSON. */
  finish(issued: number, models: object, decks: object, presets?: object): Promise<void>
  /** Bytes of the file as it is. */
  size(): number
  /** In a buffer of its own, or at the beginning of `room`. */
  read(start: number, end: number, room?: Uint8Array): Uint8Array
  /** Forgets it all, and removes what was written; more than once is harmless. */
  discard(): void
}

/** Anki knows -1 as “not yet synchronised”. */
const unsynchronised = -1

/** Rows between which others have their turn. */
const stride = 5000

/** An empty collection to fill. Discard it when done, whatever happened. */
export function openCollection(): Collection {
  const pages = new PageFile()
  // The first page names all others: it is known last.
  pages.append(Buffer.alloc(pageSize))
  const roots = new Map<string, number>()
  const notes = table(pages)
  const records = new Records()
  const sums: { sum: number; id: number }[] = []
  const cards: CardRow[] = []
  const settle = () => {
    if (!roots.has('notes')) roots.set('notes', notes.end())
  }
  const put = async (name: string, tree: Tree, rows: Iterable<Row>) => {
    let count = 0
    for (const { id, values } of rows) {
      tree.add(records.of(values), id)
      if (++count % stride === 0) await aTurn()
    }
    roots.set(name, tree.end())
  }

  return {
    note({ id, guid, noteType, mod, tags, fields, sort, sum }) {
      const tagged = tags === '' ? '' : ` ${tags} `
      const sorted = asInteger(sort)
      const values = [null, guid, noteType, mod, unsynchronised, tagged, fields, sorted, sum, 0, '']
      notes.add(records.of(values), id)
      sums.push({ sum, id })
    },
    card(row) {
      cards.push(row)
    },
    settle,
    async finish(issued, models, decks, offered = presets) {
      settle()
      cards.sort((a, b) => a.id - b.id)
      await put('cards', table(pages), each(cards, cardRow))
      const now = issued * 1000
      const columns = [settings, models, decks, offered].map((column) => JSON.stringify(column))
      const col = [null, created, now, now, 11, 0, 0, 0, ...columns, '{}']
      await put('col', table(pages), [{ id: 1, values: col }])
      for (const name of ['revlog', 'graves']) await put(name, table(pages), [])
      const entries: Record<string, () => Iterable<Row>> = {
        ix_notes_usn: () => each(sums, ({ id }) => entry(unsynchronised, id)),
        ix_notes_csum: () => {
          sums.sort((a, b) => a.sum - b.sum || a.id - b.id)
          return each(sums, ({ sum, id }) => entry(sum, id))
        },
        ix_cards_usn: () => each(cards, ({ id }) => entry(unsynchronised, id)),
        ix_cards_nid: () => {
          cards.sort((a, b) => a.note - b.note || a.id - b.id)
          return each(cards, ({ note, id }) => entry(note, id))
        },
        ix_cards_sched: () => {
          cards.sort((a, b) => a.deck - b.deck || a.due - b.due || a.id - b.id)
          return each(cards, ({ deck, due, id }) => entry(deck, 0, due, id))
        },
      }
      for (const { name } of schema.filter(({ type }) => type === 'index')) {
        await put(name, index(pages), entries[name]?.() ?? [])
        await aTurn()
      }
      pages.replace(1, firstPage(roots, pages.next - 1))
    },
    size: () => pages.size,
    read: (start, end, room) => pages.read(start, end, room),
    discard: () => pages.discard(),
  }
}

/** `id` of a row; an entry of an index has it as its last value. */
type Row = { id: number; values: Value[] }

const entry = (...values: number[]): Row => ({ id: 0, values })

function* each<From>(list: readonly From[], rowOf: (one: From) => Row): Generator<Row> {
  for (const one of list) yield rowOf(one)
}

/** A new card, never studied. */
function cardRow({ id, note, deck, ordinal, mod, due }: CardRow): Row {
  const values = [null, note, deck, ordinal, mod, unsynchronised, 0, 0, due]
  for (let left = 8; left > 0; left--) values.push(0)
  return { id, values: [...values, ''] }
}

type Item = { type: 'table' | 'index'; name: string; of: string; sql: string }

/** What the first page tells of the tables and indices. */
const schema: readonly Item[] = `${tables}${indices}`
  .split(';')
  .map((sql) => sql.trim())
  .filter((sql) => sql !== '')
  .map((sql) => {
    const [, type = '', name = '', of = name] =
      /^CREATE (TABLE|INDEX) (\w+)(?: ON (\w+))?/.exec(sql) ?? []
    return { type: type === 'TABLE' ? 'table' : 'index', name, of, sql }
  })

/** Of the SQLite whose files these are like. */
const likeVersion = 3_046_000

/** The head of the file, and the table of all tables. */
function firstPage(roots: ReadonlyMap<string, number>, count: number): Buffer {
  const tree = new Filling(kinds.table.leaf, 100)
  const records = new Records()
  for (const [at, { type, name, of, sql }] of schema.entries()) {
    const { bytes, length } = records.of([type, name, of, roots.get(name) ?? 0, sql])
    const row = Buffer.alloc(varintLength(length) + 1 + length)
    bytes.copy(row, putVarint(row, putVarint(row, 0, length), at + 1), 0, length)
    tree.add(row)
  }
  const page = tree.end()
  page.write('SQLite format 3\0')
  page.writeUInt16BE(pageSize, 16)
  // Read and written by a journal; nothing reserved; fractions that are always the same.
  page.set([1, 1, 0, 64, 32, 32], 18)
  const words = { 24: 1, 28: count, 40: schema.length, 44: 4, 56: 1, 92: 1, 96: likeVersion }
  for (const [at, word] of Object.entries(words)) page.writeUInt32BE(word, Number(at))
  return page
}

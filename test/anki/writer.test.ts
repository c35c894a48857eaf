import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { anki } from '../../src/anki/writer.ts'
import type { Bank } from '../../src/model/bank.ts'
import type { Context } from '../../src/writer.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context, newYear } from '../support/context.ts'
import { everyKind, pictures, questions } from './bank.ts'

const folder = mkdtempSync(join(tmpdir(), 'rectoverso-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function write(given: Bank, more: Partial<Context> = {}): Promise<Uint8Array> {
  const [file] = await anki.write(context(given, pictures, more))
  if (!file) throw new Error('no deck')
  return bytesOf(file)
}

/** Rows of a query on the deck's collection. */
async function rows(deck: Uint8Array, sql: string): Promise<unknown[][]> {
  const file = join(folder, 'collection.anki2')
  writeFileSync(file, unzipSync(deck)['collection.anki2'] ?? '')
  const database = new sqlite.Database(file)
  try {
    return database.all(sql).map((row) => Object.values(row))
  } finally {
    database.close()
  }
}

describe('the deck writer', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('gives one file, named for the bank and for nothing Anki takes for a backup', async () => {
    const names = ['js', 'collection', 'backup-1', 'c#', 'Collection']
    const given = await Promise.all(
      names.map((name) => anki.write(context(everyKind(), pictures, { name }))),
    )
    expect(given.map(([file]) => file?.name)).toEqual([
      'js.apkg',
      'deck-collection.apkg',
      'deck-backup-1.apkg',
      'c-.apkg',
      'deck-Collection.apkg',
    ])
  })

  it('keeps id, guid, due and fields of each card where it holds only some of them', async () => {
    const sql =
      'select n.guid, c.id, c.nid, c.ord, c.due, n.flds, n.mod from cards c join notes n on n.id = c.nid order by c.id'
    const whole = everyKind()
    const [first] = whole.sections
    const some = (first?.questions ?? []).filter((_, index) => index % 2 === 1)
    if (!first || some.length === 0) throw new Error('no questions')
    const part = { ...whole, sections: [{ ...first, questions: some, sections: [] }] }
    const all = await rows(await write(whole), sql)
    const few = await rows(await write(part, { whole }), sql)
    const guids = new Set(some.map(({ guid }) => guid))
    expect(few.length).toBeGreaterThan(0)
    expect(few).toEqual(all.filter(([guid]) => guids.has(String(guid))))
  })

  it('gives the same bytes in every time zone', async () => {
    const decks: Uint8Array[] = []
    for (const TZ of ['UTC', 'Pacific/Apia', 'America/St_Johns']) {
      process.env.TZ = TZ
      decks.push(await write(everyKind()))
    }
    expect(decks.every((deck) => Buffer.compare(deck, decks[0] ?? deck) === 0)).toBe(true)
  })

  it('studies in the order of the book, siblings together', async () => {
    const deck = await write(everyKind())
    const cards = await rows(
      deck,
      'SELECT n.flds, c.ord, c.due FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.due, c.ord',
    )
    const order = cards.map(([fields, ord, due]) => [String(fields).slice(0, 5), ord, due])
    expect(order).toEqual(
      questions.flatMap(({ code }, index) =>
        (({ 2: [0, 1], 4: [0, 1, 2] })[index] ?? [0]).map((ord) => [code, ord, index + 1]),
      ),
    )
  })

  it('asks the clock for each note by its code and content, and keeps its answer', async () => {
    const asked = new Map<string, string>()
    const clock = {
      issued: newYear + 500,
      note: (code: string, hash: string) => {
        asked.set(code, hash)
        return newYear + asked.size
      },
      noteType: () => newYear + 100,
    }
    const deck = await write(everyKind(), { clock })
    expect([...asked.keys()].sort()).toEqual(questions.map(({ code }) => code).sort())
    expect(new Set(asked.values()).size).toBe(questions.length)
    const mods = await rows(deck, 'SELECT substr(flds, 1, 5), mod FROM notes')
    const given = [...asked.keys()].map((code, index) => [code, newYear + index + 1])
    expect(new Map(mods as [string, number][])).toEqual(new Map(given as [string, number][]))
    const [[models]] = (await rows(deck, 'SELECT models FROM col')) as [[string]]
    const types = Object.values(JSON.parse(models) as Record<string, { mod: number }>)
    expect(types.map(({ mod }) => mod)).toEqual(Array(5).fill(newYear + 100))
  })

  it('gives a note the same ids and fields wherever it stands', async () => {
    const one = question({ title: 'Stays' }, 5)
    const others = [1, 2, 3].map((n) => question(`Other ${n}`, n))
    const row = async (given: Bank) =>
      (
        await rows(
          await write(given),
          `SELECT n.id, n.guid, n.mid, n.flds, c.id FROM notes n JOIN cards c ON c.nid = n.id WHERE n.guid = '${one.guid}'`,
        )
      )[0]
    const alone = await row(bank([section('A', [one])]))
    expect(await row(bank([section('A', [...others, one])]))).toEqual(alone)
    expect(await row(bank([section('New', others), section('A', [one])]))).toEqual(alone)
  })

  it('ships only the note types in use, and every picture once', async () => {
    const deck = await write(bank([section('A', [question('Q')])]))
    const [[models]] = (await rows(deck, 'SELECT models FROM col')) as [[string]]
    expect(Object.keys(JSON.parse(models))).toHaveLength(1)
    const copy = {
      key: 'cd'.repeat(16),
      form: 'raster' as const,
      width: 2,
      height: 1,
      path: 'copy.png',
    }
    const rasters = {
      ...pictures.rasters,
      [copy.key]: Object.values(pictures.rasters)[0] as { type: 'png'; bytes: Uint8Array },
    }
    const twice = everyKind()
    const [file] = await anki.write(
      context({ ...twice, media: [...twice.media, copy] }, { rasters }),
    )
    if (!file) throw new Error('no deck')
    expect(Object.keys(unzipSync(await bytesOf(file))).sort()).toEqual([
      '0',
      'collection.anki2',
      'media',
    ])
  })

  it('writes nothing with a broken template, and says where', async () => {
    const given = context(everyKind(), pictures)
    const { text } = given.templates
    const templates = {
      ...given.templates,
      text: async (name: string) => (name === 'anki/basic/back.html' ? '{{Answe}}' : text(name)),
    }
    expect(await anki.write({ ...given, templates })).toEqual([])
    expect(given.messages.errors.map(({ ruleId, file }) => [ruleId, file])).toEqual([
      ['template-invalid', 'templates/anki/basic/back.html'],
    ])
  })

  it('says once what it could not show, at its place', async () => {
    const code = {
      type: 'code' as const,
      lang: 'klingon',
      value: 'x',
      position: { start: { line: 3, column: 1 }, end: { line: 5, column: 4 } },
    }
    const given = context(
      bank([
        section('A', [
          question({
            title: 'Q',
            answer: [paragraph('a'), code],
            place: { path: 'a.md', line: 10, column: 1 },
          }),
        ]),
      ]),
    )
    await anki.write(given)
    await anki.write(given)
    expect(given.messages.all.map(({ ruleId, name }) => [ruleId, name])).toEqual([
      ['language-unknown', 'a.md:12:1'],
    ])
  })
})

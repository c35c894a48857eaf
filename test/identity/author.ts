/**
 * A modelled author before the real pipeline: does to a bank what the model
 * says, builds after every step, and holds the deck against what was meant.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sqlite from 'node-sqlite3-wasm'
import { build } from '../../src/build.ts'
import type { QuestionLine } from '../../src/identity/record.ts'
import { parseLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'
import { newYear } from '../support/context.ts'
import {
  type Act,
  doStep,
  entriesOf,
  firstWorld,
  type Memory,
  markdownOf,
  mergeWorlds,
  type Step,
  type World,
} from './model.ts'
import type { Repository } from './repository.ts'

export type Branch = { ours: Step[]; theirs: Step[] }
export type Doing = Step | Branch

type Note = { guid: string; mod: number; said: string; retired: boolean; fields: string[] }
type Held = { mod: number; said: string }
/** What learners may hold, by code: every note that was ever shipped, for nobody imports every deck. */
type Shipped = ReadonlyMap<string, readonly Held[]>

/** Acts that leave every question the one it was, however its text is compared. */
const plain: ReadonlySet<Act> = new Set([
  'nothing',
  'edit',
  'retitle',
  'add',
  'move',
  'renameFile',
  'renameChapter',
  'reorder',
  'delete',
])

/** Counts over all runs, so that a run that does nothing is seen. */
export const counted = { builds: 0, stops: 0, merges: 0, rebuilds: 0 }

export class Author {
  readonly #folder: string
  readonly #repository: Repository
  readonly #memory: Memory = { next: 1, deleted: [], past: [], bearers: new Map() }
  #world: World
  #shipped: Shipped = new Map()
  #date = newYear
  /** The notes of the last deck. */
  #notes: Note[] = []
  /** For ever: the guid of each code, and the question that it was first given to. */
  readonly #guids = new Map<string, string>()
  readonly #births = new Map<string, number>()

  constructor(folder: string, seed: number, repository: Repository) {
    this.#folder = folder
    this.#repository = repository
    this.#world = firstWorld(seed, this.#memory)
    mkdirSync(join(folder, 'bank'))
    writeFileSync(join(folder, 'bank/rectoverso.yaml'), 'id: model\nlevel: 2\n')
  }

  async begin(): Promise<void> {
    this.#write(this.#world)
    assert.ok(await this.#build())
  }

  async do(doing: Doing): Promise<void> {
    if ('ours' in doing) await this.#branch(doing)
    else await this.#step(doing)
  }

  /** A build of what did not change, at a later date. */
  async rebuild(): Promise<void> {
    const before = this.#outputs()
    this.#date += 1000
    assert.deepEqual(await this.#run(), [])
    this.#sameOutputs(before)
    counted.rebuilds++
  }

  async #step(step: Step): Promise<void> {
    const before = this.#world
    const owners = this.#owners()
    this.#world = doStep(before, step, this.#memory)
    this.#write(this.#world)
    // Clocks stand still and go wrong.
    this.#date += step.seed % 4 === 0 ? 0 : step.seed % 7 === 0 ? -86_400 : 60
    if (await this.#build()) {
      if (plain.has(step.act)) {
        for (const [who, code] of this.#owners()) assert.equal(owners.get(who) ?? code, code)
      }
      if (step.act === 'nothing') await this.rebuild()
      return
    }
    // What is ambiguous stops the build; the author takes the step back.
    assert.ok(!plain.has(step.act), `${step.act} stopped the build`)
    this.#world = before
    this.#write(before)
    assert.ok(await this.#build())
  }

  async #branch({ ours, theirs }: Branch): Promise<void> {
    const [world, shipped, date] = [this.#world, this.#shipped, this.#date]
    this.#repository.branch()
    for (const step of theirs) await this.#step(step)
    this.#repository.back()
    const there = { world: this.#world, shipped: this.#shipped }
    this.#world = world
    this.#shipped = shipped
    this.#date = date
    for (const step of ours) await this.#step(step)
    const here = { world: this.#world, shipped: this.#shipped }
    this.#date += 3600

    // Conflicts in the Markdown are the author's to settle; the ledger's are git's.
    this.#repository.merge()
    assert.doesNotMatch(this.#text('bank/rectoverso.lock'), /^[<>=]{7}/m)
    assert.doesNotMatch(this.#text('bank/rectoverso.issued'), /^[<>=]{7}/m)
    this.#world = mergeWorlds(world, here.world, there.world)
    this.#shipped = bothOf(here.shipped, there.shipped)
    this.#write(this.#world)
    counted.merges++
    if (await this.#build()) {
      this.#repository.keep()
      await this.rebuild()
      return
    }
    this.#repository.undo()
    this.#world = here.world
    this.#shipped = here.shipped
    this.#write(this.#world)
    assert.ok(await this.#build())
  }

  /** Builds and holds the deck against the model; false where the build stopped for ambiguity. */
  async #build(): Promise<boolean> {
    const before = this.#outputs()
    const errors = await this.#run()
    counted.builds++
    if (errors.length > 0) {
      assert.deepEqual([...new Set(errors)], ['identity-ambiguous'])
      this.#sameOutputs(before)
      counted.stops++
      return false
    }
    this.#hold()
    return true
  }

  #hold(): void {
    const messages = new Messages()
    const ledger = parseLedger(this.#text('bank/rectoverso.lock'), 'rectoverso.lock', messages)
    assert.deepEqual(messages.all, [])
    const lines = [...ledger.questions.values()]
    const notes = notesOf(readFileSync(join(this.#folder, 'out/bank.apkg')))
    this.#notes = notes

    const guids = (of: typeof lines) => of.map(({ guid }) => guid).sort()
    const active = lines.filter(({ state }) => state === 'active')
    const shipping = lines.filter(({ state }) => /^retired:/.test(state))
    const inDeck = (retired: boolean) =>
      notes.flatMap((note) => (note.retired === retired ? [note.guid] : [])).sort()
    assert.deepEqual(inDeck(false), guids(active))
    assert.deepEqual(inDeck(true), guids(shipping))
    assert.equal(new Set(guids(lines)).size, lines.length)
    assert.equal(active.length, entriesOf(this.#world).length)

    for (const { code, guid } of lines) {
      assert.equal(this.#guids.get(code) ?? guid, guid)
      this.#guids.set(code, guid)
    }
    this.#holdDates(lines)

    // No code on another question than the one it was given to.
    const owners = this.#owners()
    assert.equal(owners.size, active.length)
    assert.equal(new Set(owners.values()).size, active.length)
    for (const entry of entriesOf(this.#world)) {
      const code = owners.get(entry.who) ?? ''
      const born = this.#births.get(code) ?? entry.who
      this.#births.set(code, born)
      assert.ok(entry.from.includes(born), `${code} went from question ${born} to ${entry.who}`)
    }
  }

  /** Whatever a learner imported last, this deck updates it if it says something else; and only then. */
  #holdDates(lines: readonly QuestionLine[]): void {
    const byGuid = new Map(this.#notes.map((note) => [note.guid, note]))
    const now = new Map(this.#shipped)
    for (const line of lines) {
      const note = byGuid.get(line.guid)
      if (!note) continue
      assert.equal(note.mod, line.mod)
      const held = this.#shipped.get(line.code) ?? []
      for (const { mod, said } of held) {
        if (said === note.said) assert.ok(note.mod >= mod, `${line.code} fell below ${mod}`)
        else assert.ok(note.mod > mod, `${line.code} changed, and is not later than ${mod}`)
      }
      const newest = Math.max(...held.map(({ mod }) => mod))
      const last = held.filter(({ mod }) => mod === newest)
      if (last.length > 0 && last.every(({ said }) => said === note.said)) {
        assert.equal(note.mod, newest, `${line.code} rose and did not change`)
      }
      now.set(line.code, joined(held, [{ mod: note.mod, said: note.said }]))
    }
    this.#shipped = now
  }

  /** The code of each question, by the text on its card in the last deck. */
  #owners(): Map<number, string> {
    const active = this.#notes.filter(({ retired }) => !retired)
    const byText = new Map(active.map(({ fields }) => [plainText(fields), fields[0] ?? '']))
    return new Map(
      entriesOf(this.#world).flatMap(({ who, title, answer }) => {
        const code = byText.get(`${title}\n${answer}`)
        return code === undefined ? [] : [[who, code]]
      }),
    )
  }

  async #run(): Promise<string[]> {
    const { findings } = await build({
      ...{ paths: ['bank'], cwd: this.#folder, out: 'out' },
      ...{ issued: this.#date, formats: ['anki'] },
    })
    return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
  }

  #outputs(): Buffer[] {
    const files = ['bank/rectoverso.lock', 'bank/rectoverso.issued', 'out/bank.apkg']
    return files.map((file) => {
      try {
        return readFileSync(join(this.#folder, file))
      } catch {
        return Buffer.alloc(0)
      }
    })
  }

  #sameOutputs(before: readonly Buffer[]): void {
    const same = this.#outputs().map((bytes, at) => bytes.equals(before[at] ?? Buffer.alloc(0)))
    assert.deepEqual(same, [true, true, true])
  }

  /** The bank's Markdown as the author means it; ledger and companion stay. */
  #write(world: World): void {
    const bank = join(this.#folder, 'bank')
    for (const name of readdirSync(bank)) if (name.endsWith('.md')) rmSync(join(bank, name))
    for (const file of world) writeFileSync(join(bank, file.name), markdownOf(file))
  }

  #text(path: string): string {
    return readFileSync(join(this.#folder, path), 'utf8')
  }
}

function bothOf(one: Shipped, other: Shipped): Shipped {
  const both = new Map(one)
  for (const [code, held] of other) both.set(code, joined(both.get(code) ?? [], held))
  return both
}

function joined(one: readonly Held[], other: readonly Held[]): Held[] {
  const isNew = ({ mod, said }: Held) => !one.some((held) => held.mod === mod && held.said === said)
  return [...one, ...other.filter(isNew)]
}

/** The notes table of a deck. */
function notesOf(apkg: Uint8Array): Note[] {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-notes-'))
  const file = join(folder, 'collection.anki2')
  writeFileSync(file, unzipSync(apkg)['collection.anki2'] ?? new Uint8Array())
  const database = new sqlite.Database(file, { readOnly: true })
  try {
    return database.all('SELECT guid, mod, mid, tags, flds FROM notes').map((row) => {
      const tags = String(row.tags).split(' ')
      return {
        guid: String(row.guid),
        mod: Number(row.mod),
        said: [row.mid, row.tags, row.flds].join('\n'),
        retired: tags.includes('retired'),
        fields: String(row.flds).split('\u001f'),
      }
    })
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/** Title and answer of a basic note, without markup. */
function plainText([, question = '', , answer = '']: readonly string[]): string {
  return [question, answer].map((html) => html.replace(/<[^>]*>/g, '').trim()).join('\n')
}

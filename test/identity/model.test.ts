/**
 * A model test of identity, through the whole pipeline and real git: authors do
 * to a bank what authors do, and after every build the deck is held against
 * what they meant.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import sqlite from 'node-sqlite3-wasm'
import { expect, it } from 'vitest'
import { build } from '../../src/build.ts'
import { parseLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'
import { newYear } from '../support/context.ts'
import { long } from '../support/judge.ts'
import {
  type Act,
  actNames,
  doStep,
  entriesOf,
  firstWorld,
  type Memory,
  markdownOf,
  mergeWorlds,
  type Step,
  type World,
} from './model.ts'

const runs = long ? 1000 : 8
const length = 20

type Note = { guid: string; mod: number; said: string; retired: boolean; fields: string[] }
/** What learners hold, by code: the last that was shipped. */
type Shipped = Map<string, { mod: number; said: string }>
type Branch = { ours: Step[]; theirs: Step[] }
type Doing = Step | Branch

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
const counted = { builds: 0, stops: 0, merges: 0, rebuilds: 0 }

class Author {
  readonly #folder: string
  readonly #memory: Memory = { next: 1, deleted: [], past: [], bearers: new Map() }
  #world: World
  #shipped: Shipped = new Map()
  #date = newYear
  /** The notes of the last deck. */
  #notes: Note[] = []
  #branches = 0
  /** For ever: the guid of each code, and the question that it was first given to. */
  readonly #guids = new Map<string, string>()
  readonly #births = new Map<string, number>()

  constructor(folder: string, seed: number) {
    this.#folder = folder
    this.#world = firstWorld(seed, this.#memory)
    mkdirSync(join(folder, 'bank'))
    writeFileSync(join(folder, 'bank/rectoverso.yaml'), 'id: model\nlevel: 2\n')
    const ours = 'rectoverso.lock merge=union\nrectoverso.issued merge=union\n'
    writeFileSync(join(folder, '.gitattributes'), ours)
    writeFileSync(join(folder, '.gitignore'), 'out/\n')
    this.#git('init', '-q', '-b', 'main')
  }

  async begin(): Promise<void> {
    this.#write(this.#world)
    expect(await this.#build([this.#shipped])).toBe(true)
  }

  async do(doing: Doing): Promise<void> {
    if ('ours' in doing) await this.#branch(doing)
    else await this.#step(doing)
  }

  /** A build of what did not change, at a later date. */
  async rebuild(): Promise<void> {
    const before = this.#outputs()
    this.#date += 1000
    expect(await this.#run()).toEqual([])
    expect(this.#outputs()).toEqual(before)
    counted.rebuilds++
  }

  async #step(step: Step): Promise<void> {
    const before = this.#world
    const owners = this.#owners()
    this.#world = doStep(before, step, this.#memory)
    this.#write(this.#world)
    // Clocks stand still and go wrong.
    this.#date += step.seed % 4 === 0 ? 0 : step.seed % 7 === 0 ? -86_400 : 60
    if (await this.#build([this.#shipped])) {
      if (plain.has(step.act)) {
        for (const [who, code] of this.#owners()) expect(owners.get(who) ?? code).toBe(code)
      }
      if (step.act === 'nothing') await this.rebuild()
      return
    }
    // What is ambiguous stops the build; the author takes the step back.
    expect(plain.has(step.act)).toBe(false)
    this.#world = before
    this.#write(before)
    expect(await this.#build([this.#shipped])).toBe(true)
  }

  async #branch({ ours, theirs }: Branch): Promise<void> {
    this.#commit()
    const [world, shipped, date] = [this.#world, this.#shipped, this.#date]
    const name = `b${this.#branches++}`
    this.#git('switch', '-q', '-c', name)
    this.#shipped = new Map(shipped)
    for (const step of theirs) await this.#step(step)
    this.#commit()
    const there = { world: this.#world, shipped: this.#shipped }
    this.#git('switch', '-q', 'main')
    this.#world = world
    this.#shipped = new Map(shipped)
    this.#date = date
    for (const step of ours) await this.#step(step)
    this.#commit()
    const here = { world: this.#world, shipped: this.#shipped }
    this.#date += 3600

    // Conflicts in the Markdown are the author's to settle; the ledger's are git's.
    this.#git('merge', '-q', '--no-ff', '--no-commit', name)
    expect(this.#text('bank/rectoverso.lock')).not.toMatch(/^[<>=]{7}/m)
    expect(this.#text('bank/rectoverso.issued')).not.toMatch(/^[<>=]{7}/m)
    this.#world = mergeWorlds(world, here.world, there.world)
    this.#write(this.#world)
    counted.merges++
    if (await this.#build([here.shipped, there.shipped])) {
      this.#commit()
      await this.rebuild()
      return
    }
    this.#git('reset', '-q', '--hard', 'main')
    this.#world = here.world
    this.#shipped = here.shipped
    expect(await this.#build([this.#shipped])).toBe(true)
  }

  /** Builds and holds the deck against the model; false where the build stopped for ambiguity. */
  async #build(sides: readonly Shipped[]): Promise<boolean> {
    const before = this.#outputs()
    const errors = await this.#run()
    counted.builds++
    if (errors.length > 0) {
      expect(new Set(errors)).toEqual(new Set(['identity-ambiguous']))
      expect(this.#outputs()).toEqual(before)
      counted.stops++
      return false
    }
    this.#hold(sides)
    return true
  }

  #hold(sides: readonly Shipped[]): void {
    const messages = new Messages()
    const ledger = parseLedger(this.#text('bank/rectoverso.lock'), 'rectoverso.lock', messages)
    expect(messages.all).toEqual([])
    const lines = [...ledger.questions.values()]
    const notes = notesOf(readFileSync(join(this.#folder, 'out/bank.apkg')))
    this.#notes = notes

    const guids = (of: typeof lines) => of.map(({ guid }) => guid).sort()
    const active = lines.filter(({ state }) => state === 'active')
    const shipping = lines.filter(({ state }) => /^retired:/.test(state))
    const inDeck = (retired: boolean) =>
      notes.flatMap((note) => (note.retired === retired ? [note.guid] : [])).sort()
    expect(inDeck(false)).toEqual(guids(active))
    expect(inDeck(true)).toEqual(guids(shipping))
    expect(new Set(guids(lines)).size).toBe(lines.length)
    expect(active.length).toBe(entriesOf(this.#world).length)

    for (const { code, guid } of lines) {
      expect(this.#guids.get(code) ?? guid).toBe(guid)
      this.#guids.set(code, guid)
    }

    // Of what is not in the deck, the newer of both sides is what the ledger goes on from.
    const byAge = sides
      .flatMap((side) => [...side])
      .sort(([, one], [, other]) => one.mod - other.mod)
    const now: Shipped = new Map(byAge)
    const byGuid = new Map(notes.map((note) => [note.guid, note]))
    for (const line of lines) {
      const note = byGuid.get(line.guid)
      if (!note) continue
      expect(note.mod).toBe(line.mod)
      const held = sides.flatMap((side) => side.get(line.code) ?? [])
      for (const { mod, said } of held) {
        if (said === note.said) expect(note.mod).toBeGreaterThanOrEqual(mod)
        else expect(note.mod).toBeGreaterThan(mod)
      }
      const newest = Math.max(...held.map(({ mod }) => mod))
      const settled = held.every(({ mod, said }) => said === note.said || mod < newest)
      if (
        held.length > 0 &&
        settled &&
        held.some(({ mod, said }) => mod === newest && said === note.said)
      ) {
        expect(note.mod).toBe(newest)
      }
      now.set(line.code, { mod: note.mod, said: note.said })
    }
    this.#shipped = now

    // No code on another question than the one it was given to.
    const owners = this.#owners()
    expect(owners.size).toBe(active.length)
    expect(new Set(owners.values()).size).toBe(active.length)
    for (const entry of entriesOf(this.#world)) {
      const code = owners.get(entry.who) ?? ''
      const born = this.#births.get(code) ?? entry.who
      this.#births.set(code, born)
      expect(entry.from).toContain(born)
    }
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

  #outputs(): string[] {
    const files = ['bank/rectoverso.lock', 'bank/rectoverso.issued', 'out/bank.apkg']
    return files.map((file) => {
      try {
        return readFileSync(join(this.#folder, file)).toString('latin1')
      } catch {
        return ''
      }
    })
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

  #commit(): void {
    this.#git('add', '-A')
    this.#git('commit', '-q', '--allow-empty', '-m', 'state')
  }

  #git(...args: string[]): void {
    const { status, stderr } = spawnSync('git', args, {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...author, PATH: process.env.PATH },
    })
    // A merge ends with 1 where Markdown is in conflict.
    if (status !== 0 && args[0] !== 'merge') throw new Error(`git ${args.join(' ')}: ${stderr}`)
  }
}

/** Nobody's settings: git is to do the same everywhere. */
const author = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Author',
  GIT_AUTHOR_EMAIL: 'author@example.org',
  GIT_COMMITTER_NAME: 'Author',
  GIT_COMMITTER_EMAIL: 'author@example.org',
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

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...actNames),
  at: fc.nat(1000),
  to: fc.nat(1000),
  seed: fc.nat(1_000_000),
})
const side = fc.array(step, { maxLength: 3 })
const branch = fc.record({ ours: side, theirs: side })
const doing = fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: branch })

it(
  `keeps every promise through ${runs} runs of ${length} steps`,
  async () => {
    const doings = fc.array(doing, { minLength: length, maxLength: length })
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), doings, async (seed, steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'rectoverso-model-'))
        try {
          const bank = new Author(folder, seed)
          await bank.begin()
          for (const one of steps) await bank.do(one)
          await bank.rebuild()
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      }),
      { numRuns: runs, endOnFailure: !long },
    )
    expect(counted.merges).toBeGreaterThan(0)
    expect(counted.rebuilds).toBeGreaterThan(runs)
    if (!long) return
    console.log(counted)
    expect(counted.stops).toBeLessThan(counted.builds / 100)
  },
  long ? 5_400_000 : 300_000,
)

/**
 * A modelled author before the real pipeline: does to a bank what the model
 * says, builds after every step, and holds the deck against what was meant.
 */
import assert from 'node:assert/strict'
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
  mergeWorlds,
  type Step,
  type World,
} from './model.ts'
import type { Note, Workshop } from './workshop.ts'

export type Branch = { ours: Step[]; theirs: Step[] }
export type Doing = Step | Branch

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
  readonly #workshop: Workshop
  readonly #memory: Memory = { next: 1, deleted: [], past: [], bearers: new Map() }
  #world: World
  #shipped: Shipped = new Map()
  #date = newYear
  /** The notes of the last deck. */
  #notes: Note[] = []
  /** For ever: the guid of each code, and the question that it was first given to. */
  readonly #guids = new Map<string, string>()
  readonly #births = new Map<string, number>()

  constructor(seed: number, workshop: Workshop) {
    this.#workshop = workshop
    this.#world = firstWorld(seed, this.#memory)
  }

  async begin(): Promise<void> {
    this.#workshop.write(this.#world)
    assert.ok(await this.#build())
  }

  async do(doing: Doing): Promise<void> {
    if ('ours' in doing) await this.#branch(doing)
    else await this.#step(doing)
  }

  /** A build of what did not change, at a later date. */
  async rebuild(): Promise<void> {
    const before = this.#workshop.outputs()
    this.#date += 1000
    assert.deepEqual(await this.#workshop.build(this.#date), [])
    this.#same(before)
    counted.rebuilds++
  }

  async #step(step: Step): Promise<void> {
    const before = this.#world
    const owners = this.#owners()
    this.#world = doStep(before, step, this.#memory)
    this.#workshop.write(this.#world)
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
    this.#workshop.write(before)
    assert.ok(await this.#build())
  }

  async #branch({ ours, theirs }: Branch): Promise<void> {
    const [world, shipped, date] = [this.#world, this.#shipped, this.#date]
    this.#workshop.repository.branch()
    for (const step of theirs) await this.#step(step)
    this.#workshop.repository.back()
    const there = { world: this.#world, shipped: this.#shipped }
    this.#world = world
    this.#shipped = shipped
    this.#date = date
    for (const step of ours) await this.#step(step)
    const here = { world: this.#world, shipped: this.#shipped }
    this.#date += 3600

    // Conflicts in the Markdown are the author's to settle; the ledger's are git's.
    this.#workshop.repository.merge()
    for (const text of this.#workshop.outputs().slice(0, 2)) assert.doesNotMatch(text, /^[<>=]{7}/m)
    this.#world = mergeWorlds(world, here.world, there.world)
    this.#shipped = bothOf(here.shipped, there.shipped)
    this.#workshop.write(this.#world)
    counted.merges++
    if (await this.#build()) {
      this.#workshop.repository.keep()
      await this.rebuild()
      return
    }
    this.#workshop.repository.undo()
    this.#world = here.world
    this.#shipped = here.shipped
    this.#workshop.write(this.#world)
    assert.ok(await this.#build())
  }

  /** Builds and holds the deck against the model; false where the build stopped for ambiguity. */
  async #build(): Promise<boolean> {
    const before = this.#workshop.outputs()
    const errors = await this.#workshop.build(this.#date)
    counted.builds++
    if (errors.length > 0) {
      assert.deepEqual([...new Set(errors)], ['identity-ambiguous'])
      this.#same(before)
      counted.stops++
      return false
    }
    this.#hold()
    return true
  }

  #hold(): void {
    const messages = new Messages()
    const ledger = parseLedger(this.#workshop.outputs()[0] ?? '', 'rectoverso.lock', messages)
    assert.deepEqual(messages.all, [])
    const lines = [...ledger.questions.values()]
    const notes = this.#workshop.notes()
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
    const byText = new Map(active.map(({ text, code }) => [text, code]))
    return new Map(
      entriesOf(this.#world).flatMap(({ who, title, answer }) => {
        const code = byText.get(`${title}\n${answer}`)
        return code === undefined ? [] : [[who, code]]
      }),
    )
  }

  #same(before: readonly string[]): void {
    const same = this.#workshop.outputs().map((text, at) => text === before[at])
    assert.deepEqual(same, [true, true, true])
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

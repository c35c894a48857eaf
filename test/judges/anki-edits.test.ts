import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { describeWith, python } from '../support/judge.ts'
import { rectoverso } from '../support/run.ts'
import { bank, own, type Row, rows, type Step } from './edits.ts'

type Import = { new: string[]; updated: string[]; conflicting: number }
type Seen = {
  imports: Import[]
  kept: number
  log_kept: boolean
  doubled: number
  own_kept: boolean
  retired: string[]
  notices: number
  notes: Record<string, string>
  decks: Record<string, string>
  /** How many answered cards of gaps ask for another text than before. */
  remeant: number
  /** Names of decks at the top. */
  tops: string[]
  types: number
  css: string
  templates: string
  media: string[]
  empty_cards: number
  integrity: boolean
}

/** Each edition is later than whatever the learner did in between. */
const dates = ['1767225600', '4102444800', '4102531200', '4102617600']

/** A learner's collection through every edit: each row a bank built twice and imported twice. */
describeWith(['anki'], 'progress through edits', () => {
  const home = mkdtempSync(join(tmpdir(), 'rectoverso-edits-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  const template = (name: string) =>
    readFile(new URL(`../../templates/anki/${name}`, import.meta.url), 'utf8')
  const square = (background: string) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toBuffer()

  type Known = { codes: Map<string, string>; guids: Map<string, string> }

  /** Codes by title, equal titles with their number; guids by code. */
  async function knownIn(folder: string): Promise<Known> {
    const issued = await readFile(join(folder, 'rectoverso.issued'), 'utf8')
    const lock = await readFile(join(folder, 'rectoverso.lock'), 'utf8')
    const guids = new Map(lock.split('\n').map((row) => row.split('\t', 2) as [string, string]))
    const codes = new Map<string, string>()
    for (const row of issued.split('\n').slice(1, -2)) {
      const [code = '', json = '{}'] = row.split('\t')
      const { title, answer } = JSON.parse(json) as { title: string; answer: string }
      const twin = answer?.startsWith('A cache') ? '#2' : '#1'
      codes.set(title === 'Example?' ? `Example?${twin}` : title, code)
    }
    return { codes, guids }
  }

  async function build(folder: string, edition: number) {
    const args = ['build', '--formats', 'anki', '--out', `out${edition}`]
    return rectoverso(folder, args, { env: { SOURCE_DATE_EPOCH: dates[edition] } })
  }

  const apkg = (folder: string, edition: number) => join(folder, `out${edition}`, 'bank.apkg')

  /** Makes one step of a row, stops and answers included. */
  async function take(
    folder: string,
    step: Step,
    edition: number,
    known: Known,
    files: Map<string, string | Uint8Array>,
  ) {
    const given = Object.fromEntries(files) as Record<string, string>
    for (const [name, content] of Object.entries(step.edit(given))) {
      const path = join(folder, name)
      if (content === undefined) {
        files.delete(name)
        await rm(path)
      } else {
        files.set(name, content)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, content)
      }
    }
    if (step.stops !== undefined) {
      const stopped = await build(folder, edition)
      if (stopped.code !== 1 || !stopped.err.includes(step.stops)) throw new Error('did not stop')
    }
    if (step.accept) {
      const words = step.accept.map((word) =>
        word.replace(/^CODE:([^=]*)/, (_, title) => known.codes.get(title) ?? ''),
      )
      const accepted = await rectoverso(folder, ['accept', ...words])
      if (accepted.code !== 0) throw new Error(accepted.err + accepted.out)
    }
    const built = await build(folder, edition)
    if (built.code !== 0) throw new Error(built.err)
    return apkg(folder, edition)
  }

  const made = (async () => {
    const chain = await square('#336699')
    const look = {
      css: await template('card.css'),
      back: await template('basic/back.html'),
      chain: await square('#993366'),
    }
    const all = rows(look)
    const base = join(home, 'base', 'bank')
    await mkdir(base, { recursive: true })
    const files = new Map<string, string | Uint8Array>([
      ...Object.entries(bank),
      ['chain.png', chain],
    ])
    for (const [name, content] of files) await writeFile(join(base, name), content)
    const first = await build(base, 0)
    if (first.code !== 0) throw new Error(first.err)
    const known = await knownIn(base)
    const plan: { first: string; own: string; rows: Record<string, string[]> } = {
      first: apkg(base, 0),
      own: known.codes.get(own) ?? '',
      rows: {},
    }
    const failed = new Map<string, unknown>()
    const knownBy = new Map<string, Known>()
    for (const [index, { name, steps }] of all.entries()) {
      const folder = join(home, String(index), 'bank')
      await cp(base, folder, { recursive: true })
      const now = new Map(files)
      const packages: string[] = []
      try {
        for (const [at, step] of steps.entries()) {
          packages.push(await take(folder, step, at + 1, known, now))
        }
        plan.rows[name] = packages
        // Questions that came with the row's own steps.
        const after = await knownIn(folder)
        knownBy.set(name, {
          codes: new Map([...after.codes, ...known.codes]),
          guids: new Map([...after.guids, ...known.guids]),
        })
      } catch (error) {
        failed.set(name, error)
      }
    }
    const file = join(home, 'plan.json')
    writeFileSync(file, JSON.stringify(plan))
    const script = fileURLToPath(new URL('anki-edits.py', import.meta.url))
    const answer = execFileSync(python, [script, file], { encoding: 'utf8', maxBuffer: 1 << 30 })
    const seen = JSON.parse(answer) as { answered: number; rows: Record<string, Seen> }
    return { knownBy, failed, ...seen }
  })()

  const blank = { css: '', back: '', chain: new Uint8Array() }
  for (const row of rows(blank)) {
    it(`is kept: ${row.name}`, async () => {
      const { knownBy, failed, answered, rows: seen } = await made
      if (failed.has(row.name)) throw failed.get(row.name)
      const verdict = seen[row.name]
      const known = knownBy.get(row.name)
      if (!verdict || !known) throw new Error('not imported')
      judge(row, verdict, known, answered)
    })
  }

  function judge(row: Row, verdict: Seen, { codes, guids }: Known, answered: number): void {
    const guidOf = (title: string) => guids.get(codes.get(title) ?? '') ?? `no ${title}`
    expect(answered).toBeGreaterThan(6)
    expect(verdict.kept).toBe(answered)
    expect(verdict.log_kept).toBe(true)
    expect(verdict.doubled).toBe(0)
    expect(verdict.integrity).toBe(true)
    expect(verdict.tops).toEqual(['Default', ...(row.tops ?? ['Edits'])])
    expect(verdict.remeant).toBe(row.mended ?? 0)
    for (const [index, step] of row.steps.entries()) {
      const {
        new: added,
        updated,
        conflicting,
      } = verdict.imports[index] ?? { new: [], updated: [] }
      expect(conflicting).toBe(0)
      const changed = [...(step.edited ?? []), ...(step.retired ?? [])].map(guidOf)
      expect(updated).toEqual(changed.sort())
      expect(added).toHaveLength(step.added ?? 0)
    }
    expect(verdict.own_kept).toBe(row.ownReplaced !== true)
    const retired = row.steps.at(-1)?.retired ?? []
    expect(verdict.retired).toEqual(retired.map((title) => codes.get(title)).sort())
    expect(verdict.notices).toBe(retired.length)
    const { notes, ...look } = row.shows ?? {}
    for (const [key, text] of Object.entries(look)) {
      expect(verdict[key as keyof typeof look]).toContain(text)
    }
    for (const [title, text] of Object.entries(notes ?? {})) {
      expect(verdict.notes[codes.get(title) ?? '']).toContain(text)
    }
    for (const [title, deck] of Object.entries(row.decks ?? {})) {
      expect(verdict.decks[codes.get(title) ?? '']).toBe(deck)
    }
  }

  it('is asserted by enough edits', () => {
    expect(rows(blank).length).toBeGreaterThanOrEqual(25)
  })
})

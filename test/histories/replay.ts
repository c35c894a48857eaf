/**
 * Replays a history under a rule of identity and counts, by the judge's word,
 * what the rule kept, lost and mixed up.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCompanion } from '../../src/identity/companion.ts'
import { identify } from '../../src/identity/identify.ts'
import { newLedger } from '../../src/identity/record.ts'
import { parseLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Bank, type Draft, questionsOf } from '../../src/model/bank.ts'
import { read } from '../../src/read/read.ts'
import type { Version } from './histories.ts'
import { type Item, itemsOf } from './items.ts'
import { judge, sameQuestion, type Verdict } from './verdict.ts'

/** One version as the reader under test and the judge see it. */
export type Step = {
  version: Version
  bank: Bank<Draft>
  items: Item[]
  /** For each question of the bank, in reading order, the judge's item. */
  itemOf: (number | undefined)[]
}

/** What a rule made of one version: a code for each question, if it has one, and what it asked. */
export type Coded = { codes: (string | undefined)[]; stops: number[] }

/** `answer` is the judge's: the code a question continues, `undefined` for a new one. */
export type Rule = (step: Step, answer: (index: number) => string | undefined) => Coded

export type Fault = {
  version: string
  kind: 'lost' | 'wrong' | 'asked'
  from?: Item
  to: Item
  code?: string
}

export type Tally = {
  versions: number
  /** Pairs of one question in two versions that follow each other. */
  survived: number
  kept: number
  wrong: number
  /** Versions at which the build stopped. */
  stops: number
  /** Questions about which it asked. */
  asked: number
  faults: Fault[]
}

/** Reads versions under one file name, as in the repository they come from. */
export async function* steps(versions: readonly Version[], folder: string): AsyncGenerator<Step> {
  const path = join(folder, 'README.md')
  for (const version of versions) {
    const text = await readFile(version.path, 'utf8')
    const items = itemsOf(text)
    if (items.length === 0) continue
    await writeFile(path, text)
    const messages = new Messages()
    const { bank } = await read({ paths: [path], root: folder, settings: {}, messages })
    const byLine = new Map(items.map(({ line }, index) => [line, index]))
    const itemOf = [...questionsOf(bank)].map(({ question }) => byLine.get(question.place.line))
    yield { version, bank, items, itemOf }
  }
}

/** Our own rule: the ledger, read from its text and printed to it at every version. */
export function ledgerRule(): Rule {
  let before: { ledger: string; companion: string } | undefined
  const build = (bank: Bank<Draft>, date: number) => {
    const messages = new Messages()
    const known = before ? parseLedger(before.ledger, 'lock', messages) : newLedger()
    if (before) parseCompanion(before.companion, 'issued', known, messages)
    const done = identify(bank, known, { date, named: false, messages })
    const stops = messages.errors.map(({ line }) => line)
    return { done, stops, messages }
  }
  return ({ bank, version }, answer) => {
    let { done, stops: lines, messages } = build(bank, version.date)
    const drafts = [...questionsOf(bank)].map(({ question }) => question)
    const stops = drafts.flatMap(({ place }, index) => (lines.includes(place.line) ? [index] : []))
    if (messages.errors.length > stops.length) throw new Error(String(messages.errors[0]))
    if (stops.length > 0) {
      // As an author would: the code it continues, or an id of its own.
      const answers = new Map(
        stops.map((index) => [drafts[index], answer(index) ?? `new-${version.name}-${index}`]),
      )
      ;({ done, messages } = build(answered(bank, answers), version.date))
      const [left] = messages.errors
      if (left) throw new Error(`still after the answer: ${left}`)
    }
    const questions = [...questionsOf(done.bank)].map(({ question }) => question)
    for (const { code, title, body } of questions) done.clock.note(code, title + body)
    before = done.next()
    return { codes: questions.map(({ code }) => code), stops }
  }
}

function answered(bank: Bank<Draft>, ids: ReadonlyMap<Draft | undefined, string>): Bank<Draft> {
  const within = (sections: Bank<Draft>['sections']): Bank<Draft>['sections'] =>
    sections.map((section) => ({
      ...section,
      questions: section.questions.map((draft) => {
        const id = ids.get(draft)
        return id === undefined ? draft : { ...draft, id }
      }),
      sections: within(section.sections),
    }))
  return { ...bank, sections: within(bank.sections) }
}

/** The rivals' rule: a note is known by its title, or by title and content; of equal ones only the first is one. */
export function hashRule(what: 'title' | 'content'): Rule {
  return ({ bank }) => {
    const seen = new Set<string>()
    const codes = [...questionsOf(bank)].map(({ question: { title, slices } }) => {
      const content = [slices.prompt?.text, slices.answer?.text]
      const key = JSON.stringify(what === 'title' ? title : [title, content])
      if (seen.has(key)) return undefined
      seen.add(key)
      return key
    })
    return { codes, stops: [] }
  }
}

/** Runs rules side by side over one history. */
export async function replay(
  all: AsyncIterable<Step>,
  rules: Readonly<Record<string, Rule>>,
  told: (step: Step, before: Step, verdict: Verdict) => void = () => {},
): Promise<{ tallies: Record<string, Tally>; unread: number; questions: number }> {
  const runs = Object.entries(rules).map(([name, rule]) => ({
    name,
    rule,
    tally: { versions: 0, survived: 0, kept: 0, wrong: 0, stops: 0, asked: 0, faults: [] } as Tally,
    /** The item that last bore each code. */
    last: new Map<string, Item>(),
    /** Code of each item of the version before. */
    codes: new Map<number, string>(),
  }))
  let before: Step | undefined
  let unread = 0
  let questions = 0
  for await (const step of all) {
    const verdict = before ? judge(before.items, step.items) : { links: [], unsure: [] }
    const from = new Map(verdict.links.map((link) => [link.to, link.from]))
    const unsure = new Set(verdict.unsure.map((link) => `${link.from} ${link.to}`))
    if (before) told(step, before, verdict)
    const readable = new Set(step.itemOf)
    const wasRead = new Set(before?.itemOf)
    const alike = twinsOf(before?.items ?? [])
    unread += step.items.filter((_, index) => !readable.has(index)).length
    questions += step.items.length
    for (const run of runs) {
      const { tally, last } = run
      tally.versions++
      const { codes, stops } = run.rule(step, (index) => {
        const item = step.itemOf[index]
        const origin = item === undefined ? undefined : from.get(item)
        return origin === undefined ? undefined : run.codes.get(origin)
      })
      if (stops.length > 0) tally.stops++
      tally.asked += stops.length
      const holder = new Map([...run.codes].map(([item, code]) => [code, item]))
      const now = new Map<number, string>()
      // Nobody can tell equal texts apart, so the codes of equal twins are as good as each other's.
      const twins = (origin: number | undefined) =>
        (origin === undefined ? [] : (alike.get(origin) ?? [])).map((item) => run.codes.get(item))
      for (const [index, code] of codes.entries()) {
        const item = step.itemOf[index]
        const to = item === undefined ? undefined : step.items[item]
        if (item === undefined || !to) continue
        if (code !== undefined) now.set(item, code)
        if (stops.includes(index)) fault(tally, step, 'asked', undefined, to, code)
        const origin = from.get(item)
        const had = origin === undefined ? undefined : run.codes.get(origin)
        const same = code !== undefined && (had === code || twins(origin).includes(code))
        const kept = same && !stops.includes(index)
        // What was not read before cannot be kept; nor is a rule blamed for it.
        if (origin !== undefined && wasRead.has(origin)) {
          tally.survived++
          if (kept) tally.kept++
          else fault(tally, step, 'lost', before?.items[origin], to, code)
        }
        if (code === undefined || same) continue
        // A code that comes from elsewhere: from another question, or back from retirement.
        const bearer = holder.get(code)
        const earlier = last.get(code)
        const wrong =
          bearer !== undefined
            ? !unsure.has(`${bearer} ${item}`)
            : earlier !== undefined && sameQuestion(earlier, to) === false
        if (!wrong) continue
        tally.wrong++
        fault(tally, step, 'wrong', earlier, to, code)
      }
      for (const [item, code] of now) {
        const to = step.items[item]
        if (to) last.set(code, to)
      }
      run.codes = now
    }
    before = step
  }
  return {
    tallies: Object.fromEntries(runs.map(({ name, tally }) => [name, tally])),
    unread,
    questions,
  }
}

function fault(
  tally: Tally,
  { version }: Step,
  kind: Fault['kind'],
  from: Item | undefined,
  to: Item,
  code: string | undefined,
): void {
  const more = { ...(from && { from }), ...(code !== undefined && { code }) }
  tally.faults.push({ version: version.name, kind, to, ...more })
}

/** The items of equal text, by each of them. */
function twinsOf(items: readonly Item[]): Map<number, number[]> {
  const groups = new Map<string, number[]>()
  const keys = items.map(({ title, body }) => `${title} ${body}`.split(/\s+/).join(' '))
  for (const [index, key] of keys.entries()) {
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return new Map(keys.map((key, index) => [index, groups.get(key) ?? []]))
}

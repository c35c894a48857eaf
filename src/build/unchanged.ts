/**
 * Whether anything changed since a build that ended well: if not, there is nothing to
 * build, and its result is given again.
 *
 * What a build is made from is kept with its result: the request, settings and files of
 * each bank, what is kept beside it, what its files lead to and show, the templates that
 * were asked for, and the outputs. Each is looked at anew, not trusted to a date; the
 * program itself is in the cache's name. A build is kept only where the next one would
 * find the ledger as it is to be, and would say the same.
 *
 * Whatever else a build is ever made to depend on has to be looked at here too.
 */
import { basename, dirname, join, resolve } from 'node:path'
import { digest } from '../cache/digest.ts'
import type { DiskCache } from '../cache.ts'
import type { BankPlan } from '../config/plan.ts'
import { type LedgerPaths, sumsBeside } from '../identity/ledger.ts'
import type { Message } from '../messages/messages.ts'
import type { Sum } from '../model/sum.ts'
import { sumOf } from '../publish/disk.ts'
import { readManifest } from '../publish/manifest.ts'
import type { Beside } from '../publish.ts'
import { type Beyond, type Observed, observeBeyond, observeFiles } from '../read/observe.ts'
import type { Reading } from '../read/read.ts'
import { createTemplates } from '../templates.ts'
import type { Shelf } from '../writer.ts'
import { picturesFolder, picturesOf } from './pictures.ts'
import type { BuildResult } from './result.ts'

/** A bank, before anything of it is read. */
export type Meant = { plan: BankPlan; ledger: LedgerPaths }

/** A bank as it was built. */
export type Built = Meant & {
  reading: Pick<Reading, 'kept' | 'linked' | 'media'>
  /** Pictures of retired questions that were looked for. */
  retired: Beyond['asked']
  /** Names of the templates that were asked for. */
  templates: ReadonlySet<string>
  beside: readonly Beside[]
  messages: readonly Message[]
  /** Whether another build of the same finds nothing to say of codes, and nothing to write of them. */
  settled: boolean
}

export type Asking = {
  cache: DiskCache
  /** Everything of the request that results depend on, as data. */
  request: unknown
  /** What was said of the request and the settings, and their texts. */
  asked: { messages: readonly Message[]; texts: ReadonlyMap<string, string> }
  cwd: string
}

type Names = Beyond & { retired: Beyond['asked']; templates: readonly string[] }
type FileSum = Sum & { path: string }
type Entry = { sums: FileSum[]; result: BuildResult }

export class Unchanged {
  readonly #asking: Asking
  readonly #banks: readonly Meant[]
  readonly #shelf: Shelf
  readonly #key: string

  constructor(asking: Asking, banks: readonly Meant[]) {
    this.#asking = asking
    this.#banks = banks
    const plans = banks.map(({ plan }) => plan)
    this.#shelf = asking.cache.of(JSON.stringify(plans.map(({ path }) => path))).shelf('unchanged')
    const { messages, texts } = asking.asked
    this.#key = digest(JSON.stringify([asking.request, plans, messages.map(plainly), [...texts]]))
  }

  /** The result of the last build, where another would give the same. */
  async find(): Promise<BuildResult | undefined> {
    const first: string[] = [this.#key]
    for (const { plan, ledger } of this.#banks) {
      const beside = await sumsBeside(ledger)
      if (!beside) return undefined
      first.push(keyOf(beside, await observeFiles([plan.path], plan.root)))
    }
    const key = digest(...first)
    const names = parsed<Names[]>(this.#shelf.get(key))
    if (names?.length !== this.#banks.length) return undefined
    const second: string[] = [key]
    for (const [index, bank] of this.#banks.entries()) {
      second.push(digestOf(await this.#beyond(bank, names[index] as Names)))
    }
    const entry = parsed<Entry>(this.#shelf.get(digest(...second)))
    if (!entry) return undefined
    for (const { path, sha256, size } of entry.sums) {
      const sum = await sumOf(path).catch(() => undefined)
      if (sum?.sha256 !== sha256 || sum.size !== size) return undefined
    }
    return entry.result
  }

  /** Keeps a build that ended well and was published. */
  async note(result: BuildResult, built: readonly Built[]): Promise<void> {
    if (result.status !== 'ok' || !result.written || !built.every(({ settled }) => settled)) return
    const first: string[] = [this.#key]
    const second: string[] = []
    const all: Names[] = []
    for (const bank of built) {
      const { plan, ledger, reading, beside, messages } = bank
      const said = new Set(messages.map(plainly))
      const wasSaid = (some: readonly Message[]) => some.every((one) => said.has(plainly(one)))
      // What changed while it was built is of the next build.
      const files = await observeFiles([plan.path], plan.root)
      const read = [...reading.kept].flatMap(([file, { source }]) => [
        file,
        source.path,
        source.sum ?? '',
      ])
      const sums = await sumsBeside(ledger)
      const written = [ledger.ledger, ledger.companion].every((path, at) => {
        const made = beside.find((file) => file.path === path)?.sum
        return made?.sha256 === sums?.[at]?.sha256
      })
      if (!sums || !written || !isSame(files.found, read) || !wasSaid(files.messages)) return
      first.push(keyOf(sums, files))

      const asked = reading.media.asked?.() ?? []
      const names: Names = {
        linked: reading.linked.map(([path]) => path),
        asked: asked.map(({ answer: _, ...one }) => one),
        retired: bank.retired,
        templates: [...bank.templates].sort(),
      }
      const beyond = await this.#beyond(bank, names)
      const answers = [
        ...reading.linked.map(([, found]) => found),
        ...asked.map(({ answer }) => JSON.stringify(answer)),
      ]
      if (!isSame(beyond.own.found, answers) || !wasSaid(beyond.own.messages)) return
      all.push(names)
      second.push(digestOf(beyond))
    }
    const sums: FileSum[] = []
    for (const [index, { outputs, name }] of result.banks.entries()) {
      const paths = outputs.map(({ path }) => resolve(this.#asking.cwd, path))
      const manifest = join(dirname(paths[0] ?? ''), `${name}.manifest.json`)
      const known = await readManifest(manifest)
      for (const path of paths) {
        const sum = known.get(basename(path))
        if (!sum || built[index]?.plan.name !== name) return
        sums.push({ path, ...sum })
      }
      const sum = await sumOf(manifest)
      if (!sum) return
      sums.push({ path: manifest, ...sum })
    }
    const key = digest(...first)
    this.#shelf.put(key, JSON.stringify(all))
    const again: Entry = { sums, result: withoutChanges(result) }
    this.#shelf.put(digest(key, ...second), JSON.stringify(again))
  }

  async #beyond({ plan, ledger }: Meant, names: Names): Promise<Looked> {
    const { keptOnly: remote } = await picturesOf(picturesFolder(ledger), undefined, undefined)
    const at = { root: plan.root, remote, cache: this.#asking.cache.of(plan.path) }
    const own = await observeBeyond(names, at)
    const retired = await observeBeyond({ linked: [], asked: names.retired }, at)
    const templates = createTemplates(plan.settings.templates)
    const texts: string[] = []
    for (const name of names.templates) {
      texts.push(name, await templates.text(name).catch((error: unknown) => String(error)))
    }
    return { own, retired: retired.found, texts, names: JSON.stringify(names) }
  }
}

/** A result as the next build of the same has it: it changes no output. */
function withoutChanges(result: BuildResult): BuildResult {
  const banks = result.banks.map((bank) => {
    return { ...bank, outputs: bank.outputs.map((one) => ({ ...one, changed: false })) }
  })
  return { ...result, banks }
}

type Looked = { own: Observed; retired: string[]; texts: string[]; names: string }

function digestOf({ own, retired, texts, names }: Looked): string {
  const said = own.messages.map(plainly)
  return digest(...[own.found, said, retired, texts].map((some) => digest(...some)), names)
}

function keyOf(beside: readonly (Sum | null)[], { found, messages }: Observed): string {
  return digest(JSON.stringify(beside), digest(...found), ...messages.map(plainly))
}

/** A message as text. */
function plainly({ ruleId, reason, file, place, note, expected, actual }: Message): string {
  return JSON.stringify([ruleId, reason, file, place, note, expected, actual])
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}

function parsed<Value>(bytes: Buffer | undefined): Value | undefined {
  try {
    return bytes && (JSON.parse(bytes.toString()) as Value)
  } catch {
    return undefined
  }
}

/**
 * The driver: read, identify, write, publish.
 *
 * It holds the one registry of writers, and it is where all-or-nothing is
 * decided: nothing of any bank is written while any of them has an error.
 * Heavy modules are loaded when they are needed, so that a short command
 * starts quickly.
 */
import { resolve } from 'node:path'
import { type BuildResult, findingsOf, reportOf, shownPath } from './build/result.ts'
import { type BankPlan, planBanks } from './config/plan.ts'
import { defaultFormats, type Format } from './config/settings.ts'
import { besideLedger, type LedgerPaths, ledgerPaths, readLedger } from './identity/ledger.ts'
import { Messages } from './messages/messages.ts'
import type { Bank } from './model/bank.ts'
import type { Beside, Plan as Publication } from './publish.ts'
import { createTemplates } from './templates.ts'
import type { OutputFile, Writer } from './writer.ts'

export type { BankReport, BuildResult } from './build/result.ts'

/** Every format and its writer: the only place that knows them all. */
export const writers = {
  anki: async () => (await import('./anki/writer.ts')).anki,
  pdf: async () => (await import('./print/writer.ts')).print,
  csv: async () => (await import('./sheet/writer.ts')).sheet,
  json: async () => (await import('./json/writer.ts')).json,
} as const satisfies Record<Format, () => Promise<Writer>>

export type Stage =
  | { step: 'read'; bank: string }
  | { step: 'identify'; bank: string }
  | { step: 'write'; bank: string; format: Format }
  | { step: 'publish' }

export type CheckRequest = {
  /** Files and folders, each a bank or a folder of banks; none stands for the working folder. */
  paths: readonly string[]
  /** Working folder, absolute; results name files relative to it. */
  cwd: string
  /** Seconds since 1970: the date of issue of what is new. */
  issued: number
  /** Settings instead of the rectoverso.yaml that would be found. */
  config?: string
  /** Where codes are kept, instead of beside the bank; of one bank only. */
  ledger?: string
  /** Stops the work; `build` then throws an `AbortError` and leaves nothing behind. */
  signal?: AbortSignal
  /** Told of each stage as it begins. */
  onStage?: (stage: Stage) => void
}

export type BuildRequest = CheckRequest & {
  /** Folder for the results, instead of the settings' or `out`. */
  out?: string
  /** Instead of the settings'. */
  formats?: readonly Format[]
  /** Whether a ledger that would change is an error. */
  frozen?: boolean
}

/** Reads and identifies; writes nothing. */
export async function check(request: CheckRequest): Promise<BuildResult> {
  return run(request, false)
}

/** Builds every bank the request means, or none of them. Throws what the system throws. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  return run(request, true)
}

/** One bank on its way through the stages. */
type Work = {
  plan: BankPlan
  ledger: LedgerPaths
  messages: Messages
  /** A file's text, for code frames. */
  text: (path: string) => string | undefined
  bank?: Bank
  made?: { files: OutputFile[]; beside: Beside[] }
  outputs: { path: string; bytes: number }[]
}

/** Everything a command has to say and to show. */
type Done = { asked: Messages; texts: ReadonlyMap<string, string>; works: readonly Work[] }

async function run(request: BuildRequest, write: boolean): Promise<BuildResult> {
  const asked = new Messages()
  const { banks, texts } = await planBanks(request, asked)
  const out = outOf(banks, request, asked)
  checkLedger(banks, request, asked)
  const works = banks.map((plan): Work => {
    const ledger =
      request.ledger === undefined
        ? ledgerPaths(plan)
        : besideLedger(resolve(request.cwd, request.ledger))
    return { plan, ledger, messages: new Messages(), text: () => undefined, outputs: [] }
  })
  const done: Done = { asked, texts, works }
  if (asked.errors.length > 0 || out === undefined) return resultOf(request, 'request', done)

  const { publish, recover } = await import('./publish.ts')
  if (write) {
    const ledgers = works.flatMap(({ ledger }) => [ledger.ledger, ledger.companion])
    await recover(out, ledgers)
  }
  for (const work of works) await prepare(work, request, write)
  const wrong = () => works.some(({ messages }) => messages.errors.length > 0)
  if (wrong()) return resultOf(request, 'content', done)
  if (write) {
    begin(request, { step: 'publish' })
    const options = request.signal ? { signal: request.signal } : {}
    const published = await publish(out, works.map(publication), options)
    for (const [index, files] of published?.entries() ?? []) {
      const outputs = files.map(({ path, bytes }) => ({
        path: shownPath(path, request.cwd),
        bytes,
      }))
      works[index]?.outputs.push(...outputs)
    }
  }
  return resultOf(request, wrong() ? 'content' : 'ok', done)
}

/** The one folder for all results: only within one can all or none be written. */
function outOf(
  banks: readonly BankPlan[],
  request: BuildRequest,
  asked: Messages,
): string | undefined {
  const folders = banks.map(({ settings }) =>
    resolve(request.cwd, request.out ?? settings.out ?? 'out'),
  )
  const [first, ...others] = [...new Set(folders)]
  if (others.length > 0) {
    const names = [first, ...others].map((path) => shownPath(path ?? '', request.cwd))
    asked.add(
      'config-malformed',
      `These banks go into different folders: ${names.join(', ')}.`,
      undefined,
      {
        note: 'Give one with --out, or build one bank at a time.',
      },
    )
    return undefined
  }
  return first
}

function checkLedger(banks: readonly BankPlan[], request: CheckRequest, asked: Messages): void {
  if (request.ledger === undefined || banks.length < 2) return
  asked.add('config-malformed', `One ledger was given for ${banks.length} banks.`, undefined, {
    note: 'Build one bank at a time, or leave --ledger out.',
  })
}

function begin(request: CheckRequest, stage: Stage): void {
  request.signal?.throwIfAborted()
  request.onStage?.(stage)
}

/** Reads, identifies and writes one bank; what is wrong with it is in its messages. */
async function prepare(work: Work, request: BuildRequest, write: boolean): Promise<void> {
  const { plan, messages } = work
  const { settings, name } = plan
  begin(request, { step: 'read', bank: name })
  const { read } = await import('./read/read.ts')
  const found = await read({ paths: [plan.path], root: plan.root, settings, messages })
  work.text = found.sources
  if (messages.errors.length > 0) return

  begin(request, { step: 'identify', bank: name })
  const { identify } = await import('./identity/identify.ts')
  const { ledger, before } = await readLedger(work.ledger, messages)
  if (messages.errors.length > 0) return
  const options = { date: request.issued, named: found.named, messages }
  const { bank, clock, next } = identify(found.bank, ledger, options)
  work.bank = bank
  if (!write || messages.errors.length > 0) return

  const templates = createTemplates(settings.templates)
  const files: OutputFile[] = []
  for (const format of request.formats ?? settings.formats ?? defaultFormats) {
    begin(request, { step: 'write', bank: name, format })
    const writer = await writers[format]()
    const options = format === 'json' ? {} : (settings[format] ?? {})
    const { media } = found
    files.push(...(await writer.write({ bank, name, media, clock, templates, messages, options })))
  }
  // Only now, when every note was rendered, are the dates of the next ledger known.
  const texts = next()
  const beside = (['ledger', 'companion'] as const).map((key): Beside => {
    return { path: work.ledger[key], content: texts[key], before: { text: before[key] } }
  })
  if (request.frozen && beside.some((file) => file.content !== file.before?.text)) {
    messages.add('ledger-stale', `${shownPath(work.ledger.ledger, request.cwd)} would change.`)
  }
  work.made = { files, beside }
}

function publication({ plan, made, messages }: Work): Publication {
  return { name: plan.name, files: made?.files ?? [], beside: made?.beside ?? [], messages }
}

function resultOf(
  request: BuildRequest,
  status: BuildResult['status'],
  { asked, texts, works }: Done,
): BuildResult {
  const { cwd } = request
  const findings = findingsOf(
    [
      { messages: asked, root: cwd, text: (path) => texts.get(path) },
      ...works.map(({ messages, plan, text }) => ({ messages, root: plan.root, text })),
    ],
    cwd,
  )
  const banks = works.flatMap(({ plan, bank, outputs }) =>
    bank ? [reportOf(plan.name, bank, outputs)] : [],
  )
  const written = status === 'ok' && banks.some(({ outputs }) => outputs.length > 0)
  return { status, written, banks, findings }
}

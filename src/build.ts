/**
 * The driver: read, identify, write, publish.
 *
 * It holds the one registry of writers, and it is where all-or-nothing is
 * decided: nothing of any bank is written while any of them has an error.
 * Heavy modules are loaded when they are needed, so that a short command
 * starts quickly.
 */
import { join, resolve } from 'node:path'
import type { Asked } from './build/accept.ts'
import type { Against } from './build/against.ts'
import { filterBank, type Only, parseOnly, sayUnmatched } from './build/filter.ts'
import { type Inputs, inputsOf } from './build/inputs.ts'
import { type Fetch, type Pictures, picturesFolder, picturesOf } from './build/pictures.ts'
import { poolOf } from './build/pool.ts'
import { type BuildResult, findingsOf, type Output, reportOf, shownPath } from './build/result.ts'
import type { Built, Unchanged } from './build/unchanged.ts'
import type { DiskCache } from './cache.ts'
import { type BankPlan, planBanks } from './config/plan.ts'
import { defaultFormats, type Format, type Options } from './config/settings.ts'
import { type Answers, countOf, noAnswers } from './identity/answers.ts'
import {
  besideLedger,
  type LedgerPaths,
  ledgerPaths,
  readLedger,
  readOwnColumns,
} from './identity/ledger.ts'
import { quoted, searchFor, type Words } from './identity/words.ts'
import { aTurn, type Counted, type Tell } from './messages/counting.ts'
import { Messages } from './messages/messages.ts'
import type { Bank } from './model/bank.ts'
import type { DialectName } from './model/dialects.ts'
import type { Pool } from './pool/task.ts'
import type { Beside, Plan as Publication } from './publish.ts'
import type { FileRead } from './read/read.ts'
import { createTemplates, noting } from './templates.ts'
import type { Cache, OutputFile, Writer } from './writer.ts'

export type { Asked } from './build/accept.ts'
export type { Against } from './build/against.ts'
export type { Inputs } from './build/inputs.ts'
export type { BankReport, BuildResult } from './build/result.ts'

/** Every format and its writer: the only place that knows them all. */
export const writers = {
  anki: async () => (await import('./anki/writer.ts')).anki,
  pdf: async () => (await import('./print/writer.ts')).print,
  csv: async () => (await import('./sheet/writer.ts')).sheet,
  xlsx: async () => (await import('./sheet/xlsx.ts')).workbook,
  'anki-txt': async () => (await import('./anki/text.ts')).ankiText,
  json: async () => (await import('./json/writer.ts')).json,
} as const satisfies Record<Format, () => Promise<Writer>>

export type Stage =
  | { step: 'read'; bank: string }
  | { step: 'identify'; bank: string }
  | { step: 'write'; bank: string; format: Format }
  /** What the Markdown of new texts gives back is found out, for later. */
  | { step: 'record'; bank: string }
  | { step: 'publish' }

/** How far a stage is. Files are made while they are published: pages are painted then. */
export type Progress = { stage: Stage } & Counted

export type CheckRequest = {
  /** Files and folders, each a bank or a folder of banks; none stands for the working folder. */
  paths: readonly string[]
  /** Working folder, absolute; results name files relative to it. */
  cwd: string
  /** Seconds since 1970: the date of issue of what is new. */
  issued: number
  /** How questions are written, instead of what settings say or reading finds. */
  dialect?: DialectName
  /** Settings instead of the rectoverso.yaml that would be found. */
  config?: string
  /** Where codes are kept, instead of beside the bank; of one bank only. */
  ledger?: string
  /** Stops the work; `build` then throws an `AbortError` and leaves nothing behind. */
  signal?: AbortSignal
  /** Told of each stage as it begins. */
  onStage?: (stage: Stage) => void
  /** Told now and then how far a stage is. */
  onProgress?: (progress: Progress) => void
  /** Also says what happened since a revision that learners would pay for. */
  against?: Against
  /**
   * Whether pictures on the network are fetched, once, and kept beside the ledger; or what fetches
   * them, in a test. Nothing else ever opens a connection. Not under `frozen`.
   */
  fetchImages?: boolean | Fetch
  /** How many threads may help; none where it is absent. The results are the same. */
  jobs?: number
  /**
   * Absolute path of a folder in which builds keep what they worked out, for the next to be quick;
   * results are the same with and without it. None by default.
   */
  cache?: string
}

export type BuildRequest = CheckRequest & {
  /** Folder for the results, instead of the settings' or `out`. */
  out?: string
  /** Instead of the settings'. */
  formats?: readonly Format[]
  /** Whether a ledger that would change is an error. */
  frozen?: boolean
  /** Settings of the booklet before those of the settings, by key. */
  pdf?: Options
  /** Only these questions, as `--only` names them, instead of the settings'. */
  only?: string
}

export type AcceptRequest = CheckRequest & {
  /** What is answered beforehand; of one bank only. */
  answers: Answers
  /** Asks a person; undefined leaves the question open. */
  ask?: (open: Asked) => Promise<Partial<Answers> | undefined>
}

export type AcceptResult = BuildResult & {
  /** How many answers the ledger now keeps. */
  answered: number
  /** What finds the cards of retired questions in Anki; empty where none were. */
  search: string
  /** What still stops a build. */
  open: Asked[]
}

/** Reads and identifies; writes nothing. */
export async function check(request: CheckRequest): Promise<BuildResult> {
  return (await run(request, 'check')).result
}

/** Builds every bank the request means, or none of them. Throws what the system throws. */
export async function build(request: BuildRequest): Promise<BuildResult> {
  return (await run(request, 'build')).result
}

/** What a build of this request looks at, as far as that can be told before anything is read. */
export async function inputs(request: BuildRequest): Promise<Inputs> {
  const unsaid = new Messages()
  const { banks, texts } = await planBanks(request, unsaid)
  const plans = banks.map((plan) => ({ plan, ledger: ledgerOf(plan, request) }))
  return inputsOf(plans, texts.keys(), outOf(banks, request, unsaid))
}

/**
 * Puts an author's answers into the ledger: which known question one continues,
 * which is new, which is retired, which subdeck takes its heading's name. Writes
 * nothing else, and no line that was not answered for.
 */
export async function accept(request: AcceptRequest): Promise<AcceptResult> {
  const { result, works } = await run(request, 'accept', request)
  return {
    ...result,
    answered: works.reduce((sum, work) => sum + (work.answered ?? 0), 0),
    search: searchFor(...works.flatMap(({ retired }) => retired ?? [])),
    open: works.flatMap(({ open }) => open ?? []),
  }
}

type Mode = 'check' | 'build' | 'accept'

/** One bank on its way through the stages. */
type Work = {
  plan: BankPlan
  ledger: LedgerPaths
  messages: Messages
  cache?: Cache
  /** What is to be known of a build for the next to see that nothing changed. */
  built?: Pick<Built, 'reading' | 'retired' | 'templates' | 'settled'>
  /** A file's text, for code frames. */
  text: (path: string) => string | undefined
  bank?: Bank
  /** All of the bank, with its codes, where there is no error in it: what translations of it name. */
  whole?: Bank
  /** How each source was read. */
  files?: readonly FileRead[]
  /** Of `accept`: how many answers were taken, and what is still open. */
  answered?: number
  retired?: readonly string[]
  open?: Asked[]
  made?: { files: OutputFile[]; beside: Beside[] }
  /** Files beyond its sources that reading looked for. */
  lookedFor?: readonly string[]
  outputs: Output[]
}

/** Everything a command has to say and to show. */
type Done = {
  asked: Messages
  texts: ReadonlyMap<string, string>
  works: readonly Work[]
  out: string | undefined
}

async function run(
  request: BuildRequest,
  mode: Mode,
  accepting?: Pick<AcceptRequest, 'answers' | 'ask'>,
): Promise<{ result: BuildResult; works: readonly Work[] }> {
  const write = mode !== 'check'
  const asked = new Messages()
  const { banks, texts } = await planBanks(request, asked)
  const out = outOf(banks, request, asked)
  checkLedger(banks, request, asked)
  for (const plan of mode === 'build' ? banks : []) onlyOf(plan, request, asked)
  checkAnswers(banks, accepting?.answers ?? noAnswers, asked)
  const works = banks.map((plan): Work => {
    const ledger = ledgerOf(plan, request)
    return { plan, ledger, messages: new Messages(), text: () => undefined, outputs: [] }
  })
  const done: Done = { asked, texts, works, out }
  const ended = (status: BuildResult['status']) => ({
    result: resultOf(request, status, done),
    works,
  })
  if (asked.errors.length > 0 || out === undefined) return ended('request')

  const { publish, recover } = await import('./publish.ts')
  if (write) {
    const ledgers = works.flatMap(({ ledger }) => [
      ...[ledger.ledger, ledger.companion],
      picturesFolder(ledger),
    ])
    await recover(
      out,
      ledgers,
      banks.map(({ path }) => path),
    )
  }
  const cache = await cacheOf(request)
  try {
    const unchanged = cache && mode === 'build' ? await lastBuild(cache, request, done) : undefined
    const same = await unchanged?.find()
    if (same) {
      await cache?.save(true)
      return { result: same, works }
    }
    const wrong = () => works.some(({ messages }) => messages.errors.length > 0)
    const pool = poolOf(request.jobs, request.signal)
    try {
      const { originalsFirst } = await import('./build/translated.ts')
      for (const work of originalsFirst(works)) {
        if (cache) work.cache = cache.of(work.plan.path)
        await prepare(work, request, mode, pool, works, accepting)
      }
      if (mode === 'build') checkShown(works)
      // Outputs may be made while they are written.
      if (!wrong()) await publishAll(works, out, request, publish)
    } finally {
      await pool.close()
    }
    const result = ended(wrong() ? 'content' : 'ok')
    await unchanged?.note(result.result, works.flatMap(builtOf))
    const whole = mode === 'build' && !wrong() && !works.some((work) => onlyOf(work.plan, request))
    await cache?.save(whole)
    return result
  } finally {
    cache?.close()
  }
}

async function cacheOf({ cache }: BuildRequest): Promise<DiskCache | undefined> {
  if (cache === undefined) return undefined
  const { DiskCache } = await import('./cache.ts')
  const { programStamp } = await import('./cache/program.ts')
  return new DiskCache({ folder: cache, program: programStamp() })
}

/** What an earlier build was made from, and how it ended; nothing is known where pictures are to be fetched. */
async function lastBuild(
  cache: DiskCache,
  request: BuildRequest,
  { asked, texts, works }: Done,
): Promise<Unchanged | undefined> {
  if (request.fetchImages && !request.frozen) return undefined
  const { Unchanged } = await import('./build/unchanged.ts')
  const { paths, cwd, dialect, config, ledger, out, formats, frozen, pdf, only } = request
  const wanted = { paths, cwd, dialect, config, ledger, out, formats, frozen, pdf, only }
  return new Unchanged(
    { cache, request: wanted, asked: { messages: asked.all, texts }, cwd },
    works,
  )
}

function builtOf({ plan, ledger, messages, built, made }: Work): Built[] {
  return built && made
    ? [{ plan, ledger, messages: messages.all, beside: made.beside, ...built }]
    : []
}

/** Writes what was made, all of it or nothing. */
async function publishAll(
  works: readonly Work[],
  out: string,
  request: BuildRequest,
  publish: typeof import('./publish.ts').publish,
): Promise<void> {
  if (works.some(({ made }) => made)) {
    begin(request, { step: 'publish' })
    const options = request.signal ? { signal: request.signal } : {}
    const making = works.filter(({ made }) => made)
    const published = await publish(
      out,
      making.map((work) => publication(work, request)),
      options,
    )
    for (const [index, files] of published?.entries() ?? []) {
      const outputs = files.map((file) => ({ ...file, path: shownPath(file.path, request.cwd) }))
      making[index]?.outputs.push(...outputs)
    }
  }
}

function ledgerOf(plan: BankPlan, { cwd, ledger }: CheckRequest): LedgerPaths {
  return ledger === undefined ? ledgerPaths(plan) : besideLedger(resolve(cwd, ledger))
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

function checkAnswers(banks: readonly BankPlan[], answers: Answers, asked: Messages): void {
  if (banks.length < 2 || countOf(answers) === 0) return
  asked.add('config-malformed', `Answers were given for ${banks.length} banks.`, undefined, {
    note: 'Name the one bank that they are for.',
  })
}

/** What a build is to show of a bank; undefined for all of it, or, said in `asked`, where it cannot be meant. */
function onlyOf({ settings }: BankPlan, request: BuildRequest, asked?: Messages): Only | undefined {
  const text = request.only ?? settings.only
  if (text === undefined) return undefined
  const only = parseOnly(text)
  if (!('wrong' in only)) return only
  asked?.add('config-malformed', `In --only or \`only:\`, ${only.wrong}.`)
  return undefined
}

/** A bank without any of the questions asked for is left out; all of them cannot be. */
function checkShown(works: readonly Work[]): void {
  const [first] = works
  const none = works.every(({ made, bank, messages }) => {
    return !made && bank && messages.errors.length === 0
  })
  if (first && none) first.messages.add('only-nothing', 'No question is what was asked for.')
}

function begin(request: CheckRequest, stage: Stage): void {
  request.signal?.throwIfAborted()
  request.onStage?.(stage)
}

/** Tells how far a stage is, and notices there when the work is to stop. */
function tellOf({ signal, onProgress }: CheckRequest, stage: Stage): Tell {
  return async (counted) => {
    onProgress?.({ stage, ...counted })
    await aTurn()
    signal?.throwIfAborted()
  }
}

/** Reads, identifies and writes one bank; what is wrong with it is in its messages. */
async function prepare(
  work: Work,
  request: BuildRequest,
  mode: Mode,
  pool: Pool,
  works: readonly Work[],
  accepting?: Pick<AcceptRequest, 'answers' | 'ask'>,
): Promise<void> {
  const { plan, messages } = work
  const { settings, name } = plan
  const reading: Stage = { step: 'read', bank: name }
  begin(request, reading)
  const { read } = await import('./read/read.ts')
  const pictures = await picturesAt(work, request)
  const { remote } = pictures
  const found = await read({
    paths: [plan.path],
    root: plan.root,
    settings: { ...settings, ...(request.dialect && { dialect: request.dialect }) },
    messages,
    remote,
    pool,
    tell: tellOf(request, reading),
    ...(work.cache && { cache: work.cache }),
  })
  work.text = found.sources
  work.files = found.files
  work.lookedFor = found.lookedFor
  if (messages.errors.length > 0) return
  const said = messages.all.length

  begin(request, { step: 'identify', bank: name })
  const { identify } = await import('./identity/identify.ts')
  const { ledger, before } = await readLedger(work.ledger, messages)
  const { columns } = await readOwnColumns(work.ledger, messages)
  if (messages.errors.length > 0) return
  const show = (path: string) => shownPath(join(plan.root, path), request.cwd)
  const { translateOf } = await import('./build/translated.ts')
  const translate = await translateOf(work, works, request.cwd)
  const options = {
    date: request.issued,
    named: found.named,
    messages,
    words: wordsFor(plan, request, show),
    show,
    ...(settings.retire !== undefined && { retire: settings.retire }),
    ...(translate && { translate }),
  }
  if (accepting) {
    const { settle } = await import('./build/accept.ts')
    const settled = await settle(found.bank, ledger, options, accepting)
    work.bank = settled.identified.bank
    const { open, answered, retired } = settled
    Object.assign(work, { open, answered, retired })
    if (answered > 0 && messages.errors.length === 0) {
      const texts = settled.identified.accepted()
      work.made = { files: [], beside: besideOf(work.ledger, texts, before) }
    }
    return
  }
  const only = mode === 'build' ? onlyOf(plan, request) : undefined
  const identified = identify(found.bank, ledger, { ...options, partial: only !== undefined })
  const { clock, next, open } = identified
  work.bank = identified.bank
  if (messages.errors.length === 0) work.whole = identified.bank
  const { sayLost } = await import('./build/lost.ts')
  sayLost({
    bank: identified.bank,
    known: ledger,
    unclear: new Set(open.flatMap(({ candidates }) => candidates.map(({ code }) => code))),
    sources: found.files.map(({ path }) => ({ path, text: found.sources(path) ?? '' })),
    words: options.words,
    messages,
  })
  if (request.against && messages.errors.length === 0) {
    const { compareWith } = await import('./build/against.ts')
    await compareWith(request.against, work.ledger, { known: ledger, identified }, messages)
  }
  if (mode === 'check' || messages.errors.length > 0) return
  const saysAgain = messages.all.length === said && identified.retiring.length === 0 && !only

  const filtered = only && filterBank(identified.bank, only)
  if (filtered) {
    sayUnmatched(filtered, messages)
    work.bank = filtered.bank
    if (filtered.shown.size === 0) return
  }
  const { supply } = await import('./build/retired.ts')
  const { retired, asked, ...supplied } = await supply(
    filtered?.bank ?? identified.bank,
    found.media,
    identified.retiring,
    {
      root: plan.root,
      remote: pictures.keptOnly,
      ...(work.cache && { cache: work.cache }),
    },
  )

  const named = new Set<string>()
  const templates = noting(createTemplates(settings.templates), named)
  const files: OutputFile[] = []
  for (const format of request.formats ?? settings.formats ?? defaultFormats) {
    const writing: Stage = { step: 'write', bank: name, format }
    begin(request, writing)
    const writer = await writers[format]()
    const byFormat: Partial<Record<Format, Options>> = settings
    const options = { ...byFormat[format], ...(format === 'pdf' && request.pdf) }
    const { deck } = identified
    const tell = tellOf(request, writing)
    const common = {
      ...supplied,
      deck,
      name,
      clock,
      templates,
      messages,
      tell,
      pool,
      options,
      columns,
    }
    if (filtered) Object.assign(common, { whole: identified.bank })
    if (work.cache) Object.assign(common, { cache: work.cache })
    files.push(...(await writer.write({ ...common, retired })))
  }
  // Only now, when every note was rendered, are the dates of the next ledger known.
  const recording: Stage = { step: 'record', bank: name }
  begin(request, recording)
  const { findKept } = await import('./build/kept.ts')
  const kept = await findKept(identified, {
    media: found.media,
    tell: tellOf(request, recording),
    shelf: work.cache?.shelf('kept'),
    pool,
  })
  const texts = next(filtered?.shown, kept)
  const beside = besideOf(work.ledger, texts, before)
  if (request.frozen && beside.some((file) => file.content !== file.before?.text)) {
    messages.add('ledger-stale', `${shownPath(work.ledger.ledger, request.cwd)} would change.`)
  }
  work.made = { files, beside: [...beside, ...pictures.beside()] }
  const { translates } = settings
  // A bank that is not asked for is not watched either.
  const alone = translates === undefined || works.some(({ plan }) => plan.path === translates)
  const same = beside.every((file) => file.content === file.before?.text)
  const settled = alone && (saysAgain || same)
  work.built = { reading: found, retired: asked, templates: named, settled }
}

/** Pictures on the network as this command may have them. */
async function picturesAt(work: Work, request: BuildRequest): Promise<Pictures> {
  const { fetchImages, frozen, signal } = request
  const folder = picturesFolder(work.ledger)
  if (!fetchImages || frozen) return picturesOf(folder, undefined, signal)
  if (fetchImages !== true) return picturesOf(folder, fetchImages, signal)
  const { get } = await import('./fetch/get.ts')
  return picturesOf(folder, (href, signal) => get(href, signal ? { signal } : {}), signal)
}

function besideOf(paths: LedgerPaths, texts: LedgerPaths, before: Partial<LedgerPaths>): Beside[] {
  return (['ledger', 'companion'] as const).map((key) => {
    return { path: paths[key], content: texts[key], before: { text: before[key] } }
  })
}

/** Commands and files in messages, as the user would type them where this command was typed. */
function wordsFor(plan: BankPlan, request: CheckRequest, show: (path: string) => string): Words {
  const where = whereOf(plan, request)
  return {
    accept: (flags) => ['rectoverso accept', ...where, flags].join(' '),
    at: ({ path, line }) => `${show(path)}:${line}`,
  }
}

/** What names a bank on the command line. */
function whereOf(plan: BankPlan, request: CheckRequest): string[] {
  const path = shownPath(plan.path, request.cwd)
  return [
    ...(path === '.' ? [] : [quoted(path)]),
    ...(request.config === undefined ? [] : ['--config', quoted(request.config)]),
    ...(request.ledger === undefined ? [] : ['--ledger', quoted(request.ledger)]),
  ]
}

function publication({ plan, made, messages }: Work, request: CheckRequest): Publication {
  const { files = [], beside = [] } = made ?? {}
  const mergeCommand = (table: string) =>
    ['rectoverso merge', quoted(shownPath(table, request.cwd)), ...whereOf(plan, request)].join(' ')
  return { name: plan.name, files, beside, messages, within: plan.path, mergeCommand }
}

function resultOf(
  request: BuildRequest,
  status: BuildResult['status'],
  { asked, texts, works, out }: Done,
): BuildResult {
  const { cwd } = request
  const findings = findingsOf(
    [
      { messages: asked, root: cwd, text: (path) => texts.get(path) },
      ...works.map(({ messages, plan, text }) => ({ messages, root: plan.root, text })),
    ],
    cwd,
  )
  const banks = works.flatMap(({ plan, bank, files = [], outputs }) =>
    bank ? [reportOf(plan.name, bank, { files, outputs })] : [],
  )
  const written = status === 'ok' && banks.some(({ outputs }) => outputs.length > 0)
  return { status, written, banks, findings, inputs: inputsOf(works, texts.keys(), out) }
}

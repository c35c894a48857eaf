/** One bank through its stages: read, identify, write, record. */
import { join } from 'node:path'
import { defaultFormats, type Format, type Options } from '../config/settings.ts'
import {
  type LedgerPaths,
  type LedgerRead,
  readLedger,
  readOwnColumns,
} from '../identity/ledger.ts'
import type { Store } from '../model/store.ts'
import type { Pool } from '../pool/task.ts'
import type { Beside } from '../publish.ts'
import { createTemplates, noting } from '../templates.ts'
import { type OutputFile, TemplateFileError } from '../writer.ts'
import { onlyOf } from './bounds.ts'
import { filterBank, sayUnmatched } from './filter.ts'
import { type Pictures, picturesFolder, picturesOf } from './pictures.ts'
import { type AcceptRequest, type BuildRequest, begin, type Stage, tellOf } from './request.ts'
import { shownPath } from './result.ts'
import { spooled } from './spooled.ts'
import { type Work, wordsFor } from './work.ts'
import { writers } from './writers.ts'

export type Mode = 'check' | 'build' | 'accept'

/** Reads, identifies and writes one bank; what is wrong with it is in its messages. */
export async function prepare(
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
  const { read, withoutDrafts } = await import('../read/read.ts')
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
    ...(work.store && { store: work.store }),
  })
  work.text = found.sources
  work.files = found.files
  work.lookedFor = found.lookedFor
  if (messages.errors.length > 0) return
  const said = messages.all.length

  begin(request, { step: 'identify', bank: name })
  const { identify } = await import('../identity/identify.ts')
  const { ledger, before } = await readLedger(work.ledger, messages, work.store)
  const { columns } = await readOwnColumns(work.ledger, messages)
  if (messages.errors.length > 0) return
  const show = (path: string) => shownPath(join(plan.root, path), request.cwd)
  const { translateOf } = await import('./translated.ts')
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
    const { settle } = await import('./accept.ts')
    const settled = await settle(found.bank, ledger, options, accepting)
    work.bank = settled.identified.bank
    const { open, answered, retired } = settled
    Object.assign(work, { open, answered, retired })
    if (answered > 0 && messages.errors.length === 0) {
      const texts = settled.identified.accepted()
      work.made = { files: [], beside: ledgerFiles(work.ledger, texts, before, work.store) }
    }
    return
  }
  const only = mode === 'build' ? onlyOf(plan, request) : undefined
  const identified = identify(found.bank, ledger, { ...options, partial: only !== undefined })
  const { clock, nextInPieces, open } = identified
  work.bank = identified.bank
  withoutDrafts(found)
  if (messages.errors.length === 0) work.whole = identified.bank
  const { sayLost } = await import('./lost.ts')
  sayLost({
    bank: identified.bank,
    known: ledger,
    unclear: new Set(open.flatMap(({ candidates }) => candidates.map(({ code }) => code))),
    sources: found.files.map(({ path }) => ({ path, text: () => found.sources(path) ?? '' })),
    words: options.words,
    messages,
  })
  if (request.against && messages.errors.length === 0) {
    const { compareWith } = await import('./against.ts')
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
  const { findAhead, findKept } = await import('./kept.ts')
  const shelf = work.cache?.shelf('kept')
  const ahead = findAhead(identified, { shelf, pool })
  const { supply } = await import('./retired.ts')
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
  const own = settings.templates
  const templates = noting(createTemplates(own, own && shownPath(own, request.cwd)), named)
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
    if (work.store) Object.assign(common, { store: work.store })
    try {
      files.push(...(await writer.write({ ...common, retired })))
    } catch (error) {
      if (!(error instanceof TemplateFileError)) throw error
      messages.add('template-unreadable', error.message, { path: error.path, line: 1, column: 1 })
    }
  }
  // Only now, when every note was rendered, are the dates of the next ledger known.
  const recording: Stage = { step: 'record', bank: name }
  begin(request, recording)
  const kept = await findKept(identified, {
    media: found.media,
    tell: tellOf(request, recording),
    ...{ shelf, pool, ahead },
  })
  const texts = nextInPieces(filtered?.shown, kept)
  const beside = ledgerFiles(work.ledger, texts, before, work.store)
  const same = (['ledger', 'companion'] as const).every((key, at) => {
    return beside[at]?.sum?.sha256 === before[key]?.sha256
  })
  if (request.frozen && !same) {
    messages.add('ledger-stale', `${shownPath(work.ledger.ledger, request.cwd)} would change.`)
  }
  work.made = { files, beside: [...beside, ...pictures.beside()] }
  const { translates } = settings
  // A bank that is not asked for is not watched either.
  const alone = translates === undefined || works.some(({ plan }) => plan.path === translates)
  const settled = alone && (saysAgain || same)
  work.built = { reading: found, retired: asked, templates: named, settled }
}

/** Pictures on the network as this command may have them. */
async function picturesAt(work: Work, request: BuildRequest): Promise<Pictures> {
  const { fetchImages, frozen, signal } = request
  const folder = picturesFolder(work.ledger)
  if (!fetchImages || frozen) return picturesOf(folder, undefined, signal)
  if (fetchImages !== true) return picturesOf(folder, fetchImages, signal)
  const { get } = await import('../fetch/get.ts')
  return picturesOf(folder, (href, signal) => get(href, signal ? { signal } : {}), signal)
}

function ledgerFiles(
  paths: LedgerPaths,
  texts: { ledger: string; companion: string | Iterable<string> },
  before: LedgerRead['before'],
  store: Store | undefined,
): Beside[] {
  return (['ledger', 'companion'] as const).map((key) => {
    const text = texts[key]
    const made = spooled(typeof text === 'string' ? [text] : text, store)
    return { path: paths[key], ...made, before: { sum: before[key] } }
  })
}

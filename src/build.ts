/**
 * The driver: every bank that is meant is prepared, then all are published.
 *
 * It is where all-or-nothing is decided: nothing of any bank is written while
 * any of them has an error. Heavy modules are loaded when they are needed, so
 * that a short command starts quickly.
 */
import { checkAnswers, checkLedger, onlyOf, outOf } from './build/bounds.ts'
import { type Inputs, inputsOf } from './build/inputs.ts'
import { picturesFolder } from './build/pictures.ts'
import { poolOf } from './build/pool.ts'
import { type Mode, prepare } from './build/prepare.ts'
import {
  type AcceptRequest,
  type AcceptResult,
  type BuildRequest,
  begin,
  type CheckRequest,
} from './build/request.ts'
import { type BuildResult, findingsOf, reportOf, shownPath } from './build/result.ts'
import type { Built, Unchanged } from './build/unchanged.ts'
import { ledgerOf, publication, type Work } from './build/work.ts'
import type { DiskCache } from './cache.ts'
import { planBanks } from './config/plan.ts'
import { noAnswers } from './identity/answers.ts'
import { searchFor } from './identity/words.ts'
import { Messages } from './messages/messages.ts'
import type { Store } from './model/store.ts'

export type { Asked } from './build/accept.ts'
export type { Against } from './build/against.ts'
export type { Inputs } from './build/inputs.ts'
export type {
  AcceptRequest,
  AcceptResult,
  BuildRequest,
  CheckRequest,
  Progress,
  Stage,
} from './build/request.ts'
export type { BankReport, BuildResult } from './build/result.ts'

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
  const { Spill } = await import('./spill.ts')
  const store = new Spill()
  const cache = await cacheOf(request, store)
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
        work.store = store
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
    store.close()
  }
}

async function cacheOf({ cache }: BuildRequest, store: Store): Promise<DiskCache | undefined> {
  if (cache === undefined) return undefined
  const { DiskCache } = await import('./cache.ts')
  const { programStamp } = await import('./cache/program.ts')
  return new DiskCache({ folder: cache, program: programStamp(), store })
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

/** A bank without any of the questions asked for is left out; all of them cannot be. */
function checkShown(works: readonly Work[]): void {
  const [first] = works
  const none = works.every(({ made, bank, messages }) => {
    return !made && bank && messages.errors.length === 0
  })
  if (first && none) first.messages.add('only-nothing', 'No question is what was asked for.')
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

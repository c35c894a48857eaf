/**
 * Merging: what was edited in a table goes home into the Markdown it came from.
 *
 * Each cell is merged three ways, and what comes of it is patched into the right
 * lines of the right files. Before anything is written the bank is read again, in
 * memory, and must be the table: an edit that would be read otherwise is refused.
 */
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import type { BankPlan } from './config/plan.ts'
import { identify } from './identity/identify.ts'
import {
  type LedgerPaths,
  type LedgerRead,
  ownColumnsPath,
  readLedger,
  readOwnColumns,
} from './identity/ledger.ts'
import { printOwnColumns } from './identity/own-columns.ts'
import { type Applied, apply, type Intent, ownerAt } from './merge/apply.ts'
import { keepCodes, relabelled } from './merge/codes.ts'
import { TableError } from './merge/csv.ts'
import { type Lay, layOut } from './merge/ground.ts'
import { intentsOf, placeOf, type Trouble } from './merge/intents.ts'
import { mergeOwn } from './merge/own.ts'
import type { Site } from './merge/site.ts'
import { readTable, type Table } from './merge/table.ts'
import { unified } from './merge/unified.ts'
import { type Expected, expectedOf, type Read, verify } from './merge/verify.ts'
import type { Tell } from './messages/counting.ts'
import { Messages } from './messages/messages.ts'
import { questionsOf } from './model/bank.ts'
import type { Beside, Plan } from './publish.ts'
import { type Reading, read } from './read/read.ts'
import { cellOf, columns, ofColumn, rowOf } from './sheet/columns.ts'

export type MergeRequest = {
  /** The edited table: its absolute path, and its bytes. */
  table: { path: string; bytes: Uint8Array }
  plan: BankPlan
  ledger: LedgerPaths
  /** Folder of the results, absolute. */
  out: string
  /** Seconds since 1970. */
  issued: number
  /** Writes what could be merged; else it is only shown. */
  apply: boolean
  /** Leaves out what clashes or cannot be written. */
  skip: boolean
  /** Takes the table's side where both were edited. */
  preferTable: boolean
  /** Takes questions without a row out of their files. */
  retireMissing: boolean
  /** A file's name as the user writes it. */
  show: (path: string) => string
  signal?: AbortSignal
  /** Told how far reading the sources is, before and after they are edited. */
  tell?: Tell
}

export type Counts = {
  edited: number
  moved: number
  added: number
  removed: number
  /** Cells of columns that users added. */
  own: number
  files: number
}

export type MergeResult = {
  messages: Messages
  /** A file's text, for code frames. */
  text: (path: string) => string | undefined
  /** A unified diff of the sources, as lines. */
  diff: string[]
  counts: Counts
  written: boolean
}

const nothing: Counts = { edited: 0, moved: 0, added: 0, removed: 0, own: 0, files: 0 }

/** Merges one table into its bank. Throws what the system throws; what is wrong is among the messages. */
export async function merge(request: MergeRequest): Promise<MergeResult> {
  const { plan, skip } = request
  const messages = new Messages()
  // Warnings of the bank are a build's to give.
  const bankMessages = new Messages()
  const reading = await read({
    paths: [plan.path],
    root: plan.root,
    settings: plan.settings,
    messages: bankMessages,
    ...(request.tell && { tell: request.tell }),
  })
  const ended = (more: Partial<MergeResult> = {}): MergeResult => {
    return { messages, text: reading.sources, diff: [], counts: nothing, written: false, ...more }
  }
  messages.all.push(...bankMessages.errors)
  if (messages.errors.length > 0) return ended()
  const { ledger, before } = await readLedger(request.ledger, messages)
  const own = await readOwnColumns(request.ledger, messages)
  if (messages.errors.length > 0) return ended()
  const options = { date: request.issued, named: reading.named }
  const identity = new Messages()
  const { bank } = identify(reading.bank, ledger, { ...options, messages: identity })
  messages.all.push(...identity.errors)
  if (messages.errors.length > 0) return ended()
  request.signal?.throwIfAborted()

  const lay = layOut(reading, bank)
  const table = await tableOf(request, lay, bank, messages)
  if (!table) return ended()
  if (ledger.questions.size === 0) {
    const reason = 'The bank has no ledger, so nobody knows its codes; build it first'
    messages.add('table-unreadable', reason)
    return ended()
  }
  const trouble: Trouble = (rule, reason, place, note) => {
    messages.add(skip ? 'merge-skipped' : rule, reason, place, note === undefined ? {} : { note })
  }
  const manner = { lossy: table.lossy, prefer: request.preferTable }
  const { retireMissing } = request
  const { intents, taken } = await intentsOf({
    ...{ table, lay, ledger, manner, retireMissing, messages, trouble },
  })
  const attempt = async (left: readonly Intent[]) => {
    const done = await verified(left, { reading, lay, plan, trouble, request })
    const expected = codesOf(lay, done.applied, done.found)
    const same = done.applied.files.size === 0
    const kept = same ? { bank } : keepCodes(done.again.bank, ledger, expected.codeOf, options)
    return { ...done, expected, kept }
  }
  let attempted = await attempt(intents)
  for (;;) {
    const written = ownersIn(attempted.applied)
    const wrong = relabelled(attempted.kept?.bank, written)
    if (wrong.size === 0) break
    for (const [intent, reason] of wrong) trouble('merge-refused', ...refusal(intent, reason))
    attempted = await attempt([...written].filter((intent) => !wrong.has(intent)))
  }
  const { applied, again, expected, kept } = attempted
  if (!kept) {
    messages.add(
      'merge-refused',
      'With these edits questions would lose their codes; merge fewer at once',
    )
    return ended()
  }
  const made = new Map<Intent, string>()
  for (const [index, { question }] of [...questionsOf(kept.bank)].entries()) {
    const intent = expected.newAt(index, again)
    if (intent) made.set(intent, question.code)
  }
  const merged = mergeOwn(own.columns, table, (row) => {
    const at = taken.get(row)
    if (at === undefined) return undefined
    return 'question' in at ? at.question.code : made.get(at)
  })

  const diff = [...applied.files.values()].flatMap(({ file, edits }) =>
    unified(request.show(file.path), file.text, edits),
  )
  const result = ended({ diff, counts: countsOf(applied, intents, merged.changed) })
  if (!request.apply || messages.errors.length > 0) return result

  const beside = besideOf(
    request,
    reading,
    applied,
    'texts' in kept ? kept.texts : undefined,
    before,
  )
  if (merged.changed > 0 || merged.columns.names.length > own.columns.names.length) {
    const path = ownColumnsPath(request.ledger)
    const content = printOwnColumns(merged.columns)
    beside.push({ path, content, before: { text: own.before } })
  }
  const { publish } = await import('./publish.ts')
  const publication: Plan = {
    ...{ name: plan.name, files: [], beside, messages, within: plan.path },
    settled: settledOf(request),
  }
  const signal = request.signal ? { signal: request.signal } : {}
  await publish(request.out, [publication], signal)
  return { ...result, written: true }
}

async function tableOf(
  { table }: MergeRequest,
  lay: Lay,
  bank: { title: string },
  messages: Messages,
): Promise<Table | undefined> {
  const byName = new Map([...columns, ofColumn].map((column) => [column.name, column]))
  try {
    return await readTable(table.bytes, {
      isCode: (cell) => lay.byCode.has(cell.toUpperCase()),
      cell: (code, name) => {
        const site = lay.byCode.get(code)
        const column = byName.get(name)
        if (!site || !column) return undefined
        return cellOf(column, rowOf(site, { deck: bank.title, licence: undefined }))
      },
    })
  } catch (fault) {
    if (!(fault instanceof TableError)) throw fault
    messages.add('table-unreadable', fault.message, { path: table.path, line: 1, column: 1 })
    return undefined
  }
}

type Verified = {
  applied: Applied
  /** The bank as it will be read. */
  again: Reading
  /** In files that change: what was read, by what was expected. */
  found: Map<Expected, Read>
}

/** Rounds of reading again before all that is left of a file's edits is refused. */
const rounds = 12

/** Applies intents, less those that would not be read as they are meant. */
async function verified(
  intents: readonly Intent[],
  around: {
    reading: Reading
    lay: Lay
    plan: BankPlan
    trouble: Trouble
    request: MergeRequest
  },
): Promise<Verified> {
  const { reading, lay, plan, trouble, request } = around
  let left = [...intents]
  const refuse = (refused: ReadonlyMap<Intent, string>) => {
    for (const [intent, reason] of refused) trouble('merge-refused', ...refusal(intent, reason))
    left = left.filter((intent) => !refused.has(intent))
  }
  for (let round = 0; ; round++) {
    request.signal?.throwIfAborted()
    const applied = apply(left, lay)
    refuse(new Map(applied.refused.map(({ intent, reason }) => [intent, reason])))
    if (applied.files.size === 0) return { applied, again: reading, found: new Map() }
    const texts = new Map([...applied.files].map(([path, { text }]) => [path, text]))
    const messages = new Messages()
    const again = await read({
      ...{ paths: [plan.path], root: plan.root, settings: plan.settings, messages },
      again: { before: reading, texts },
      ...(request.tell && { tell: request.tell }),
    })
    const byFile = new Map<string, Read[]>()
    for (const { question: draft, section } of questionsOf(again.bank)) {
      const { path } = draft.place
      if (!texts.has(path)) continue
      const own = byFile.get(path)
      if (own) own.push({ draft, path: section.path })
      else byFile.set(path, [{ draft, path: section.path }])
    }
    const bySite = new Map<Site, Intent>()
    for (const intent of left) if ('site' in intent) bySite.set(intent.site, intent)
    const found: Verified['found'] = new Map()
    const wrong = new Map<Intent, string>()
    for (const [path, { edits, text }] of applied.files) {
      // What the next build would stop at is no edit to make.
      const error = messages.errors.find(({ file }) => file === path)
      const culprit = error && ownerAt(edits, text, error.line ?? 1)
      if (error && culprit) {
        wrong.set(culprit, error.reason.replace(/\.$/, ''))
        continue
      }
      const expected = expectedOf(lay.sites.get(path) ?? [], edits, bySite)
      const verdict = verify(expected, inOrder(byFile.get(path) ?? []))
      if ('fine' in verdict) {
        for (const [one, read] of verdict.fine) found.set(one, read)
        continue
      }
      const owners = new Set(edits.map(({ owner }) => owner))
      const blamed = round < rounds && verdict.wrong.size > 0
      const all = [...owners].map((owner) => [owner, 'its file would be read otherwise'] as const)
      for (const [intent, reason] of blamed ? verdict.wrong : all) wrong.set(intent, reason)
    }
    if (wrong.size === 0) return { applied, again, found }
    refuse(wrong)
  }
}

function inOrder(read: Read[]): Read[] {
  return read.sort((a, b) => a.draft.slices.title.start - b.draft.slices.title.start)
}

function refusal(intent: Intent, reason: string): [string, ReturnType<typeof placeOf>?] {
  if (intent.type === 'new')
    return [`The new question of ${intent.row} cannot be written: ${reason}`]
  const { code } = intent.site.question
  const what =
    intent.type === 'gone' ? `${code} cannot be taken out` : `An edit of ${code} cannot be written`
  return [`${what}: ${reason}`, placeOf(intent.site)]
}

/** The codes that questions of the edited bank had, by where they stand in it. */
function codesOf(lay: Lay, applied: Applied, found: Verified['found']) {
  const at = (path: string, start: number) => `${start} ${path}`
  const codes = new Map<string, string>()
  const fresh = new Map<string, Intent>()
  for (const [path, sites] of lay.sites) {
    if (applied.files.has(path)) continue
    for (const { question } of sites)
      codes.set(at(path, question.slices.title.start), question.code)
  }
  for (const [{ site, intent }, { draft }] of found) {
    const key = at(draft.place.path, draft.slices.title.start)
    if (site) codes.set(key, site.question.code)
    else if (intent) fresh.set(key, intent)
  }
  const keyOf = (draft: Read['draft']) => at(draft.place.path, draft.slices.title.start)
  let drafts: Read['draft'][] | undefined
  return {
    codeOf: (draft: Read['draft']) => codes.get(keyOf(draft)),
    /** The intent that made the question of a place in reading order. */
    newAt: (index: number, again: Reading) => {
      drafts ??= [...questionsOf(again.bank)].map(({ question }) => question)
      const draft = drafts[index]
      return draft && fresh.get(keyOf(draft))
    },
  }
}

/** The intents that something is written for. */
function ownersIn({ files }: Applied): Set<Intent> {
  return new Set([...files.values()].flatMap(({ edits }) => edits.map(({ owner }) => owner)))
}

function countsOf(applied: Applied, intents: readonly Intent[], own: number): Counts {
  const made = ownersIn(applied)
  const all = intents.filter((intent) => made.has(intent))
  const of = (test: (intent: Intent) => boolean) => all.filter(test).length
  return {
    edited: of((intent) => intent.type === 'edit' && !intent.into),
    moved: of((intent) => intent.type === 'edit' && intent.into !== undefined),
    added: of((intent) => intent.type === 'new'),
    removed: of((intent) => intent.type === 'gone'),
    own,
    files: applied.files.size,
  }
}

function besideOf(
  { ledger }: MergeRequest,
  { kept }: Reading,
  { files }: Applied,
  texts: { ledger: string; companion: string } | undefined,
  before: LedgerRead['before'],
): Beside[] {
  const sources = [...kept].flatMap(([path, { source }]): Beside[] => {
    const made = files.get(source.path)
    if (!made) return []
    const content = `${source.marked ? '\uFEFF' : ''}${made.text}`
    return [{ path, content, before: { text: source.text }, source: true }]
  })
  if (!texts) return sources
  const keys = ['ledger', 'companion'] as const
  return [
    ...sources,
    ...keys.map((key) => ({
      path: ledger[key],
      content: texts[key],
      before: { sum: before[key] },
    })),
  ]
}

/** The table itself, where it is the one that a build wrote: the next may replace it. */
function settledOf({ table, out, plan }: MergeRequest): NonNullable<Plan['settled']> {
  const name = basename(table.path)
  const own = [`${plan.name}.csv`, `${plan.name}.xlsx`].includes(name)
  if (!own || table.path !== join(out, name)) return new Map()
  const sha256 = createHash('sha256').update(table.bytes).digest('hex')
  return new Map([[name, { sha256, size: table.bytes.length }]])
}

/**
 * Verifying: proves that what was built says what the sources say now.
 *
 * It reads the built files and the sources, and nothing that a build kept but the
 * ledger; it writes nothing. It shares no rendering with the writers: what stands
 * in a file is read by the rules of its format and compared with the model.
 */
import { resolve } from 'node:path'
import { filterBank, parseOnly } from './build/filter.ts'
import { picturesFolder, picturesOf } from './build/pictures.ts'
import { findingsOf, shownPath } from './build/result.ts'
import { supply } from './build/retired.ts'
import { type BankPlan, planBanks } from './config/plan.ts'
import { defaultFormats, type Format, formats } from './config/settings.ts'
import { identify } from './identity/identify.ts'
import { besideLedger, ledgerPaths, readLedger, readOwnColumns } from './identity/ledger.ts'
import type { Tell } from './messages/counting.ts'
import type { Finding } from './messages/finding.ts'
import { Messages } from './messages/messages.ts'
import { questionsOf } from './model/bank.ts'
import { read } from './read/read.ts'
import { Account } from './verify/account.ts'
import { type Built, builtFile, namesIn } from './verify/files.ts'
import { judge, type Subject } from './verify/judge.ts'
import { judgeSums, manifestOf } from './verify/manifest.ts'
import { mediaOf } from './verify/media.ts'
import { editionOf, formatOf, outputNames } from './verify/names.ts'

export type VerifyRequest = {
  /** Files and folders, each a bank or a folder of banks; none stands for the working folder. */
  paths: readonly string[]
  /** Working folder, absolute. */
  cwd: string
  /** Seconds since 1970. */
  issued: number
  /** Settings instead of the rectoverso.yaml that would be found. */
  config?: string
  /** Where codes are kept, instead of beside the bank; of one bank only. */
  ledger?: string
  /** The folder of the built files, instead of the settings' or `out`. */
  out?: string
  /** Only these; else those of the settings, and all that the manifest names. */
  formats?: readonly Format[]
  /** Questions that the files were built with, instead of the settings'. */
  only?: string
  signal?: AbortSignal
  /** Told of each file as it is begun. */
  onFile?: (file: string) => void
  /** Told how much of the sources is read; waited for, so that it may stop the work. */
  tell?: Tell
}

/** A file that was looked at. */
export type Verified = { path: string; bytes: number; questions: number; differences: number }

export type VerifyResult = {
  /** `request`: what was asked for cannot be meant. `differs`: something built is not what the sources say. */
  status: 'ok' | 'request' | 'differs'
  files: Verified[]
  findings: Finding[]
}

/** Looks at every bank the request means. Throws what the system throws. */
export async function verify(request: VerifyRequest): Promise<VerifyResult> {
  const { cwd } = request
  const asked = new Messages()
  const { banks, texts } = await planBanks(request, asked)
  if (request.ledger !== undefined && banks.length > 1) {
    asked.add('config-malformed', `One ledger was given for ${banks.length} banks.`)
  }
  const said = [{ messages: asked, root: cwd, text: (path: string) => texts.get(path) }]
  if (asked.errors.length > 0) {
    return { status: 'request', files: [], findings: findingsOf(said, cwd) }
  }
  const files: Verified[] = []
  for (const plan of banks) {
    const messages = new Messages()
    const text = await verifyBank(plan, request, messages, files)
    said.push({ messages, root: plan.root, text })
  }
  const differs = said.some(({ messages }) => messages.errors.length > 0)
  return { status: differs ? 'differs' : 'ok', files, findings: findingsOf(said, cwd) }
}

type Text = (path: string) => string | undefined

async function verifyBank(
  plan: BankPlan,
  request: VerifyRequest,
  messages: Messages,
  files: Verified[],
): Promise<Text> {
  const { cwd, signal } = request
  const out = resolve(cwd, request.out ?? plan.settings.out ?? 'out')
  const show = (name: string) => shownPath(resolve(out, name), cwd)
  const { subject, text } = await subjectOf(plan, request, messages)
  if (!subject) return text
  const manifest = await manifestOf(out, plan.name)
  const names = await namesIn(out)
  const accountOf = (name: string) => new Account(messages, resolve(out, name), show(name))
  const wanted = wantedOf(plan, request, [...manifest.keys()])
  if (manifest.size === 0) {
    accountOf(`${plan.name}.manifest.json`).say('verify-missing', 'there is no list of sums.')
  }
  for (const name of wanted) {
    signal?.throwIfAborted()
    request.onFile?.(show(name))
    const account = accountOf(name)
    const file = names.has(name) ? await builtFile(out, name) : undefined
    if (!file) {
      account.say('verify-missing', 'the file is not there.')
      continue
    }
    judgeSums(file, manifest, account)
    await judgeFile(file, subject, plan, account)
    const { count } = account
    const empty = editionOf(name, plan.name)?.name === 'calibration'
    const questions = empty ? 0 : [...questionsOf(subject.bank)].length
    files.push({ path: show(name), bytes: file.bytes.length, questions, differences: count })
  }
  return text
}

async function judgeFile(
  file: Built,
  subject: Subject,
  plan: BankPlan,
  account: Account,
): Promise<void> {
  const format = formatOf(file.name, plan.name)
  if (format) await judge[format](file, subject, account)
}

/** Names of the files to look at: those of the formats meant, and of a plain request all of the manifest. */
function wantedOf(
  { name, settings }: BankPlan,
  request: VerifyRequest,
  listed: readonly string[],
): string[] {
  const meant =
    request.formats ?? settings.formats ?? (listed.length > 0 ? [] : [...defaultFormats])
  const own = formats
    .filter((format) => meant.includes(format))
    .flatMap((format) => outputNames(format, name, settings.pdf))
  const further = listed.filter((file) => {
    const format = formatOf(file, name)
    return request.formats === undefined || (format !== undefined && meant.includes(format))
  })
  return [...new Set([...own, ...further])]
}

/** The bank as its sources and its ledger say it is; undefined where that cannot be told. */
async function subjectOf(
  plan: BankPlan,
  request: VerifyRequest,
  messages: Messages,
): Promise<{ subject?: Subject; text: Text }> {
  const { root, path, settings } = plan
  const paths =
    request.ledger === undefined
      ? ledgerPaths(plan)
      : besideLedger(resolve(request.cwd, request.ledger))
  // Warnings of the bank are a build's to give.
  const own = new Messages()
  const { remote, keptOnly } = await picturesOf(picturesFolder(paths), undefined, request.signal)
  const found = await read({
    paths: [path],
    root,
    settings,
    messages: own,
    remote,
    ...(request.tell && { tell: request.tell }),
  })
  const text: Text = found.sources
  const stopped = () => {
    messages.all.push(...own.errors)
    return messages.errors.length > 0
  }
  if (stopped()) return { text }
  const { ledger, before } = await readLedger(paths, own)
  const { columns } = await readOwnColumns(paths, own)
  const identified = identify(found.bank, ledger, {
    date: request.issued,
    named: found.named,
    messages: own,
    ...(settings.retire !== undefined && { retire: settings.retire }),
  })
  if (stopped()) return { text }
  if (before.ledger === undefined) {
    const place = { path: paths.ledger, line: 1, column: 1 }
    messages.add('verify-missing', `There is no ${shownPath(paths.ledger, request.cwd)}.`, place)
    return { text }
  }
  const only = request.only ?? settings.only
  const parsed = only === undefined ? undefined : parseOnly(only)
  if (parsed && 'wrong' in parsed) {
    messages.add('config-malformed', `In --only or \`only:\`, ${parsed.wrong}.`)
    return { text }
  }
  const shown = parsed ? filterBank(identified.bank, parsed).bank : identified.bank
  const retiring = parsed ? [] : identified.retiring
  const { bank, media, retired } = await supply(shown, found.media, retiring, {
    root,
    remote: keptOnly,
  })
  let made: ReturnType<typeof mediaOf> | undefined
  return {
    text,
    subject: {
      bank,
      name: plan.name,
      retired,
      deck: identified.deck,
      columns,
      ownTemplates: settings.templates !== undefined,
      media: () => (made ??= mediaOf(bank, media)),
    },
  }
}

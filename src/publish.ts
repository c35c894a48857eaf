/**
 * Publishing: the only writer to disk. All of a build appears, or none of it.
 *
 * Outputs and ledgers are staged, synced, and moved together; the manifests
 * come last. Whatever is thrown, the old files are whole; after a crash, or
 * where the system refuses even to take moves back, the next start finishes
 * what was decided and removes what was not.
 */
import {
  access,
  chmod,
  constants,
  lstat,
  mkdir,
  readFile,
  realpath,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises'
import path from 'node:path'
import type { Messages } from './messages/messages.ts'
import { type Sum, sumOfText } from './model/sum.ts'
import { commit, dropStage, type Move, openStage, rollForward } from './publish/commit.ts'
import { checkTarget, sumOf, writeSynced } from './publish/disk.ts'
import { attempt, codeOf, LockedError, unless } from './publish/error.ts'
import { lock } from './publish/lock.ts'
import { printManifest, readManifest } from './publish/manifest.ts'
import type { OutputFile } from './writer.ts'

export { LockedError, PublishError } from './publish/error.ts'

/** A file outside `out` that is written with the outputs: the ledger, its companion, a picture. */
export type Beside = {
  /** Absolute. */
  path: string
  content: OutputFile['content']
  /** Of the content, where it is known already. */
  sum?: Sum
  /** Its text when the build read it, or the sum of that; undefined for no such file; left out, nothing is compared. */
  before?: { text: string | undefined } | { sum: Sum | undefined }
  /** Whether its folder is made where it is not there; the folder above it must be. */
  folder?: true
  /** An author's own file: it is written or nothing is, and keeps its mode. */
  source?: true
}

/** What a build has made of one bank. */
export type Plan = {
  /** Stem of the bank's outputs: the manifest is `<name>.manifest.json`. */
  name: string
  files: readonly OutputFile[]
  beside: readonly Beside[]
  messages: Messages
  /** Tables in `out`, by name, that were edited and whose edits are home: from now on they may be replaced. */
  settled?: ReadonlyMap<string, Sum>
  /** The bank's own folder or file: an interrupted merge may have left new texts for it. */
  within?: string
  /** The command that takes the edits of a table home. */
  mergeCommand?: (table: string) => string
}

export type Published = {
  /** Absolute. */
  path: string
  bytes: number
  /** Whether it differs from what stood there before. */
  changed: boolean
}

/** What the system says of a folder that may not be written. */
const readOnly = new Set<string | undefined>(['EROFS', 'EACCES', 'EPERM'])

export type PublishOptions = {
  /** Before the decision it stops the work and leaves nothing behind; after it, it comes too late. */
  signal?: AbortSignal
}

/**
 * Finishes what an interrupted build left in `out`. To be called before a
 * ledger is read, since its last state may still wait there.
 *
 * @param beside absolute paths of ledgers that lie under unusual names.
 * @param within folders and files of banks, whose Markdown a merge may have been replacing.
 * @throws LockedError, PublishError
 */
export async function recover(
  out: string,
  beside: readonly string[] = [],
  within: readonly string[] = [],
): Promise<void> {
  const found = await stat(out).catch(() => undefined)
  if (!found?.isDirectory()) return
  const unlock = await lock(out).catch((error: unknown) => {
    // In a folder that may not be written nothing was left.
    if (!readOnly.has(codeOf(error))) throw error
  })
  if (!unlock) return
  await rollForward(out, beside, within).finally(unlock)
}

/**
 * Writes banks into one folder, all of them or none.
 *
 * @returns the files of each plan in order, manifests left out; undefined where
 * a message forbids it (`table-edited`), and nothing was written.
 * @throws LockedError where another build is at work; PublishError where the
 * system refuses. Old files are whole then.
 */
export async function publish(
  out: string,
  plans: readonly Plan[],
  options: PublishOptions = {},
): Promise<Published[][] | undefined> {
  const { signal } = options
  const folder = path.resolve(out)
  signal?.throwIfAborted()
  const first = await attempt('mkdir', folder, () => mkdir(folder, { recursive: true }))
  const unlock = await lock(folder)
  let stage: string | undefined
  const begun = new Set<string>()
  try {
    const besides = plans.flatMap((plan) => plan.beside.map((beside) => beside.path))
    const within = plans.flatMap((plan) => plan.within ?? [])
    await rollForward(folder, besides, within)
    for (const file of targetsOf(folder, plans)) await checkTarget(file)
    for (const beside of plans.flatMap((plan) => plan.beside)) await checkUnchanged(beside)
    stage = await openStage(folder)
    await beginFolders(plans, begun)
    const staged = await stagePlans(folder, stage, plans, signal)
    if (!staged) return undefined
    signal?.throwIfAborted()
    if (staged.moves.length > 0) await commit(stage, staged.moves)
    return staged.published
  } finally {
    try {
      if (stage !== undefined) await dropStage(stage)
      // Where nothing came into them they go again; one that holds something stays.
      for (const made of begun) await rmdir(made).catch(() => {})
    } finally {
      await unlock()
      if (first !== undefined) await dropEmpty(folder, first)
    }
  }
}

/** Removes a folder and those above it that were made for it, as far as nothing came into them. */
async function dropEmpty(folder: string, first: string): Promise<void> {
  for (let here = folder; here.length >= first.length; here = path.dirname(here)) {
    await rmdir(here).catch(() => {})
  }
}

/** Makes the folders of files beside that have none, and notes them. */
async function beginFolders(plans: readonly Plan[], begun: Set<string>): Promise<void> {
  const folders = plans.flatMap(({ beside }) =>
    beside.filter(({ folder }) => folder).map((file) => path.dirname(file.path)),
  )
  for (const folder of new Set(folders)) {
    // Where it cannot be made, what belongs there is said to be not kept.
    await mkdir(folder).then(
      () => begun.add(folder),
      () => {},
    )
  }
}

function targetsOf(folder: string, plans: readonly Plan[]): string[] {
  return plans.flatMap(({ name, files, beside }) => [
    ...files.map((file) => path.join(folder, plainName(file.name))),
    path.join(folder, manifestName(name)),
    ...beside.map((file) => file.path),
  ])
}

const manifestName = (name: string): string => plainName(`${name}.manifest.json`)

/** Names come from writers: a path in one would be a fault of ours. */
function plainName(name: string): string {
  if (/^[^./\\:\u0000][^/\\:\u0000]*$/.test(name)) return name
  throw new Error(`${JSON.stringify(name)} is no plain file name`)
}

/** Two builds of a bank into different folders share its ledger: the later one must not undo the earlier. */
async function checkUnchanged({ path: file, before }: Beside): Promise<void> {
  if (!before) return
  const now = await unless(
    'ENOENT',
    attempt('read', file, () => readFile(file)),
  )
  const was =
    'sum' in before
      ? before.sum
      : before.text === undefined
        ? undefined
        : sumOfText(Buffer.from(before.text))
  if (!isSame(now && sumOfText(now), was)) {
    throw new LockedError(`${file} was changed by another build. Build again.`)
  }
}

type Staged = { moves: Move[]; published: Published[][] }

/** Writes everything into the stage; undefined where a table was edited. */
async function stagePlans(
  folder: string,
  stage: string,
  plans: readonly Plan[],
  signal: AbortSignal | undefined,
): Promise<Staged | undefined> {
  const outputs: Move[] = []
  const ledgers: Move[] = []
  const manifests: Move[] = []
  const published: Published[][] = []
  let edited = false
  let count = 0
  const put = async (content: OutputFile['content'], to: string, moves: Move[], asked = false) => {
    const from = String(count++)
    const made = await writeSynced(path.join(stage, from), content, signal)
    // What is of another length is another: most outputs need no second look.
    const equal = asked || (await sizeOf(to)) === made.size
    const old = equal ? await sumOf(to) : undefined
    const changed = !isSame(made, old)
    if (changed) moves.push({ from, to: path.relative(folder, to) })
    else await rm(path.join(stage, from))
    return { made, old, changed }
  }

  for (const plan of plans) {
    const manifestFile = path.join(folder, manifestName(plan.name))
    const known = await readManifest(manifestFile)
    const next = new Map<string, Sum>()
    for (const [name, sum] of known) if (await isThere(path.join(folder, name))) next.set(name, sum)
    const own: Published[] = []
    for (const file of plan.files) {
      const to = path.join(folder, plainName(file.name))
      const { made, old, changed } = await put(file.content, to, outputs, isTable(file.name))
      if (changed && old && isTable(file.name) && !isSame(old, known.get(file.name))) {
        const command = plan.mergeCommand?.(to)
        const note = command && { note: `Take the edits home: ${command}` }
        const place = { path: to, line: 1, column: 1 }
        const reason = `${to} was edited since it was written`
        plan.messages.add('table-edited', reason, place, note || {})
        edited = true
      }
      next.set(file.name, made)
      own.push({ path: to, bytes: made.size, changed })
    }
    for (const { path: file, content, source, folder: made } of plan.beside) {
      // Where a ledger is a link, what it leads to is replaced and not the link. A folder of ours
      // is none: in a bank by others a link could name any folder of this machine.
      if (made && (await isLink(path.dirname(file)))) {
        plan.messages.add('ledger-not-kept', `${path.dirname(file)} is a link; nothing goes there`)
        continue
      }
      const to = made ? file : await realpath(file).catch(() => file)
      if (source) {
        await attempt('open', to, () => access(to, constants.W_OK))
        const { mode } = await attempt('stat', to, () => stat(to))
        const staged = path.join(stage, String(count))
        const { changed } = await put(content, to, ledgers)
        if (changed) await attempt('chmod', to, () => chmod(staged, mode & 0o777))
      } else if (await isWritable(to)) await put(content, to, ledgers)
      else plan.messages.add('ledger-not-kept', `${file} could not be written`)
    }
    for (const [name, sum] of plan.settled ?? []) next.set(name, sum)
    // What makes no outputs, such as taking a folder over, needs no list of them.
    if (next.size > 0 || known.size > 0) await put(printManifest(next), manifestFile, manifests)
    published.push(own)
  }
  return edited ? undefined : { moves: [...outputs, ...ledgers, ...manifests], published }
}

async function isThere(file: string): Promise<boolean> {
  return (await sizeOf(file)) !== undefined
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size
}

async function isLink(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => undefined))?.isSymbolicLink() === true
}

function isTable(name: string): boolean {
  return /\.(?:csv|xlsx)$/i.test(name)
}

function isSame(one: Sum | undefined, other: Sum | undefined): boolean {
  return one?.size === other?.size && one?.sha256 === other?.sha256
}

/** Whether a file can be put there: its folder takes new names, and it is not protected itself. */
async function isWritable(file: string): Promise<boolean> {
  return access(path.dirname(file), constants.W_OK)
    .then(() => unless('ENOENT', access(file, constants.W_OK)))
    .then(
      () => true,
      () => false,
    )
}

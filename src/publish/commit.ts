/**
 * All or nothing: a stage, a decision, and the moves that follow from it.
 *
 * Everything new lies in a hidden folder of `out` first. A file COMMIT that
 * lists the moves is the decision: before it nothing has happened, after it
 * everything will, at the next start if not now.
 */
import {
  link,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import path from 'node:path'
import { copySynced, replace, syncFolder, writeSynced } from './disk.ts'
import { attempt, codeOf, unless } from './error.ts'

const prefix = '.rectoverso-stage-'

/** `from` is a name in the stage; `to` is relative to the folder that holds the stage. */
export type Move = { from: string; to: string }

/** Makes a stage in a folder; gives its path. */
export async function openStage(out: string): Promise<string> {
  return attempt('mkdir', out, () => mkdtemp(path.join(out, prefix)))
}

/** Removes a stage. One whose decision stands yet, or cannot be looked for, is left to the next start. */
export async function dropStage(stage: string): Promise<void> {
  const undecided = await lstat(decisionOf(stage)).then(
    () => false,
    (error) => codeOf(error) === 'ENOENT',
  )
  if (undecided) await removeStage(stage)
}

async function removeStage(stage: string): Promise<void> {
  await rm(stage, { recursive: true, force: true, maxRetries: 3 })
}

const decisionOf = (stage: string): string => path.join(stage, 'COMMIT')

/**
 * Decides, and moves everything in order.
 *
 * @throws PublishError where a move is refused; everything is back as it was. Where
 * even that is refused, the decision stands, and the next start finishes it.
 */
export async function commit(stage: string, moves: readonly Move[]): Promise<void> {
  const out = path.dirname(stage)
  const draft = path.join(stage, 'COMMIT.draft')
  await writeSynced(draft, JSON.stringify(moves))
  await syncFolder(stage)
  await attempt('rename', draft, () => rename(draft, decisionOf(stage)))
  await syncFolder(stage)
  const done: Move[] = []
  try {
    for (const move of moves) {
      await keepOld(stage, out, move)
      await replace(path.join(stage, move.from), path.join(out, move.to))
      done.push(move)
    }
  } catch (error) {
    await takeBack(stage, out, done).catch(() => {})
    throw error
  }
  for (const folder of new Set(moves.map(({ to }) => path.dirname(path.join(out, to))))) {
    await syncFolder(folder)
  }
  // Where it cannot be removed, the next start finds nothing left to move.
  await rm(decisionOf(stage)).catch(() => {})
}

const oldName = (move: Move): string => `${move.from}.old`

/** A second name for what is about to be replaced; a copy where the file system has no such. */
async function keepOld(stage: string, out: string, move: Move): Promise<void> {
  const [to, old] = [path.join(out, move.to), path.join(stage, oldName(move))]
  try {
    await link(to, old)
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    // Nothing to keep, or no second names here: another disk, a stick, a share.
    if (code !== 'ENOENT') await attempt('copyfile', to, () => copySynced(to, old))
  }
}

/** Undoes moves, last first. The new file goes back first, so that a crash in between rolls forward. */
async function takeBack(stage: string, out: string, done: readonly Move[]): Promise<void> {
  for (const move of done.toReversed()) {
    const to = path.join(out, move.to)
    await replace(to, path.join(stage, move.from))
    const old = path.join(stage, oldName(move))
    if (await lstat(old).catch(() => undefined)) await replace(old, to)
  }
  await rm(decisionOf(stage))
}

/**
 * Finishes or removes what an interrupted build left in a folder that is locked.
 *
 * @param beside absolute paths of files outside the folder that may be replaced, and
 * of folders of pictures that are no links; ledgers by their usual names may be, too.
 * A COMMIT that names anything else is not ours: a stranger's folder could hold it.
 * @param within folders and files of banks, whose Markdown may be replaced.
 * @returns whether something was finished.
 */
export async function rollForward(
  out: string,
  beside: readonly string[],
  within: readonly string[],
): Promise<boolean> {
  let finished = false
  const away = await Promise.all(beside.map(leadsAway))
  const allowed = beside.filter((_, at) => !away[at])
  // As the moves are: sources are written where they really lie.
  const banks = await Promise.all(within.map((bank) => realpath(bank).catch(() => bank)))
  for (const entry of await readdir(out, { withFileTypes: true })) {
    if (!entry.name.startsWith(prefix) || !entry.isDirectory()) continue
    const stage = path.join(out, entry.name)
    const moves = await movesOf(stage)
    if (moves?.every((move) => mayMove(move, out, allowed, banks))) {
      for (const { from, to } of moves) {
        const file = path.join(stage, from)
        const status = await lstat(file).catch(() => undefined)
        if (status?.isFile()) await replace(file, path.join(out, to))
      }
      await syncFolder(out)
      finished = true
    }
    await removeStage(stage)
  }
  return finished
}

/** A link to a file is what its author made of it; one to a folder could lead anywhere. */
async function leadsAway(file: string): Promise<boolean> {
  const status = await lstat(file).catch(() => undefined)
  if (!status?.isSymbolicLink()) return false
  return (await stat(file).catch(() => undefined))?.isDirectory() === true
}

/**
 * What was decided; undefined where nothing was, or not by us.
 *
 * @throws PublishError where it cannot be read: taken for nothing, half of a build would be lost.
 */
async function movesOf(stage: string): Promise<Move[] | undefined> {
  const decision = decisionOf(stage)
  const status = await unless(
    'ENOENT',
    attempt('lstat', decision, () => lstat(decision)),
  )
  if (!status?.isFile()) return undefined
  const text = await attempt('open', decision, () => readFile(decision, 'utf8'))
  try {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) && found.every(isMove) ? found : undefined
  } catch {
    return undefined
  }
}

function isMove(value: unknown): value is Move {
  const { from, to } = (value ?? {}) as Partial<Move>
  return typeof from === 'string' && typeof to === 'string' && /^\d+$/.test(from)
}

const ledgerNames = /(?:^|\.)rectoverso\.(?:lock|issued|columns)$/
const markdown = /\.(?:md|markdown|mdown|mkd)$/i
const pictureNames = /^(?:index|[0-9a-f]{32}\.(?:png|jpg|gif|webp|avif|svg))$/

function mayMove(
  { to }: Move,
  out: string,
  beside: readonly string[],
  banks: readonly string[],
): boolean {
  if (/^[^./\\:][^/\\:]*$/.test(to)) return true
  const target = path.resolve(out, to)
  if (beside.includes(target) || ledgerNames.test(path.basename(target))) return true
  const folder = path.dirname(target)
  if (markdown.test(target) && banks.some((bank) => isInside(bank, target))) return true
  return beside.includes(folder) && pictureNames.test(path.basename(target))
}

function isInside(bank: string, target: string): boolean {
  const way = path.relative(bank, target)
  return way.split(path.sep)[0] !== '..' && !path.isAbsolute(way)
}

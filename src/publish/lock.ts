/** One build at a time in a folder: a lock file that names its holder. */
import { open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { attempt, codeOf, LockedError, unless } from './error.ts'

export const lockName = '.rectoverso.lock'

/** Locks that this process holds, by absolute path. */
const held = new Set<string>()

/** `began`: when the process began, where the system says so, for numbers are given again. */
type Holder = { pid: number; host: string; began?: string | undefined }

/**
 * Takes the lock of a folder that exists; gives the way to let it go.
 *
 * A lock whose process is gone is taken over, also where its number is another's now.
 *
 * @throws LockedError where another build holds it.
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const file = path.join(path.resolve(folder), lockName)
  if (held.has(file)) throw lockedBy({ pid: process.pid, host: hostname() }, file)
  held.add(file)
  let own: string
  try {
    own = await take(file)
  } catch (error) {
    held.delete(file)
    throw error
  }
  return async () => {
    try {
      // Someone may have deleted it, as its message says, and another build be at work by now.
      const now = await unless('ENOENT', readFile(file, 'utf8'))
      if (now === own) await rm(file, { force: true })
    } finally {
      held.delete(file)
    }
  }
}

/** Takes a lock, and gives what now stands in it. */
async function take(file: string): Promise<string> {
  for (let turn = 0; turn < 20; turn++) {
    const own = await create(file)
    if (own !== undefined) return own
    const text = await unless(
      'ENOENT',
      attempt('open', file, () => readFile(file, 'utf8')),
    )
    if (text === undefined) continue
    const holder = parse(text)
    // Just created and not yet written, or torn by a crash: only time tells.
    if (!holder && turn < 10) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      continue
    }
    if (holder && (await isAlive(holder))) throw lockedBy(holder, file)
    await unless('ENOENT', moveAway(file, text))
  }
  throw new LockedError(`Other builds keep taking ${file}.`)
}

/** What a new lock holds; undefined where there is one already. */
async function create(file: string): Promise<string | undefined> {
  const holder: Holder = { pid: process.pid, host: hostname(), began: await beganOf(process.pid) }
  const handle = await unless(
    'EEXIST',
    attempt('open', file, () => open(file, 'wx')),
  )
  if (!handle) return undefined
  const text = JSON.stringify(holder)
  try {
    await attempt('write', file, () => handle.writeFile(text))
    return text
  } catch (error) {
    // On a full disk a lock of nobody would keep the next build waiting.
    await rm(file).catch(() => {})
    throw error
  } finally {
    await handle.close()
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, host, began } = JSON.parse(text) as Partial<Holder>
    return typeof pid === 'number' && pid > 0 && typeof host === 'string'
      ? { pid, host, began }
      : undefined
  } catch {
    return undefined
  }
}

async function isAlive({ pid, host, began }: Holder): Promise<boolean> {
  // What another machine does in a shared folder cannot be seen from here.
  if (host !== hostname()) return true
  // Our own number, and we do not hold it: an earlier process had it.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  const now = began === undefined ? undefined : await beganOf(pid)
  return now === undefined || now === began
}

/** Which start of the system a process is of, and when in it it began; undefined but on Linux. */
async function beganOf(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // After the name, which may hold anything, the twentieth is the time.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return `${boot.trim()} ${fields[19]}`
  } catch {
    return undefined
  }
}

/** Puts a stale lock aside, and makes sure that it was the stale one. */
async function moveAway(file: string, text: string): Promise<void> {
  const aside = `${file}.${process.pid}`
  await attempt('rename', file, () => rename(file, aside))
  const moved = await readFile(aside, 'utf8')
  // Another build took over between our look and our move: it has the lock.
  if (moved !== text) await rename(aside, file)
  else await rm(aside)
}

function lockedBy({ pid, host }: Holder, file: string): LockedError {
  return new LockedError(
    `Another build is at work here (process ${pid} on ${host}). If none is, delete ${file}.`,
  )
}

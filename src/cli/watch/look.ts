/**
 * One look at everything a build reads: which files there are, and as what.
 *
 * Events of the system say only that something happened. What it was is told by
 * comparing two looks: so nothing is lost with an event, and nothing is taken for
 * a change that is none.
 */
import type { BigIntStats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Inputs, isMarkdown, isPassedOver } from '../../build/inputs.ts'

/** What a file is: the same as long as nobody touches it; `touched` in milliseconds since 1970. */
export type Stamp = { is: string; node: string; touched: number }

export type Look = {
  /** By path; undefined for a file that was looked for and is not there. */
  files: ReadonlyMap<string, Stamp | undefined>
  /** Every folder that has to be watched, and which it is. */
  folders: ReadonlyMap<string, string>
  /** Folders that were searched, whether or not they are there. */
  searched: ReadonlySet<string>
  /** What was found by searching, and in which of them. */
  found: ReadonlyMap<string, string>
  /** Those of the files that a build writes itself. */
  kept: readonly string[]
}

type Building = {
  files: Map<string, Stamp | undefined>
  folders: Map<string, string>
  searched: Set<string>
  found: Map<string, string>
  kept: string[]
}

/** Looks at all that is there. Never throws: what cannot be seen is not there. */
export async function look(wanted: Inputs): Promise<Look> {
  const made: Building = {
    ...{ files: new Map(), folders: new Map() },
    ...{ searched: new Set(), found: new Map(), kept: [] },
  }
  const out = wanted.out === undefined ? undefined : await real(wanted.out)
  const search = async (folder: string, within: Within) => {
    await above(folder, made)
    const here = await real(folder)
    made.searched.add(here)
    await below(here, here, { ...within, out }, made)
  }
  for (const folder of wanted.folders) await search(folder, sources)
  for (const folder of wanted.templates) await search(folder, templates)
  const see = async (file: string) => {
    const path = join(await real(dirname(file)), basename(file))
    await above(path, made)
    if (!made.files.has(path)) made.files.set(path, stampOf(await statOf(path)))
    return path
  }
  for (const file of wanted.files) await see(file)
  for (const file of wanted.kept) made.kept.push(await see(file))
  return made
}

type Within = {
  /** Whether a file counts, and whether a folder is entered. */
  counts(name: string): boolean
  enters(name: string): boolean
  out?: string | undefined
}

const sources: Within = { counts: isMarkdown, enters: (name) => !isPassedOver(name) }
const templates: Within = {
  counts: (name) => !/^\.|~$/.test(name),
  enters: (name) => !name.startsWith('.'),
}

async function below(folder: string, top: string, within: Within, made: Building): Promise<void> {
  const status = await statOf(folder)
  if (!status?.isDirectory()) return
  made.folders.set(folder, folderOf(status))
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const entered = within.enters(entry.name) && (path !== within.out || path === top)
      if (entered) await below(path, top, within, made)
    } else if (within.counts(entry.name)) {
      const stamp = stampOf(await statOf(path))
      if (!stamp) continue
      made.files.set(path, stamp)
      made.found.set(path, top)
    }
  }
}

/** The folder that tells when something comes, goes, or is put in another's place. */
async function above(path: string, made: Building): Promise<void> {
  for (let here = dirname(path); ; here = dirname(here)) {
    const status = await statOf(here)
    if (status?.isDirectory()) {
      made.folders.set(await real(here), folderOf(status))
      return
    }
    if (dirname(here) === here) return
  }
}

/** A path without links in it, as far as it is there: events name files so. */
async function real(path: string): Promise<string> {
  const found = await realpath(path).catch(() => undefined)
  if (found !== undefined) return found
  const home = dirname(path)
  return home === path ? path : join(await real(home), basename(path))
}

function statOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined)
}

function stampOf(status: BigIntStats | undefined): Stamp | undefined {
  if (!status) return undefined
  const { size, mtimeNs, ctimeNs } = status
  const is = `${nodeOf(status)} ${size} ${mtimeNs} ${ctimeNs}`
  return { is, node: nodeOf(status), touched: Number(ctimeNs / 1_000_000n) }
}

function nodeOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}

/** The number of a folder that is deleted is given to the next one made. */
function folderOf(status: BigIntStats): string {
  return `${nodeOf(status)} ${status.birthtimeNs}`
}

/** Paths that two looks see differently, of those that both looked for. */
export function differences(before: Look, after: Look): string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()])
  return [...paths].filter((path) => {
    if (before.files.has(path) && after.files.has(path)) {
      return before.files.get(path)?.is !== after.files.get(path)?.is
    }
    const [having, lacking] = before.files.has(path) ? [before, after] : [after, before]
    return lacking.searched.has(having.found.get(path) ?? '')
  })
}

/** Folders for one test, gone after it. */
import { readdirSync, readlinkSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new empty folder; its real path, since some systems link their temporary one. */
export async function temporary(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rectoverso-test-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A new folder with some files; names may hold `/`. */
export async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporary()
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** Files in a folder that this process has open, whether they still have a name; Linux alone tells. */
export function openIn(folder: string): string[] {
  const all = '/proc/self/fd'
  const places = readdirSync(all).flatMap((name) => {
    try {
      return readlinkSync(join(all, name))
    } catch {
      // That by which they were listed.
      return []
    }
  })
  return places.filter((place) => place.startsWith(folder))
}

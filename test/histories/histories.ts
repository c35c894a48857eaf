/** Real edit histories: every version of a question file, oldest first, where they are at hand. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Folder of `NAME.tar.xz`; each unpacks to `NAME/NNNN-EPOCH.md`. */
export const histories: string = process.env.RECTOVERSO_HISTORIES ?? '../shared/histories'

/** The names of the histories that are there. */
export function historyNames(): string[] {
  if (!existsSync(histories)) return []
  return readdirSync(histories)
    .filter((name) => name.endsWith('.tar.xz'))
    .map((name) => basename(name, '.tar.xz'))
    .sort()
}

/** One version: its file, and its date in seconds since 1970. */
export type Version = { name: string; path: string; date: number }

/** Unpacks a history into a folder and lists its versions. Throws where `tar` or `xz` is missing. */
export function versionsOf(name: string, into: string): Version[] {
  mkdirSync(into, { recursive: true })
  const { status, stderr } = spawnSync(
    'tar',
    ['-xJf', join(histories, `${name}.tar.xz`), '-C', into],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`tar could not unpack ${name}: ${stderr}`)
  return readdirSync(join(into, name))
    .filter((file) => /^\d+-\d+\.md$/.test(file))
    .sort()
    .map((file) => ({
      name: file,
      path: join(into, name, file),
      date: Number(file.replace(/^\d+-(\d+)\.md$/, '$1')),
    }))
}

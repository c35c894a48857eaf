/** The banks that a configuration names: paths, in which a `*` may stand for the names of one level. */
import { readdir } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import type { Config } from '../config.ts'
import type { Messages } from '../messages/messages.ts'
import { exists, isFolder, isInside } from './disk.ts'

/** File names taken for Markdown. */
export const markdown = /\.(md|markdown|mdown|mkd)$/i

/** The banks a file names, in its order; those of a `*` by name. */
export async function namedBanks(
  config: Config,
  named: readonly string[],
  messages: Messages,
): Promise<string[]> {
  const base = dirname(config.path)
  const banks: string[] = []
  for (const [index, entry] of named.entries()) {
    const place = config.placeOf('banks', index)
    const parts = entry.split('/').filter((part) => part !== '' && part !== '.')
    if (isAbsolute(entry) || /^[a-z]:|\\/i.test(entry) || parts.includes('..')) {
      messages.add('config-malformed', `\`${entry}\` is not a path inside this folder.`, place, {
        note: 'Write the path relative to this file, with `/` between its parts.',
      })
      continue
    }
    const found: string[] = []
    for (const path of await matching(base, parts)) {
      if (await isInside(path, base)) found.push(path)
    }
    if (found.length === 0) {
      messages.add('config-malformed', `\`${entry}\` names nothing that is there.`, place, {
        note: 'Correct the path, or remove it.',
      })
    }
    banks.push(...found.filter((path) => !banks.includes(path)))
  }
  return banks
}

async function matching(folder: string, parts: readonly string[]): Promise<string[]> {
  const [part, ...rest] = parts
  if (part === undefined) return [folder]
  const names = part.includes('*') ? await namesLike(folder, part, rest.length > 0) : [part]
  const found: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    if (await exists(path)) found.push(...(await matching(path, rest)))
  }
  return found
}

/** Folders, and Markdown files at the end of a pattern; hidden ones and packages never. */
async function namesLike(folder: string, pattern: string, inner: boolean): Promise<string[]> {
  if (!(await isFolder(folder))) return []
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const like = new RegExp(`^${parts.join('[^/]*')}$`)
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter(({ name }) => like.test(name) && !name.startsWith('.') && name !== 'node_modules')
    .filter(
      (entry) => entry.isDirectory() || (!inner && entry.isFile() && markdown.test(entry.name)),
    )
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

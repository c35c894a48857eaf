/** Looks at everything that a reading depended on, without reading any of it as questions. */
import { type Message, Messages } from '../messages/messages.ts'
import type { Cache } from '../writer.ts'
import type { Asked } from './media/asked.ts'
import type { Remote } from './media/remote.ts'
import { findSources, readLinked, sumSource } from './sources.ts'

/** What is on disk, as texts or digests of them to be compared, and what was said of it. */
export type Observed = { found: string[]; messages: readonly Message[] }

/** The files of a bank: path and sum of each, in order. What is said of a text is said again where it is read. */
export async function observeFiles(paths: readonly string[], root: string): Promise<Observed> {
  const messages = new Messages()
  const found: string[] = []
  for (const file of await findSources(paths, root, messages)) {
    const source = sumSource(file, root, messages)
    if (source) found.push(file, source.path, source.sum)
  }
  return { found, messages: messages.all }
}

/** What lies beyond a bank's own files: those that links lead to, pictures, recordings. */
export type Beyond = {
  linked: readonly string[]
  asked: readonly Omit<Asked, 'answer'>[]
}

export async function observeBeyond(
  { linked, asked }: Beyond,
  { root, remote, cache }: { root: string; remote?: Remote; cache?: Cache },
): Promise<Observed> {
  const messages = new Messages()
  const found: string[] = []
  for (const path of linked) {
    const read = await readLinked(path, root, messages)
    found.push(typeof read === 'string' ? read : `:${read.text}`)
  }
  if (asked.length === 0) return { found, messages: messages.all }
  // It loads what decodes, which most banks need not.
  const { createMedia } = await import('./media.ts')
  const media = createMedia(root, messages, {
    ...(remote && { remote }),
    ...(cache && { shelf: cache.shelf('pictures') }),
  })
  for (const { look, url, from, place } of asked) {
    found.push(JSON.stringify((await media[look]?.(url, from, place)) ?? null))
  }
  return { found, messages: messages.all }
}

/**
 * The pictures of a bank that are on the network: those kept beside its ledger,
 * and, where the user asks for it, those fetched now.
 *
 * Here, because `fetch` opens sockets, `read` decodes and `publish` writes, and
 * none may import another.
 */
import { join } from 'node:path'
import { ledgerPaths } from '../identity/ledger.ts'
import type { Beside } from '../publish.ts'
import {
  indexName,
  type Kept,
  keptName,
  openKept,
  printIndex,
  readKept,
} from '../read/media/kept.ts'
import { PictureError } from '../read/media/open.ts'
import type { Remote } from '../read/media/remote.ts'

/** Gives the bytes at an https address. @throws FetchError */
export type Fetch = (href: string, signal: AbortSignal | undefined) => Promise<Uint8Array>

/** Most bytes fetched in one build, and failures after which a server is left alone. */
export const limits = { bytes: 256 * 1024 * 1024, failures: 3 } as const

export type Pictures = {
  remote: Remote
  /** Without fetching: for questions that are no longer in the bank. */
  keptOnly: Remote
  /** Files to be written beside the ledger; none where nothing was fetched. */
  beside(): Beside[]
}

/** The folder of a bank's pictures, from the path of its ledger's companion. */
export function picturesFolder({ companion }: { companion: string }): string {
  return `${companion.endsWith('.issued') ? companion.slice(0, -'.issued'.length) : companion}.pictures`
}

/** Those kept for a bank, for looking at it without building. */
export async function keptPictures(bank: { path: string; folder: boolean }): Promise<Remote> {
  return (await picturesOf(picturesFolder(ledgerPaths(bank)), undefined, undefined)).remote
}

/** `obtain` is undefined where nothing may be asked for. */
export async function picturesOf(
  folder: string,
  obtain: Fetch | undefined,
  signal: AbortSignal | undefined,
): Promise<Pictures> {
  const kept = await openKept(folder)
  const fetched = new Map<string, Uint8Array>()
  const decoded = new Map<string, string>()
  const failures = new Map<string, number>()
  let total = 0

  const ask = async (href: string, obtain: Fetch): Promise<Uint8Array> => {
    const { host } = new URL(href)
    const failed = failures.get(host) ?? 0
    if (failed >= limits.failures) {
      throw new PictureError(`${host} failed ${failed} times before and was not asked again`)
    }
    if (total >= limits.bytes) {
      throw new PictureError('this build has fetched 256 MiB; the next fetches more')
    }
    try {
      const bytes = await obtain(href, signal)
      total += bytes.length
      fetched.set(href, bytes)
      return bytes
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'FetchError') throw error
      if ('unreachable' in error && error.unreachable === true) failures.set(host, failed + 1)
      throw new PictureError(error.message)
    }
  }

  const remote: Remote = {
    async bytes(href) {
      const now = fetched.get(href)
      if (now) return now
      const name = kept.names.get(href)
      if (name === undefined) return obtain && ask(href, obtain)
      return readKept(kept, name).catch((error: unknown) => {
        if (!obtain) throw error
        return ask(href, obtain)
      })
    },
    decoded(href, bytes) {
      if (fetched.has(href)) decoded.set(href, keptName(bytes))
    },
  }
  return {
    remote,
    keptOnly: {
      async bytes(href) {
        const name = kept.names.get(href)
        return name === undefined ? undefined : readKept(kept, name)
      },
      decoded() {},
    },
    beside: () => (decoded.size === 0 ? [] : besideOf(kept, decoded, fetched)),
  }
}

function besideOf(
  { folder, names, text }: Kept,
  decoded: ReadonlyMap<string, string>,
  fetched: ReadonlyMap<string, Uint8Array>,
): Beside[] {
  const files = new Map(
    [...decoded].map(([href, name]) => [name, fetched.get(href) ?? new Uint8Array()]),
  )
  const index = printIndex(new Map([...names, ...decoded]))
  return [
    { path: join(folder, indexName), content: index, before: { text }, folder: true },
    ...[...files].map(([name, content]) => ({
      path: join(folder, name),
      content,
      folder: true as const,
    })),
  ]
}

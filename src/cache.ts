/**
 * What earlier builds worked out, kept in one folder outside of the bank.
 *
 *     <folder>/CACHEDIR.TAG
 *     <folder>/<format>-<program>/<bank>-<shelf>/<hash>.segment, used
 *
 * The folder may be deleted at any time, and any number of processes may share it:
 * segments are named by what they hold, appear whole by a rename, and are checked
 * when they are read. Nothing that goes wrong here makes a build fail or differ;
 * what cannot be read is made again, what cannot be written is not kept.
 */
import { readdirSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digest } from './cache/digest.ts'
import { DiskShelf, usedName } from './cache/shelf.ts'
import type { Store } from './model/store.ts'
import type { Cache } from './writer.ts'

/** Raised whenever segments or the folder are laid out in another way. */
const format = 2
const programName = /^\d+-[0-9a-f]{16}$/
const shelfName = /^[0-9a-f]{16}-[a-z0-9-]{1,32}$/

/** By the convention of https://bford.info/cachedir/, for programs that make backups. */
const tag = `Signature: 8a477f597d28d172789f06886806bc55
# What rectoverso worked out in earlier builds. It can be deleted at any time.
`

/**
 * Bytes on disk; bytes that one build may add before they are deflated; and how many of them
 * are not deflated at all: a bank of some thousand questions is read without inflating.
 */
export const limits = { disk: 2 ** 30, build: 2 ** 29, plain: 2 ** 26 } as const

export type CacheOptions = {
  /** Absolute. */
  folder: string
  /** What tells this program from any other: entries of another are never seen. */
  program: string
  /** Most bytes on disk, of all programs and banks together. */
  limit?: number
  /** Where what is put is until it is saved; open until then. Without it, it is held. */
  store?: Store
  /** Most bytes that one build keeps without deflating them. */
  plain?: number
}

export class DiskCache {
  readonly #folder: string
  readonly #program: string
  readonly #limit: number
  readonly #store: Store | undefined
  readonly #shelves = new Map<string, DiskShelf>()
  readonly #room: { left: number; plain: number }

  constructor({ folder, program, limit = limits.disk, store, plain = limits.plain }: CacheOptions) {
    this.#room = { left: limits.build, plain }
    this.#store = store
    this.#folder = folder
    this.#program = join(folder, `${format}-${digest(program).slice(0, 16)}`)
    this.#limit = limit
  }

  /** The shelves of one bank, known by any text that is its own. */
  of(bank: string): Cache {
    const prefix = digest(bank).slice(0, 16)
    return { shelf: (name) => this.#shelf(`${prefix}-${name}`) }
  }

  #shelf(name: string): DiskShelf {
    if (!shelfName.test(name)) throw new Error(`"${name}" is no name of a shelf`)
    const known = this.#shelves.get(name)
    if (known) return known
    const folder = join(this.#program, name)
    const shelf = new DiskShelf(folder, {
      ...{ names: namesIn(folder), room: this.#room, store: this.#store },
    })
    this.#shelves.set(name, shelf)
    return shelf
  }

  /**
   * Writes what was put and makes room; to be called once, when outputs are published.
   * `whole`: whether every shelf that was opened was asked for all that the next build
   * will need, so that the rest of it can go.
   */
  async save(whole: boolean): Promise<void> {
    // A full disk, a read-only folder, a file in the way: then nothing is kept there.
    const kept = async (step: () => Promise<void>) => step().catch(() => {})
    for (const shelf of this.#shelves.values()) await kept(() => shelf.save(whole))
    if (this.#shelves.size > 0) {
      await kept(() => writeFile(join(this.#folder, 'CACHEDIR.TAG'), tag))
      await kept(() => this.#makeRoom())
    }
    this.close()
  }

  /** Lets all files go without writing any. */
  close(): void {
    for (const shelf of this.#shelves.values()) shelf.close()
    this.#shelves.clear()
  }

  /** Takes away the shelves that were used longest ago, until all fit. */
  async #makeRoom(): Promise<void> {
    const found = this.#found()
    let total = found.reduce((sum, { size }) => sum + size, 0)
    for (const { folder, size } of found.sort((a, b) => a.used - b.used)) {
      if (total <= this.#limit) break
      await rm(folder, { recursive: true, force: true })
      total -= size
    }
    for (const program of readdirSync(this.#folder)) {
      if (!programName.test(program)) continue
      const folder = join(this.#folder, program)
      if (readdirSync(folder).length === 0) await rm(folder, { recursive: true, force: true })
    }
  }

  /** At once: waiting for each would cost many times as much. */
  #found(): { folder: string; size: number; used: number }[] {
    const found = []
    for (const program of readdirSync(this.#folder).filter((name) => programName.test(name))) {
      for (const name of readdirSync(join(this.#folder, program))) {
        if (!shelfName.test(name)) continue
        const folder = join(this.#folder, program, name)
        let size = 0
        let used = 0
        for (const file of namesIn(folder)) {
          // Another build may be taking it away.
          const status = statSync(join(folder, file), { throwIfNoEntry: false })
          size += status?.size ?? 0
          if (file === usedName) used = status?.mtimeMs ?? 0
        }
        found.push({ folder, size, used })
      }
    }
    return found
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

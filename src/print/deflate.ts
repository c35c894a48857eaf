/**
 * Deflates streams by fflate and not by Node's zlib, whose bytes differ between
 * builds of Node; so a booklet is the same bytes everywhere. Threads do it where
 * there are several, some streams at a time; what an earlier build deflated is kept.
 */
import { type DeflateOptions, zlibSync } from 'fflate'
import { digest } from '../cache/digest.ts'
import { ifSeveral } from '../pool/several.ts'
import { type Pool, runTask, type Task, TaskFault } from '../pool/task.ts'
import type { Shelf } from '../writer.ts'

/** A page is 10 to 20 kB: tables for more would cost more than the deflating. */
export const ofPages = { level: 6, mem: 3 } as const
/** Many small objects that are alike. */
export const ofObjects = { level: 3 } as const

export type Manner = typeof ofPages | typeof ofObjects

type Streams = { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> }

export const deflateTask: Task<Streams & { options: DeflateOptions }, Streams> = {
  name: 'print/deflate',
  load: async () => {
    return ({ bytes, ends, options }) =>
      joined(parted({ bytes, ends }).map((one) => zlibSync(one, options)))
  },
}

/** Streams one behind the other. */
export function joined(streams: readonly Uint8Array[]): Streams {
  const ends = new Uint32Array(streams.length)
  let length = 0
  for (const [index, { length: more }] of streams.entries()) {
    length += more
    ends[index] = length
  }
  const bytes = new Uint8Array(length)
  for (const [index, one] of streams.entries()) bytes.set(one, (ends[index] ?? 0) - one.length)
  return { bytes, ends }
}

export function parted({ bytes, ends }: Streams): Uint8Array[] {
  return Array.from(ends, (end, index) => bytes.subarray(index > 0 ? ends[index - 1] : 0, end))
}

/** Bytes that a task is given. */
const batch = 1 << 18

type Waiting = {
  stream: Uint8Array
  resolve(bytes: Uint8Array): void
  reject(error: unknown): void
}

export class Deflater {
  readonly #pool: Pool | undefined
  readonly #shelf: Shelf | undefined
  readonly #waiting = new Map<Manner, Waiting[]>()

  /** Without several threads all is done at once: two take longer than this one alone. */
  constructor(pool: Pool | undefined, shelf?: Shelf) {
    this.#pool = ifSeveral(pool)
    this.#shelf = shelf
  }

  /** The stream deflated, or a promise of it that is kept after `flush` at the latest. */
  deflate(stream: Uint8Array, manner: Manner): Uint8Array | Promise<Uint8Array> {
    const shelf = this.#shelf
    if (!shelf) return this.#made(stream, manner)
    const key = digest(String(manner.level), stream)
    const kept = shelf.get(key)
    if (kept) return kept
    const made = this.#made(stream, manner)
    if (made instanceof Uint8Array) {
      shelf.put(key, made)
      return made
    }
    return made.then((bytes) => {
      shelf.put(key, bytes)
      return bytes
    })
  }

  #made(stream: Uint8Array, manner: Manner): Uint8Array | Promise<Uint8Array> {
    if (!this.#pool) return zlibSync(stream, manner)
    const waiting = this.#waiting.get(manner) ?? []
    this.#waiting.set(manner, waiting)
    const promise = new Promise<Uint8Array>((resolve, reject) => {
      waiting.push({ stream, resolve, reject })
    })
    let length = 0
    for (const one of waiting) length += one.stream.length
    if (length >= batch) this.#send(manner)
    return promise
  }

  /** Lets no stream wait for more. */
  flush(): void {
    for (const manner of this.#waiting.keys()) this.#send(manner)
  }

  #send(manner: Manner): void {
    const waiting = this.#waiting.get(manner) ?? []
    this.#waiting.delete(manner)
    if (waiting.length === 0) return
    this.#run(
      waiting.map(({ stream }) => stream),
      manner,
    )
      .then((streams) => {
        for (const [index, { resolve }] of waiting.entries()) {
          resolve(streams[index] ?? new Uint8Array(0))
        }
      })
      .catch((error) => {
        for (const { reject } of waiting) reject(error)
      })
  }

  async #run(streams: readonly Uint8Array[], options: Manner): Promise<Uint8Array[]> {
    const { bytes, ends } = joined(streams)
    const transfer = [bytes.buffer, ends.buffer]
    try {
      return parted(await runTask(this.#pool, deflateTask, { bytes, ends, options }, { transfer }))
    } catch (error) {
      if (!(error instanceof TaskFault)) throw error
      return streams.map((one) => zlibSync(one, options))
    }
  }
}

/**
 * Deflates the streams of a booklet. Threads do it where there are several, some
 * streams at a time; what an earlier build deflated is kept.
 */
import { digest } from '../cache/digest.ts'
import { ifSeveral } from '../pool/several.ts'
import { type Pool, runTask, type Task, TaskFault } from '../pool/task.ts'
import type { Shelf } from '../writer.ts'
import { deflated } from './zlib.ts'

type Streams = { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> }

export const deflateTask: Task<Streams, Streams> = {
  name: 'print/deflate',
  load: async () => (streams) => joined(parted(streams).map(deflated)),
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
  #waiting: Waiting[] = []

  /** Without several threads all is done at once: two take longer than this one alone. */
  constructor(pool: Pool | undefined, shelf?: Shelf) {
    this.#pool = ifSeveral(pool)
    this.#shelf = shelf
  }

  /** The stream deflated, or a promise of it that is kept after `flush` at the latest. */
  deflate(stream: Uint8Array): Uint8Array | Promise<Uint8Array> {
    const shelf = this.#shelf
    if (!shelf) return this.#made(stream)
    const key = digest(stream)
    const kept = shelf.get(key)
    if (kept) return kept
    const made = this.#made(stream)
    if (made instanceof Uint8Array) {
      shelf.put(key, made)
      return made
    }
    return made.then((bytes) => {
      shelf.put(key, bytes)
      return bytes
    })
  }

  #made(stream: Uint8Array): Uint8Array | Promise<Uint8Array> {
    if (!this.#pool) return deflated(stream)
    const waiting = this.#waiting
    const promise = new Promise<Uint8Array>((resolve, reject) => {
      waiting.push({ stream, resolve, reject })
    })
    let length = 0
    for (const one of waiting) length += one.stream.length
    if (length >= batch) this.flush()
    return promise
  }

  /** Lets no stream wait for more. */
  flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length === 0) return
    this.#run(waiting.map(({ stream }) => stream))
      .then((streams) => {
        for (const [index, { resolve }] of waiting.entries()) {
          resolve(streams[index] ?? new Uint8Array(0))
        }
      })
      .catch((error) => {
        for (const { reject } of waiting) reject(error)
      })
  }

  async #run(streams: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const { bytes, ends } = joined(streams)
    const transfer = [bytes.buffer, ends.buffer]
    try {
      return parted(await runTask(this.#pool, deflateTask, { bytes, ends }, { transfer }))
    } catch (error) {
      if (!(error instanceof TaskFault)) throw error
      return streams.map(deflated)
    }
  }
}

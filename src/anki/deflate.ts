/**
 * Deflates a large file in pieces, which threads can do side by side. A piece
 * looks back into the one before as one stream would, so that it costs no size;
 * where pieces end depends on the length alone, so that the bytes are the same
 * however many threads there were. A small edit changes few pieces: the others come
 * from earlier builds. By fflate and not by Node's zlib, whose bytes differ between
 * builds of Node.
 */
import { crc32 } from 'node:zlib'
import { Deflate } from 'fflate'
import { digest } from '../cache/digest.ts'
import { aTurn } from '../messages/counting.ts'
import { type Store, type StoredBytes, stored } from '../model/store.ts'
import { type Pool, runTask, type Task, TaskFault } from '../pool/task.ts'
import type { Shelf } from '../writer.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A file as a zip holds it: its pieces, one behind the other, are one raw stream. */
export type Deflated = { pieces: readonly StoredBytes[]; size: number; crc: number }

/** `bytes` begins with `before` bytes that only are looked back to; `last`: the stream ends with it. */
export type Piece = { bytes: Uint8Array; before: number; last: boolean }

/** Of 14 MB of notes, an edit of one changes the first, its own, and three of the cards. */
export const pieceSize = 1 << 17
/** How far Deflate looks back. */
const window = 1 << 15

export const deflateTask: Task<Piece, Bytes> = {
  name: 'anki/deflate',
  load: async () => deflatePiece,
}

/** A file to read from, which may still grow and change. */
export type Source = {
  size(): number
  /** In a buffer of its own, or where there is room for it. */
  read(start: number, end: number, room?: Uint8Array): Uint8Array
}

/** A file that is deflated while its last rows are still written. */
export interface Deflating {
  /**
   * Begins with a first form of the file, where there are threads. What the finished
   * file has otherwise is made again, so this only ever saves time.
   */
  begin(): void
  /** The file as it is now. */
  finish(): Promise<Deflated>
}

export type Help = {
  pool?: Pool | undefined
  /** Where pieces are kept for the next build. */
  shelf?: Shelf | undefined
  /** Where they are until they are read; without it they are held. */
  store?: Store | undefined
  /** How many pieces it takes for threads to be worth it. */
  least?: number
}

/** What is made of a piece, and the hash of what it is made from. */
type Begun = { key: string; made: Promise<StoredBytes> }
/** A piece that is on no shelf. */
type Missing = { index: number; key: string }

/** Fewer are deflated before a thread has begun. */
const worthThreads = 16

/** Pieces of a thread that wait for it, so that it never waits itself. */
const ahead = 8

export function deflating(source: Source, help: Help = {}): Deflating {
  const { pool, shelf, store, least = worthThreads } = help
  const threads = pool && pool.size > 0 ? pool : undefined
  const early: Begun[] = []
  let finishing = false
  const running = new Set<Promise<unknown>>()
  /** Of a piece that is only looked at: a large file has thousands. */
  const room = new Uint8Array(window + pieceSize)

  /** Runs a piece once there is room for it. */
  const run = async (piece: Piece, shared: boolean): Promise<{ made: Promise<StoredBytes> }> => {
    const made = runPiece(shared ? threads : undefined, piece).then((bytes) => stored(bytes, store))
    // A failure is met again when the file is finished.
    made.catch(() => {})
    const over = (): unknown => running.delete(done)
    const done: Promise<unknown> = made.then(over, over)
    running.add(done)
    while (running.size >= (threads?.size ?? 0) * ahead && running.size > 0) {
      await Promise.race(running)
    }
    return { made }
  }
  return {
    begin() {
      // The last piece may be a beginning only.
      const whole = threads ? Math.floor(source.size() / pieceSize) : 0
      const missing: Missing[] = []
      for (let index = 0; index < whole; index++) {
        const key = keyOf(pieceOf(source, index * pieceSize, false, room))
        if (!shelf?.get(key)) missing.push({ index, key })
      }
      if (missing.length < least) return
      const feed = async () => {
        for (const { index, key } of missing) {
          if (finishing) return
          const { made } = await run(pieceOf(source, index * pieceSize, false), true)
          early[index] = { key, made }
        }
      }
      feed().catch(() => {})
    },
    async finish() {
      finishing = true
      const size = source.size()
      const count = Math.max(1, Math.ceil(size / pieceSize))
      const pieceAt = (index: number, room?: Uint8Array) =>
        pieceOf(source, index * pieceSize, index === count - 1, room)
      const pieces: (StoredBytes | Promise<StoredBytes>)[] = []
      const missing: Missing[] = []
      let crc = 0
      for (let index = 0; index < count; index++) {
        const piece = pieceAt(index, room)
        crc = crc32(piece.bytes.subarray(piece.before), crc)
        const key = keyOf(piece)
        const kept = shelf?.get(key)
        if (kept) pieces[index] = stored(Buffer.from(kept), store)
        else missing.push({ index, key })
        await aTurn()
      }
      for (const { index, key } of missing) {
        const begun = early[index]
        const { made } =
          begun?.key === key ? begun : await run(pieceAt(index), missing.length >= least)
        pieces[index] = made
        await aTurn()
      }
      const made = await Promise.all(pieces)
      for (const { index, key } of shelf ? missing : []) {
        shelf?.put(key, (made[index] as StoredBytes).read())
        // One after the other, or all of them would be in memory at once.
        await aTurn()
      }
      return { pieces: made, size, crc }
    },
  }
}

function keyOf({ bytes, before, last }: Piece): string {
  return digest(bytes, JSON.stringify([before, last]))
}

function pieceOf(source: Source, start: number, last: boolean, room?: Uint8Array): Piece {
  const before = Math.min(window, start)
  return { bytes: source.read(start - before, start + pieceSize, room), before, last }
}

async function runPiece(pool: Pool | undefined, piece: Piece): Promise<Bytes> {
  if (!pool) return deflatePiece(piece)
  try {
    return await runTask(pool, deflateTask, piece)
  } catch (error) {
    if (!(error instanceof TaskFault)) throw error
    return deflatePiece(piece)
  }
}

/** One piece as Deflate, up to a full byte; streams of pieces in their order are one stream. */
export function deflatePiece({ bytes, before, last }: Piece): Bytes {
  const parts: Uint8Array[] = []
  const options = before > 0 ? { dictionary: bytes.subarray(0, before) } : {}
  const stream = new Deflate({ level: 6, ...options }, (part) => parts.push(part))
  stream.push(bytes.subarray(before), last)
  if (last) return Buffer.concat(parts)
  // Nothing of it waits for more; then nothing follows.
  stream.flush()
  stream.push(new Uint8Array(0), true)
  return unended(Buffer.concat(parts))
}

/**
 * Makes the end of a stream its middle. It ends with a block of nothing, ten bits of
 * which only the first two are set: that it is the last one, and that its code is the
 * fixed one. Without them it is the head of a stored block, whose length, none, follows
 * at the next full byte. (The library's own flush to a byte loses the bits before it.)
 */
function unended(stream: Buffer): Bytes {
  let end = stream.length
  while (end > 0 && stream[end - 1] === 0) end--
  const fixed = end * 8 - 1 - (Math.clz32(stream[end - 1] ?? 0) - 24)
  for (const bit of [fixed - 1, fixed]) {
    const at = bit >> 3
    const byte = stream[at] ?? 0
    const mask = 1 << (bit & 7)
    if (!(byte & mask)) throw new Error('A deflated piece does not end with an empty block.')
    stream[at] = byte & ~mask
  }
  // Two bits more of the head, then up to the next byte.
  const head = Math.ceil((fixed + 2) / 8)
  return Buffer.concat([stream.subarray(0, head), Buffer.from([0, 0, 0xff, 0xff])])
}

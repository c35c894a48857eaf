/** The few operations on files that publishing stands on. */
import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Sum } from '../model/sum.ts'
import type { OutputFile } from '../writer.ts'
import { attempt, codeOf, PublishError, unless } from './error.ts'

/** Writes a new file through to the disk; gives what it holds. Streams are pulled, a piece at a time. */
export async function writeSynced(
  file: string,
  content: OutputFile['content'],
  signal?: AbortSignal,
): Promise<Sum> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await attempt('open', file, () => open(file, 'wx'))
  try {
    for await (const piece of gathered(piecesOf(content))) {
      signal?.throwIfAborted()
      hash.update(piece)
      size += piece.length
      await attempt('write', file, () => handle.writeFile(piece))
    }
    await attempt('fsync', file, () => handle.sync())
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** Characters of a text that become bytes at a time, and bytes that are written or read at a time. */
const most = 1 << 20

async function* piecesOf(content: OutputFile['content']): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') {
    for (let from = 0, to = 0; from < content.length; from = to) {
      to = from + most
      // Both halves of a pair go together.
      if (content.charCodeAt(to - 1) >> 10 === 0xd800 >> 10) to++
      yield Buffer.from(content.slice(from, to))
    }
  } else if (content instanceof Uint8Array) yield content
  else yield* content
}

/** Small pieces as fewer large ones: each write is a way to the disk and back. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let some: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    some.push(piece)
    size += piece.length
    if (size < most) continue
    yield some.length === 1 ? piece : Buffer.concat(some)
    some = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(some)
}

/** What a file holds; undefined where there is none. */
export async function sumOf(file: string): Promise<Sum | undefined> {
  const reading = attempt('read', file, async () => {
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of createReadStream(file, {
      highWaterMark: most,
    }) as AsyncIterable<Buffer>) {
      hash.update(piece)
      size += piece.length
    }
    return { sha256: hash.digest('hex'), size }
  })
  return unless('ENOENT', reading)
}

/** Writes a copy of a file through to the disk, its mode with it; nothing may stand there. */
export async function copySynced(from: string, to: string): Promise<void> {
  await writeSynced(to, createReadStream(from))
  // A share that keeps no modes says EPERM.
  await unless('EPERM', chmod(to, (await stat(from)).mode & 0o777))
}

/** Makes names in a folder durable, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Windows opens no folders, some file systems sync none: their journal has to do.
  }
}

/** Another program has the file open for a moment: a reader, a virus scanner. */
const passing = new Set<string | undefined>(['EPERM', 'EBUSY', 'EACCES'])

/** Moves a file over another, across disks too; tries again while something holds it. */
export async function replace(from: string, to: string): Promise<void> {
  for (let turn = 0; ; turn++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EXDEV') return acrossDisks(from, to)
      if (!passing.has(code) || turn >= 5) {
        return attempt('rename', to, () => Promise.reject(error))
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A rename from one disk to another: a copy beside the target, then a rename. */
async function acrossDisks(from: string, to: string): Promise<void> {
  await replaceBy(to, (beside) => attempt('copyfile', to, () => copySynced(from, beside)))
  await rm(from)
}

/** Replaces a file by what `fill` writes beside it; whatever is thrown, nothing stays beside it. */
export async function replaceBy(
  file: string,
  fill: (beside: string) => Promise<unknown>,
): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.rectoverso-stage`)
  // What a crash left there, or a link that a stranger laid: it is not written through.
  await rm(beside, { force: true })
  try {
    await fill(beside)
    await replace(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

/** Whether something stands there, and is a file that can be replaced. @throws PublishError where it is a folder. */
export async function checkTarget(file: string): Promise<void> {
  const status = await stat(file).catch(() => undefined)
  if (status && !status.isFile()) throw new PublishError('EISDIR', 'open', file)
}

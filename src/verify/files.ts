/** Reads built files: the one place of verifying that touches the disk. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Built = {
  /** Name in the folder. */
  name: string
  bytes: Uint8Array
}

/** A file of a folder; undefined where it is not there. Throws what else the system throws. */
export async function builtFile(folder: string, name: string): Promise<Built | undefined> {
  try {
    return { name, bytes: await readFile(join(folder, name)) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}

/** Whether a folder holds a file of this name in exactly these letters. */
export async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  return new Set(await readdir(folder).catch(() => []))
}

/** As a manifest has it. */
export function sumOf(bytes: Uint8Array): { sha256: string; size: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

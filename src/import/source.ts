/** The disk, for import: the file that is read, and whether its folder is free. */
import { readdir, readFile } from 'node:fs/promises'

/** The bytes of a file. Throws the system's error. */
export async function bytesOf(path: string): Promise<Uint8Array> {
  return readFile(path)
}

/** Whether nothing stands in a folder yet: import begins files and never replaces one. */
export async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).every((name) => name === '.git')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw error
  }
}

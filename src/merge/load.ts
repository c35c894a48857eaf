/** Reads the file that is to be merged: the one place of merging that touches the disk. */
import { readFile } from 'node:fs/promises'

/** The bytes of a table. Throws what the system throws. */
export async function loadTable(path: string): Promise<Uint8Array> {
  return readFile(path)
}

/**
 * Bytes that memory is too small for, in a file of the system's temporary folder.
 *
 * The file loses its name as soon as it is open, so that nothing of it is left behind,
 * however the process ends. Windows keeps the name as long as the file is open.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export class Scratch {
  readonly #file: number
  readonly #folder: string
  #named = true

  /**
   * @param folder where it is begun; the system's temporary folder where none is said.
   * @throws the system's error where no file is to be had there.
   */
  constructor(folder: string = tmpdir()) {
    this.#folder = mkdtempSync(join(folder, 'rectoverso-'))
    try {
      this.#file = openSync(join(this.#folder, 'scratch'), 'wx+', 0o600)
    } catch (error) {
      this.#unname()
      throw error
    }
    this.#unname()
  }

  /** Writes all of the bytes from a place on. */
  write(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done)
    }
  }

  /** Fills the bytes from a place on; gives how many there were. */
  read(into: Uint8Array, at: number): number {
    let done = 0
    while (done < into.length) {
      const count = readSync(this.#file, into, done, into.length - done, at + done)
      if (count === 0) break
      done += count
    }
    return done
  }

  /** Lets it go. To be called once. */
  close(): void {
    closeSync(this.#file)
    if (this.#named) this.#unname()
  }

  #unname(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true })
      this.#named = false
    } catch {
      // On Windows an open file keeps its name.
    }
  }
}

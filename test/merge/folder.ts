/** A folder for all tests of a file, gone after them. */
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

export async function temporaryFor(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'rectoverso-test-')))
  made.push(folder)
  return folder
}

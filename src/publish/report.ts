/** Writes one file that is no output of a bank: a report, whole or not at all. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { checkTarget, replace, writeSynced } from './disk.ts'

/** Replaces what stands there. @throws PublishError where the system refuses; the old file is whole then. */
export async function writeReport(file: string, text: string): Promise<void> {
  await checkTarget(file)
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.rectoverso-stage`)
  await rm(beside, { force: true })
  try {
    await writeSynced(beside, text)
    await replace(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

/** Writes one file that is no output of a bank: a report, whole or not at all. */
import { checkTarget, replaceBy, writeSynced } from './disk.ts'

/** Replaces what stands there. @throws PublishError where the system refuses; the old file is whole then. */
export async function writeReport(file: string, text: string): Promise<void> {
  await checkTarget(file)
  await replaceBy(file, (beside) => writeSynced(beside, text))
}

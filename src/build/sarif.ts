/** Writes what a command found as a SARIF file. */
import { join, resolve } from 'node:path'
import { reportSarif, type SarifOptions } from '../messages/report-sarif.ts'
import { writeReport } from '../publish/report.ts'
import { type BuildResult, shownPath } from './result.ts'

export type SarifRequest = Omit<SarifOptions, 'fallback' | 'successful'> & {
  /** Where the file goes, as the user names it. */
  file: string
  cwd: string
  /** The paths that the command was given. */
  paths: readonly string[]
}

/** @throws PublishError where it cannot be written. */
export async function writeSarif(result: BuildResult, request: SarifRequest): Promise<void> {
  const { file, cwd, paths, version, exitCode } = request
  const report = reportSarif(result.findings, {
    version,
    exitCode,
    successful: result.status === 'ok',
    fallback: fallbackOf(paths, cwd),
  })
  await writeReport(resolve(cwd, file), `${JSON.stringify(report, null, 2)}\n`)
}

/** What is of the whole bank is shown at its one file, or at its ledger. */
function fallbackOf([path = '.']: readonly string[], cwd: string): string {
  const whole = resolve(cwd, path)
  return shownPath(/\.\w+$/.test(whole) ? whole : join(whole, 'rectoverso.lock'), cwd)
}

/** Prints the result of `build` and `check`, and says with which code to exit. */
import type { BuildResult } from '../build.ts'
import type { Finding } from '../messages/finding.ts'
import { reportJson } from '../messages/report-json.ts'
import { reportText } from '../messages/report-text.ts'
import { printable } from '../messages/terminal.ts'
import { type ExitCode, exit } from './exit.ts'
import type { Io } from './io.ts'
import type { CommonOptions } from './options.ts'
import { summary } from './summary.ts'
import { version } from './version.ts'

/** Prints the result, and writes it as SARIF first where that is asked for. */
export async function report(
  result: BuildResult,
  options: CommonOptions & { writes: boolean; sarif?: string; paths: readonly string[] },
  io: Io,
): Promise<ExitCode> {
  if (options.sarif !== undefined) {
    const { writeSarif } = await import('../build/sarif.ts')
    const exitCode = codeOf(result, options.strict === true)
    const { sarif: file, paths } = options
    await writeSarif(result, { file, paths, cwd: io.cwd, version: version(), exitCode })
  }
  return printResult(result, options, io)
}

/** Findings go to `err` and the summary to `out`; under --json everything is one document on `out`. */
export function printResult(
  result: BuildResult,
  options: CommonOptions & { writes: boolean },
  io: Pick<Io, 'out' | 'err' | 'colours'>,
): ExitCode {
  const code = codeOf(result, options.strict === true)
  const { status, written, banks, findings } = result
  if (options.json) {
    const document = { rectoverso: version(), status, exitCode: code, written, banks }
    io.out(`${JSON.stringify({ ...document, ...reportJson(findings) }, null, 2)}\n`)
    return code
  }
  const verbose = options.verbose === true
  const told = options.quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  const text = reportText(told, { colours: io.colours, verbose })
  if (text) io.err(`${text}\n${options.quiet ? '' : '\n'}`)
  if (options.quiet) return code
  io.out(summary(result, io.colours, verbose))
  if (!verbose) for (const line of newsOf(findings)) io.out(`${line}\n`)
  if (options.writes && !written) io.err(`${io.colours.red('Nothing was written.')}\n`)
  return code
}

/** What became of known questions and sections: infos, but such as a learner should be told. */
const news: ReadonlySet<string> = new Set([
  'question-vanished',
  'question-moved',
  'section-renamed',
  'deck-renamed',
])
const mostNews = 10

function newsOf(findings: readonly Finding[]): string[] {
  const all = findings.filter(({ rule }) => news.has(rule))
  const more = all.length - mostNews
  const lines = all.slice(0, mostNews).map(({ reason }) => printable(reason))
  return more > 0 ? [...lines, `… and ${more} more (--verbose shows all)`] : lines
}

export function codeOf({ status, findings }: BuildResult, strict: boolean): ExitCode {
  if (status === 'request') return exit.usage
  if (status === 'content') return exit.content
  const warned = findings.some(({ severity }) => severity === 'warning')
  return strict && warned ? exit.strict : exit.ok
}

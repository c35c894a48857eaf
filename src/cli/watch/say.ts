/** What `watch` says: lines, on a terminal with the time, for programs as JSON. */
import type { BuildResult } from '../../build.ts'
import type { Finding } from '../../messages/finding.ts'
import { reportJson } from '../../messages/report-json.ts'
import { reportText } from '../../messages/report-text.ts'
import { printable } from '../../messages/terminal.ts'
import { counted } from '../account.ts'
import { type ExitCode, exit } from '../exit.ts'
import type { Io } from '../io.ts'
import { codeOf, printResult } from '../report.ts'
import { version } from '../version.ts'
import type { Change } from './loop.ts'
import type { Ended } from './processes.ts'

export type SayOptions = { json?: true; quiet?: true; verbose?: true; strict?: true }

export type Say = {
  /** A build that came to its end; gives its exit code. */
  built(result: BuildResult, changes: readonly Change[], seconds: number): ExitCode
  /** A build that did not: the system refused, another was at work, or it is a fault of ours. */
  failed(fault: { code: ExitCode; text: string }, changes: readonly Change[], seconds: number): void
  /** That changes are waited for now. */
  waiting(folders: readonly string[], polling: boolean): void
  /** That the system does not tell of changes, so that they are looked for. */
  polling(code: string): void
  command(command: string, ended: Ended, seconds: number): void
}

/** Changes, or outputs, named before the rest is only counted. */
const most = 3

/** `shown`: a path as the user would write it; `clock`: the time of day, on a terminal only. */
export function createSay(
  io: Pick<Io, 'out' | 'err' | 'colours'>,
  options: SayOptions,
  shown: (path: string) => string,
  clock?: () => string,
): Say {
  const { colours } = io
  const json = (type: string, fields: object) => io.out(`${JSON.stringify({ type, ...fields })}\n`)
  const time = () => (clock ? `${colours.dim(clock())}  ` : '')
  const line = (text: string) => {
    if (!options.quiet) io.out(`${time()}${text}\n`)
  }
  const named = (changes: readonly Change[]) => {
    return listed(changes.map((one) => printable(phraseOf(one, shown))))
  }
  let before = new Set<string>()
  /** Errors, and what else was not said of the last build. */
  const news = (findings: readonly Finding[]): Finding[] => {
    const last = before
    before = new Set(findings.map(keyOf))
    return findings.filter((one) => {
      if (options.quiet || one.severity === 'error') return one.severity === 'error'
      return !last.has(keyOf(one))
    })
  }

  return {
    built(result, changes, seconds) {
      const { findings, banks, status, written } = result
      const exitCode = codeOf(result, options.strict === true)
      if (options.json) {
        const document = { status, exitCode, written, seconds: rounded(seconds) }
        const told = changes.map((one) => fieldsOf(one, shown))
        json('built', { ...document, changes: told, banks, ...reportJson(findings) })
        return exitCode
      }
      if (changes.length === 0) {
        before = new Set(findings.map(keyOf))
        printResult(result, { ...options, writes: true }, io)
        return exitCode
      }
      const report = reportText(news(findings), { colours, verbose: options.verbose === true })
      if (report) io.err(`${report}\n\n`)
      const what = named(changes)
      const took = secondsOf(seconds)
      const errors = findings.filter(({ severity }) => severity === 'error').length
      if (!written && errors > 0) {
        const count = colours.red(counted(errors, 'error'))
        line(`${what}: ${count} after ${took}; the last good results stay`)
        return exitCode
      }
      const fresh = banks.flatMap(({ outputs }) => outputs).filter(({ changed }) => changed)
      const paths = fresh.map(({ path }) => colours.green(printable(path)))
      const outcome = paths.length > 0 ? `${listed(paths)} written` : 'nothing differs'
      const warnings = findings.filter(({ severity }) => severity === 'warning').length
      const rest = warnings > 0 ? `; ${colours.yellow(counted(warnings, 'warning'))}` : ''
      line(`${what}: ${outcome} after ${took}${rest}`)
      return exitCode
    },
    failed({ code, text }, changes, seconds) {
      if (options.json) {
        const told = changes.map((one) => fieldsOf(one, shown))
        json('failed', { exitCode: code, changes: told, error: text, seconds: rounded(seconds) })
        return
      }
      const again = code === exit.locked ? ' It is tried again.' : ''
      io.err(`${time()}${colours.red('error')}  ${printable(text)}${again}\n`)
    },
    waiting(folders, polling) {
      if (options.json) json('watching', { rectoverso: version(), folders: folders.map(shown) })
      else {
        const how = polling ? ' once a second' : ''
        const names = folders.map((one) =>
          shown(one) === '.' ? 'this folder' : printable(shown(one)),
        )
        line(`Watching ${listed(names)}${how}; Ctrl-C ends it.`)
      }
    },
    polling(code) {
      const reason = `The system does not tell of more changes (${code}); they are looked for once a second.`
      if (options.json) json('polling', { code })
      else io.err(`${colours.yellow('warning')}  ${reason}\n`)
    },
    command(command, ended, seconds) {
      if (options.json) {
        json('command', { command, ...ended, seconds: rounded(seconds) })
        return
      }
      if ('code' in ended && ended.code === 0) return
      const how =
        'failed' in ended
          ? `could not be started: ${ended.failed}`
          : 'code' in ended
            ? `ended with ${ended.code}`
            : `was ended by ${ended.signal}`
      io.err(`${time()}${colours.red('error')}  ${printable(`${command}: ${how}`)}\n`)
    },
  }
}

function keyOf({ rule, path, line, column, reason }: Finding): string {
  return JSON.stringify([rule, path, line, column, reason])
}

function phraseOf(one: Change, shown: (path: string) => string): string {
  const path = shown(one.path)
  return one.change === 'renamed' ? `${shown(one.from)} renamed ${path}` : `${path} ${one.change}`
}

function fieldsOf(one: Change, shown: (path: string) => string): object {
  const from = one.change === 'renamed' ? { from: shown(one.from) } : {}
  return { change: one.change, path: shown(one.path), ...from }
}

function listed(names: readonly string[]): string {
  const more = names.length - most
  return [...names.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function secondsOf(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0)} s`
}

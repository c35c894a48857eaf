/** `rectoverso merge`: takes what was edited in a table home into the Markdown. */
import { Command } from 'commander'
import { findingsOf } from '../build/result.ts'
import type { BankPlan } from '../config/plan.ts'
import type { Counts, MergeResult } from '../merge.ts'
import { reportJson } from '../messages/report-json.ts'
import { reportText } from '../messages/report-text.ts'
import { printable } from '../messages/terminal.ts'
import { type ExitCode, exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { createProgress } from './progress.ts'
import { tellingOf } from './stages.ts'
import { version } from './version.ts'

type Options = {
  apply?: true
  skip?: true
  preferTable?: true
  retireMissing?: true
  out?: string
  config?: string
  ledger?: string
  json?: true
  quiet?: true
  verbose?: true
}

const examples = `
Examples:
  rectoverso merge out/interviews.csv             shows what the edits change in the sources
  rectoverso merge out/interviews.csv --apply     changes them
  rectoverso merge review.xlsx notes --apply      a table that came back by mail, of the bank in notes/

A row without code is a new question of its section; other columns of your own are
kept beside the ledger. Conflicts are shown with both sides, and then nothing is
written: make both sides say the same, or choose with --skip or --prefer-table.`

export function mergeCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('merge')
    .description('Take what was edited in a table home into the Markdown.')
    .argument('<file>', 'the edited table: CSV, XLSX or ODS')
    .argument('[path]', 'the bank it is of; this folder by default', '.')
    .option('--apply', 'write; else the changes are only shown')
    .option('--skip', 'leave out what clashes or cannot be written, and take the rest')
    .option('--prefer-table', 'where source and table were both edited, take the table')
    .option('--retire-missing', 'take questions that have no row in the table out of the sources')
    .option('--out <folder>', 'where results go (default: out)')
    .option('--config <file>', 'settings to use instead of the rectoverso.yaml found')
    .option('--ledger <file>', 'where codes are kept, instead of rectoverso.lock beside the bank')
    .option('--json', 'print the result and all messages as JSON')
    .option('--verbose', 'print every message')
    .option('--quiet', 'print errors only')
    .addHelpText('after', examples)
    .action(async (file: string, path: string, options: Options) => {
      done(await run(file, path, options, io))
    })
}

async function run(file: string, path: string, options: Options, io: Io): Promise<ExitCode> {
  const { mergeTable } = await import('../merge/begin.ts')
  const { out, config, ledger } = options
  const progress = createProgress(io, options.json)
  const answered = await mergeTable({
    tell: tellingOf('Reading the sources', progress, io.signal),
    ...{ file, path, cwd: io.cwd, signal: io.signal, issued: issuedBy(io) },
    apply: options.apply === true,
    skip: options.skip === true,
    preferTable: options.preferTable === true,
    retireMissing: options.retireMissing === true,
    ...(out !== undefined && { out }),
    ...(config !== undefined && { config }),
    ...(ledger !== undefined && { ledger }),
  }).finally(() => progress.end())
  if ('wrong' in answered) throw new UsageError(answered.wrong)
  return print(answered.result, answered.plan, options, io)
}

function print(result: MergeResult, plan: BankPlan, options: Options, io: Io): ExitCode {
  const { messages, text, diff, counts, written } = result
  const findings = findingsOf([{ messages, root: plan.root, text }], io.cwd)
  const failed = findings.some(({ severity }) => severity === 'error')
  const code = failed ? exit.content : exit.ok
  if (options.json) {
    const document = {
      rectoverso: version(),
      exitCode: code,
      written,
      counts,
      diff: diff.join('\n'),
    }
    io.out(`${JSON.stringify({ ...document, ...reportJson(findings) }, null, 2)}\n`)
    return code
  }
  if (!options.quiet && diff.length > 0)
    io.out(`${diff.map((row) => coloured(row, io)).join('\n')}\n`)
  const told = options.quiet ? findings.filter(({ severity }) => severity === 'error') : findings
  const report = reportText(told, { colours: io.colours, verbose: options.verbose === true })
  if (report) io.err(`${report}\n`)
  if (options.quiet) return code
  io.out(`${summary(counts)}\n`)
  const infos = findings.filter(({ severity }) => severity === 'info')
  if (!options.verbose) for (const { reason } of infos.slice(0, 5)) io.out(`${printable(reason)}\n`)
  if (failed) io.err(`${io.colours.red('Nothing was written.')}\n`)
  else if (written) io.out('Written. The next build writes the table anew.\n')
  else if (counts.files + counts.own > 0) io.out('Nothing was written; --apply writes it.\n')
  return code
}

function coloured(row: string, { colours }: Io): string {
  const shown = printable(row.replace(/\r$/, ''))
  if (row.startsWith('+')) return colours.green(shown)
  if (row.startsWith('-')) return colours.red(shown)
  return row.startsWith('@@') ? colours.cyan(shown) : shown
}

function summary({ edited, moved, added, removed, own, files }: Counts): string {
  const parts = [
    edited > 0 && `${edited} edited`,
    moved > 0 && `${moved} moved`,
    added > 0 && `${added} new`,
    removed > 0 && `${removed} taken out`,
  ].filter((part) => part !== false)
  const questions = parts.length > 0 ? `Questions: ${parts.join(', ')}; files: ${files}.` : ''
  const cells = own > 0 ? `Cells of your own columns: ${own}.` : ''
  return [questions, cells].filter(Boolean).join(' ') || 'The table is as the bank is.'
}

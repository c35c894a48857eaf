/** `rectoverso adopt`: what is in a folder of questions by others; makes it a bank without changing a source. */
import { basename, join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import type { Survey } from '../adopt/survey.ts'
import type { BankPlan } from '../config/plan.ts'
import { Messages } from '../messages/messages.ts'
import { printable } from '../messages/terminal.ts'
import { type ExitCode, exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { version } from './version.ts'

const examples = `
Examples:
  rectoverso adopt ../interview-questions            settings and codes, beside the questions
  rectoverso adopt ../interview-questions --dry-run  the account only; nothing is written`

type AdoptOptions = { dryRun?: true; json?: true }

/** Files and items shown before the rest is only counted. */
const limit = 40

export function adoptCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('adopt')
    .description('Look through question files by others, say what is found, and make them a bank.')
    .argument('[path]', 'a folder or a Markdown file', '.')
    .option('--dry-run', 'say what is found; write nothing')
    .option('--json', 'print the account as JSON')
    .addHelpText('after', examples)
    .action(async (path: string, options: AdoptOptions) => {
      done(await adopt(path, options, io))
    })
}

async function adopt(given: string, options: AdoptOptions, io: Io): Promise<ExitCode> {
  const { planBanks } = await import('../config/plan.ts')
  const { configName } = await import('../config.ts')
  const { survey } = await import('../adopt/survey.ts')
  const messages = new Messages()
  const { banks, texts } = await planBanks({ paths: [given], cwd: io.cwd }, messages)
  const [bank, ...others] = banks
  if (!bank || messages.errors.length > 0) {
    throw new UsageError(messages.errors[0]?.reason ?? `There is nothing at ${given}.`)
  }
  if (others.length > 0) throw new UsageError(`${given} holds ${banks.length} banks; name one.`)
  const { path, root, settings } = bank
  const found = await survey({ path, root, settings, messages })
  const errors = messages.errors.map(({ name, reason }) => `${name}  ${reason}`)
  const written =
    errors.length > 0 || options.dryRun
      ? []
      : await keep(
          bank,
          [...texts.keys()].some((file) => basename(file) === configName),
          io,
        )
  const code = errors.length > 0 ? exit.content : exit.ok
  if (options.json) {
    const document = { rectoverso: version(), exitCode: code, written, ...found, errors }
    io.out(`${JSON.stringify(document, null, 2)}\n`)
    return code
  }
  io.out(`${linesOf(found).map(printable).join('\n')}\n`)
  for (const error of errors) io.err(`${io.colours.red('error')}  ${printable(error)}\n`)
  if (errors.length > 0) io.err(`${io.colours.red('Nothing was written.')}\n`)
  else if (!options.dryRun) {
    io.out(
      `\nWritten: ${[...written, 'the ledger, so that codes are kept'].map(printable).join(', ')}\n`,
    )
  }
  return code
}

/** Writes settings, where there are none, and the ledger; gives the files, as the user names them. */
async function keep(bank: BankPlan, configured: boolean, io: Io): Promise<string[]> {
  const { path, folder, name, settings } = bank
  const written: string[] = []
  const shown = (file: string) => relative(io.cwd, file) || file
  if (folder && !configured) {
    const { configName } = await import('../config.ts')
    const { createTemplates } = await import('../templates.ts')
    const { writeSettings } = await import('../adopt/settings.ts')
    const file = join(path, configName)
    const starter = await createTemplates().text('starter/rectoverso.yaml')
    const out = resolve(io.cwd, settings.out ?? 'out')
    await writeSettings({ file, starter, id: name.toLowerCase(), out })
    written.push(shown(file))
  }
  const { build } = await import('../build.ts')
  // Without formats a build makes the ledger and its companion only.
  const result = await build({ paths: [path], cwd: io.cwd, issued: issuedBy(io), formats: [] })
  const wrong = result.findings.find(({ severity }) => severity === 'error')
  if (wrong) throw new UsageError(`Codes could not be kept: ${wrong.reason}`)
  return written
}

function linesOf(found: Survey): string[] {
  const { files, pictures, repeated, dropped, skipped } = found
  const rows = files.map(({ path, questions, answered, choice }) => {
    if (!choice) return `  ${path}: no questions`
    const { dialect, confidence, runnerUp } = choice
    const next = runnerUp ? `; next ${runnerUp.dialect}, ${runnerUp.questions}` : ''
    const sure = `${dialect}, confidence ${confidence.toFixed(2)}${next}`
    return `  ${path}: ${questions} questions, ${answered} answered (${sure})`
  })
  const places = (rows: { path: string; line: number; reason: string }[]) =>
    rows.map(({ path, line, reason }) => `  ${path}:${line}  ${reason}`)
  return [
    `${files.length} files`,
    ...shortened(rows),
    `${found.candidates} candidates = ${found.questions} questions + ${skipped.length} skipped`,
    ...shortened(places(skipped)),
    `${found.answered} questions answered, ${found.questions - found.answered} without answer`,
    `${pictures.found} pictures; ${pictures.missing} missing, ${pictures.remote} remote`,
    `${repeated.length} titles repeat`,
    ...shortened(repeated.map(({ title, count }) => `  ${count} times: ${title}`)),
    ...(dropped.length > 0 ? ['Left out, by rule'] : []),
    ...dropped.map(
      ({ rule, count, first }) => `  ${count} ${rule}, first at ${first.path}:${first.line}`,
    ),
  ]
}

function shortened(rows: string[]): string[] {
  const more = rows.length - limit
  return more > 0 ? [...rows.slice(0, limit), `  and ${more} more`] : rows
}

/** `rectoverso adopt`: what is in a folder of questions by others; makes it a bank without changing a source. */
import { basename, join, relative, resolve, sep } from 'node:path'
import { Command } from 'commander'
import type { Survey } from '../adopt/survey.ts'
import type { BankPlan } from '../config/plan.ts'
import type { Finding } from '../messages/finding.ts'
import { Messages } from '../messages/messages.ts'
import { printable } from '../messages/terminal.ts'
import { accountOf, counted } from './account.ts'
import { type ExitCode, exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { fetchImages } from './options.ts'
import { createProgress } from './progress.ts'
import { telling, tellingOf } from './stages.ts'
import { version } from './version.ts'

const examples = `
Examples:
  rectoverso adopt ../interview-questions            settings and codes, beside the questions
  rectoverso adopt ../interview-questions --dry-run  the account only; nothing is written
  rectoverso adopt ../interview-questions --fetch-images  copies of pictures on the network, too`

type AdoptOptions = { dryRun?: true; json?: true; verbose?: true; fetchImages?: true }

export function adoptCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('adopt')
    .description('Look through question files by others, say what is found, and make them a bank.')
    .argument('[path]', 'a folder or a Markdown file', '.')
    .option('--dry-run', 'say what is found; write nothing')
    .option('--json', 'print the account as JSON')
    .option('--verbose', 'print every file and item')
    .addOption(fetchImages().conflicts('dryRun'))
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
  const { keptPictures } = await import('../build/pictures.ts')
  const remote = await keptPictures(bank)
  const progress = createProgress(io, options.json)
  const tell = tellingOf('Reading the files', progress, io.signal)
  let found: Survey
  try {
    found = await survey({ path, root, settings, messages, remote, tell })
  } finally {
    progress.end()
  }
  const errors = messages.errors.map(({ name, reason }) => `${name}  ${reason}`)
  const configured = [...texts.keys()].some((file) => basename(file) === configName)
  const kept =
    errors.length > 0 || options.dryRun
      ? { written: [], failed: [] }
      : await keep(
          bank,
          found,
          { configured, fetchImages: options.fetchImages === true },
          options,
          io,
        )
  const { written, failed } = kept
  const code = errors.length > 0 ? exit.content : exit.ok
  if (options.json) {
    const document = { rectoverso: version(), exitCode: code, written, ...found, errors }
    io.out(`${JSON.stringify(document, null, 2)}\n`)
    return code
  }
  io.out(
    `${accountOf(found, options.verbose === true)
      .map(printable)
      .join('\n')}\n`,
  )
  for (const { name, reason, note } of messages.errors) {
    io.err(`${io.colours.red('error')}  ${printable(`${name}  ${reason}`)}\n`)
    if (note) io.err(`  help: ${printable(note)}\n`)
  }
  if (errors.length > 0) io.err(`${io.colours.red('Nothing was written.')}\n`)
  else if (!options.dryRun) {
    const lines = [
      ...(options.fetchImages ? fetchedOf(found, failed) : []),
      `Written: ${[...written, 'the ledger, so that codes are kept'].join(', ')}`,
      `Next: rectoverso build${given === '.' ? '' : ` ${given}`}`,
    ]
    io.out(`\n${lines.map(printable).join('\n')}\n`)
  }
  return code
}

type Keeping = {
  /** Whether there are settings already. */
  configured: boolean
  fetchImages: boolean
}

type Kept = {
  /** Files, as the user names them. */
  written: string[]
  /** Pictures that were not fetched. */
  failed: Finding[]
}

/** Writes settings, where there are none, and the ledger. */
async function keep(
  bank: BankPlan,
  found: Survey,
  { configured, fetchImages }: Keeping,
  { json }: AdoptOptions,
  io: Io,
): Promise<Kept> {
  const { path, folder, name, settings } = bank
  const written: string[] = []
  const shown = (file: string) => relative(io.cwd, file) || file
  if (folder && !configured) {
    const { configName } = await import('../config.ts')
    const { writeSettings, writeShelf } = await import('../adopt/settings.ts')
    const file = join(path, configName)
    const out = resolve(io.cwd, settings.out ?? 'out')
    const id = name.toLowerCase()
    const banks = banksBelow(found.banks, bank)
    const [language] = found.languages
    if (banks) await writeShelf({ file, id, out, banks })
    else {
      const { createTemplates } = await import('../templates.ts')
      const starter = await createTemplates().text('starter/rectoverso.yaml')
      await writeSettings({
        ...{ file, starter, id, out },
        ...(language && { language: language.language }),
      })
    }
    written.push(shown(file))
  }
  const { build } = await import('../build.ts')
  // Without formats a build makes the ledger and its companion only.
  const request = { paths: [path], cwd: io.cwd, issued: issuedBy(io), signal: io.signal }
  const progress = createProgress(io, json)
  const result = await build({
    ...request,
    formats: [],
    fetchImages,
    ...telling(progress),
  }).finally(() => progress.end())
  const wrong = result.findings.find(({ severity }) => severity === 'error')
  if (wrong) throw new UsageError(`Codes could not be kept: ${wrong.reason}`)
  return {
    written,
    failed: result.findings.filter(({ rule }) => rule === 'picture-not-fetched'),
  }
}

/** Banks by their paths from the folder that is adopted; undefined where one lies elsewhere. */
function banksBelow(
  banks: Survey['banks'],
  { path, root }: Pick<BankPlan, 'path' | 'root'>,
): Survey['banks'] {
  const below = (one: string) => relative(path, join(root, one)).split(sep).join('/')
  const named = banks?.map((bank) => ({
    ...bank,
    path: below(bank.path),
    ...(bank.of !== undefined && { of: below(bank.of) }),
  }))
  return named?.every((bank) => !bank.path.startsWith('..')) ? named : undefined
}

/** Failures shown. */
const most = 10

function fetchedOf({ pictures }: Survey, failed: readonly Finding[]): string[] {
  const more = failed.length - most
  return [
    `Fetched: ${pictures.remote - failed.length} of ${counted(pictures.remote, 'remote picture')}`,
    ...failed.slice(0, most).map(({ path, line, reason }) => `  ${path}:${line}  ${reason}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}

/** `rectoverso import`: a deck that Anki exported, or a table, becomes a bank in Markdown. */
import { basename, extname, relative, resolve } from 'node:path'
import { Command } from 'commander'
import type { ImportResult } from '../import/import.ts'
import { Messages } from '../messages/messages.ts'
import { printable } from '../messages/terminal.ts'
import { type ExitCode, exit, UsageError } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { createProgress } from './progress.ts'
import { tellingOf } from './stages.ts'
import { version } from './version.ts'

const examples = `
Examples:
  rectoverso import deck.apkg              into a new folder of its name
  rectoverso import deck.apkg interviews   into this folder, which must be new or empty
  rectoverso import questions.xlsx         a table with columns question and answer, or ours

Guids are kept in the ledger. Anki updates a note only where its note type is the same,
so reviews carry over for decks that Rectoverso made; other notes come as new ones.`

type ImportOptions = { json?: true; verbose?: true }

export function importCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('import')
    .description('Begin a bank from a deck that Anki exported, or from a table.')
    .argument(
      '<file>',
      'a package of Anki (.apkg) of any form, or a table (.csv, .tsv, .xlsx, .ods)',
    )
    .argument('[folder]', 'where the bank goes; new or empty')
    .option('--json', 'print the account as JSON')
    .option('--verbose', 'print everything that was lost, too')
    .addHelpText('after', examples)
    .action(async (deck: string, folder: string | undefined, options: ImportOptions) => {
      done(await importDeck(deck, folder, options, io))
    })
}

async function importDeck(
  deck: string,
  given: string | undefined,
  options: ImportOptions,
  io: Io,
): Promise<ExitCode> {
  const { safeName } = await import('../config/name.ts')
  const { importFile } = await import('../import/import.ts')
  const { isFree } = await import('../import/source.ts')
  const file = resolve(io.cwd, deck)
  const folder = resolve(io.cwd, given ?? safeName(basename(file, extname(file))))
  const shown = relative(io.cwd, folder) || '.'
  if (!(await isFree(folder))) {
    throw new UsageError(`${shown} holds files already. Name a folder that is new or empty.`)
  }
  const messages = new Messages()
  const progress = createProgress(io, options.json)
  progress.stage('Reading the file')
  // Once it writes it goes on to the end: a bank without its ledger has lost the deck's guids.
  const tell = tellingOf('Reading back what was written', progress)
  const request = { file, folder, issued: issuedBy(io), messages, tell, signal: io.signal }
  const result = await importFile(request).finally(() => progress.end())
  const code = result ? exit.ok : exit.content
  if (options.json) {
    const said = messages.all.map(({ ruleId, reason, name }) => ({
      rule: ruleId,
      reason,
      place: name,
    }))
    io.out(
      `${JSON.stringify({ rectoverso: version(), exitCode: code, ...result, messages: said }, null, 2)}\n`,
    )
    return code
  }
  for (const message of messages.all) {
    if (message.fatal === undefined && !options.verbose) continue
    const colour = message.fatal ? io.colours.red('error') : io.colours.yellow('warning')
    io.err(`${colour}  ${printable(message.reason)}  ${message.ruleId}\n  help: ${message.note}\n`)
  }
  if (!result) {
    io.err(`${io.colours.red('Nothing was written.')}\n`)
    return code
  }
  io.out(`${linesOf(result, io.cwd).map(printable).join('\n')}\n`)
  io.out(`\nNext: rectoverso build ${shown}\n`)
  return code
}

function linesOf({ notes, questions, banks, media, lost }: ImportResult, cwd: string): string[] {
  return [
    `${notes} notes = ${questions} questions + ${notes - questions} skipped; ${media} media files`,
    ...banks.flatMap(({ folder, title, questions, files }) => [
      `  ${title}: ${questions} questions in ${relative(cwd, folder) || '.'}`,
      ...files.map((name) => `    ${name}`),
    ]),
    ...(lost.length > 0 ? ['Markdown has no form for'] : []),
    ...lost.slice(0, 10).map(([what, count]) => `  ${count} × ${what}`),
    ...(lost.length > 10 ? [`  and ${lost.length - 10} more kinds of this (--verbose)`] : []),
  ]
}

/** `rectoverso verify`: whether the built files say what the sources say. */
import { Command } from 'commander'
import type { Format } from '../config/settings.ts'
import { reportJson } from '../messages/report-json.ts'
import { reportText } from '../messages/report-text.ts'
import type { Verified, VerifyResult } from '../verify.ts'
import { type ExitCode, exit } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { formatsFrom } from './options.ts'
import { createProgress } from './progress.ts'
import { tellingOf } from './stages.ts'
import { version } from './version.ts'

type Options = {
  out?: string
  formats?: Format[]
  only?: string
  config?: string
  ledger?: string
  json?: true
  quiet?: true
}

const examples = `
Examples:
  rectoverso verify                      all that was built of the bank in this folder
  rectoverso verify notes --out cards    what was built of a folder into cards/
  rectoverso verify --formats anki,csv   deck and table only

Built files are read by the rules of their formats, sources anew, and of what a build
kept nothing but the ledger. Texts, order, codes, guids, kinds, tags, decks, code,
pictures and sums are compared; each difference is one message. Nothing is written.
Exit codes: 0 all is as the sources say; 1 something differs.`

export function verifyCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('verify')
    .description('Prove that the built files say what the sources say.')
    .argument('[paths...]', 'Markdown files and folders, each a bank; this folder by default')
    .option('--out <folder>', 'where the built files are (default: out)')
    .option('--formats <list>', 'some only (default: all that was built)', formatsFrom)
    .option('--only <terms>', 'the terms that the files were built with')
    .option('--config <file>', 'settings to use instead of the rectoverso.yaml found')
    .option('--ledger <file>', 'where codes are kept, instead of rectoverso.lock beside the bank')
    .option('--json', 'print the result and all messages as JSON')
    .option('--quiet', 'print differences only')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Options) => {
      const { verify } = await import('../verify.ts')
      const progress = createProgress(io, options.json)
      try {
        const { out, formats, only, config, ledger } = options
        const result = await verify({
          ...{ paths, cwd: io.cwd, issued: issuedBy(io), signal: io.signal },
          tell: tellingOf('Reading the sources', progress, io.signal),
          onFile: (file) => progress.stage(`Reading ${file}`),
          ...(out !== undefined && { out }),
          ...(formats && { formats }),
          ...(only !== undefined && { only }),
          ...(config !== undefined && { config }),
          ...(ledger !== undefined && { ledger }),
        })
        progress.end()
        done(print(result, options, io))
      } finally {
        progress.end()
      }
    })
}

function print(result: VerifyResult, { json, quiet }: Options, io: Io): ExitCode {
  const { status, files, findings } = result
  const code = status === 'ok' ? exit.ok : status === 'request' ? exit.usage : exit.content
  if (json) {
    const document = { rectoverso: version(), status, exitCode: code, files }
    io.out(`${JSON.stringify({ ...document, ...reportJson(findings) }, null, 2)}\n`)
    return code
  }
  const report = reportText(findings, { colours: io.colours, verbose: false })
  if (report) io.err(`${report}\n`)
  if (!quiet) for (const file of files) io.out(`${lineOf(file)}\n`)
  return code
}

function lineOf({ path, questions, differences }: Verified): string {
  const count = questions === 1 ? '1 question' : `${questions} questions`
  if (differences === 0 && questions === 0) return `${path}: as it was built`
  if (differences === 0) return `${path}: ${count} as in the sources`
  return `${path}: ${differences === 1 ? '1 difference' : `${differences} differences`}`
}

/** `rectoverso check`: everything a build would say, without writing anything. */
import { Command } from 'commander'
import type { Against } from '../build.ts'
import { cacheFolder } from './cache-folder.ts'
import type { ExitCode } from './exit.ts'
import { showAt } from './git.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { type CommonOptions, fetchImages, sarif, withCommonOptions } from './options.ts'
import { createProgress } from './progress.ts'
import { telling } from './stages.ts'

const examples = `
Examples:
  rectoverso check                      the bank in this folder
  rectoverso check questions.md --json  one file, for another program
  rectoverso check --strict             warnings count
  rectoverso check --against origin/main   in CI: no progress lost since then
  rectoverso check --sarif rectoverso.sarif   in CI: a pull request shows messages at their lines`

export function checkCommand(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command('check')
    .description('Read question files and say what is wrong; write nothing.')
    .argument('[paths...]', 'Markdown files and folders, each a bank; this folder by default')
    .option('--against <revision>', 'fail on what learners would pay for since a git revision')
    .addOption(fetchImages('try to fetch pictures on the network; keep none'))
    .addOption(sarif())
  return withCommonOptions(command)
    .addHelpText('after', examples)
    .action(
      async (
        paths: string[],
        options: CommonOptions & { against?: string; fetchImages?: true; sarif?: string },
      ) => {
        const { check } = await import('../build.ts')
        const cache = cacheFolder(io, options)
        const progress = createProgress(io, options.json)
        try {
          const result = await check({
            paths,
            cwd: io.cwd,
            issued: issuedBy(io),
            fetchImages: options.fetchImages === true,
            signal: io.signal,
            jobs: options.jobs ?? io.jobs,
            ...(cache !== undefined && { cache }),
            ...telling(progress),
            ...(options.against !== undefined && { against: againstOf(options.against) }),
            ...(options.config !== undefined && { config: options.config }),
            ...(options.dialect && { dialect: options.dialect }),
            ...(options.ledger !== undefined && { ledger: options.ledger }),
          })
          progress.end()
          const { report } = await import('./report.ts')
          done(await report(result, { ...options, paths, writes: false }, io))
        } finally {
          progress.end()
        }
      },
    )
}

function againstOf(revision: string): Against {
  return { revision, show: (path) => showAt(revision, path) }
}

/** `rectoverso build`: banks into decks, booklets and tables. */
import { Command } from 'commander'
import { type BuildOptions, requestOf, withBuildOptions } from './build-options.ts'
import type { ExitCode } from './exit.ts'
import type { Io } from './io.ts'
import { fetchImages, sarif } from './options.ts'
import { createProgress } from './progress.ts'
import { telling } from './stages.ts'

type Options = BuildOptions & { frozen?: true; sarif?: string }

const examples = `
Formats:
  anki      .apkg       the deck: File > Import in Anki
  pdf       .pdf        the booklet
  csv       .csv        the table, for any spreadsheet
  xlsx      .xlsx       the table as a workbook: a sheet a section, every cell text
  anki-txt  .anki.txt   the notes for Anki's text import: import the deck once before,
                        it brings the note types and pictures, which a text cannot
  json      .json       the model, for programs

Editions of the booklet:
  study        .pdf              every answer beneath its question (where none is named)
  exam         .exam.pdf         questions, then answers and a key; pages named both ways
  fold         .fold.pdf         questions left, answers right, to fold back or cover
  cards        .cards.pdf        cards to cut out, printed on both sides
  calibration  .calibration.pdf  a sheet that tells how the two sides of a printer lie
  large        .large.pdf        16 pt and more, lines far apart
  ink          .ink.pdf          black, without grounds, page for page the study booklet
  all                            each of them
  With --impose also .imposed.pdf of each but cards and calibration: print on both sides,
  turned over the short edge, fold and staple. Editions, size, signatures and the grid and
  offset of cards can be kept under pdf: in rectoverso.yaml.

Examples:
  rectoverso build                      the bank in this folder, into out/
  rectoverso build questions.md         one file
  rectoverso build notes --out cards    a folder, into cards/
  rectoverso build --formats anki       the deck only
  rectoverso build --formats pdf --edition exam --edition cards --page a4
  rectoverso build --only 'tag:scope difficulty:hard'   some questions, in every output
  rectoverso build --frozen --strict    in CI: the ledger must be committed, warnings count

--only takes section:, tag:, difficulty:, kind: and code:. Names of one field are
alternatives (tag:a,b), of several fields a question must have one each; a section
brings those within it. Deck, booklet and table then hold these questions only, under
the same file names. Each keeps its code, its cards and its place in the order of study:
importing such a deck adds and updates its cards and touches no others. Codes of the
questions shown are kept as ever; of the others nothing is retired, dated or written.`

export function buildCommand(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command('build').description(
    'Build a deck, a booklet and a table from question files.',
  )
  return withBuildOptions(command)
    .option('--frozen', 'fail where the ledger would change')
    .addOption(fetchImages().conflicts('frozen'))
    .addOption(sarif())
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Options) => {
      const { build } = await import('../build.ts')
      const progress = createProgress(io, options.json)
      try {
        const result = await build({
          ...requestOf(paths, options, io),
          frozen: options.frozen === true,
          ...telling(progress),
        })
        progress.end()
        const { report } = await import('./report.ts')
        done(await report(result, { ...options, paths, writes: true }, io))
      } finally {
        progress.end()
      }
    })
}

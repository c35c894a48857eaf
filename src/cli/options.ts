/** Options that several commands share, and how their values are read. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Format, formats } from '../config/settings.ts'
import { suggest } from '../messages/suggest.ts'
import { type DialectName, dialectNames } from '../model/dialects.ts'
import { editionNames, editionsOf, pageSizeOf, pageSizes } from '../model/editions.ts'

export type CommonOptions = {
  dialect?: DialectName
  config?: string
  ledger?: string
  jobs?: number
  /** False under --no-cache. */
  cache?: boolean
  strict?: true
  json?: true
  quiet?: true
  verbose?: true
}

/** What `build` and `check` both take. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--config <file>', 'settings to use instead of the rectoverso.yaml found')
    .option('--ledger <file>', 'where codes are kept, instead of rectoverso.lock beside the bank')
    .option(
      '--dialect <name>',
      'how questions are written, where it is not found right',
      dialectFrom,
    )
    .addOption(jobs())
    .option('--no-cache', 'work out everything anew, and keep nothing for the next build')
    .option('--strict', 'exit 3 where there are warnings')
    .option('--json', 'print the result and all messages as JSON')
    .option('--verbose', 'print every message and section')
    .addOption(new Option('--quiet', 'print errors only').conflicts('verbose'))
}

/** Where findings are written for code hosts. */
export function sarif(): Option {
  return new Option('--sarif <file>', 'also write all messages as SARIF 2.1.0, for pull requests')
}

/** How many threads help; what is built is the same. */
export function jobs(): Option {
  return new Option('--jobs <n>', 'threads that help (default: one a core; 0: none)').argParser(
    jobsFrom,
  )
}

/** A number of threads. */
function jobsFrom(value: string): number {
  const count = Number(value)
  if (/^\d+$/.test(value) && count <= 256) return count
  throw new InvalidArgumentError('Give a number from 0 to 256.')
}

/** Lets a command open connections, which none does without it. */
export function fetchImages(
  does = 'fetch pictures on the network over https, once; kept beside the ledger',
): Option {
  return new Option('--fetch-images', does)
}

/** A dialect by its name. */
export function dialectFrom(value: string): DialectName {
  const name = dialectNames.find((one) => one === value.trim())
  if (name) return name
  const meant = suggest(value, dialectNames)
  throw new InvalidArgumentError(
    `${meant ? `Did you mean ${meant}? ` : ''}Dialects are ${dialectNames.join(', ')}.`,
  )
}

/** `anki,pdf` → names of writers. */
export function formatsFrom(value: string): Format[] {
  const names = value.split(',').map((name) => name.trim())
  for (const name of names) {
    if (isFormat(name)) continue
    const meant = suggest(name, formats)
    throw new InvalidArgumentError(
      `${meant ? `Did you mean ${meant}? ` : ''}Formats are ${formats.join(', ')}.`,
    )
  }
  return [...new Set(names.filter(isFormat))]
}

function isFormat(name: string): name is Format {
  return (formats as readonly string[]).includes(name)
}

/** `--edition exam`, with those named before. */
export function editionFrom(value: string, before: string[] = []): string[] {
  if (!('unknown' in editionsOf([value]))) return [...new Set([...before, value])]
  const known = [...editionNames, 'all']
  const meant = suggest(value, known)
  throw new InvalidArgumentError(
    `${meant ? `Did you mean ${meant}? ` : ''}Editions are ${known.join(', ')}.`,
  )
}

/** Pages of a signature. */
export function imposeFrom(value: string): number {
  const pages = Number(value)
  if (pages >= 4 && pages <= 128 && pages % 4 === 0) return pages
  throw new InvalidArgumentError('A signature has 4, 8, 12 … 128 pages.')
}

/** `a5`, `170x240`. */
export function pageFrom(value: string): string {
  if (pageSizeOf(value)) return value
  throw new InvalidArgumentError(
    `Sizes are ${Object.keys(pageSizes).join(', ')}, or millimetres as 170x240.`,
  )
}

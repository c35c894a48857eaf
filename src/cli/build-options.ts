/** What `build` and `watch` both take, and the request it makes. */
import type { Command } from 'commander'
import type { BuildRequest } from '../build.ts'
import type { Format } from '../config/settings.ts'
import { cacheFolder } from './cache-folder.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import {
  type CommonOptions,
  editionFrom,
  formatsFrom,
  imposeFrom,
  pageFrom,
  withCommonOptions,
} from './options.ts'

export type BuildOptions = CommonOptions & {
  out?: string
  formats?: Format[]
  fetchImages?: true
  only?: string
  edition?: string[]
  impose?: number | true
  page?: string
}

/** `--fetch-images` is each command's own: what it stands beside differs. */
export function withBuildOptions(command: Command): Command {
  command
    .argument('[paths...]', 'Markdown files and folders, each a bank; this folder by default')
    .option('--out <folder>', 'where results go (default: out)')
    .option('--formats <list>', 'some of those below (default: anki,pdf,csv)', formatsFrom)
    .option('--only <terms>', 'some questions only: tag:a,b section:"Title" kind:cloze')
    .option('--edition <name>', 'a booklet of another form, repeatable; see below', editionFrom)
    .option(
      '--impose [pages]',
      'also sheets to fold and staple, by signatures of so many',
      imposeFrom,
    )
    .option('--page <size>', 'of the booklet: a4, a5, letter, 170x240 …', pageFrom)
  return withCommonOptions(command)
}

/** The request of a build as the command line has it; its date is now. */
export function requestOf(paths: readonly string[], options: BuildOptions, io: Io): BuildRequest {
  const cache = cacheFolder(io, options)
  return {
    paths,
    cwd: io.cwd,
    issued: issuedBy(io),
    fetchImages: options.fetchImages === true,
    signal: io.signal,
    jobs: options.jobs ?? io.jobs,
    pdf: {
      ...(options.edition && { editions: options.edition }),
      ...(options.impose !== undefined && { impose: options.impose }),
      ...(options.page !== undefined && { page: options.page }),
    },
    ...(cache !== undefined && { cache }),
    ...(options.out !== undefined && { out: options.out }),
    ...(options.only !== undefined && { only: options.only }),
    ...(options.formats && { formats: options.formats }),
    ...(options.config !== undefined && { config: options.config }),
    ...(options.dialect && { dialect: options.dialect }),
    ...(options.ledger !== undefined && { ledger: options.ledger }),
  }
}

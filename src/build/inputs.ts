/** What a build looks at, so that it can be made again when any of it changes. */
import { join } from 'node:path'
import type { BankPlan } from '../config/plan.ts'
import { configName } from '../config.ts'
import { type LedgerPaths, ownColumnsPath } from '../identity/ledger.ts'

export { isMarkdown, isPassedOver } from '../read/sources.ts'

/** Absolute paths, each once; of what is not there, too, for it may come. */
export type Inputs = {
  /** Folders that are searched for sources, with everything below them. */
  folders: string[]
  /** Folders of the author's templates, with everything below them. */
  templates: string[]
  /** Sources that are named, settings, pictures, recordings, files that answers stand in. */
  files: string[]
  /** Ledgers, companions and columns: a build reads them, and writes them itself. */
  kept: string[]
  /** Where the results go; undefined where that cannot be told. */
  out: string | undefined
}

type Bank = {
  plan: BankPlan
  ledger: LedgerPaths
  /** What its reading looked for beyond its sources. */
  lookedFor?: readonly string[]
}

/** `settings`: the files of settings that were read. */
export function inputsOf(
  banks: readonly Bank[],
  settings: Iterable<string>,
  out: string | undefined,
): Inputs {
  const folders = new Set<string>()
  const templates = new Set<string>()
  const files = new Set(settings)
  const kept = new Set<string>()
  for (const { plan, ledger, lookedFor = [] } of banks) {
    const { path, root, folder } = plan
    if (folder) folders.add(path)
    else files.add(path)
    for (const home of [root, ...(folder ? [path] : [])]) files.add(join(home, configName))
    const { translates } = plan.settings
    if (translates !== undefined) {
      folders.add(translates)
      files.add(translates)
    }
    if (plan.settings.templates !== undefined) templates.add(plan.settings.templates)
    for (const file of lookedFor) files.add(file)
    for (const file of [ledger.ledger, ledger.companion, ownColumnsPath(ledger)]) kept.add(file)
  }
  return {
    folders: [...folders],
    templates: [...templates],
    files: [...files],
    kept: [...kept],
    out,
  }
}

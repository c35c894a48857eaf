/**
 * Which banks a command is about: from the paths given, and the rectoverso.yaml
 * of each, to one plain request a bank. Nothing of a bank is read here.
 */
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { type Config, configName, loadConfig } from '../config.ts'
import type { Messages } from '../messages/messages.ts'
import { exists, isFolder } from './disk.ts'
import { safeName } from './name.ts'
import { markdown, namedBanks } from './named.ts'
import { factsOfOneBank, type Settings, type Stated } from './settings.ts'

/** One bank to be built: where it is, and what is set for it. Every path is absolute. */
export type BankPlan = {
  /** Stem of its outputs; distinct among the banks of a command. */
  name: string
  /** The folder, or the one file. */
  path: string
  /** Nothing outside it is read, and places are relative to it. */
  root: string
  /** Whether `path` is a folder. */
  folder: boolean
  settings: Omit<Settings, 'banks'>
}

export type Plan = {
  banks: BankPlan[]
  /** Texts of the configurations that were read, by path, for code frames. */
  texts: ReadonlyMap<string, string>
}

export type PlanRequest = {
  /** Files and folders, each a bank or a folder of banks; none stands for the working folder. */
  paths: readonly string[]
  /** A configuration instead of the one that would be found. */
  config?: string
  /** Working folder. */
  cwd: string
}

type Log = { messages: Messages; texts: Map<string, string> }

const ledger = 'rectoverso.lock'
const rootMarks = [configName, ledger, '.git']

/** Where the banks are, or what is wrong with the request. Throws the system's error where a given file cannot be read. */
export async function planBanks(request: PlanRequest, messages: Messages): Promise<Plan> {
  const texts = new Map<string, string>()
  const log: Log = { messages, texts }
  const paths = request.paths.length > 0 ? request.paths : ['.']
  const forced = request.config
    ? await loadConfig(resolve(request.cwd, request.config), messages, texts)
    : undefined
  if (request.config && !forced) return { banks: [], texts }

  // A configuration that is named, and no path, means the banks it names.
  const wanted =
    forced && request.paths.length === 0
      ? [dirname(forced.path)]
      : paths.map((path) => resolve(request.cwd, path))
  const plans: BankPlan[] = []
  for (const path of wanted) {
    if (!(await exists(path))) {
      messages.add('no-source', `There is no file or folder \`${shown(path, request.cwd)}\`.`)
      continue
    }
    plans.push(...(await plansOf(path, forced, log)))
  }
  return { banks: distinct(plans), texts }
}

async function plansOf(path: string, forced: Config | undefined, log: Log): Promise<BankPlan[]> {
  const folder = (await isFolder(path)) ? path : dirname(path)
  const root = await rootOf(folder, folder === path)
  const own = forced ?? (await configIn(root, log))
  if (own === undefined) return []
  if (own === null) return [planOf(path, folder, root, [])]

  const base = dirname(own.path)
  const named = own.settings.banks
  if (!named) {
    const above = forced ? undefined : await configNaming(base, log)
    return [
      planOf(path, folder, root, [
        ...(above ? [{ config: above, whole: false }] : []),
        { config: own, whole: path === base || forced !== undefined },
      ]),
    ]
  }

  const banks = await namedBanks(own, named, log.messages)
  if (banks.length > 1) {
    for (const key of factsOfOneBank) {
      if (own.settings[key] === undefined) continue
      log.messages.add(
        'config-malformed',
        `\`${key}\` is of one bank, and this file names ${banks.length}.`,
        own.placeOf(key),
        { note: `Write it into a ${configName} in the bank's own folder.` },
      )
      return []
    }
  }
  const facts = factsIn(own, banks, base, log.messages)
  // The folder of banks gives all of them; anything else of it is what was asked for.
  const all = path === base || forced !== undefined
  const isNamed = all || banks.includes(path)
  const plans: BankPlan[] = []
  for (const bank of all ? banks : [path]) {
    const inner = (await isFolder(bank)) && bank !== base ? await configIn(bank, log) : null
    if (inner === undefined) return []
    const layers = [{ config: own, whole: banks.length === 1 && isNamed }]
    const stated = facts.get(bank)
    if (stated) layers.push({ config: { ...own, settings: stated }, whole: true })
    if (inner) {
      if (inner.settings.banks) {
        log.messages.add(
          'config-malformed',
          'A bank that another file names cannot name banks itself.',
          inner.placeOf('banks'),
          { note: `Name every bank in ${configName} of the folder above.` },
        )
        return []
      }
      layers.push({ config: inner, whole: true })
    }
    const home = (await isFolder(bank)) ? bank : dirname(bank)
    plans.push(planOf(bank, home, inner ? bank : root, layers, stated))
  }
  return plans
}

/** What a file states of single banks, by their absolute paths. */
function factsIn(
  { settings, placeOf }: Config,
  banks: readonly string[],
  base: string,
  messages: Messages,
): Map<string, Stated> {
  const facts = new Map<string, Stated>()
  for (const [name, stated] of Object.entries(settings.facts ?? {})) {
    const bank = resolve(base, name)
    if (banks.includes(bank)) facts.set(bank, stated)
    else {
      const reason = `\`facts\` speaks of \`${name}\`, which is none of \`banks\`.`
      messages.add('config-malformed', reason, placeOf('facts', name), {
        note: 'Write the path as it stands in `banks`.',
      })
    }
  }
  return facts
}

/** The settings of all layers, the later before the earlier; ids and titles only from those that mean the whole bank. */
function planOf(
  path: string,
  folder: string,
  root: string,
  layers: { config: Config; whole: boolean }[],
  stated?: Stated,
): BankPlan {
  const settings: Settings = {}
  for (const { config, whole } of layers) {
    const { banks: _, facts: __, ...own } = config.settings
    const base = dirname(config.path)
    for (const key of ['anki', 'pdf', 'csv'] as const) {
      if (own[key]) own[key] = { ...settings[key], ...own[key] }
    }
    if (own.out !== undefined) own.out = resolve(base, own.out)
    if (own.templates !== undefined) own.templates = resolve(base, own.templates)
    if (own.translates !== undefined) own.translates = resolve(base, own.translates)
    if (!whole) for (const key of factsOfOneBank) delete own[key]
    Object.assign(settings, own)
  }
  // Of several files called README each has a name of its own where one is stated.
  const stem = stated?.id ?? basename(path, markdown.test(path) ? extname(path) : '')
  return {
    name: safeName(stem),
    path,
    root,
    folder: path === folder,
    settings,
  }
}

/** Two banks of one name get a number, in the order they were named. */
function distinct(plans: BankPlan[]): BankPlan[] {
  const seen = new Set<string>()
  const paths = new Set<string>()
  return plans.flatMap((plan) => {
    if (paths.has(plan.path)) return []
    paths.add(plan.path)
    let name = plan.name
    for (let number = 2; seen.has(name.toLowerCase()); number++) name = `${plan.name}-${number}`
    seen.add(name.toLowerCase())
    return [{ ...plan, name }]
  })
}

/**
 * The nearest folder from here upward that holds a configuration, a ledger or a repository; else
 * this one. The ledger of the bank itself is no mark: the first build makes it, and were the root
 * another one from then on, places and links would change in every note.
 */
async function rootOf(folder: string, isBank: boolean): Promise<string> {
  for (let here = folder; ; here = dirname(here)) {
    const marks =
      isBank && here === folder ? rootMarks.filter((mark) => mark !== ledger) : rootMarks
    for (const mark of marks) if (await exists(join(here, mark))) return here
    if (dirname(here) === here) return folder
  }
}

/** The configuration of a folder: null where it has none, undefined after saying what is wrong with it. */
async function configIn(folder: string, log: Log): Promise<Config | null | undefined> {
  const path = join(folder, configName)
  return (await exists(path)) ? loadConfig(path, log.messages, log.texts) : null
}

/** The configuration above a bank's folder that names it, so that the bank is the same from wherever it is built. */
async function configNaming(bank: string, log: Log): Promise<Config | undefined> {
  for (let here = bank; dirname(here) !== here; here = dirname(here)) {
    if (await exists(join(here, '.git'))) return undefined
    const above = await configIn(dirname(here), log)
    if (!above) continue
    const named =
      above.settings.banks && (await namedBanks(above, above.settings.banks, log.messages))
    return named?.includes(bank) ? above : undefined
  }
  return undefined
}

function shown(path: string, cwd: string): string {
  return relative(cwd, path) || '.'
}

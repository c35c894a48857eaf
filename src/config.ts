/**
 * rectoverso.yaml: the settings of one bank, or of a folder of banks.
 *
 * A build needs none. `loadConfig` reads and checks one file; which file
 * counts for a path, and which banks it names, is `config/plan.ts`'s.
 */
import { readFile } from 'node:fs/promises'
import { parseYaml } from './config/document.ts'
import type { Settings } from './config/settings.ts'
import type { Messages } from './messages/messages.ts'
import type { Place } from './model/bank.ts'

/** The name that is looked for. */
export const configName = 'rectoverso.yaml'

export type Config = {
  /** Absolute path of the file. */
  path: string
  settings: Settings
  /** Place of the value of a key, for what is said of it later. */
  placeOf(...keys: (string | number)[]): Place
}

/**
 * Reads and checks a configuration. Undefined after saying what is wrong;
 * throws the system's error where the file cannot be read. Its text is put
 * into `texts`, for code frames.
 */
export async function loadConfig(
  path: string,
  messages: Messages,
  texts: Map<string, string> = new Map(),
): Promise<Config | undefined> {
  const bytes = await readFile(path)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    messages.add('config-malformed', 'The file is not valid UTF-8.', { path, line: 1, column: 1 })
    return undefined
  }
  texts.set(path, text)
  const document = parseYaml(text, path)
  for (const { reason, place } of document.faults) messages.add('config-malformed', reason, place)
  if (document.faults.length > 0) return undefined
  // Loaded where there are settings: a build needs none.
  const { checkSettings } = await import('./config/check.ts')
  const settings = checkSettings(document, messages)
  if (!settings) return undefined
  return { path, settings, placeOf: (...keys) => document.placeOf(keys) }
}

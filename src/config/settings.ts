/** What rectoverso.yaml can say; the same as `config.schema.json`, as types. */
import type { Facts } from '../model/bank.ts'
import type { DialectName } from '../model/dialects.ts'

/** Names of the outputs, as `--formats` and `formats:` give them. */
export const formats = ['anki', 'pdf', 'csv', 'xlsx', 'anki-txt', 'json'] as const
export type Format = (typeof formats)[number]

/** Built where nothing is said. */
export const defaultFormats: readonly Format[] = ['anki', 'pdf', 'csv']

/** Settings of one writer, by key; each writer reads its own. */
export type Options = Readonly<Record<string, unknown>>

/** What is stated of a bank; `translates`: the path of the bank it is a translation of. */
export type Stated = Facts & { translates?: string }

export type Settings = Stated & {
  banks?: string[]
  /** By path, as `banks` has it. */
  facts?: Record<string, Stated>
  level?: number
  keep?: string[]
  dialect?: DialectName | Record<string, DialectName>
  highlights?: 'gaps'
  formats?: Format[]
  out?: string
  only?: string
  templates?: string
  retire?: number
  anki?: Options
  pdf?: Options
  csv?: Options
}

/** Keys that are of one bank only, and so mean nothing above several. */
export const factsOfOneBank = [
  'id',
  'title',
  'description',
  'translates',
] as const satisfies (keyof Settings)[]

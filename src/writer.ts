/** What a writer is: a name and one function of one context. */
import type { Tell } from './messages/counting.ts'
import type { Messages } from './messages/messages.ts'
import type { Bank, Retired } from './model/bank.ts'
import type { Drawing } from './model/drawing.ts'
import type { Store } from './model/store.ts'
import type { Pool } from './pool/task.ts'

/** Bytes for one file of `out/`; `name` is a plain file name. */
export type OutputFile = {
  name: string
  content: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** Pictures of the bank, safe to decode. */
export interface Media {
  /**
   * PNG or JPEG, oriented, in sRGB, without metadata; or of one channel, in shades of grey, on
   * white. Throws where the medium is a drawing.
   */
  raster(key: string, grey?: boolean): Promise<{ type: 'png' | 'jpeg'; bytes: Uint8Array }>
  /** Parsed vectors. Throws where the medium is a raster image. */
  drawing(key: string): Promise<Drawing>
  /** The bytes of one of the bank's sounds; absent where a bank can have none. */
  sound?(key: string): Promise<Uint8Array>
}

/** Seconds since 1970; every one of them comes from the ledger. */
export interface Clock {
  /** When this state of the bank was issued: the date of every output. */
  readonly issued: number
  /** The `mod` of a question's note, given a hash of the fields that were rendered. */
  note(code: string, fields: string): number
  /** The `mod` of a note type, given a hash of its templates and style. */
  noteType(name: string, content: string): number
}

/** Files of `templates/`, the author's own before ours. */
export interface Templates {
  /**
   * Text of a template such as `anki/basic/front.html`.
   *
   * @throws TemplateFileError where it cannot be read, another Error where there is none.
   */
  text(name: string): Promise<string>
  /** The path by which messages name it. */
  pathOf(name: string): Promise<string>
}

/** An author's template that is there and cannot be read; `path` is what messages call it. */
export class TemplateFileError extends Error {
  override name = 'TemplateFileError'
  readonly path: string

  constructor(path: string, reason: string) {
    super(reason)
    this.path = path
  }
}

/** Columns that the users of a table added to it: kept through every build. */
export type OwnColumns = {
  /** In their order. */
  names: readonly string[]
  /** Cells by code and name; empty ones left out. */
  cells: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/**
 * What earlier builds worked out. A writer keeps there what it would otherwise make again, and
 * never anything else: its outputs are the same with a full, an empty and a broken cache.
 */
export interface Cache {
  /** The entries of one stage for this bank; `name` is of small letters, digits and `-`. */
  shelf(name: string): Shelf
}

/**
 * Entries by key: `digest` (src/cache/digest.ts) of every input of the pure function that made
 * them. Entries of another program, or another build of it, are never seen.
 */
export interface Shelf {
  /** As put; undefined where there is none, or none that is whole. Not to be changed. */
  get(key: string): Buffer | undefined
  /** Says of an entry that a later build may ask for it, though this one does not. */
  use?(key: string): void
  /** Kept once the outputs are published, if there is room. `bytes` is not changed afterwards. */
  put(key: string, bytes: Uint8Array | string): void
}

export type Context = {
  bank: Bank
  /** The whole bank, where `bank` holds only some of its questions: for what must not depend on which. */
  whole?: Bank
  /** For formats whose readers keep what they have: questions no longer in the bank. */
  retired?: readonly Retired[]
  /** The name of the bank's deck, its title at first issue; else its title. */
  deck?: string
  /** Stem of the file names: `<name>.pdf`. */
  name: string
  media: Media
  clock: Clock
  templates: Templates
  messages: Messages
  /** Threads for pure tasks; without it, all is done in this one. */
  pool?: Pool
  /** Told how far the writer is; to be waited for. */
  tell?: Tell
  /** For tables. */
  columns?: OwnColumns
  /** Absent where nothing is kept. */
  cache?: Cache
  /** For what is large and read once more, when outputs are published; open until then. */
  store?: Store
  /** Settings of `rectoverso.yaml` for this writer, by key. */
  options: Readonly<Record<string, unknown>>
}

export interface Writer {
  /** As `--formats` names it. */
  name: string
  write(context: Context): Promise<OutputFile[]>
}

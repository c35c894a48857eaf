/**
 * Where a bank's ledger lies, and reading it: the one place of identity that
 * touches the disk. `publish` writes it, together with the outputs.
 */
import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Messages } from '../messages/messages.ts'
import type { Store } from '../model/store.ts'
import { type Sum, sumOfText } from '../model/sum.ts'
import type { OwnColumns } from '../writer.ts'
import { parseCompanion } from './companion.ts'
import { parseOwnColumns } from './own-columns.ts'
import { type Ledger, newLedger } from './record.ts'
import { cutOff, parseLedger } from './text.ts'

export type LedgerPaths = { ledger: string; companion: string }

/** The ledger of a bank that is a folder, or one file. */
export function ledgerPaths(source: { path: string; folder: boolean }): LedgerPaths {
  if (source.folder) return besideLedger(join(source.path, 'rectoverso.lock'))
  const stem = basename(source.path, extname(source.path))
  return besideLedger(join(dirname(source.path), `${stem}.rectoverso.lock`))
}

/** The companion of a ledger that lies anywhere, as `--ledger` gives it. */
export function besideLedger(ledger: string): LedgerPaths {
  const stem = ledger.endsWith('.lock') ? ledger.slice(0, -'.lock'.length) : ledger
  return { ledger, companion: `${stem}.issued` }
}

/** Where the columns are kept that users added to the table of a ledger's bank. */
export function ownColumnsPath({ ledger }: LedgerPaths): string {
  return `${ledger.endsWith('.lock') ? ledger.slice(0, -'.lock'.length) : ledger}.columns`
}

/** Columns of users as kept, and the file's text (undefined: no such file). */
export async function readOwnColumns(
  paths: LedgerPaths,
  messages: Messages,
): Promise<{ columns: OwnColumns; before: string | undefined }> {
  const path = ownColumnsPath(paths)
  const found = fileAt(path, messages)
  const before = found && textOf(found)
  const none: OwnColumns = { names: [], cells: new Map() }
  const columns = before === undefined ? none : parseOwnColumns(before, path, messages)
  return { columns, before }
}

/** What was read: the ledger, and the sums of both texts as they stand on disk (undefined: no such file). */
export type LedgerRead = { ledger: Ledger; before: { ledger?: Sum; companion?: Sum } }

/**
 * Reads ledger and companion. Neither on disk: a new ledger. Anything that
 * cannot be trusted becomes an error, so that no ledger is ever quietly begun
 * anew over the one that keeps learners' progress. `store`: where the companion's
 * texts are put, as long as the ledger is used.
 */
export async function readLedger(
  paths: LedgerPaths,
  messages: Messages,
  store?: Store,
): Promise<LedgerRead> {
  const errors = messages.errors.length
  const { ledger, companion } = await bothAt(paths, messages)
  if (messages.errors.length > errors) return { ledger: newLedger(), before: {} }
  if (ledger === undefined) {
    if (companion !== undefined) {
      const reason = `The ledger is missing, though its companion ${basename(paths.companion)} is there`
      messages.add('ledger-malformed', reason, placeOf(paths.ledger), {
        note: 'Take the ledger back from git. To begin anew and give up learners’ progress, delete the companion too.',
      })
    }
    return { ledger: newLedger(), before: companion ? { companion: companion.sum } : {} }
  }
  const parsed = parseLedger(textOf(ledger), paths.ledger, messages)
  // Every ledger that was ever written names its bank: this one ends before it could say how it ends.
  if (parsed.id === '' && messages.errors.length === errors)
    cutOff('The ledger', 1, paths.ledger, messages)
  if (companion === undefined) {
    // Without it, who an edited question was is guessed at, and a retired note has no text to ship.
    if (parsed.ends && parsed.questions.size > 0) {
      const reason = `The companion is missing, though its ledger ${basename(paths.ledger)} is there`
      messages.add('ledger-malformed', reason, placeOf(paths.companion), {
        note: 'Take the companion back from git. Where it is lost for good, put a file of two lines in its place, “rectoverso issued 1” and “end”.',
      })
    }
    return { ledger: parsed, before: { ledger: ledger.sum } }
  }
  parseCompanion(textOf(companion), paths.companion, parsed, messages, store)
  return { ledger: parsed, before: { ledger: ledger.sum, companion: companion.sum } }
}

/** How often, and how many milliseconds apart, one of the two is looked for that is not there. */
const looks = 5
const apart = 20

/** Where another build is just publishing, one of the two may come a moment after the other. */
async function bothAt(
  paths: LedgerPaths,
  messages: Messages,
): Promise<{ ledger: Read | undefined; companion: Read | undefined }> {
  for (let look = 1; ; look++) {
    const said = messages.all.length
    const ledger = fileAt(paths.ledger, messages)
    const companion = fileAt(paths.companion, messages)
    const alone = (ledger === undefined) !== (companion === undefined)
    if (!alone || messages.all.length > said || look === looks) return { ledger, companion }
    await new Promise((resolve) => setTimeout(resolve, apart))
  }
}

/** Sums of everything that is kept beside a bank, as it stands on disk; undefined where one cannot be read. */
export async function sumsBeside(paths: LedgerPaths): Promise<(Sum | null)[] | undefined> {
  const messages = new Messages()
  const sums: (Sum | null)[] = []
  for (const path of [paths.ledger, paths.companion, ownColumnsPath(paths)]) {
    sums.push(fileAt(path, messages)?.sum ?? null)
  }
  return messages.all.length > 0 ? undefined : sums
}

/** A text in UTF-8, and the sum of it without a mark of byte order. */
type Read = { bytes: Uint8Array; sum: Sum }

function textOf({ bytes }: Read): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** At once, for waiting costs more. */
function fileAt(path: string, messages: Messages): Read | undefined {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    const why = code === 'EISDIR' ? 'it is a folder' : String(code)
    messages.add('source-unreadable', `${path} could not be read: ${why}`, placeOf(path), {
      note: 'The ledger is a regular file that you may read. Move what stands in its place elsewhere.',
    })
    return undefined
  }
  if (isUtf8(bytes)) return { bytes, sum: sumOfText(bytes) }
  messages.add('ledger-malformed', `${path} is not valid UTF-8`, placeOf(path))
  return undefined
}

function placeOf(path: string) {
  return { path, line: 1, column: 1 }
}

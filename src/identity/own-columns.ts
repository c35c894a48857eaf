/**
 * Columns that users added to a table, kept beside the ledger.
 *
 *     rectoverso columns 1
 *     *        "status"   "0001"
 *     K7M2Q    "status"   "checked"
 *
 * One line a cell, by code, sorted, so that git may merge by union; lines of `*`
 * say in which order the columns stand. Of two cells of one column and code the
 * last by code unit stays, whichever side came first.
 */
import type { Messages } from '../messages/messages.ts'
import type { OwnColumns } from '../writer.ts'
import { isCode } from './code.ts'
import { byCodeUnit } from './record.ts'
import { conflictMarker, isConflictMarker, isFormat, linesOf } from './text.ts'

const title = 'rectoverso columns'
const format = 1

/** The text of the file; the same columns always print the same. */
export function printOwnColumns({ names, cells }: OwnColumns): string {
  const order = names.map((name, index) => row('*', name, String(index + 1).padStart(4, '0')))
  const rows = [...cells].flatMap(([code, own]) =>
    [...own].flatMap(([name, cell]) => (cell === '' ? [] : [row(code, name, cell)])),
  )
  return `${[`${title} ${format}`, ...[...order, ...rows].sort(byCodeUnit)].join('\n')}\n`
}

function row(code: string, name: string, value: string): string {
  return [code, JSON.stringify(name), JSON.stringify(value)].join('\t')
}

/** Reads the file; what is no line of ours is an error, so that nobody's notes are lost unseen. */
export function parseOwnColumns(text: string, path: string, messages: Messages): OwnColumns {
  const order = new Map<string, string>()
  const cells = new Map<string, Map<string, string>>()
  const rows = linesOf(text)
  const head = isFormat(rows, title, format, path, messages)
  for (const [index, line] of head ? rows.entries() : []) {
    const place = { path, line: index + 1, column: 1 }
    if (line.startsWith(`${title} `)) continue
    if (isConflictMarker(line)) {
      conflictMarker(line, place, messages)
      continue
    }
    const [code = '', ...rest] = line.split('\t')
    const [name, value, ...more] = rest.map(textOf)
    if (name === undefined || value === undefined || more.length > 0) {
      malformed(index, place, messages)
    } else if (code === '*') {
      const known = order.get(name)
      if (known === undefined || known > value) order.set(name, value)
    } else if (isCode(code)) {
      const own = cells.get(code) ?? new Map<string, string>()
      const known = own.get(name)
      cells.set(code, own.set(name, known !== undefined && known > value ? known : value))
    } else malformed(index, place, messages)
  }
  const unlisted = [...cells.values()].flatMap((own) => [...own.keys()])
  for (const name of unlisted) if (!order.has(name)) order.set(name, '9999')
  const names = [...order]
    .sort((a, b) => byCodeUnit(a[1], b[1]) || byCodeUnit(a[0], b[0]))
    .map(([name]) => name)
  return { names, cells }
}

function malformed(
  index: number,
  place: { path: string; line: number; column: number },
  messages: Messages,
) {
  const reason = `Line ${index + 1} of the users’ columns is not a code, a name and a text`
  messages.add('ledger-malformed', reason, place)
}

function textOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * The ledger's companion: each question's Markdown as last issued.
 *
 *     rectoverso issued 1
 *     K7M2Q    {"title":"## What is …","answer":"…"}
 *     end
 *
 * One line a question, sorted by code, so that git may merge by union. It is
 * what a retired note shows and the base of a three-way merge. Where reading the
 * Markdown again would not give the question back, what differs is `kept` too. Texts stay
 * serialised: few are ever looked at.
 */
import type { Messages } from '../messages/messages.ts'
import type { Store } from '../model/store.ts'
import { isCode } from './code.ts'
import { fingerprintOf, type Issued } from './fingerprint.ts'
import { byCodeUnit, type Ledger, type Printed } from './record.ts'
import { conflictMarker, cutOff, end, isConflictMarker, isFormat, linesOf } from './text.ts'

const title = 'rectoverso issued'
const format = 1

/** The companion's text. */
export function printCompanion(texts: ReadonlyMap<string, Printed>): string {
  return [...companionPieces(texts)].join('')
}

/** Characters of a piece. */
const piece = 1 << 16

/** The same in pieces: of a large bank this text is the largest there is. */
export function* companionPieces(texts: ReadonlyMap<string, Printed>): Generator<string> {
  let lines = [`${title} ${format}\n`]
  let length = 0
  for (const code of [...texts.keys()].sort(byCodeUnit)) {
    const text = String(texts.get(code) ?? '')
    lines.push(code, '\t', text, '\n')
    length += text.length
    if (length < piece) continue
    yield lines.join('')
    lines = []
    length = 0
  }
  yield [...lines, end, '\n'].join('')
}

/** Reads a companion's text into a ledger, its texts into a store where there is one. Of two texts of a code, the one its line was made of stays. */
export function parseCompanion(
  text: string,
  path: string,
  ledger: Ledger,
  messages: Messages,
  store?: Store,
): void {
  const rows = linesOf(text)
  if (!isFormat(rows, title, format, path, messages)) return
  for (const [index, row] of rows.entries()) {
    const place = { path, line: index + 1, column: 1 }
    if (isConflictMarker(row)) {
      conflictMarker(row, place, messages)
      continue
    }
    if (row === end || row.startsWith(`${title} `)) continue
    const tab = row.indexOf('\t')
    const code = row.slice(0, tab)
    const json = row.slice(tab + 1)
    if (!isCode(code) || !issuedFrom(json)) {
      const reason = `Line ${index + 1} of the companion is not a code and its text`
      messages.add('ledger-malformed', reason, place)
    } else {
      const text = chosen(ledger, code, json)
      ledger.texts.set(code, store?.text(text) ?? text)
    }
  }
  if (ledger.ends && !rows.includes(end)) cutOff('The companion', rows.length, path, messages)
}

/** The Markdown of a question as last issued; undefined where the companion lacks it. */
export function issuedText(ledger: Ledger, code: string): Issued | undefined {
  const json = ledger.texts.get(code)
  return json === undefined ? undefined : issuedFrom(String(json))
}

/** Sets out a text for the companion, its keys in one order. */
export function printIssued(issued: Issued): string {
  const { title, directive, prompt, answer, choices, right, gaps, path, kept } = issued
  return JSON.stringify({ title, directive, prompt, answer, choices, right, gaps, path, kept })
}

/** Whether a text in the companion is this one, set out with nothing beside it; whatever is kept beside that. */
export function isSameText(known: string, text: string): boolean {
  return known === text || known.startsWith(`${text.slice(0, -1)},"kept":`)
}

function chosen(ledger: Ledger, code: string, json: string): string {
  const text = ledger.texts.get(code)
  const known = text === undefined ? json : String(text)
  if (known === json) return json
  const content = ledger.questions.get(code)?.content
  const fitting = [known, json]
    .filter((text) => {
      const issued = issuedFrom(text)
      return issued && fingerprintOf('', issued).content === content
    })
    .sort(byCodeUnit)
  return fitting[0] ?? [known, json].sort(byCodeUnit)[0] ?? json
}

function issuedFrom(json: string): Issued | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isIssued(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isIssued(value: unknown): value is Issued {
  if (typeof value !== 'object' || value === null || !('title' in value)) return false
  return Object.entries(value).every(([key, part]) =>
    key === 'choices' || key === 'gaps'
      ? Array.isArray(part) && part.every((one) => typeof one === 'string')
      : key === 'kept'
        ? typeof part === 'object' && part !== null
        : typeof part === 'string',
  )
}

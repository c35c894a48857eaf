/**
 * The ledger's text.
 *
 *     rectoverso ledger 1
 *     bank     id       js-interviews
 *     bank     issued   1767225600  digest
 *     bank     deck     Interviews
 *     bank     ends     end
 *     bank     length   5
 *     note     name     mod  hash
 *     section  key      deck  path (JSON)
 *     of       K7M2Q    P3XN4
 *     K7M2Q    guid  kind  state  mod  fields  birth  title  content  sketch  section  after  id  marks
 *     end
 *
 * Columns stand between tabs; `-` is an empty one; a tab, line end, comma,
 * percent sign or lone `-` inside one is percent-encoded. Groups stand in the
 * order above, each sorted by code unit. Marks are joined by commas.
 *
 * The last line is there so that a file which was cut off is known for one: the
 * head announces it, for itself and for the companion. Both sides of a merge
 * have it, so union keeps it once and last.
 *
 * Lines stand alone, so git may merge by union. What union leaves behind is
 * settled here, alike whichever side came first: of two lines of one question
 * the higher `mod` stays; where `mod` is equal but the fields differ, learners
 * may hold either, so the hash is forgotten and the next build raises `mod`.
 * Different questions under one code are an error. Of two dates of issue the
 * later stays. Of two lines of one section, or of one translation, the first by code unit.
 */
import { Messages } from '../messages/messages.ts'
import type { Kind, Place } from '../model/bank.ts'
import { isCode } from './code.ts'
import {
  byCodeUnit,
  isRetired,
  type Ledger,
  newLedger,
  type QuestionLine,
  type SectionLine,
  type State,
} from './record.ts'
import { isSketch } from './sketch.ts'

const title = 'rectoverso ledger'
const format = 1

/** The last line of ledger and companion. */
export const end = 'end'

const kinds: ReadonlySet<string> = new Set<Kind>(['basic', 'reversed', 'cloze', 'choice', 'typed'])
const hashed = /^[\w-]{10}$/

/** The ledger's text; the same ledger always prints the same. */
export function printLedger(ledger: Ledger): string {
  const head = [
    row('bank', 'id', ledger.id),
    row('bank', 'issued', String(ledger.issued), ledger.digest),
    ...(ledger.deck ? [row('bank', 'deck', ledger.deck)] : []),
    ...(ledger.title && ledger.title !== ledger.deck ? [row('bank', 'title', ledger.title)] : []),
    row('bank', 'ends', end),
    ...(ledger.length ? [row('bank', 'length', String(ledger.length))] : []),
  ]
  const notes = [...ledger.noteTypes.values()].map((type) =>
    row('note', type.name, String(type.mod), type.content),
  )
  const sections = [...ledger.sections.values()].map((section) =>
    row('section', section.key, section.deck, JSON.stringify(section.path)),
  )
  const translated = [...ledger.of].map(([code, of]) => row('of', code, of))
  const questions = [...ledger.questions.values()].map(printQuestion)
  const groups = [head, notes, sections, translated, questions].map((group) =>
    group.sort(byCodeUnit),
  )
  return `${[`${title} ${format}`, ...groups.flat(), end].join('\n')}\n`
}

function printQuestion(line: QuestionLine): string {
  const { code, guid, kind, state, mod, fields, birth, title, content, sketch } = line
  const marks = line.marks.map((mark) => encode(mark).replaceAll(',', '%2C')).join(',')
  const columns = [code, guid, kind, state, String(mod), fields, birth, title, content, sketch]
  return `${row(...columns, line.section, line.after, line.id)}\t${marks || '-'}`
}

function row(...columns: string[]): string {
  return columns.map(encode).join('\t')
}

function encode(text: string): string {
  if (text === '') return '-'
  if (text === '-') return '%2D'
  return text.replace(/[\u0000-\u001f\u007f%]/g, encodeURIComponent)
}

function decode(column: string): string {
  if (column === '-') return ''
  return column.includes('%') ? decodeURIComponent(column) : column
}

/**
 * Reads a ledger's text. What is wrong becomes messages at lines of `path`; the
 * ledger is then not to be built on.
 */
export function parseLedger(text: string, path: string, messages: Messages): Ledger {
  const ledger = newLedger()
  const rows = linesOf(text)
  const reader = new Reader(ledger, path, messages)
  if (!isFormat(rows, title, format, path, messages)) return ledger
  for (const [index, line] of rows.entries()) reader.read(line, index + 1)
  if (ledger.ends && !rows.includes(end)) cutOff('The ledger', rows.length, path, messages)
  return ledger
}

/** Says that a file of ours was cut off. */
export function cutOff(what: string, line: number, path: string, messages: Messages): void {
  messages.add('ledger-malformed', `${what} breaks off after line ${line}`, {
    ...{ path, line, column: 1 },
  })
}

/** The lines of a file of ours, whichever line ends a checkout gave it. */
export function linesOf(text: string): string[] {
  const rows = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (rows.at(-1) === '') rows.pop()
  return rows
}

/** Whether the first line names a format that this program reads; says so where it does not. */
export function isFormat(
  rows: readonly string[],
  name: string,
  known: number,
  path: string,
  messages: Messages,
): boolean {
  const place = { path, line: 1, column: 1 }
  // After a merge the head may stand twice, or not first; the newest format counts.
  const heads = rows.filter((row) => row.startsWith(`${name} `))
  const newest = Math.max(...heads.map((head) => Number(head.slice(name.length + 1)) || 0), 0)
  if (newest > known) {
    const reason = `The file has format ${newest}; this program reads formats up to ${known}`
    messages.add('ledger-newer', reason, place)
    return false
  }
  if (newest < 1 && !rows.some(isConflictMarker)) {
    messages.add('ledger-malformed', `The file does not begin with "${name} ${known}"`, place)
    return false
  }
  return true
}

/** A line that git leaves around two sides it could not merge. */
export function isConflictMarker(row: string): boolean {
  return /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/.test(row)
}

/** Says that a marker of a merge conflict stands in a file of ours. */
export function conflictMarker(row: string, place: Place, messages: Messages): void {
  const reason = `A line "${row.slice(0, 40)}" of a merge conflict was left in the ledger`
  messages.add('source-conflict-marker', reason, place, {
    note: 'Delete the marker lines and keep the lines of both sides; what is doubled resolves itself. `merge=union` in .gitattributes does this for you.',
  })
}

class Reader {
  readonly #ledger: Ledger
  readonly #path: string
  readonly #messages: Messages
  /** Where each code first stood. */
  readonly #lines = new Map<string, number>()

  constructor(ledger: Ledger, path: string, messages: Messages) {
    this.#ledger = ledger
    this.#path = path
    this.#messages = messages
  }

  read(text: string, line: number): void {
    const place = { path: this.#path, line, column: 1 }
    if (isConflictMarker(text)) {
      conflictMarker(text, place, this.#messages)
      return
    }
    const columns = text.split('\t')
    const [first = ''] = columns
    const problem =
      first === 'bank'
        ? this.#bank(columns)
        : first === 'note'
          ? this.#noteType(columns)
          : first === 'section'
            ? this.#section(columns)
            : first === 'of'
              ? this.#of(columns)
              : isCode(first)
                ? this.#question(columns, place)
                : text === end || text.startsWith(`${title} `)
                  ? undefined
                  : `begins with ${JSON.stringify(first.slice(0, 20))}`
    if (problem === undefined) return
    this.#messages.add('ledger-malformed', `Line ${line} of the ledger ${problem}`, place)
  }

  #bank(columns: string[]): string | undefined {
    const [, key, value, digest] = decodeAll(columns)
    const ledger = this.#ledger
    if (key === 'id' && value !== undefined && columns.length === 3) {
      // Only an author who names the bank anew on one branch makes two; reading has the last word.
      ledger.id = [ledger.id, value].filter(Boolean).sort(byCodeUnit)[0] ?? ''
      return undefined
    }
    if (key === 'deck' && value && columns.length === 3) {
      ledger.deck = [ledger.deck ?? value, value].sort(byCodeUnit)[0] ?? value
      return undefined
    }
    if (key === 'title' && value && columns.length === 3) {
      ledger.title = [ledger.title ?? value, value].sort(byCodeUnit)[0] ?? value
      return undefined
    }
    if (key === 'ends' && value === end && columns.length === 3) {
      ledger.ends = true
      return undefined
    }
    if (key === 'length' && (value === '5' || value === '7') && columns.length === 3) {
      const length = value === '5' ? 5 : 7
      ledger.length = ledger.length === 7 ? 7 : length
      return undefined
    }
    const issued = secondsOf(value)
    if (key === 'issued' && issued !== undefined && digest !== undefined && columns.length === 4) {
      if (issued === ledger.issued && digest !== ledger.digest) ledger.digest = ''
      if (issued > ledger.issued) Object.assign(ledger, { issued, digest })
      return undefined
    }
    return 'is not a fact of a bank that is known'
  }

  #noteType(columns: string[]): string | undefined {
    const [, name, seconds, content] = decodeAll(columns)
    const mod = secondsOf(seconds)
    if (!name || mod === undefined || content === undefined || columns.length !== 4) {
      return 'is not that of a note type'
    }
    const known = this.#ledger.noteTypes.get(name)
    if (!known || known.mod < mod) this.#ledger.noteTypes.set(name, { name, mod, content })
    else if (known.mod === mod && known.content !== content) known.content = ''
    return undefined
  }

  #section(columns: string[]): string | undefined {
    const [, key, deck, json] = decodeAll(columns)
    const path = pathOf(json)
    if (!key || !deck || !path || columns.length !== 4) return 'is not that of a section'
    const line: SectionLine = { key, deck, path }
    const known = this.#ledger.sections.get(key)
    if (!known || byCodeUnit(rank(line), rank(known)) < 0) this.#ledger.sections.set(key, line)
    return undefined
  }

  #of(columns: string[]): string | undefined {
    const [, code, of] = decodeAll(columns)
    if (!code || !of || !isCode(code) || !isCode(of) || columns.length !== 3) {
      return 'is not that of a translation'
    }
    const known = this.#ledger.of.get(code)
    this.#ledger.of.set(code, known !== undefined && byCodeUnit(known, of) < 0 ? known : of)
    return undefined
  }

  #question(columns: string[], place: Place): string | undefined {
    const line = questionOf(columns)
    if (typeof line === 'string') return line
    const known = this.#ledger.questions.get(line.code)
    if (!known) {
      this.#ledger.questions.set(line.code, line)
      this.#lines.set(line.code, place.line)
    } else if (known.guid !== line.guid || known.birth !== line.birth) {
      this.#conflict(known, line, place)
    } else {
      const [kept, lost] = settle(known, line)
      this.#ledger.questions.set(line.code, kept)
      if (rank(kept) !== rank(lost)) this.#ledger.merged.push(lost)
    }
    return undefined
  }

  #conflict(known: QuestionLine, line: QuestionLine, place: Place): void {
    const first = this.#lines.get(known.code) ?? 0
    const name = (of: QuestionLine, at: number) => `line ${at} (${of.id || of.guid}, ${of.kind})`
    const reason = `The other question of code ${line.code}`
    const cause = new Messages().add('ledger-code-conflict', reason, { ...place, line: first })
    this.#messages.add(
      'ledger-code-conflict',
      `Code ${line.code} stands for two questions: ${name(known, first)} and ${name(line, place.line)}`,
      place,
      { cause },
    )
  }
}

/** Which of two lines of one question stays, and which is only remembered for matching. */
function settle(one: QuestionLine, other: QuestionLine): [QuestionLine, QuestionLine] {
  if (one.mod !== other.mod) return one.mod > other.mod ? [one, other] : [other, one]
  const [kept, lost] = [one, other].sort(
    (a, b) => stateRank(a.state) - stateRank(b.state) || byCodeUnit(rank(a), rank(b)),
  ) as [QuestionLine, QuestionLine]
  return [one.fields === other.fields ? kept : { ...kept, fields: '' }, lost]
}

function stateRank(state: State): number {
  return state === 'active' ? 0 : isRetired(state) ? 2 : 1
}

/** A line's place among others, apart from what a merge may have made it forget. */
function rank(line: QuestionLine | SectionLine): string {
  return JSON.stringify('fields' in line ? { ...line, fields: '' } : line)
}

function questionOf(columns: string[]): QuestionLine | string {
  if (columns.length !== 14) return `has ${columns.length} columns; a question has 14`
  const marks = columns.pop() ?? ''
  const texts = decodeAll(columns)
  const [code = '', guid = '', kind = '', state = '', seconds, fields = '', birth = ''] = texts
  const [title = '', content = '', sketch = '', section = '', after = '', id = ''] = texts.slice(7)
  const mod = secondsOf(seconds)
  if (!isGuid(guid)) return 'has no guid in column 2'
  if (!isKind(kind)) return 'has no kind in column 3'
  if (!isState(state)) return 'has no state in column 4'
  if (mod === undefined) return 'has no seconds in column 5'
  if (fields !== '' && !hashed.test(fields)) return 'has no hash in column 6'
  if (![birth, title, content].every((text) => hashed.test(text)))
    return 'has no hash in columns 7 to 9'
  if (!isSketch(sketch)) return 'has no sketch in column 10'
  if (after !== '' && !isCode(after)) return 'has no code in column 12'
  return {
    ...{ code, guid, kind, state, mod, fields, birth, title, content, sketch, section, after, id },
    marks: marks === '-' ? [] : decodeAll(marks.split(',')),
  }
}

/** Ours are letters and digits; those of an imported deck are as Anki or an add-on made them. */
function isGuid(text: string): boolean {
  return /^[^\p{Cc}]{1,200}$/u.test(text)
}

function isKind(text: string): text is Kind {
  return kinds.has(text)
}

function isState(text: string): text is State {
  return (
    text === 'active' ||
    text === 'retired' ||
    /^retired:[1-9]\d?$/.test(text) ||
    (text.startsWith('moved:') && isCode(text.slice('moved:'.length)))
  )
}

function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

function pathOf(json: string | undefined): string[] | undefined {
  try {
    const path: unknown = JSON.parse(json ?? '')
    const fits = Array.isArray(path) && path.every((part) => typeof part === 'string')
    return fits ? path : undefined
  } catch {
    return undefined
  }
}

/** The texts of some columns; one that cannot be decoded becomes empty, and fails its column's check. */
function decodeAll(columns: readonly string[]): string[] {
  return columns.map((column) => {
    try {
      return decode(column)
    } catch {
      return ''
    }
  })
}

/** Whether a table or a workbook holds every question as its row, cell by cell, in order. */
import { hash } from 'node:crypto'
import { parseCsv, TableError } from '../merge/csv.ts'
import { decodeTable } from '../merge/decode.ts'
import { readWorkbook } from '../merge/workbook.ts'
import { type Bank, bodyOf, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Inline } from '../model/mdast.ts'
import type { OwnColumns } from '../writer.ts'
import type { Account } from './account.ts'

export type Tabled = { bank: Bank; deck: string; columns: OwnColumns }

type At = { question: Question; section: Section }

/** Columns in order; behind them the stamp, and those of the table's users. */
const names =
  'code deck section kind question answer choices right hint tags difficulty source licence'.split(
    ' ',
  )

/** Columns that a stamp tells of, in its order. */
const stamped = 'section question answer choices right hint tags difficulty'.split(' ')

/** The text of a `.csv`. What is found is said. */
export function judgeCsv(bytes: Uint8Array, tabled: Tabled, account: Account): void {
  const { text, lossy } = decodeTable(bytes)
  const bare = bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf
  if (lossy || bare) account.say('verify-differs', 'it is not UTF-8 with a byte order mark.')
  try {
    const rows = parseCsv(text, new Set(names))
    judgeRows([rows], tabled, account, (cell, there) => unguarded(cell, there))
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    account.say('verify-unreadable', error.message)
  }
}

/** The bytes of a `.xlsx`: a sheet a section, each with its header. */
export async function judgeWorkbook(
  bytes: Uint8Array,
  tabled: Tabled,
  account: Account,
): Promise<void> {
  try {
    const sheets = await readWorkbook(bytes)
    judgeRows(
      sheets.map(({ rows }) => rows),
      tabled,
      account,
      (_, there) => there,
    )
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    account.say('verify-unreadable', error.message)
  }
}

/** What a cell says without the apostrophe that keeps spreadsheets off it. */
function unguarded(cell: string, there: string): string {
  if (there === `'${cell}`) return cell
  // A cell that begins like a formula has to be kept off.
  if (there === cell && /^\s*[=+\-@\t]/.test(cell)) return `${there} (a formula to a spreadsheet)`
  return there
}

function judgeRows(
  sheets: readonly (readonly string[][])[],
  tabled: Tabled,
  account: Account,
  undo: (cell: string, there: string) => string,
): void {
  const questions = new Map<string, At>()
  for (const at of questionsOf(tabled.bank)) questions.set(at.question.code, at)
  const translated = [...questions.values()].some(({ question }) => question.of !== undefined)
  const header = [...names, 'stamp', ...(translated ? ['of'] : []), ...tabled.columns.names]
  const order: string[] = []
  const seen = new Set<string>()
  for (const [head = [], ...rows] of sheets) {
    const own = head.map((cell, index) => undo(header[index] ?? '', cell))
    if (!account.same('The header', header.join(', '), own.join(', '))) return
    for (const row of rows) {
      if (row.every((cell) => cell.trim() === '')) continue
      const [code = ''] = row
      const at = questions.get(code)
      if (!at) {
        account.say('verify-extra', `the row of “${code}” is of no question.`)
        continue
      }
      if (seen.has(code)) account.say('verify-extra', 'the question has a second row.', at.question)
      else order.push(code)
      seen.add(code)
      judgeRow(row, header, at, tabled, account, undo)
    }
  }
  for (const { question } of questions.values()) {
    if (!seen.has(question.code)) account.missing(question, 'the row of the question')
  }
  account.order(
    [...questions.values()].map(({ question }) => question),
    order,
  )
}

function judgeRow(
  row: readonly string[],
  header: readonly string[],
  at: At,
  tabled: Tabled,
  account: Account,
  undo: (cell: string, there: string) => string,
): void {
  const cells = cellsOf(at, tabled)
  for (const [index, name] of header.entries()) {
    const cell = cells.get(name) ?? ''
    const there = undo(cell, row[index] ?? '')
    if (isCut(cell, there)) continue
    account.same(`The cell ${name}`, cell, there, at.question)
  }
  if (row.length > header.length && row.slice(header.length).some((cell) => cell !== '')) {
    account.say('verify-extra', 'the row has more cells than there are columns.', at.question)
  }
}

/** Spreadsheets keep 32,767 characters of a cell: a longer one ends in a mark that says so. */
const longest = 32_000
const cutMark = '\n[… cut here]'

function isCut(cell: string, there: string): boolean {
  const kept = there.endsWith(cutMark) ? there.slice(0, -cutMark.length) : ''
  return cell.length > longest && kept.length > longest - 100 && cell.startsWith(kept)
}

/** What each cell of a question has to say, by column. */
function cellsOf({ question, section }: At, tabled: Tabled): Map<string, string> {
  const { bank, deck, columns } = tabled
  const { slices, place } = question
  const choice = question.kind === 'choice' ? question.choices : []
  const own = columns.cells.get(question.code) ?? new Map<string, string>()
  const raw: Record<string, string> = {
    code: question.code,
    deck: section.deck === '' ? deck : `${deck}::${section.deck}`,
    section: section.path.join(' / '),
    kind: question.kind,
    question: paragraphs(slices.title.text, slices.prompt?.text),
    answer: paragraphs(slices.answer?.text),
    choices: choice
      .map(({ label }, index) => `${label}. ${optionOf(slices.choices?.[index]?.text ?? '')}`)
      .join('\n'),
    right: choice
      .filter(({ right }) => right)
      .map(({ label }) => label)
      .join(', '),
    hint: wordsOf(bodyOf(question).hint ?? []),
    tags: question.tags.join(', '),
    difficulty: question.difficulty ?? '',
    source: `${place.path}:${place.line}`,
    licence: bank.licence ?? '',
    of: question.of ?? '',
  }
  const cells = new Map(Object.entries(raw).map(([name, cell]) => [name, storedCell(cell)]))
  const parts = stamped.map((name) => (cells.get(name) ?? '').trim())
  const added = [...own].filter(([, cell]) => cell.trim() !== '')
  const last = added.map(([name, cell]) => JSON.stringify([name, cell.trim()])).sort()
  const digest = (cell: string) => hash('sha256', cell, 'base64url').slice(0, 4)
  cells.set('stamp', `s${[...parts, last.join('\n').trim()].map(digest).join('')}`)
  for (const name of columns.names) cells.set(name, storedCell(own.get(name) ?? ''))
  return cells
}

/** What no spreadsheet can hold is not written. */
function storedCell(cell: string): string {
  return cell
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Slices as paragraphs apart, blank lines around each left out. */
function paragraphs(...slices: (string | undefined)[]): string {
  const texts = slices.map((slice) => {
    const lines = (slice ?? '').trimEnd().split('\n')
    while (lines.length > 0 && lines[0]?.trim() === '') lines.shift()
    return lines.join('\n')
  })
  return texts.filter((text) => text !== '').join('\n\n')
}

/** An option without the marks of its list and box. */
function optionOf(slice: string): string {
  const text = paragraphs(slice)
  const mark = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(text)?.[0]
  if (mark === undefined) return text
  const rest = text.slice(mark.length)
  const box = /^\[[ xX]\]\s+/.exec(rest)?.[0] ?? ''
  return rest.slice(box.length)
}

/** A hint's words, without their form. */
function wordsOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value
      if (node.type === 'picture') return node.alt
      if (node.type === 'break') return '\n'
      return 'children' in node ? wordsOf(node.children) : ''
    })
    .join('')
}

/**
 * The table: `<name>.csv`, for people and their spreadsheets.
 *
 * UTF-8 with a byte order mark, because Excel reads UTF-8 only then; CRLF
 * between rows and LF inside cells; every cell quoted, and guarded by `guard.ts`.
 */
import { stringify } from 'csv-stringify/sync'
import type { Messages } from '../messages/messages.ts'
import { questionsOf } from '../model/bank.ts'
import type { Context, Writer } from '../writer.ts'
import { columns, type Row } from './columns.ts'
import { guard } from './guard.ts'

/** What spreadsheets keep of a cell: Excel 32,767 UTF-16 units, with room for the guard and the mark. */
const longest = 32_000
/** Ends a cell that was cut. A merge must not take such a cell home. */
export const cutMark = '\n[… cut here]'
/** Rows to a piece of the stream. */
const pieceRows = 500

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

export const sheet: Writer = {
  name: 'csv',
  async write(context) {
    const delimiter = separatorOf(context)
    for (const { question, section } of questionsOf(context.bank)) {
      sayCut({ question, section, bank: context.bank }, context.messages)
    }
    return [{ name: `${context.name}.csv`, content: pieces(context, delimiter) }]
  },
}

async function* pieces(context: Context, delimiter: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const encode = (rows: string[][]): Uint8Array =>
    encoder.encode(stringify(rows, { delimiter, quoted: true, record_delimiter: '\r\n' }))
  yield encoder.encode('\uFEFF')
  let rows: string[][] = [columns.map((column) => column.name)]
  for (const { question, section } of questionsOf(context.bank)) {
    rows.push(cellsOf({ question, section, bank: context.bank }))
    if (rows.length < pieceRows) continue
    yield encode(rows)
    rows = []
  }
  if (rows.length > 0) yield encode(rows)
}

/** The cells of a question as they stand in the table. */
export function cellsOf(row: Row): string[] {
  return columns.map((column) => guard(cut(clean(column.of(row)))))
}

/** Line ends as LF; no control characters, which spreadsheets drop or show as boxes. */
function clean(cell: string): string {
  return cell.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}

function cut(cell: string): string {
  if (cell.length <= longest) return cell
  const end = longest - cutMark.length
  // Never between the halves of a surrogate pair.
  const high = /[\ud800-\udbff]/.test(cell[end - 1] ?? '')
  return cell.slice(0, high ? end - 1 : end) + cutMark
}

/** Says, before anything is written, which cells of a question will be cut. */
function sayCut(row: Row, messages: Messages): void {
  const { question } = row
  const { title, prompt, answer, choices = [] } = question.slices
  // Only slices can be as long as that; most rows need no second look.
  const all = [title, prompt, answer, ...choices]
  if (all.reduce((sum, slice) => sum + (slice?.text.length ?? 0) + 8, 0) <= longest) return
  for (const column of columns) {
    const { length } = clean(column.of(row))
    if (length <= longest) continue
    const reason = `The ${column.name} of ${question.code} has ${length} characters`
    messages.add('cell-too-long', reason, question.place)
  }
}

function separatorOf({ options, messages }: Context): string {
  const wanted = options.separator ?? 'comma'
  if (typeof wanted === 'string' && Object.hasOwn(separators, wanted)) {
    return separators[wanted as keyof typeof separators]
  }
  messages.add(
    'config-malformed',
    `csv.separator is comma, semicolon or tab, not ${JSON.stringify(wanted)}`,
  )
  return separators.comma
}

/**
 * The table: `<name>.csv`, for people and their spreadsheets.
 *
 * UTF-8 with a byte order mark, because Excel reads UTF-8 only then; CRLF
 * between rows and LF inside cells; every cell quoted, and guarded by `guard.ts`.
 */
import papaparse from 'papaparse'
import { countingQuestions } from '../messages/counting.ts'
import type { Context, Writer } from '../writer.ts'
import { type Column, cellOf, columns, columnsWith, type Row, rowsOf } from './columns.ts'
import { cut, sayCut } from './cut.ts'
import { guard } from './guard.ts'
import { piecesOf, printed } from './pieces.ts'
import { sayTooLong } from './sheets.ts'

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const

export const sheet: Writer = {
  name: 'csv',
  async write(context) {
    const delimiter = separatorOf(context)
    const { bank, deck, columns: own, messages } = context
    sayTooLong(bank, messages)
    for (const row of rowsOf(bank, deck, own)) sayCut(row, messages)
    return [{ name: `${context.name}.csv`, content: pieces(context, delimiter) }]
  },
}

/** Bytes of the table, made while they are read; it can be read more than once. */
function pieces(context: Context, delimiter: string): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => write(context, delimiter) }
}

async function* write(context: Context, delimiter: string): AsyncGenerator<Uint8Array> {
  const { bank, deck, columns: own, cache } = context
  const encoder = new TextEncoder()
  const encode = (rows: string[][]): Uint8Array => {
    const text = papaparse.unparse(rows, { delimiter, quotes: true, newline: '\r\n' })
    return encoder.encode(`${text}\r\n`)
  }
  yield encoder.encode('\uFEFF')
  const all = columnsWith(own, context.whole ?? bank)
  const names = all.map((column) => column.name)
  yield encode([names.map(guard)])
  const shelf = cache?.shelf('rows')
  const counted = countingQuestions(context)
  for (const rows of piecesOf(rowsOf(bank, deck, own))) {
    yield printed(rows, [delimiter, names], shelf, () =>
      encode(rows.map((row) => cellsOf(row, all))),
    )
    await counted(rows.length)
  }
}

/** The cells of a question as they stand in the table. */
export function cellsOf(row: Row, all: readonly Column[] = columns): string[] {
  return all.map((column) => guard(cut(cellOf(column, row))))
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

/**
 * The workbook: `<name>.xlsx`, a sheet a section, every cell typed as text.
 *
 * Nothing is evaluated or retyped, so nothing is guarded. Rows are made while
 * the file is read, and nothing in it tells when or where it was made but the
 * bank's own date of issue.
 */
import { Zip, ZipDeflate } from 'fflate'
import { countingQuestions } from '../messages/counting.ts'
import type { Context, Writer } from '../writer.ts'
import { type Column, cellOf, columnsWith, type Row, rowOf, rowsOf } from './columns.ts'
import { cut, sayCut } from './cut.ts'
import { questionsOn, sheetsOf } from './sheets.ts'
import { frameOf, letterOf, lineWidths } from './workbook.ts'

export const workbook: Writer = {
  name: 'xlsx',
  async write(context) {
    const { bank, deck, columns, messages } = context
    for (const row of rowsOf(bank, deck, columns)) sayCut(row, messages)
    return [{ name: `${context.name}.xlsx`, content: pieces(context) }]
  },
}

/** Bytes of the file, made while they are read; it can be read more than once. */
function pieces(context: Context): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => write(context) }
}

/**
 * Zip keeps local time, and the library reads a date's local parts: made from
 * local parts, they are the same everywhere. Noon, because no zone skips it.
 */
const noon = () => new Date(2000, 0, 1, 12)

/** Characters of rows to a piece of the stream. */
const pieceLength = 256 * 1024

async function* write(context: Context): AsyncGenerator<Uint8Array> {
  const { bank, deck, clock, columns: own } = context
  const sheets = sheetsOf(bank)
  const all = columnsWith(own, context.whole ?? bank)
  const widths = lineWidths(all)
  const frame = await frameOf(
    sheets.map(({ name, from, to }) => ({ name, rows: to - from })),
    { title: bank.title, issued: clock.issued },
    all,
  )
  const counted = countingQuestions(context)
  const encoder = new TextEncoder()
  const ready: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    ready.push(bytes)
  })
  for (const part of frame) {
    const file = new ZipDeflate(part.path)
    file.mtime = noon()
    zip.add(file)
    if ('text' in part) {
      file.push(encoder.encode(part.text), true)
      yield* ready.splice(0)
      continue
    }
    let text = part.before
    let number = 2
    const sheet = sheets[part.sheet]
    for (const { question, section } of sheet ? questionsOn(sheet) : []) {
      const of = { deck: deck ?? bank.title, licence: bank.licence }
      const cells = cellsOf(rowOf({ question, section }, of, own), all)
      text += rowXml(cells, number++, part.looks, widths)
      await counted()
      if (text.length < pieceLength) continue
      file.push(encoder.encode(text), false)
      yield* ready.splice(0)
      text = ''
    }
    file.push(encoder.encode(text + part.after), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}

function cellsOf(row: Row, all: readonly Column[]): string[] {
  return all.map((column) => cut(cellOf(column, row)))
}

/** A row of the sheet; empty cells keep their look, so that what is typed there stays text. */
function rowXml(
  cells: readonly string[],
  number: number,
  looks: readonly string[],
  widths: readonly number[],
): string {
  const xml = cells.map((cell, index) => {
    const start = `<c r="${letterOf(index)}${number}"${looks[index]}`
    if (cell === '') return `${start}/>`
    const space = /^\s|\s$|\n|\s\s/.test(cell) ? ' xml:space="preserve"' : ''
    return `${start} t="inlineStr"><is><t${space}>${escaped(cell)}</t></is></c>`
  })
  return `<row r="${number}"${heightOf(cells, widths)}>${xml.join('')}</row>`
}

/** Points of a line, and lines that a row shows at most: one taller than a window cannot be read. */
const linePoints = 15
const mostLines = 12

/** Programs give a row the height of its cells by themselves; only too high ones are told. */
function heightOf(cells: readonly string[], widths: readonly number[]): string {
  const high = cells.some((cell, index) => {
    const width = widths[index] ?? 0
    if (width === 0) return false
    let lines = 0
    for (const line of cell.split('\n')) lines += Math.max(1, Math.ceil(line.length / width))
    return lines > mostLines
  })
  return high ? ` ht="${linePoints * mostLines}" customHeight="1"` : ''
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text in XML, and `_x0041_` so that it is not read as the letter it would mean
 * there; Excel wants four digits for that, LibreOffice takes fewer.
 */
function escaped(cell: string): string {
  return cell
    .replace(/_(?=x[\dA-Fa-f]{1,8}_)/g, '_x005F_')
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
}

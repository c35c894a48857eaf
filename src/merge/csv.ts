/** Reads CSV as spreadsheets write it: any of their separators, quoted or not. */
import papaparse from 'papaparse'

/** A file that cannot be taken for a table; its message is for the user. */
export class TableError extends Error {
  override name = 'TableError'
}

const separators = [',', ';', '\t', '|'] as const
/** Rows that are looked at to tell the separator. */
const sample = 30

/**
 * The rows of a text with line feeds; `known` are names of columns, by which
 * the separator is told.
 *
 * @throws TableError where a quotation mark is never closed.
 */
export function parseCsv(text: string, known: ReadonlySet<string>): string[][] {
  // A line of Excel's own that names the separator.
  const named = /^"?sep=(.)"?[,;\t|]*\n/i.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const delimiter = named?.[1] ?? separatorOf(body, known)
  const { data, errors } = papaparse.parse<string[]>(body, { delimiter, newline: '\n' })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) {
    throw new TableError(
      `A quotation mark is not closed, or stands alone, near row ${(broken.row ?? 0) + 1}.`,
    )
  }
  return data
}

/** The separator under which most names of columns are found in one row; else the commonest. */
function separatorOf(text: string, known: ReadonlySet<string>): string {
  const scores = separators.map((delimiter) => {
    const { data } = papaparse.parse<string[]>(text, { delimiter, newline: '\n', preview: sample })
    const names = data.map((row) => row.filter((cell) => known.has(nameOf(cell))).length)
    const widths = data.map((row) => row.length).sort((a, b) => a - b)
    const width = widths[Math.floor(widths.length / 2)] ?? 0
    return { delimiter, names: Math.max(0, ...names), width }
  })
  scores.sort((a, b) => b.names - a.names || b.width - a.width)
  return scores[0]?.delimiter ?? ','
}

/** A header cell as columns are known by. */
export function nameOf(cell: string): string {
  return cell
    .replace(/[\uFEFF\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

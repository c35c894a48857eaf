/** Tables of any cells: one question a cell, which stands as its question and its answer. */
import type { Bank } from '../../src/model/bank.ts'
import { sheet } from '../../src/sheet/writer.ts'
import { workbook } from '../../src/sheet/xlsx.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'

const slice = (text: string) => ({ start: 0, end: text.length, text })

/** A bank whose questions are the cells, in sections of at most `most`. */
export function bankOf(cells: readonly string[], most = Number.POSITIVE_INFINITY): Bank {
  const questions = cells.map((cell, n) => ({
    ...question({ title: 'x', code: codeOf(n) }),
    slices: { title: slice(cell), answer: slice(cell) },
  }))
  const count = Math.max(1, Math.ceil(cells.length / most))
  return bank(
    Array.from({ length: count }, (_, n) => {
      const own = count === 1 ? questions : questions.slice(n * most, (n + 1) * most)
      return section(count === 1 ? 'Section' : `Section ${n + 1}`, own)
    }),
  )
}

/** What a column makes of a cell: blank lines before it and white space after it are not the author's text. */
export const trimmed = (cell: string): string => cell.replace(/^(?:[^\S\r\n]*\r?\n)+|\s+$/g, '')

/** Cells in the fifth (question) and sixth (answer) column of a CSV. */
export async function tableOf(
  cells: readonly string[],
  options: Record<string, unknown> = {},
): Promise<{ text: string; messages: string[] }> {
  const given = context(bankOf(cells), {}, { options })
  const [file] = await sheet.write(given)
  if (!file) throw new Error('no table')
  const messages = given.messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(file)),
    messages,
  }
}

/** The same as a workbook. */
export async function workbookOf(given: Bank): Promise<Uint8Array> {
  const [file] = await workbook.write(context(given))
  if (!file) throw new Error('no workbook')
  return bytesOf(file)
}

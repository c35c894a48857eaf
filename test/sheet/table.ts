/** A table of any cells: one question a cell, which stands as its question. */
import { sheet } from '../../src/sheet/writer.ts'
import { bank, codeOf, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'

const slice = (text: string) => ({ start: 0, end: text.length, text })

/** Cells in the fifth (question) and sixth (answer) column. */
export async function tableOf(
  cells: readonly string[],
  options: Record<string, unknown> = {},
): Promise<{ text: string; messages: string[] }> {
  const questions = cells.map((cell, n) => ({
    ...question({ title: 'x', code: codeOf(n) }),
    slices: { title: slice(cell), answer: slice(cell) },
  }))
  const given = context(bank([section('Section', questions)]), {}, { options })
  const [file] = await sheet.write(given)
  if (!file) throw new Error('no table')
  const messages = given.messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`)
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(file)),
    messages,
  }
}

/**
 * The ledger of an imported bank: guids, codes and subdecks are those that the
 * deck had, so that the first build is an update of it and no second deck.
 */

import { parseCompanion, printCompanion } from '../identity/companion.ts'
import { guidOf } from '../identity/guid.ts'
import { identify } from '../identity/identify.ts'
import { type Ledger, newLedger, type QuestionLine } from '../identity/record.ts'
import { parseLedger, printLedger } from '../identity/text.ts'
import { Messages } from '../messages/messages.ts'
import type { Bank, Draft } from '../model/bank.ts'
import type { ImportedBank } from './bank.ts'

export type LedgerTexts = { ledger: string; companion: string }

/**
 * `drafts` is the bank as our reader reads what was written, with as many
 * questions in the same order as `bank`.
 */
export function ledgerOf(drafts: Bank<Draft>, bank: ImportedBank, date: number): LedgerTexts {
  const identified = identify(drafts, newLedger(), { date, named: true, messages: new Messages() })
  const texts = identified.next()
  const fresh = parseLedger(texts.ledger, 'rectoverso.lock', new Messages())
  parseCompanion(texts.companion, 'rectoverso.issued', fresh, new Messages())
  const codes = new Map<string, string>()
  const guids = new Map<string, string>()
  for (const [index, { code }] of identified.lines.entries()) {
    const question = bank.questions[index]
    codes.set(code, question?.code ?? code)
    // A table names no guid: it follows from the code, as in any bank.
    if (question) guids.set(code, question.guid || guidOf(bank.id, question.code ?? code))
  }
  const given = (code: string) => codes.get(code) ?? code
  const lines = [...fresh.questions.values()].map((line): QuestionLine => {
    const after = line.after && given(line.after)
    return { ...line, code: given(line.code), guid: guids.get(line.code) ?? line.guid, after }
  })
  const ledger: Ledger = {
    ...fresh,
    deck: bank.title,
    questions: new Map(lines.map((line) => [line.code, line])),
    sections: new Map(
      [...fresh.sections].map(([key, section]) => {
        const deck = bank.decks.get(JSON.stringify(section.path)) ?? section.deck
        return [key, { ...section, deck }]
      }),
    ),
    texts: new Map([...fresh.texts].map(([code, text]) => [given(code), text])),
  }
  return { ledger: printLedger(ledger), companion: printCompanion(ledger.texts) }
}

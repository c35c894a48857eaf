import { describe, expect, it } from 'vitest'
import { parseLedger } from '../../src/identity/text.ts'
import { bankOf } from '../../src/import/bank.ts'
import { ledgerOf } from '../../src/import/ledger.ts'
import type { ImportedQuestion } from '../../src/import/question.ts'
import { Messages } from '../../src/messages/messages.ts'
import { drafts } from '../identity/drafts.ts'
import { readText } from '../read/reading.ts'

const question = (title: string, more: Partial<ImportedQuestion>): ImportedQuestion => ({
  ...{ guid: title, kind: 'basic', title, text: `## ${title}\n\nx`, deck: ['Top', '010 S'] },
  ...{ tags: [], media: [], ...more },
})

describe('the ledger of an imported bank', () => {
  it('has the guids, codes and subdecks of the deck', async () => {
    const questions = [
      question('One?', { guid: 'a#%1', code: 'K7M2Q' }),
      question('Two?', { guid: 'b|2', code: 'B2B2B' }),
    ]
    const bank = bankOf(questions, { title: 'Top', id: 'top', level: 2, own: true })
    const { root } = await readText(bank.files[0]?.text ?? '')
    const read = drafts([], { id: 'top', title: 'Top', sections: root.sections })
    const { ledger, companion } = ledgerOf(read, bank, 7)
    const messages = new Messages()
    const parsed = parseLedger(ledger, 'rectoverso.lock', messages)
    expect(messages.all).toEqual([])
    expect(
      [...parsed.questions.values()].map(({ code, guid, after }) => [code, guid, after]),
    ).toEqual([
      ['B2B2B', 'b|2', 'K7M2Q'],
      ['K7M2Q', 'a#%1', ''],
    ])
    expect([...parsed.sections.values()].map(({ deck }) => deck)).toEqual(['010 S'])
    expect([parsed.id, parsed.deck]).toEqual(['top', 'Top'])
    expect(companion).toMatch(/^rectoverso issued 1\nB2B2B\t.*Two\?.*\nK7M2Q\t.*One\?/)
  })
})

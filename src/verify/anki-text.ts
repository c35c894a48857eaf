/** Whether notes as text hold every question as its row: the same notes as a deck's. */
import { parseCsv, TableError } from '../merge/csv.ts'
import type { Bank, Kind } from '../model/bank.ts'
import type { Account } from './account.ts'
import { judgeNotes } from './deck.ts'
import { type Common, fieldsOf, type NoteFound, type Shipped, typeNameOf } from './notes.ts'

const kinds: readonly Kind[] = ['basic', 'reversed', 'cloze', 'choice', 'typed']

/** Lines that tell Anki how to read the rest; it goes by them. */
const directives = [
  '#separator:tab',
  '#html:true',
  '#if matches:update current',
  '#guid column:1',
  '#notetype column:2',
  '#deck column:3',
  '#tags column:4',
]

const meta = ['guid', 'notetype', 'deck', 'tags']

/** What is found is said. */
export function judgeAnkiText(
  bytes: Uint8Array,
  shipped: readonly Shipped[],
  common: Common,
  account: Account,
): void {
  let rows: string[][]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const head = /^(?:#.*\n)*/.exec(text)?.[0] ?? ''
    for (const line of directives) {
      if (!head.split('\n').includes(line)) account.say('verify-missing', `the line ${line}.`)
    }
    const body = `${meta.join('\t')}\n${text.slice(head.length)}`
    rows = parseCsv(body, new Set(meta)).slice(1)
  } catch (error) {
    if (!(error instanceof TableError || error instanceof TypeError)) throw error
    account.say('verify-unreadable', error.message)
    return
  }
  const notes = rows.filter((row) => row.length > 1).map((row) => noteOf(row, common.bank))
  judgeNotes(notes, shipped, common, account)
}

/** Fields go by position, and positions by note type. */
function noteOf(
  [guid = '', type = '', deck = '', tags = '', ...cells]: string[],
  bank: Bank,
): NoteFound {
  const kind = kinds.find((one) => typeNameOf(bank, one) === type)
  const names = kind ? fieldsOf(kind) : ['Code']
  const fields = new Map(names.map((name, index) => [name, cells[index] ?? '']))
  // A deck's name of digits alone would be taken for a number, and has one below it.
  const name = /^[+-]?\d+::Questions$/.test(deck) ? deck.slice(0, -'::Questions'.length) : deck
  return { guid, type, deck: name, tags: tags.split(' ').filter(Boolean), fields }
}

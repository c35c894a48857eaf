/** The rows of a table, ours or another's, as questions. */
import type { RootContent } from 'mdast'
import { isCode } from '../identity/code.ts'
import { nameOf, TableError } from '../merge/csv.ts'
import { freshText } from '../merge/place.ts'
import { freshState } from '../merge/row.ts'
import { type Cells, sheetsIn } from '../merge/table.ts'
import type { Messages } from '../messages/messages.ts'
import type { Difficulty, Kind } from '../model/bank.ts'
import { createParser } from '../read/markdown/parse.ts'
import type { ColumnName } from '../sheet/columns.ts'
import { levelOf } from './bank.ts'
import type { Imported } from './notes.ts'
import { directive, plainOf } from './question.ts'

/** What tables of others call our columns. */
const names: Readonly<Record<string, ColumnName>> = {
  ...{ front: 'question', prompt: 'question', term: 'question', frage: 'question' },
  ...{ back: 'answer', definition: 'answer', response: 'answer', antwort: 'answer' },
  ...{ options: 'choices', correct: 'right', topic: 'section', chapter: 'section', tag: 'tags' },
  ...{ code: 'code', deck: 'deck', section: 'section', kind: 'kind', question: 'question' },
  ...{ answer: 'answer', choices: 'choices', right: 'right', hint: 'hint', tags: 'tags' },
  ...{ difficulty: 'difficulty', level: 'difficulty' },
}

/** Rows that may stand above the header. */
const lead = 10

type Row = { cells: Cells; place: string }

/**
 * Questions in the order of the rows. `title` names the deck where no column does.
 *
 * @throws TableError where the bytes are no table.
 */
export async function questionsOfTable(
  bytes: Uint8Array,
  title: string,
  messages: Messages,
): Promise<{ rows: number; questions: Imported[] }> {
  const rows = (await sheetsIn(bytes)).sheets.flatMap(({ name, rows }, _, all) =>
    rowsOf(rows, all.length > 1 ? `${name}, ` : ''),
  )
  if (rows.every(({ cells }) => cells.answer === undefined && cells.code === undefined)) {
    throw new TableError('It has no columns for questions and answers, named so or standing first.')
  }
  const decks = rows.map(({ cells }) => deckOf(cells, title))
  const level = levelOf(decks)
  const questions = rows.flatMap((row, index): Imported[] => {
    const made = questionOf(row, decks[index] ?? [title], level)
    if (typeof made !== 'string') return [made]
    messages.add('import-note-skipped', `${row.place}: ${made}.`)
    return []
  })
  return { rows: rows.length, questions }
}

/** Filled rows of a sheet; without a header of names the first two columns ask and answer. */
function rowsOf(rows: readonly string[][], sheet: string): Row[] {
  const header = rows
    .slice(0, lead)
    .findIndex((row) => row.some((cell) => columnOf(cell) === 'question'))
  const columns =
    header < 0 ? (['question', 'answer'] as const) : (rows[header] ?? []).map(columnOf)
  return rows.flatMap((row, at): Row[] => {
    if (at <= header || row.every((cell) => cell.trim() === '')) return []
    const cells: Cells = {}
    for (const [column, name] of columns.entries()) {
      // Of two columns with one name the first counts.
      const cell = row[column]
      if (name !== undefined && cell !== undefined) cells[name] ??= cell
    }
    return [{ cells, place: `${sheet}row ${at + 1}` }]
  })
}

function columnOf(cell: string): ColumnName | undefined {
  const name = nameOf(cell)
  return Object.hasOwn(names, name) ? names[name] : undefined
}

/**
 * The deck from the top, one part a level: as our tables name it, with its
 * subdecks, else by the section, whose levels stand between ` / `.
 */
function deckOf({ deck, section }: Cells, title: string): string[] {
  const named = parts(deck, '::')
  return named.length > 1 ? named : [named[0] ?? title, ...parts(section, ' / ')]
}

function parts(text: string | undefined, mark: string): string[] {
  return (text ?? '')
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const kinds: readonly Kind[] = ['basic', 'reversed', 'cloze', 'choice', 'typed']
const difficulties: readonly Difficulty[] = ['easy', 'medium', 'hard']

/** A row as a question, or why it is none. */
function questionOf({ cells, place }: Row, deck: string[], level: number): Imported | string {
  const code = (cells.code ?? '').trim().toUpperCase()
  const row = { place, sheet: 0, code, cells, own: new Map<string, string>() }
  const state = freshState(row, deck.slice(1).join(' / '))
  if (state.title === '') return 'its question is empty'
  if (/\n/.test(state.title)) return 'its title is more than one line'
  const options = state.options.map(({ text, right }) => ({ text: hung(text), right }))
  const gap = /\{\{c\d+::/.test(`${state.title}${state.prompt}${state.answer}`)
  const told = kinds.find((kind) => kind === state.kind)
  const kind = options.length > 0 ? 'choice' : gap ? 'cloze' : (told ?? 'basic')
  const difficulty = difficulties.find((one) => one === state.difficulty)
  const { title, prompt, answer, tags, hint } = state
  const comment = directive({
    ...{ kind, tags },
    ...(hint && { hint }),
    ...(difficulty && { difficulty }),
  }).trim()
  const { text } = freshText(
    { title, prompt, answer, options, comment: comment || undefined },
    level,
  )
  const parse = (markdown: string): RootContent[] => createParser().parse(markdown).children
  // A table brings no pictures: whether they are there is for the first build to say.
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, url = '']) => url)
  const said = {
    ...{ kind, tags, media: pictures },
    front: parse([title, prompt].join('\n\n')),
    answer: parse(answer),
    ...(options.length > 0 && {
      options: options.map(({ text, right }) => ({ right, body: parse(text), why: [] })),
    }),
  }
  const words = plainOf(parse(title)).trim()
  return {
    ...{ guid: '', kind, title: words, text, deck, tags, media: [], said },
    ...(isCode(code) && { code }),
  }
}

/** An option's further lines stand below its first; ours are written so already. */
function hung(text: string): string {
  const [first = '', ...more] = text.split('\n')
  const hangs = more.every((line) => line.trim() === '' || line.startsWith('  '))
  if (hangs) return text
  return [first, ...more.map((line) => (line.trim() === '' ? '' : `  ${line}`))].join('\n')
}

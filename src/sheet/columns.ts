/**
 * The columns of the table: one row a question, whatever the format.
 *
 * Question and answer are the author's own Markdown, so that a person can edit
 * them and the edit can find its way home.
 */
import { type Bank, bodyOf, type Question, questionsOf, type Section } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import type { OwnColumns } from '../writer.ts'
import { stampOf } from './stamp.ts'

export type Row = {
  question: Question
  section: Section
  /** The name of the bank's deck, as learners have it. */
  deck: string
  licence: string | undefined
  /** Cells of the columns that the table's users added, by name. */
  own?: ReadonlyMap<string, string>
  /** Cells that were asked for before: a stamp asks for most of them again. */
  made?: Map<Column, string>
}

export type Column = {
  /** Header, and the column's permanent name. */
  name: string
  of(row: Row): string
}

/** All but the stamp, which tells of them. */
export const basic = [
  { name: 'code', of: ({ question }) => question.code },
  {
    name: 'deck',
    of: ({ deck, section }) => (section.deck ? `${deck}::${section.deck}` : deck),
  },
  { name: 'section', of: ({ section }) => section.path.join(' / ') },
  { name: 'kind', of: ({ question }) => question.kind },
  {
    name: 'question',
    of: ({ question: { slices } }) => joined(slices.title.text, slices.prompt?.text),
  },
  { name: 'answer', of: ({ question: { slices } }) => joined(slices.answer?.text) },
  { name: 'choices', of: ({ question }) => choicesOf(question) },
  {
    name: 'right',
    of: ({ question }) =>
      question.kind === 'choice'
        ? question.choices
            .filter((choice) => choice.right)
            .map((choice) => choice.label)
            .join(', ')
        : '',
  },
  { name: 'hint', of: ({ question }) => hintOf(question) },
  { name: 'tags', of: ({ question }) => question.tags.join(', ') },
  { name: 'difficulty', of: ({ question }) => question.difficulty ?? '' },
  { name: 'source', of: ({ question: { place } }) => `${place.path}:${place.line}` },
  // On every row, because rows are copied out of tables.
  { name: 'licence', of: ({ licence }) => licence ?? '' },
] as const satisfies readonly Column[]

export const columns = [
  ...basic,
  {
    name: 'stamp',
    of: (row) => {
      const named = (name: string) => basic.find((column) => column.name === name) ?? basic[0]
      return stampOf((name) => cellOf(named(name), row), row.own)
    },
  },
] as const satisfies readonly Column[]

/** Behind ours in the table of a translation: the code of the question that a row translates. */
export const ofColumn = {
  name: 'of',
  of: ({ question }) => question.of ?? '',
} as const satisfies Column

export type ColumnName = (typeof columns)[number]['name'] | (typeof ofColumn)['name']

/** Whether a bank's questions name what they translate. */
export function isTranslation(bank: Pick<Bank, 'sections'>): boolean {
  for (const { question } of questionsOf(bank)) if (question.of !== undefined) return true
  return false
}

/** Every row in reading order; `deck` is the deck's name at first issue, else the title. */
export function* rowsOf(
  bank: Pick<Bank, 'title' | 'licence' | 'sections'>,
  deck = bank.title,
  own?: OwnColumns,
): Generator<Row> {
  for (const { question, section } of questionsOf(bank)) {
    yield rowOf({ question, section }, { deck, licence: bank.licence }, own)
  }
}

/** The row of one question. */
export function rowOf(
  at: Pick<Row, 'question' | 'section'>,
  of: Pick<Row, 'deck' | 'licence'>,
  own?: OwnColumns,
): Row {
  const cells = own?.cells.get(at.question.code)
  return { ...at, ...of, ...(cells && { own: cells }), made: new Map() }
}

/** Our columns, and behind them those that the table's users added. */
export function columnsWith(
  own: OwnColumns | undefined,
  bank: Pick<Bank, 'sections'>,
): readonly Column[] {
  const added = (own?.names ?? []).map((name): Column => {
    return { name, of: (row) => row.own?.get(name) ?? '' }
  })
  return [...columns, ...(isTranslation(bank) ? [ofColumn] : []), ...added]
}

/**
 * A cell as every table begins with it: line ends as LF, and none of the
 * characters that spreadsheets drop, show as boxes or cannot store at all.
 */
export function cellOf(column: Column, row: Row): string {
  const known = row.made?.get(column)
  if (known !== undefined) return known
  const given = column.of(row)
  const cell = unclean.test(given)
    ? given
        .replace(/\r\n?/g, '\n')
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
        .replace(/\p{Surrogate}/gu, '\ufffd')
    : given
  row.made?.set(column, cell)
  return cell
}

/** What few cells hold: what is taken out of them, or may be, if it is half a pair. */
const unclean = /[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\ud800-\udfff]/

/** Few questions have one, and a body is dear to read: in a text its quotes would be escaped. */
function hintOf(question: Question): string {
  const body = String(question.body)
  return body.includes('"hint":') ? plain(bodyOf({ body }).hint ?? []) : ''
}

/** Slices apart by a blank line, without the blank lines around them. */
function joined(...slices: (string | undefined)[]): string {
  return slices
    .map((slice) => (slice ?? '').replace(/^(?:[^\S\r\n]*\r?\n)+/, '').trimEnd())
    .filter((slice) => slice !== '')
    .join('\n\n')
}

/** A line an option, under its label: `A. text`; list and task marks left out. */
function choicesOf(question: Question): string {
  if (question.kind !== 'choice') return ''
  return question.choices
    .map(({ label }, index) => {
      const slice = joined(question.slices.choices?.[index]?.text)
      return `${label}. ${slice.replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/, '')}`
    })
    .join('\n')
}

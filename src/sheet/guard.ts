/**
 * The guard: one apostrophe before a cell that a spreadsheet would change.
 *
 * A spreadsheet evaluates a cell that begins like a formula and retypes one that
 * looks like a number, a date or a truth value: `=1+1`, `- item`, `007`, `1e5`,
 * `1/2`. Quotes do not prevent it. And some (Gnumeric and Google Sheets, but not
 * Excel and LibreOffice) take one apostrophe off any cell that begins with one.
 * So each of these gets one leading `'`, and the way back is exact whether a
 * program took it off or left it: where a cell begins with `'` and what follows
 * would be guarded, the first `'` is ours.
 *
 * Only tables of plain text need it. In a workbook every cell is typed as text.
 */

import { remembered } from './remembered.ts'

/** What stands before the first character that counts: white space, controls, invisible characters. */
const blank =
  '\\s\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff'

/** OWASP's list with its full-width forms and the minus sign; and a leading tab or line end. */
const formula = new RegExp(`^(?:[\\t\\r\\n]|[${blank}]*[=+\\-@＝＋－＠\\u2212])`, 'u')

/** Digits of any script with what numbers, dates, times, fractions and money are written with. */
const numeric =
  /^(?:[\p{N}\p{Sc}\s.,:;/\\'’٬٫%‰()+\-\u2212_]|(?<=\p{N})[eEtT](?=[\p{N}+\-\u2212])|(?<=\p{N})[zZ]$)*$/u

/** Names of months and days by their first letters, and the other words of dates and times. */
const dateWord =
  /^(?:(?:jan|feb|fev|fév|mar|mär|maa|mrt|apr|avr|abr|may|mai|maj|mei|mag|jun|jui|jul|giu|lug|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|des|déc|dic|ene|gen|mon|tue|wed|thu|fri|sat|sun|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)\p{L}*|[aptzem]|am|pm|utc|gmt|st|nd|rd|th|de|of|年|月|日|時|时|分|秒|년|월|일)$/iu
const dateMarks = /^[\p{L}\p{N}\s.,:/'’()+-]*$/u

/** Codes of the world's most used currencies, before or after a number. */
const currency =
  'usd|eur|gbp|jpy|cny|rmb|inr|rs|chf|rub|руб|brl|krw|cad|aud|nzd|sgd|hkd|twd|mxn|zar|dkk|sek|nok|kr|pln|zł|czk|kč|huf|ft|ron|lei|bgn|лв|try|tl|ils|thb|idr|rp|vnd|fr'
const amount = "[\\p{N}.,'’\\s()+\\-\\u2212]+"
const money = new RegExp(
  `^(?:${amount})?(?:(?:${currency})\\.?|\\p{L}{1,3}\\p{Sc})${amount}$|^${amount}(?:${currency})\\.?$`,
  'iu',
)

/** Truth values in the languages spreadsheets speak most. */
const truth =
  /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar|prawda|fałsz|истина|ложь|sand|falsk|sann|falskt|tosi|epätosi|pravda|nepravda|igaz|hamis|adevărat|fals|doğru|yanl[ıi]ş|真|偽|假)$/iu

/** Values that are errors to a spreadsheet. */
const error = /^#(?:n\/a|ref!|div\/0!|value!|name\?|num!|null!|spill!|calc!|field!|getting_data)$/i

/** Longest cell that can be a date; digits alone stay a number for some hundred places. */
const longest = 80
const longestNumber = 400
const edges = new RegExp(`^[${blank}]+|[${blank}]+$`, 'gu')

/** Whether a spreadsheet could take a cell for something other than its text. */
export const isTricky = remembered((cell: string): boolean => {
  if (cell.startsWith("'")) return false
  if (formula.test(cell)) return true
  if (cell.length > longestNumber) return false
  const bare = cell.replace(edges, '')
  if (cell.length > longest)
    return /^[\p{N}\p{Sc}\s.,'’()+\-\u2212]*\p{N}[\p{N}\p{Sc}\s.,'’()+\-\u2212]*%?$/u.test(bare)
  if (truth.test(bare) || error.test(bare)) return true
  if (!/\p{N}/u.test(bare)) return false
  return numeric.test(bare) || money.test(bare) || isDated(bare)
})

/** Whether it is numbers and the words of a date only. */
function isDated(bare: string): boolean {
  // Dates do not begin with a letter by itself; codes may.
  if (/^\p{L}(?!\p{L})/u.test(bare)) return false
  const words = bare.match(/\p{L}+/gu) ?? []
  return words.length <= 6 && dateMarks.test(bare) && words.every((word) => dateWord.test(word))
}

/** A cell as it is written into the table. */
export function guard(cell: string): string {
  return isGuarded(cell) ? `'${cell}` : cell
}

/** A cell as it was before `guard`; also where a program took the apostrophe off, unless another follows. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && isGuarded(cell.slice(1)) ? cell.slice(1) : cell
}

/**
 * A cell of a table that came back. `issued` is what was last written there,
 * before the guard: where nobody edited it, it comes home exactly, whether the
 * table was guarded or not and whatever the program did with the apostrophe.
 */
export function undo(cell: string, issued: string): string {
  return cell === issued ? issued : unguard(cell)
}

function isGuarded(cell: string): boolean {
  return cell.startsWith("'") || isTricky(cell)
}

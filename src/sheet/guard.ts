/**
 * The guard: one apostrophe before a cell that a spreadsheet would change.
 *
 * A spreadsheet evaluates a cell that begins like a formula and retypes one that
 * looks like a number, a date or a truth value: `=1+1`, `- item`, `007`, `1e5`,
 * `1/2`. Quotes do not prevent it. Such a cell gets one leading `'`; so does one
 * that already begins with apostrophes before such text, so that the way back is
 * exact: where a cell begins with `'` and what follows would be guarded, the
 * first `'` is ours.
 */

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
const money =
  /^(?:(?:usd|eur|gbp|jpy|cny|inr|chf|rub|brl|krw|cad|aud|dkk|sek|nok|pln|czk|zł|kr|fr)\s*[\p{N}.,'\s]+|[\p{N}.,'\s]+\s*(?:usd|eur|gbp|jpy|cny|inr|chf|rub|brl|krw|cad|aud|dkk|sek|nok|pln|czk|zł|kr|fr))\.?$/iu

/** Truth values in the languages spreadsheets speak most. */
const truth =
  /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar|prawda|fałsz|истина|ложь|sand|falsk|sann|falskt|doğru|yanlış|真|偽|假)$/iu

/** Values that are errors to a spreadsheet. */
const error = /^#(?:n\/a|ref!|div\/0!|value!|name\?|num!|null!|spill!|calc!|field!|getting_data)$/i

/** Longest cell that can be a number or a date. */
const longest = 80
const edges = new RegExp(`^[${blank}]+|[${blank}]+$`, 'gu')

/** Whether a spreadsheet could take a cell for something other than its text. */
export function isTricky(cell: string): boolean {
  if (cell.startsWith("'")) return false
  if (formula.test(cell)) return true
  if (cell.length > longest) return false
  const bare = cell.replace(edges, '')
  if (truth.test(bare) || error.test(bare)) return true
  if (!/\p{N}/u.test(bare)) return false
  return numeric.test(bare) || money.test(bare) || isDated(bare)
}

/** Whether it is numbers and the words of a date only. */
function isDated(bare: string): boolean {
  // Dates do not begin with a letter by itself; codes may.
  if (/^\p{L}(?!\p{L})/u.test(bare)) return false
  const words = bare.match(/\p{L}+/gu) ?? []
  return words.length <= 6 && dateMarks.test(bare) && words.every((word) => dateWord.test(word))
}

/** A cell as it is written into the table. */
export function guard(cell: string): string {
  return isTricky(withoutApostrophes(cell)) ? `'${cell}` : cell
}

/** A cell as it was before `guard`. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && isTricky(withoutApostrophes(cell)) ? cell.slice(1) : cell
}

function withoutApostrophes(cell: string): string {
  return cell.replace(/^'+/, '')
}

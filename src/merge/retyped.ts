/**
 * Whether a cell is another one as a spreadsheet retypes it: `007` as 7, `1e5`
 * as 100000, `1/2` as the second of January, `12:30` as 12:30:00, `true` as TRUE.
 */

const longest = 80

/** Whether a program may have made `theirs` of `issued` without a person's doing. */
export function retypes(issued: string, theirs: string): boolean {
  const [one, other] = [issued.trim(), theirs.trim()]
  if (one.length > longest || other.length > longest || other === '') return false
  if (/^\p{L}+$/u.test(one)) return isTruth(one, other)
  if (!/\p{N}/u.test(one) || !/\p{N}/u.test(other)) return false
  return sameNumber(one, other) || sameDate(one, other)
}

function isTruth(one: string, other: string): boolean {
  const known = /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero)$/i
  return known.test(one) && one.toLowerCase() === other.toLowerCase()
}

/** Numbers a text may mean, by either convention of separators; none where it is no number. */
function numbersOf(text: string): number[] {
  const bare = text.replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, '').replace(/\u2212/g, '-')
  const signed = /^\((.+)\)$/.test(bare) ? `-${bare.slice(1, -1)}` : bare
  const [, sign = '', digits = '', power = '', percent = ''] =
    /^([+-]?)([\d.,]*\d[\d.,]*)([eE][+-]?\d+)?(%?)$/.exec(signed) ?? []
  if (digits === '') return []
  const forms = [digits.replaceAll(',', ''), digits.replaceAll('.', '').replace(',', '.')]
  return forms
    .map((form) => Number(`${sign}${form}${power}`) / (percent === '' ? 1 : 100))
    .filter((value) => Number.isFinite(value))
}

function sameNumber(one: string, other: string): boolean {
  const [wanted, given] = [numbersOf(one), numbersOf(other)]
  // Numbers in scientific form, and those longer than 15 digits, were rounded.
  const digits = other
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length
  const rounded = /\d[eE][+-]?\d/.test(other) || one.replace(/\D/g, '').length > 15
  const slack = rounded ? 0.5 * 10 ** (1 - Math.min(digits, 15)) : 1e-15
  const near = (a: number, b: number) => a === b || Math.abs(a - b) <= slack * Math.abs(a)
  return wanted.some((a) => given.some((b) => near(a, b)))
}

const months: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв'],
  ['feb', 'fev', 'fév', 'фев'],
  ['mar', 'mär', 'maa', 'mrt', 'мар'],
  ['apr', 'avr', 'abr', 'апр'],
  ['may', 'mai', 'maj', 'mei', 'mag', 'мая', 'май'],
  ['jun', 'juin', 'giu', 'июн'],
  ['jul', 'juil', 'lug', 'июл'],
  ['aug', 'aoû', 'ago', 'авг'],
  ['sep', 'set', 'сен'],
  ['oct', 'okt', 'ott', 'out', 'окт'],
  ['nov', 'ноя'],
  ['dec', 'dez', 'des', 'déc', 'dic', 'дек'],
]

/** Words of times and dates that are no month. */
const others = /^(?:am|pm|[apztT]|utc|gmt|st|nd|rd|th|de|of|mon|tue|wed|thu|fri|sat|sun)\p{L}*$/iu

/** The numbers of a date or time; undefined where other words stand in it. */
function partsOf(text: string): number[] | undefined {
  if (!/^[\p{L}\p{N}\s.,:/'’()+\-–]*$/u.test(text)) return undefined
  const parts: number[] = []
  for (const [found] of text.matchAll(/\p{L}+|\d+/gu)) {
    if (/^\d/.test(found)) {
      parts.push(Number(found))
      continue
    }
    const month = months.findIndex((names) =>
      names.some((name) => found.toLowerCase().startsWith(name)),
    )
    if (month >= 0) parts.push(month + 1)
    else if (!others.test(found)) return undefined
  }
  return parts
}

function isSeparated(text: string): boolean {
  return /\d\s*[-/.:]\s*\d|\p{L}.*\d|\d.*\p{L}/u.test(text)
}

function sameDate(one: string, other: string): boolean {
  const wanted = partsOf(one)
  if (!wanted || wanted.length < 2 || !isSeparated(one)) return false
  const [a = 0, b = 0] = wanted
  const [value] = /^\d+(?:[.,]\d+)?$/.test(other) ? numbersOf(other) : []
  if (value !== undefined) {
    // A fraction, a time as a part of a day, or a date as its number of days.
    if (/^\d+\s*\/\s*\d+$/.test(one) && Math.abs(a / b - value) < 1e-6) return true
    if (/^\d+:\d\d/.test(one) && Math.abs((a + b / 60) / 24 - value) < 1e-4) return true
    const day = new Date(Math.round((value - 25_569) * 86_400_000))
    if (!Number.isInteger(value) || value < 20_000 || Number.isNaN(day.getTime())) return false
    return covers([day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()], wanted)
  }
  const given = partsOf(other)
  return given !== undefined && isSeparated(other) && covers(given, wanted)
}

/** Whether all wanted numbers are given, and what is more is a year or nothing. */
function covers(given: readonly number[], wanted: readonly number[]): boolean {
  const left = [...given]
  for (const number of wanted) {
    const at = left.findIndex(
      (one) =>
        one === number ||
        one % 2000 === number ||
        number % 2000 === one ||
        one % 1900 === number ||
        (one % 12 === number % 12 && number > 12 && number < 24),
    )
    if (at < 0) return false
    left.splice(at, 1)
  }
  return left.every(
    (one) =>
      one === 0 || one === 1 || (one > 1900 && one < 2200) || (one < 100 && wanted.length === 2),
  )
}

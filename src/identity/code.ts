/**
 * Codes: the short names of questions, `K7M2Q`.
 *
 * Letter, digit, letter, digit, letter, without vowels, `L` and `0`, `1`: no
 * code spells a word, and none can be read as a number, a power (`1E5`), a
 * date, a month or a truth value, because no spreadsheet's form of these begins
 * with a letter and changes between letters and digits at every place. Five
 * places give 512,000 codes; banks that begin large take seven, 81,920,000.
 */
import { bytesOf } from './hash.ts'

const letters = 'BCDFGHJKMNPQRSTVWXYZ'
const digits = '23456789'

export type CodeLength = 5 | 7

/** From this many questions on, a new ledger gives codes of seven places. */
const longFrom = 5000

/** Places of the codes of a bank: what its ledger settled on, or by the number of its first questions. */
export function codeLength(known: CodeLength | undefined, questions: number): CodeLength {
  return known ?? (questions >= longFrom ? 7 : 5)
}

const pattern = new RegExp(
  `^[${letters}](?:[${digits}][${letters}]){2}(?:[${digits}][${letters}])?$`,
)

/** Tries at one length before the next; that many only happen when a length is nearly used up. */
const triesPerLength = 100

export function isCode(text: string): boolean {
  return pattern.test(text)
}

/** The code of a number from 0 to one less than the number of codes of this length. */
export function codeAt(index: number, length: number): string {
  let rest = index
  let code = ''
  for (let place = length - 1; place >= 0; place--) {
    const alphabet = place % 2 ? digits : letters
    code = alphabet[rest % alphabet.length] + code
    rest = Math.floor(rest / alphabet.length)
  }
  return code
}

/** The number of a code among those of its length. */
export function indexOfCode(code: string): number {
  let index = 0
  for (const [place, character] of [...code].entries()) {
    const alphabet = place % 2 ? digits : letters
    index = index * alphabet.length + alphabet.indexOf(character)
  }
  return index
}

/** How many codes there are of a length. */
export function codesOf(length: number): number {
  return letters.length ** Math.ceil(length / 2) * digits.length ** Math.floor(length / 2)
}

/**
 * A code never given before, derived from the bank and what the question was
 * when first seen: its `birth`, and how many of that birth came before it, so
 * that a bank of equal questions does not search for each of them anew. `given`
 * holds every code the bank ever gave, retired ones too.
 */
export function deriveCode(
  bank: string,
  birth: string,
  twins: number,
  length: number,
  given: { has(code: string): boolean },
): string {
  for (let attempt = 0; ; attempt++) {
    // A length that is used up gives way to the next, so that this always ends.
    const places = length + 2 * Math.floor(attempt / triesPerLength)
    const parts = ['code', bank, birth, String(twins), String(attempt)]
    const number = bytesOf(parts).readUIntBE(0, 6)
    const code = codeAt(number % codesOf(places), places)
    if (!given.has(code)) return code
  }
}

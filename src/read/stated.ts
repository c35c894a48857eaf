/** Statements of an answer: `Answer: C`, `Correct answers: B, E`, `正确答案：BD`, `Answer: 2`. */
import { answerLead } from './wording.ts'

export type Stated = {
  /** Places of the right options, from 0; empty where the answer is given in words. */
  right: number[]
  /** What stands behind the letters, or the answer's words. */
  rest: string
}

const between =
  '(?:\\s*(?:,|、|，|;|&|/|\\+|\\band\\b|\\bund\\b|\\bet\\b|\\by\\b|\\be\\b|и)\\s*|\\s+)?'
const letter = '[\\[(]?[A-Ha-h][\\])]?'
const letters = new RegExp(
  `^[*_\`\\["'(]*(${letter}(?:${between}${letter})*)(?![\\p{L}\\p{N}'’])[*_\`"')\\]]*`,
  'u',
)
const digits = /^[*_`"'(]*(\d(?:\s*(?:,|、|&|and)\s*\d)*)(?![\p{N}]|[.,]\d)[*_`"')]*/u

/** Reads letters or numbers at the beginning of a text; undefined where it begins with a word. */
export function placesAt(text: string): Stated | undefined {
  const found = letters.exec(text) ?? digits.exec(text)
  if (!found?.[1]) return undefined
  const rest = text.slice(found[0].length)
  // "Bad" and "add" are words; letters run together are capitals.
  if (/[A-Ha-h]{2,}/.test(found[1].replace(/\b(?:and|und|et)\b/g, '')) && /[a-h]/.test(found[1])) {
    return undefined
  }
  // "A pod is …" begins with an article.
  if (
    /^[Aa]$/.test(found[1]) &&
    /^\s+\p{Ll}/u.test(rest) &&
    !/^\s+(?:because|since|as)\b/.test(rest)
  ) {
    return undefined
  }
  const signs =
    found[1].match(/\d/g) ?? found[1].replace(/\b(?:and|und|et)\b/g, '').match(/[A-Ha-h]/g) ?? []
  const right = signs.map((sign) =>
    /\d/.test(sign) ? Number(sign) - 1 : sign.toUpperCase().charCodeAt(0) - 65,
  )
  if (right.some((place) => place < 0) || new Set(right).size < right.length) return undefined
  return { right, rest: rest.replace(/^[ \t.:：)\]\-–—]+/, '') }
}

/** Reads a text that begins with the word for an answer; undefined where it does not say which. */
export function answerStated(text: string): Stated | undefined {
  const lead = answerLead.exec(text)
  if (!lead || lead[0].length === 0) return undefined
  const answer = text.slice(lead[0].length)
  const before = lead[0].trimEnd()
  if (/[\p{L}\p{N}]$/u.test(before) && !/\s$/.test(lead[0]) && answer !== '') return undefined
  return placesAt(answer)
}

/** The words behind `Answer:` where it gives no letter; undefined without such a lead. */
export function answerInWords(text: string): string | undefined {
  const lead = answerLead.exec(text)
  if (!lead || !/[:：]/.test(lead[0])) return undefined
  return text.slice(lead[0].length).trim()
}

const alone =
  /^[^\p{L}\p{N}]*\p{L}[\p{L}\p{M} ]{1,30}[:：]\s*([A-H](?:(?:\s*[,、و]\s*|\s+)[A-H])*)[^\p{L}\p{N}]*$/u

/**
 * A line of nothing but words and letters, `Răspuns: C`, whatever the words are:
 * behind lettered options it says which are right.
 */
export function answerAlone(line: string): Stated | undefined {
  const letters = alone.exec(line.split('\n')[0] ?? '')?.[1]
  const stated = letters === undefined ? undefined : placesAt(letters)
  return stated && { ...stated, rest: line.includes('\n') ? line.slice(line.indexOf('\n')) : '' }
}

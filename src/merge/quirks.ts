/**
 * What spreadsheets change by themselves, told from what a person edited.
 *
 * Typing in a cell brings curly quotes, dashes, dots in one and spaces that do
 * not break; saving in the machine's code page makes question marks; and a cell
 * whose guard was lost is retyped as a number, date or truth value. Where the
 * issued text explains what came back, the issued text is kept.
 */
import { diffIndices } from 'node-diff3'
import { isWestern } from './decode.ts'
import { retypes } from './retyped.ts'

/** Characters that programs put in while one types, and what was typed. */
const typed: Readonly<Record<string, readonly string[]>> = {
  '‘': ["'", '`'],
  '’': ["'"],
  '‚': ["'", ','],
  '“': ['"'],
  '”': ['"'],
  '„': ['"'],
  '«': ['"', '<<'],
  '»': ['"', '>>'],
  '…': ['...'],
  '–': ['--', '-'],
  '—': ['---', '--', '-'],
  '©': ['(c)', '(C)'],
  '®': ['(r)', '(R)'],
  '™': ['(tm)', '(TM)'],
  '½': ['1/2'],
  '¼': ['1/4'],
  '¾': ['3/4'],
  '→': ['->', '-->'],
  '←': ['<-', '<--'],
  '\u00a0': [' '],
  '\u202f': [' '],
  '\u2007': [' '],
  // Some drop what does not break on the way.
  ' ': ['\u00a0', '\u202f'],
}

const telling = new RegExp(`[${Object.keys(typed).join('')}]`)

/** The text as a person left it; `lossy`: whether the file could not hold all characters. */
export function restored(theirs: string, issued: string, lossy: boolean): string {
  if (theirs === issued) return issued
  if (retypes(issued, theirs)) return issued
  if (!telling.test(theirs) && !(lossy && theirs.includes('?'))) return theirs
  const [now, before] = [tokens(theirs), tokens(issued)]
  const known = [...new Set(before)]
  const meant = new Map<string, string>()
  for (const token of new Set(now)) {
    if (known.includes(token)) continue
    if (!telling.test(token) && !(lossy && token.includes('?'))) continue
    const pattern = patternOf(token, lossy)
    const found = known.find((one) => pattern.test(one))
    if (found !== undefined) meant.set(token, found)
  }
  if (meant.size === 0) return theirs
  const read = now.map((token) => meant.get(token) ?? token)
  const edited = new Set<number>()
  for (const { buffer2 } of diffIndices(before, read)) {
    for (let index = 0; index < buffer2[1]; index++) edited.add(buffer2[0] + index)
  }
  return now.map((token, index) => (edited.has(index) ? token : (read[index] ?? token))).join('')
}

/** Words, and what stands between them. */
function tokens(text: string): string[] {
  return text.match(/\s|[^\s]+/g) ?? []
}

/** What a token may have been before a program changed it. */
function patternOf(token: string, lossy: boolean): RegExp {
  const parts = [...token].map((character) => {
    const forms = [character, ...(typed[character] ?? [])].map(escaped)
    if (lossy && character === '?') forms.push(lost)
    return `(?:${forms.join('|')})${lossy && character === '?' ? '?' : ''}`
  })
  return new RegExp(`^${parts.join('')}$`, 'u')
}

/** Characters that Windows-1252 cannot hold. */
const lost = `[^\\u0000-\\u007f\\u00a0-\\u00ff${westernOf()}]`

function westernOf(): string {
  const points = Array.from({ length: 0x2200 - 0x100 }, (_, index) => index + 0x100)
  return points
    .map((point) => String.fromCodePoint(point))
    .filter(isWestern)
    .join('')
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`)
}

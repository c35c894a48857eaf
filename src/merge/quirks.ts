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
  const read = [...now]
  const isSame = comparison(lossy)
  for (const { buffer1, buffer2 } of diffIndices(before, now)) {
    const old = before.slice(buffer1[0], buffer1[0] + buffer1[1])
    const own = now.slice(buffer2[0], buffer2[0] + buffer2[1])
    for (const [at, from] of aligned(old, own, isSame)) read[buffer2[0] + at] = old[from] ?? ''
  }
  return read.join('')
}

type Same = (issued: string, theirs: string) => boolean

/** Whether a token came from an issued one by a program's doing. */
function comparison(lossy: boolean): Same {
  const patterns = new Map<string, RegExp | undefined>()
  return (issued, theirs) => {
    if (!patterns.has(theirs)) {
      const changed = telling.test(theirs) || (lossy && theirs.includes('?'))
      patterns.set(theirs, changed ? patternOf(theirs, lossy) : undefined)
    }
    return patterns.get(theirs)?.test(issued) ?? false
  }
}

/** Pairs of tokens that are compared at most; a cell rewritten beyond that is taken as it is. */
const mostPairs = 250_000

/** The longest way through both in which tokens are the same: index of theirs, index of issued. */
function aligned(issued: readonly string[], theirs: readonly string[], isSame: Same) {
  const [rows, columns] = [issued.length, theirs.length]
  const pairs: [theirs: number, issued: number][] = []
  if (rows * columns > mostPairs) return pairs
  const width = columns + 1
  const best = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const same = isSame(issued[row] ?? '', theirs[column] ?? '')
      best[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (isSame(issued[row] ?? '', theirs[column] ?? '')) pairs.push([column++, row++])
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return pairs
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

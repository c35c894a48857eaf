/**
 * Numbered headings: `## 3. Q`, `#### 3) Q`, `### Q3: Q`, `### 1.2.3 Q`.
 *
 * The question level is the one with the largest ascending run of numbers; on a
 * tie the shallower. Numbered headings below a question are parts of its answer;
 * a numbered heading that only gathers numbered headings is a section.
 */

import { type Entry, follows, type Numbered, numberOf as numberIn } from '../outline.ts'
import { asks, asksSurely, countName, namesDocument } from '../wording.ts'
import { type Dialect, noEvidence, type Sheet } from './dialect.ts'
import { furniture, holdsOthers, walk } from './headings.ts'
import { isManual, saysQuestions } from './not-a-bank.ts'

const fewest = 3
/** Fewest numbered headings that are questions though none asks, others stand among them, and nothing says so. */
const fewestUnasked = 10

/** Whether numbered headings are the parts of a document: none of them asks, and nothing says that questions follow. */
function areParts(numbered: readonly Entry[], own: readonly Entry[], sheet: Sheet): boolean {
  if (sheet.level !== undefined || sheet.ours || sheet.forced) return false
  const asking = numbered.filter(
    ({ title }) => asksSurely(title) || countName.test(title) || /^\P{L}*q[\s.#-]*\d/iu.test(title),
  )
  const share = asking.length / numbered.length
  if (share < 0.4 && isManual(sheet)) return true
  if (share >= 0.1) return false
  if (numbered.length >= fewestUnasked || saysQuestions(sheet)) return false
  return numbered.length < own.length * 0.6 || namesDocument(sheet.headings[0]?.title ?? '')
}

/** A number with nothing behind it, `12 Words`: of a title only where its neighbours count on. */
const bareNumber = /^[^\p{L}\p{N}]*(\d{1,3})[ \t\u00a0]+(?=\S)/u
const fewestBare = 5

/** Headings of one level whose bare numbers go on by one from heading to heading, five times or more. */
function bareRuns(headings: readonly Entry[]): ReadonlySet<Entry> {
  const found = new Set<Entry>()
  for (const depth of [1, 2, 3, 4, 5, 6]) {
    let run: Entry[] = []
    let last = 0
    let longest = 0
    const all: Entry[] = []
    for (const entry of headings) {
      const number = entry.depth === depth ? bareNumber.exec(entry.title)?.[1] : undefined
      if (number === undefined) continue
      run = Number(number) === last + 1 ? [...run, entry] : [entry]
      last = Number(number)
      longest = Math.max(longest, run.length)
      all.push(entry)
    }
    if (longest >= fewestBare) for (const entry of all) found.add(entry)
  }
  return found
}

type Numbering = (entry: Entry) => Numbered | undefined

/** The numbers of a file's titles. */
function numbersIn(headings: readonly Entry[]): Numbering {
  const bare = bareRuns(headings)
  return (entry) => {
    const found = numberOf(entry.title)
    const match = found || !bare.has(entry) ? undefined : bareNumber.exec(entry.title)
    return match ? { number: [Number(match[1])], length: match[0].length } : found
  }
}

/** The number of a title; one that only counts, `Question 3`, stays whole: what asks stands below. */
function numberOf(title: string): Numbered | undefined {
  const found = numberIn(title)
  // The headings of a list of changes: years, and versions with a date or a suffix.
  if (found && /^\P{L}*(?:(?:19|20)\d\d[^\d\p{L}]|\d+\.\d+\.\d+\s*[-–(\]])/u.test(title))
    return undefined
  if (found || !countName.test(title)) return found
  // A bare number is a year as often as a count.
  const bare = /^\d+$/.test(title.trim())
  const number = bare ? undefined : /\d{1,4}(?:[-.]\d{1,3})*/.exec(title)?.[0]
  return number === undefined ? undefined : { number: number.split(/[-.]/).map(Number), length: 0 }
}

/** The numbered headings of a level that go on from one another. */
function run(numbered: readonly Entry[], numberOf: Numbering): number {
  let previous: number[] | undefined
  let length = 0
  for (const entry of numbered) {
    const number = numberOf(entry)?.number
    if (!number) continue
    if (follows(previous, number)) length++
    previous = number
  }
  return length
}

/** The numbered headings of a file that only gather others: sections, not questions. */
function gathering(headings: readonly Entry[], numberOf: Numbering): Set<Entry> {
  const found = new Set<Entry>()
  headings.forEach((entry, place) => {
    if (!numberOf(entry)) return
    let below = 0
    let asking = 0
    for (let next = place + 1; (headings[next]?.index ?? entry.end) < entry.end; next++) {
      const other = headings[next]
      if (!other || !numberOf(other)) continue
      below++
      if (asks(other.title)) asking++
    }
    if (below < 2) return
    const mostAsk = asking >= below / 2
    // A question with numbered parts reads as one; its parts do not.
    if (asks(entry.title) ? mostAsk && !entry.filledDirectly : mostAsk || !entry.filledDirectly) {
      found.add(entry)
    }
  })
  return found
}

export const numberedHeading: Dialect = {
  name: 'numbered-heading',

  evidence(sheet) {
    const { headings, level } = sheet
    const numberOf = numbersIn(headings)
    const sections = gathering(headings, numberOf)
    let best = noEvidence
    const inside = new Set<Entry>()
    for (const depth of level ? [level] : [1, 2, 3, 4, 5, 6]) {
      const own = headings.filter(
        (entry) => entry.depth === depth && !inside.has(entry) && !furniture(entry),
      )
      const numbered = own.filter((entry) => numberOf(entry) && !sections.has(entry))
      const filled = numbered.filter((entry) => entry.filled).length
      if (numbered.length < fewest || filled < numbered.length / 2) continue
      if (areParts(numbered, own, sheet)) continue
      const ascending = run(numbered, numberOf)
      // Some numbers are doubled or missing in most banks.
      const ordered = Math.min(1, ascending / numbered.length + 0.25)
      const confidence = ordered * (numbered.length / own.length)
      if (ascending < fewest || confidence < 0.4) continue
      if (numbered.length > best.questions) {
        best = { questions: numbered.length, confidence, level: depth }
      }
      // Numbered headings below a question are parts of its answer.
      const questions = new Set(numbered)
      let end = 0
      for (const entry of headings) {
        if (entry.index < end) inside.add(entry)
        else if (questions.has(entry)) end = entry.end
      }
    }
    return best
  },

  parts(sheet, { level }) {
    const { headings } = sheet
    const numberOf = numbersIn(headings)
    const sections = gathering(headings, numberOf)
    const next = nextNumbers(headings, level, numberOf)
    const goesOn = followed(headings, level, numberOf)
    let last: number[] | undefined
    /** Depths of the numbered headings below the question at hand. */
    let below = new Set<number>()
    /** Whether a heading of a level beside the questions' goes on with their numbers. */
    const slips = (entry: Entry, number: readonly number[]): boolean =>
      Math.abs(entry.depth - level) === 1 &&
      last !== undefined &&
      isNext(last, number) &&
      !below.has(entry.depth) &&
      isNext(number, next.get(entry)) &&
      !sections.has(entry)
    return walk(sheet, (entry, inItem) => {
      const numbered = numberOf(entry)
      if (numbered && !sections.has(entry)) {
        if (entry.depth === level || slips(entry, numbered.number)) {
          last = numbered.number
          below = new Set()
          return { is: 'item', cut: numbered.length }
        }
      }
      if (entry.depth > level) {
        if (numbered) below.add(entry.depth)
        return inItem ? { is: 'inside' } : { is: 'section' }
      }
      const left = holdsOthers(entry, headings, level) ? undefined : furniture(entry)
      if (left) return left
      if (entry.depth < level || numbered || !entry.filledDirectly) return { is: 'section' }
      if (asks(entry.title)) return { is: 'item', cut: 0 }
      // Before another numbered one it is a part of the answer at hand.
      if (inItem && goesOn.has(entry)) return { is: 'inside' }
      const reason = `"${entry.title}" has no number as the questions around it have.`
      return { is: 'skipped', reason }
    })
  },
}

/** The headings of the question level behind which, in the same section, another numbered one stands. */
function followed(
  headings: readonly Entry[],
  level: number,
  numberOf: Numbering,
): ReadonlySet<Entry> {
  const found = new Set<Entry>()
  let behind = false
  for (const entry of headings.toReversed()) {
    if (behind) found.add(entry)
    if (entry.depth < level) behind = false
    else if (entry.depth === level && numberOf(entry)) behind = true
  }
  return found
}

/** For each heading, the number of the next numbered one at the question level or beside it. */
function nextNumbers(
  headings: readonly Entry[],
  level: number,
  numberOf: Numbering,
): Map<Entry, number[]> {
  const next = new Map<Entry, number[]>()
  let number: number[] | undefined
  for (const entry of headings.toReversed()) {
    if (number) next.set(entry, number)
    if (Math.abs(entry.depth - level) <= 1) number = numberOf(entry)?.number ?? number
  }
  return next
}

/** Whether one number is the one right before another; nothing behind it will do. */
function isNext(before: readonly number[], after: readonly number[] | undefined): boolean {
  if (!after) return true
  return before.length === after.length && after.at(-1) === (before.at(-1) ?? 0) + 1
}

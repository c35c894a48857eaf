/**
 * Numbered headings: `## 3. Q`, `#### 3) Q`, `### Q3: Q`, `### 1.2.3 Q`.
 *
 * The question level is the one with the largest ascending run of numbers; on a
 * tie the shallower. Numbered headings below a question are parts of its answer;
 * a numbered heading that only gathers numbered headings is a section.
 */

import { type Entry, follows, type Numbered, numberOf as numberIn } from '../outline.ts'
import { asks, countName } from '../wording.ts'
import { type Dialect, noEvidence } from './dialect.ts'
import { furniture, holdsOthers, walk } from './headings.ts'

const fewest = 3

/** The number of a title; one that only counts, `Question 3`, stays whole: what asks stands below. */
function numberOf(title: string): Numbered | undefined {
  const found = numberIn(title)
  if (found || !countName.test(title)) return found
  // A bare number is a year as often as a count.
  const bare = /^\d+$/.test(title.trim())
  const number = bare ? undefined : /\d{1,4}(?:[-.]\d{1,3})*/.exec(title)?.[0]
  return number === undefined ? undefined : { number: number.split(/[-.]/).map(Number), length: 0 }
}

/** The numbered headings of a level that go on from one another. */
function run(numbered: readonly Entry[]): number {
  let previous: number[] | undefined
  let length = 0
  for (const entry of numbered) {
    const number = numberOf(entry.title)?.number
    if (!number) continue
    if (follows(previous, number)) length++
    previous = number
  }
  return length
}

/** The numbered headings of a file that only gather others: sections, not questions. */
function gathering(headings: readonly Entry[]): Set<Entry> {
  const found = new Set<Entry>()
  headings.forEach((entry, place) => {
    if (!numberOf(entry.title)) return
    let below = 0
    let asking = 0
    for (let next = place + 1; (headings[next]?.index ?? entry.end) < entry.end; next++) {
      const title = headings[next]?.title ?? ''
      if (!numberOf(title)) continue
      below++
      if (asks(title)) asking++
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

  evidence({ headings, level }) {
    const sections = gathering(headings)
    let best = noEvidence
    const inside = new Set<Entry>()
    for (const depth of level ? [level] : [1, 2, 3, 4, 5, 6]) {
      const own = headings.filter(
        (entry) => entry.depth === depth && !inside.has(entry) && !furniture(entry),
      )
      const numbered = own.filter((entry) => numberOf(entry.title) && !sections.has(entry))
      const filled = numbered.filter((entry) => entry.filled).length
      if (numbered.length < fewest || filled < numbered.length / 2) continue
      const ascending = run(numbered)
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
    const sections = gathering(headings)
    const next = nextNumbers(headings, level)
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
      const numbered = numberOf(entry.title)
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
      const reason = `"${entry.title}" has no number as the questions around it have.`
      return { is: 'skipped', reason }
    })
  },
}

/** For each heading, the number of the next numbered one at the question level or beside it. */
function nextNumbers(headings: readonly Entry[], level: number): Map<Entry, number[]> {
  const next = new Map<Entry, number[]>()
  let number: number[] | undefined
  for (const entry of headings.toReversed()) {
    if (number) next.set(entry, number)
    if (Math.abs(entry.depth - level) <= 1) number = numberOf(entry.title)?.number ?? number
  }
  return next
}

/** Whether one number is the one right before another; nothing behind it will do. */
function isNext(before: readonly number[], after: readonly number[] | undefined): boolean {
  if (!after) return true
  return before.length === after.length && after.at(-1) === (before.at(-1) ?? 0) + 1
}

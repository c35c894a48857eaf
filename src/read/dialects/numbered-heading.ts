/**
 * Numbered headings: `## 3. Q`, `#### 3) Q`, `### Q3: Q`, `### 1.2.3 Q`.
 *
 * The question level is the one with the largest ascending run of numbers; on a
 * tie the shallower, because numbered headings below it are parts of answers. A
 * numbered heading with another heading right below it is a section.
 */

import { type Entry, follows, numberOf } from '../outline.ts'
import { asks, contentsName } from '../wording.ts'
import { type Dialect, noEvidence } from './dialect.ts'
import { closes, walk } from './headings.ts'

const fewest = 3

/** The numbered headings of a level that go on from one another. */
function run(headings: readonly Entry[], depth: number): number {
  let previous: number[] | undefined
  let length = 0
  for (const entry of headings) {
    if (entry.depth !== depth || !entry.filled) continue
    const numbered = numberOf(entry.title)
    if (!numbered) continue
    if (follows(previous, numbered.number)) length++
    previous = numbered.number
  }
  return length
}

/** Whether a numbered heading only gathers others: a heading of numbers follows at once. */
function gathers(entry: Entry, headings: readonly Entry[]): boolean {
  if (entry.filledDirectly) return false
  const below = headings.filter((other) => other.index > entry.index && other.index < entry.end)
  return below.filter((other) => numberOf(other.title)).length >= 2
}

export const numberedHeading: Dialect = {
  name: 'numbered-heading',

  evidence({ headings, level }) {
    const candidates = level ? [level] : [1, 2, 3, 4, 5, 6]
    let best = noEvidence
    for (const depth of candidates) {
      const own = headings.filter((entry) => entry.depth === depth && entry.filled)
      const numbered = own.filter((entry) => numberOf(entry.title))
      if (numbered.length < fewest || numbered.every((entry) => gathers(entry, headings))) continue
      const ascending = run(headings, depth)
      const confidence = (ascending / numbered.length) * (numbered.length / own.length)
      if (ascending >= fewest && ascending > best.questions && confidence >= 0.4) {
        best = { questions: ascending, confidence, level: depth }
      }
    }
    return best
  },

  parts(sheet, { level }) {
    let last: number[] | undefined
    return walk(sheet, (entry, inItem) => {
      const numbered = numberOf(entry.title)
      const slipped =
        Math.abs(entry.depth - level) === 1 &&
        numbered !== undefined &&
        last !== undefined &&
        numbered.number.length === last.length &&
        numbered.number.at(-1) === (last.at(-1) ?? 0) + 1 &&
        !gathers(entry, sheet.headings)
      if (entry.depth === level || slipped) {
        if (numbered && !gathers(entry, sheet.headings)) {
          last = numbered.number
          return { is: 'item', cut: numbered.length }
        }
        if (closes(entry) || contentsName.test(entry.title)) {
          return {
            is: 'skipped',
            reason: `"${entry.title}" closes the file or lists its contents.`,
          }
        }
        if (numbered || !entry.filledDirectly) return { is: 'section' }
        if (asks(entry.title)) return { is: 'item', cut: 0 }
        const reason = `"${entry.title}" has no number as the questions around it have.`
        return { is: 'skipped', reason }
      }
      if (entry.depth > level && inItem) return { is: 'inside' }
      return { is: 'section' }
    })
  },
}

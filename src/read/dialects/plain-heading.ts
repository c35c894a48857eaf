/**
 * Plain headings: `## What is a closure?`, `### ▶ Title`; the answer below.
 *
 * This is also our own syntax. Without a stated level, the question level is
 * the one whose headings, with something below them, read as questions, or
 * share a sign in front, or carry our directive comments.
 */
import type { RootContent } from 'mdast'
import { isDirective } from '../directive.ts'
import { type Entry, numberOf, says, words } from '../outline.ts'
import { answerName, asks, asksSurely, contentsName } from '../wording.ts'
import { type Dialect, type Evidence, noEvidence, type Sheet } from './dialect.ts'
import { closes, furniture, holdsOthers, isLinkList, walk } from './headings.ts'
import { saysQuestions } from './not-a-bank.ts'

const prefix = /^\s*(?:Q(?:uestion)?\s*[.:)：]\s*|[^\p{L}\p{N}\s"'“‘«(¿<`[]+\s+)/u

/** The sign that most titles of a level begin with, such as `▶` or `Q.`. */
function commonPrefix(own: readonly Entry[]): string | undefined {
  const counts = new Map<string, number>()
  for (const entry of own) {
    const sign = prefix.exec(entry.title)?.[0].trim()
    if (sign) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  for (const [sign, count] of counts) {
    if (count >= 3 && count >= own.length * 0.6) return sign
  }
  return undefined
}

function directed(entry: Entry, blocks: readonly RootContent[]): boolean {
  const first = blocks[entry.index + 1]
  return first?.type === 'html' && isDirective(first)
}

const fewestBelow = 5
const shortest = 400

/** Whether what stands below a heading asks, and the heading only names it. */
function asksBelow(entry: Entry, blocks: readonly RootContent[]): boolean {
  if (asks(entry.title)) return false
  const body = blocks.slice(entry.index + 1, entry.next).filter(says)
  const texts = body.filter((node) => node.type === 'paragraph').map((node) => words(node).trim())
  const length = texts.join(' ').length
  return length <= shortest && texts.some((text) => /[?？؟]\s*$/.test(text) || asks(text))
}

/** Whether headings only say which part of an answer stands below: most of them say the same. */
function areLabels(own: readonly Entry[]): boolean {
  if (own.length < fewestBelow) return false
  const counts = new Map<string, number>()
  for (const { title } of own) counts.set(title, (counts.get(title) ?? 0) + 1)
  return Math.max(...counts.values()) > own.length / 2
}

/** Whether text and one heading, which says that the answer follows, stand below an entry. */
function isExplained(entry: Entry, headings: readonly Entry[]): boolean {
  const below = headings.filter(
    ({ index, end, depth }) => index > entry.index && end <= entry.end && depth === entry.depth + 1,
  )
  return entry.filledDirectly && below.filter(({ title }) => answerName.test(title)).length === 1
}

/** How sure it is that the headings of one level are the questions. */
function evidenceAt(depth: number, sheet: Sheet): Evidence {
  const own = sheet.headings.filter((entry) => entry.depth === depth && entry.filled)
  const open = own.filter((entry) => !closes(entry) && !contentsName.test(entry.title))
  if (open.length === 0 || areLabels(open)) return noEvidence
  const withDirective = open.filter((entry) => directed(entry, sheet.blocks)).length
  if (withDirective > 0 && withDirective >= open.length / 4) {
    return { questions: open.length, confidence: 1, level: depth }
  }
  if (commonPrefix(open)) return { questions: open.length, confidence: 0.9, level: depth }
  const explained = open.filter((entry) => isExplained(entry, sheet.headings)).length
  if (explained >= fewestBelow && explained >= open.length * 0.6) {
    return { questions: open.length, confidence: 0.85, level: depth }
  }
  const below = open.filter((entry) => asksBelow(entry, sheet.blocks)).length
  if (below >= fewestBelow && below >= open.length * 0.6) {
    const titled = open.filter((entry) => asks(entry.title)).length
    if (titled < open.length / 2) return { questions: open.length, confidence: 0.7, level: depth }
  }
  const asking = open.filter((entry) => asks(entry.title)).length
  const confidence = asking / open.length
  if (areSteps(open, sheet)) return noEvidence
  return confidence >= 0.5 ? { questions: asking, confidence, level: depth } : noEvidence
}

/** Whether headings tell to do something, as the steps of a tutorial do, and nothing says that they are questions. */
function areSteps(open: readonly Entry[], sheet: Sheet): boolean {
  if (sheet.ours || sheet.forced || sheet.alone || saysQuestions(sheet)) return false
  return open.filter(({ title }) => asksSurely(title)).length < open.length * 0.25
}

/** The level that most headings with text right below them have, where nothing else tells. */
function fullestLevel({ headings }: Sheet): Evidence {
  let best = noEvidence
  for (const level of [1, 2, 3, 4, 5, 6]) {
    const own = headings.filter(
      (entry) => entry.depth === level && entry.filledDirectly && !furniture(entry),
    )
    if (own.length > best.questions) best = { questions: own.length, confidence: 0.5, level }
  }
  return best
}

export const plainHeading: Dialect = {
  name: 'plain-heading',

  evidence(sheet) {
    if (sheet.level) {
      const own = sheet.headings.filter((entry) => entry.depth === sheet.level)
      return { questions: own.length, confidence: own.length > 0 ? 1 : 0, level: sheet.level }
    }
    let best = noEvidence
    for (const depth of [1, 2, 3, 4, 5, 6]) {
      const found = evidenceAt(depth, sheet)
      if (found.questions * found.confidence > best.questions * best.confidence) best = found
    }
    if (best === noEvidence && sheet.forced) return fullestLevel(sheet)
    // Our own files put questions at the second level, whatever their titles say.
    if (best === noEvidence && sheet.ours) {
      const own = sheet.headings.filter((entry) => entry.depth === 2 && entry.filled)
      if (own.length > 0) return { questions: own.length, confidence: 0.5, level: 2 }
    }
    return best
  },

  parts(sheet, { level }) {
    const own = sheet.headings.filter((entry) => entry.depth === level && entry.filled)
    const sign = commonPrefix(own)
    const below = own.filter((entry) => asksBelow(entry, sheet.blocks)).length
    const prompts = below >= fewestBelow && below >= own.length * 0.6 && !sheet.ours
    // Too few numbers to go by, but still not words of the titles.
    const numbers = own.filter((entry) => numberOf(entry.title)).length > own.length / 2
    return walk(sheet, (entry, inItem) => {
      if (entry.depth > level) return inItem ? { is: 'inside' } : { is: 'section' }
      if (entry.depth < level) {
        return closes(entry) && !holdsOthers(entry, sheet.headings, level)
          ? { is: 'skipped', rule: 'cleaned-footer', reason: `"${entry.title}" closes the file.` }
          : { is: 'section' }
      }
      const body = sheet.blocks.slice(entry.index + 1, entry.end).filter(says)
      if (sheet.level === undefined && !sheet.ours && !directed(entry, sheet.blocks)) {
        const left = furniture(entry)
        if (left) return left
        if (sign && !entry.title.startsWith(sign)) {
          if (!entry.filledDirectly) return { is: 'section' }
          return {
            is: 'skipped',
            reason: `"${entry.title}" lacks the "${sign}" of the questions around it.`,
          }
        }
        if (!asks(entry.title) && body.length > 0 && body.every(isLinkList)) {
          return { is: 'skipped', reason: `Below "${entry.title}" there are only links.` }
        }
      }
      if (prompts && asksBelow(entry, sheet.blocks)) return { is: 'item', cut: 0, prompt: true }
      if (sign) return { is: 'item', cut: prefix.exec(entry.title)?.[0].length ?? 0 }
      return { is: 'item', cut: numbers ? (numberOf(entry.title)?.length ?? 0) : 0 }
    })
  },
}

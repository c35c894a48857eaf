/**
 * Which sheet of a workbook each question stands on, and what the sheets are called.
 *
 * A sheet a section, in the order of the book; where there would be too many to
 * find one's way, a sheet a chapter, or one for all. Names are for people: they
 * may rename a sheet, and nothing is found by its name.
 */
import type { Messages } from '../messages/messages.ts'
import { type Bank, type Question, type Section, sectionsOf } from '../model/bank.ts'
import { shortened } from './cut.ts'

export type SheetPlan = {
  /** As Excel allows it, and unlike every other one. */
  name: string
  /** Those whose own questions stand here, in reading order. */
  sections: Section[]
  /** Of these questions, which from (counted from 0) and before which. */
  from: number
  to: number
}

/** Questions on a sheet: Excel's 1,048,576 rows without the header. */
export const rowsOfSheet = 1_048_575

/** Tabs that a person can still find their way among. */
const manySheets = 200

/** UTF-16 units of a sheet's name in Excel. */
const longestName = 31

/** UTF-16 units of a title that are looked at: trimming takes the square of a run of apostrophes. */
const farthest = 1_000

/** The name of a sheet that has no title, or stands for the whole bank. */
const bare = 'Questions'

/** The sheets of a bank in order, at least one, with at most `most` questions each. */
export function sheetsOf(bank: Pick<Bank, 'sections'>, most = rowsOfSheet): SheetPlan[] {
  const each = [...sectionsOf(bank)].filter(({ questions }) => questions.length > 0)
  const bySection = each.map((section) => ({ title: section.title, sections: [section] }))
  const whole = [{ title: bare, sections: each }]
  const plans = [bySection, chaptersOf(bank), whole].find(
    ({ length }) => length > 0 && length <= manySheets,
  )
  const taken = new Set<string>()
  return (plans ?? whole).flatMap(({ title, sections }) => {
    const count = sections.reduce((sum, { questions }) => sum + questions.length, 0)
    return Array.from({ length: Math.max(1, Math.ceil(count / most)) }, (_, part) => ({
      name: nameOf(title, taken),
      sections,
      from: part * most,
      to: Math.min(count, (part + 1) * most),
    }))
  })
}

/** The questions of a sheet in their order. */
export function* questionsOn(
  sheet: Pick<SheetPlan, 'sections' | 'from' | 'to'>,
): Generator<{ question: Question; section: Section }> {
  let at = 0
  for (const section of sheet.sections) {
    for (const question of section.questions) {
      if (at >= sheet.from && at < sheet.to) yield { question, section }
      at++
    }
  }
}

function chaptersOf(bank: Pick<Bank, 'sections'>): { title: string; sections: Section[] }[] {
  return bank.sections
    .map((chapter) => ({
      title: chapter.title,
      sections: [...sectionsOf({ sections: [chapter] })].filter((one) => one.questions.length > 0),
    }))
    .filter(({ sections }) => sections.length > 0)
}

/** Says that a table, which is one sheet, has more questions than programs show of it. */
export function sayTooLong(
  bank: Pick<Bank, 'sections'>,
  messages: Messages,
  most = rowsOfSheet,
): void {
  const count = [...sectionsOf(bank)].reduce((sum, { questions }) => sum + questions.length, 0)
  if (count <= most) return
  messages.add('table-too-long', `The table has ${count} questions, and a sheet holds ${most}`)
}

/**
 * The name of a sheet by Excel's rules: 31 units; none of `: \ / ? * [ ]`; no
 * apostrophe at either end; not `History`; unlike the others whatever their case.
 * `taken` keeps those given.
 */
export function nameOf(title: string, taken: Set<string>): string {
  const clean = trimmed(
    title
      .slice(0, farthest)
      .replace(/\p{Surrogate}|\p{Cc}|[\ufffe\uffff]/gu, ' ')
      .replace(/[:\\/?*[\]]/g, ' ')
      .replace(/\s+/g, ' '),
  )
  const stem = clean === '' || /^history$/i.test(clean) ? `${bare} ${clean}` : clean
  for (let number = 1; ; number++) {
    const mark = number === 1 ? '' : ` (${number})`
    const name = `${trimmed(shortened(stem, longestName - mark.length))}${mark}`
    const key = name.normalize('NFKC').toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

/** Without spaces and apostrophes at the ends. */
function trimmed(name: string): string {
  return name.replace(/^[\s']+|[\s']+$/g, '')
}

/**
 * The fold-over edition: questions left, answers right, each beside its
 * question. Folded back along the dashed line, or covered, the answers are
 * hidden; a reader goes down the page and looks at one at a time.
 */
import { questionsOf, type Section, sectionsOf } from '../../model/bank.ts'
import { frameOf, place } from '../assemble.ts'
import { headingOfSection } from '../chapters.ts'
import { type Area, type Display, milli, type OutlineEntry, type Page } from '../display.ts'
import { fitted } from '../fit.ts'
import { countOf, ownSetting } from '../front.ts'
import { withoutNotes } from '../galley.ts'
import { addHead, glyphs } from '../heads.ts'
import { type Job, partsOf } from '../job.ts'
import { noteGap, type PageList, paginate } from '../pages.ts'
import { setParagraph } from '../paragraph.ts'
import { type Parts, plainSpot, questionDestination } from '../question.ts'
import { bold, lookOf, mono } from '../setting.ts'
import { below, type Tag } from '../tags.ts'
import type { Theme } from '../theme.ts'
import {
  type Box,
  gap,
  glue,
  heightOf,
  isBox,
  never,
  tieLeading,
  type Vertical,
} from '../vertical.ts'

/** White between the columns; the fold is in its middle. Narrow pages have less. */
const widest = 34
/** The part of the measure that questions have. */
const share = 0.42
/** What is left of a page where a row that would fit on the next begins there. */
const least = 0.3

/** The theme with margins for two columns on a page of this size. */
export function foldTheme(theme: Theme, page: readonly [number, number]): Theme {
  const fit = fitted(theme, page)
  const side = Math.max(24, Math.min(54, page[0] * 0.085))
  return {
    ...fit,
    page: { ...fit.page, inner: side, outer: side, top: 56, bottom: 54 },
    // A narrow column takes smaller type.
    text: { ...theme.text, size: 9.4, leading: 12.6, justify: false },
    question: { ...theme.question, size: 10.4, leading: 13, answer: 0, bar: 0, before: 15 },
    chapter: theme.chapter,
    section: theme.section,
    heading: { ...theme.heading, size: 9.6, leading: 12.6 },
    code: theme.code,
    table: theme.table,
    small: theme.small,
  }
}

type Sheet = {
  page: Page
  y: number
  codes: string[]
  section: string
  /** From where to where something stands across the fold. */
  bands: [number, number][]
}

type Work = {
  job: Job
  frame: Area
  ask: Area
  answer: Area
  sheets: Sheet[]
  outline: OutlineEntry[]
  section: string
  /** Headings that wait for the row they stand above. */
  waiting: Vertical[][]
}

/** Lays out the fold-over edition. */
export async function fold(whole: Job): Promise<Display> {
  const { theme } = whole.shop
  const frame = frameOf(theme, true)
  const gutter = Math.min(widest, milli(theme.page.width * 0.06))
  const askWidth = milli((frame.width - gutter) * share)
  const answerWidth = milli(frame.width - gutter - askWidth)
  const ask = { ...frame, width: askWidth }
  const answer = { ...frame, x: milli(frame.x + askWidth + gutter), width: answerWidth }
  if (whole.rtl) {
    answer.x = frame.x
    ask.x = milli(frame.x + answerWidth + gutter)
  }
  const job: Job = { ...whole, width: askWidth, answerWidth }
  const work: Work = { job, frame, ask, answer, sheets: [], outline: [], section: '', waiting: [] }
  opening(work, whole)
  const tags = new Map<Section, Tag>()
  let count = 0
  for (const section of sectionsOf(job.bank)) {
    const level = Math.max(1, section.path.length)
    const tag = below(undefined, 'Sect')
    tags.set(section, tag)
    if (![...questionsOf({ sections: [section] })].length) continue
    if (section.title) {
      const to = `section ${++count}`
      const list = headingOfSection(section, level + 1, to, false, whole, tag)
      work.section = section.title
      work.waiting.push(list)
      work.outline.push({ title: section.title, level, to })
    }
    for (const question of section.questions) {
      row(await partsOf(question, job, tag), question.code, work)
      const level = section.title ? Math.max(1, section.path.length) + 1 : 1
      const to = questionDestination(question.code)
      work.outline.push({ title: question.title || question.code, level, to })
    }
  }
  return display(work)
}

/** The title and what to do, above the first row. */
function opening(work: Work, { shop, width, bank }: Job): void {
  const { theme } = shop
  const count = [...questionsOf(bank)].length
  const title = bold(lookOf({ ...theme.chapter, size: 18 }, theme.colours.title), 600)
  const small = lookOf(theme.small, theme.colours.faint)
  const spot = plainSpot(shop, width)
  const set = (text: string, look: typeof small, leading: number, role: 'title' | 'line'): Box[] =>
    setParagraph(
      [{ kind: 'text', text, look }],
      ownSetting(shop),
      { ...spot, look, leading },
      {
        align: 'left',
        role,
      },
    ).boxes
  const words = `${countOf(count, shop)}. ${shop.words.foldUse}`
  const list: Vertical[] = [
    ...set(bank.title, title, 22, 'title').flatMap((box) => [box, never]),
    glue(3),
    ...set(words, small, theme.small.leading, 'line'),
    glue(10),
  ]
  band(list, work)
}

function newSheet({ job, frame, sheets, section }: Work): Sheet {
  const { width, height } = job.shop.theme.page
  const label = String(sheets.length + 1)
  const page: Page = { label, width, height, frame, ops: [] }
  const sheet: Sheet = { page, y: frame.y, codes: [], section, bands: [] }
  sheets.push(sheet)
  return sheet
}

function roomOn(sheet: Sheet, { frame }: Work): number {
  return frame.y + frame.height - sheet.y
}

/** White above and below what is as wide as the page. */
const above = 16
const beneath = 4

/** Something as wide as the page. */
function band(list: readonly Vertical[], work: Work): void {
  const height = heightOf(list)
  const sheet = work.sheets.at(-1) ?? newSheet(work)
  if (sheet.y > work.frame.y) sheet.y = milli(sheet.y + above)
  put(list, work.frame, sheet, work)
  sheet.bands.push([sheet.y - 6, sheet.y + height + 2])
  sheet.y = milli(sheet.y + height + beneath)
}

function put(items: readonly Vertical[] | PageList, area: Area, sheet: Sheet, { job }: Work): void {
  const list: PageList = 'items' in items ? items : { repeated: [], items, notes: [] }
  place(list, { ...area, y: sheet.y }, sheet.page, { theme: job.shop.theme, recto: job.rtl })
}

/** A question and its answer side by side, cut where the page ends. */
function row(parts: Parts, code: string, work: Work): void {
  const { theme } = work.job.shop
  const ask = unfooted(parts.ask, work)
  const answer = unfooted([...tieLeading(parts.answer, 2), ...parts.tail], work)
  const needed = Math.max(heightOf(ask), heightOf(answer))
  const { height } = work.frame
  let sheet = work.sheets.at(-1) ?? newSheet(work)
  const space = sheet.y > work.frame.y ? theme.question.before : 0
  const headings = work.waiting.reduce((sum, list) => sum + above + heightOf(list) + beneath, 0)
  const room = roomOn(sheet, work) - space - headings
  const enough = Math.max(least * height, Math.min(needed, 90))
  if (needed > room && (room < enough || (needed <= height && room < height * least))) {
    sheet = newSheet(work)
  }
  for (const list of work.waiting) band(list, work)
  work.waiting = []
  if (sheet.y > work.frame.y) {
    line(sheet, milli(sheet.y + theme.question.before * 0.45), work)
    sheet.y = milli(sheet.y + theme.question.before)
  }
  const heights = (from: number) => (page: number) => (page === 0 ? from : height)
  const asked = paginate(ask, heights(roomOn(sheet, work)))
  const answered = paginate(answer, heights(roomOn(sheet, work)))
  for (let at = 0; at < Math.max(asked.length, answered.length); at++) {
    if (at > 0) sheet = newSheet(work)
    const [left, right] = [asked[at], answered[at]]
    if (left) put(left, work.ask, sheet, work)
    else continued(code, sheet, work)
    if (right) put(right, work.answer, sheet, work)
    const tall = Math.max(tallOf(left), tallOf(right))
    sheet.codes.push(code)
    sheet.y = milli(sheet.y + tall)
  }
}

function tallOf(list: PageList | undefined): number {
  return list ? heightOf([...list.repeated, ...list.items]) : 0
}

/** The code of a question whose answer goes on from the page before. */
function continued(code: string, sheet: Sheet, { job, ask }: Work): void {
  const { theme } = job.shop
  const look = mono(lookOf(theme.small, theme.colours.faint), 1)
  const y = milli(sheet.y + theme.text.leading * 0.75)
  sheet.page.ops.push(
    { op: 'begin', role: 'artifact', x: ask.x, y: sheet.y, width: ask.width, height: 12 },
    ...glyphs(`${code} …`, ask.x, y, look, job.shop),
    { op: 'end' },
  )
}

/** A hair line between two rows. */
function line(sheet: Sheet, y: number, { job, frame }: Work): void {
  const { colours } = job.shop.theme
  sheet.page.ops.push({
    ...{ op: 'rect', x: frame.x, y, width: frame.width, height: 0.25 },
    fill: colours.rule,
  })
}

/** A list whose footnotes close it: the foot of a page is too far from a row's end. */
function unfooted(list: readonly Vertical[], { job }: Work): Vertical[] {
  const notes: Vertical[] = []
  const out = list.map((item): Vertical => {
    if (item.kind !== 'box' || !item.notes) return item
    for (const note of item.notes) {
      notes.push(...gap(noteGap), ...note)
    }
    return withoutNotes(item)
  })
  if (notes.length === 0 || !out.some(isBox)) return out
  return [...out, ...gap(job.shop.theme.text.between), ...notes]
}

function display(work: Work): Display {
  const { job, sheets, frame, ask, answer } = work
  const { bank, shop } = job
  const middle = milli(
    (Math.min(ask.x + ask.width, answer.x + answer.width) + Math.max(ask.x, answer.x)) / 2,
  )
  for (const [index, { page, codes, section, bands }] of sheets.entries()) {
    foldLine(page, middle, [[frame.y - 34, frame.y - 8], ...bands], job)
    const words = index === 0 ? '' : section || bank.title
    addHead(page, { words, codes, opens: index === 0 }, true, shop)
  }
  return {
    title: `${bank.title}: fold-over`,
    language: bank.language,
    front: 0,
    pages: sheets.map(({ page }) => page),
    outline: work.outline,
  }
}

/** Dashes from the head of the page to its foot. */
function foldLine(
  page: Page,
  x: number,
  bands: readonly (readonly [number, number])[],
  { shop }: Job,
): void {
  const { colours } = shop.theme
  page.ops.push({
    op: 'begin',
    role: 'artifact',
    x: milli(x - 1),
    y: 0,
    width: 2,
    height: page.height,
  })
  for (let y = 6; y < page.height - 6; y += 7) {
    // Not through words that stand across.
    if (bands.some(([from, to]) => y + 3.5 > from && y < to)) continue
    page.ops.push({
      ...{ op: 'rect', x: milli(x - 0.15), y, width: 0.3, height: 3.5 },
      fill: colours.faint,
    })
  }
  page.ops.push({ op: 'end' })
}

/**
 * Cards to be cut out: fronts on one side of a sheet, backs mirrored on the
 * other, so that each back lies behind its front whichever edge the printer
 * turns the sheet over.
 *
 * A card has the question, and of the answer the first paragraph and the page
 * of the booklet where all of it stands. What is left out is counted.
 */
import { type Body, bodyOf, type Question, questionsOf, type Section } from '../../model/bank.ts'
import type { Block } from '../../model/mdast.ts'
import { place } from '../assemble.ts'
import { type Area, type Display, milli, type Op, type Page } from '../display.ts'
import { scaledTheme } from '../fit.ts'
import { withoutNotes } from '../galley.ts'
import { glyphs, shorten, widthIn } from '../heads.ts'
import { type Job, partsOfBody, rethemed } from '../job.ts'
import { type CardOptions, mm, turnsOver } from '../options.ts'
import { type PageList, paginate } from '../pages.ts'
import { questionDestination } from '../question.ts'
import { lookOf, mono } from '../setting.ts'
import type { Theme } from '../theme.ts'
import { heightOf, type Vertical } from '../vertical.ts'

/** Around the cards, for the printer's grip and the marks. */
const border = milli(12 * mm)
/** Within a card. */
const padding = milli(5 * mm)
/** Sizes that are tried one after the other before something is left out. */
const shrinks = [1, 0.88, 0.78, 0.68] as const
/** For code and page at a card's foot. */
const foot = 13

/** What a card measures at least: on small sheets a grid has fewer. */
const least = { width: 38 * mm, height: 28 * mm } as const

/** Where the cards of a sheet lie, in reading order, as one looks at the front. */
export function frontsOf([width, height]: readonly [number, number], wanted: CardOptions): Area[] {
  const fitting = (count: number, room: number, size: number): number =>
    Math.max(1, Math.min(count, Math.floor(room / size)))
  const grid = {
    columns: fitting(wanted.columns, width - 2 * border, least.width),
    rows: fitting(wanted.rows, height - 2 * border, least.height),
  }
  const across = milli((width - 2 * border) / grid.columns)
  const down = milli((height - 2 * border) / grid.rows)
  const areas: Area[] = []
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      areas.push({
        x: milli(border + column * across),
        y: milli(border + row * down),
        width: across,
        height: down,
      })
    }
  }
  return areas
}

/**
 * Where the backs lie on the page that is painted: mirrored from left to right.
 * Turned over sideways, as a page of a book, that page is what is printed; where
 * the sheet is turned over its head, the page is turned by half a turn as a
 * whole, which mirrors it from top to bottom.
 */
export function backsOf(fronts: readonly Area[], width: number): Area[] {
  return fronts.map((area) => ({ ...area, x: milli(width - area.x - area.width) }))
}

/** The type of a card of a width and height: smaller on smaller cards. */
export function cardTheme(
  theme: Theme,
  { width, height }: Pick<Area, 'width' | 'height'>,
  shrink = 1,
): Theme {
  const factor = Math.min(1.5, Math.max(0.8, Math.sqrt((width * height) / (270 * 196)) * 0.95))
  const scaled = scaledTheme(theme, factor * shrink)
  return {
    ...scaled,
    page: { width, height, inner: padding, outer: padding, top: padding, bottom: padding + foot },
    text: { ...scaled.text, justify: false },
    question: { ...scaled.question, answer: 0, bar: 0 },
    // A card has no foot for addresses.
    links: 'text',
  }
}

type Face = { list: PageList; height: number; cut: boolean }
type Card = { question: Question; section: Section; front: Face; back: Face; shortened: boolean }

/** Lays out the cards; `book` is the booklet whose pages they name. */
export async function cards(
  job: Job,
  book: Display,
  size: readonly [number, number],
): Promise<Display> {
  const { cards: options } = job.options
  const fronts = frontsOf(size, options)
  const [first] = fronts
  if (!first) throw new Error('a sheet has no card')
  const [own = job, ...smaller] = shrinks.map((shrink) =>
    rethemed(job, cardTheme(job.shop.theme, first, shrink)),
  )
  const pageOf = pagesIn(book)
  const all: Card[] = []
  for (const { question, section } of questionsOf(job.bank)) {
    all.push(await cardOf(question, section, [own, ...smaller]))
  }
  const shortened = all.filter((card) => card.shortened)
  for (const { question } of shortened) {
    job.context.messages.add(
      'card-shortened',
      `The card of ${question.code} leaves out what the booklet has on page ${pageOf(question.code)}`,
      question.place,
    )
  }
  const pages: Page[] = []
  for (let at = 0; at < all.length; at += fronts.length) {
    const some = all.slice(at, at + fronts.length)
    const sheet = at / fronts.length + 1
    const words = `${job.bank.title} · sheet ${sheet}${at === 0 ? ` · ${all.length} cards, ${shortened.length} leave something out; each names its page of the booklet` : ''}`
    pages.push(frontPage(some, fronts, size, words, own))
    pages.push(backPage(some, fronts, size, pageOf, own, options))
  }
  return {
    title: `${job.bank.title}: cards`,
    language: job.bank.language,
    front: 0,
    pages,
    outline: [],
    duplex: options.duplex,
    untagged: true,
  }
}

/** The page of the booklet that each question stands on. */
function pagesIn(book: Display): (code: string) => string {
  const labels = new Map<string, string>()
  for (const { ops, label } of book.pages) {
    for (const op of ops) if (op.op === 'destination') labels.set(op.name, label)
  }
  return (code) => labels.get(questionDestination(code)) ?? ''
}

async function cardOf(question: Question, section: Section, jobs: readonly Job[]): Promise<Card> {
  const body = bodyOf(question)
  const { answer, dropped } = beginning(body.answer)
  const why = body.choices?.some((choice) => choice.why.length > 0) ?? false
  const short: Body = {
    ...body,
    answer,
    ...(body.choices && { choices: body.choices.map((choice) => ({ ...choice, why: [] })) }),
  }
  // Last, what a card can do without: hint, tags and difficulty.
  const { hint: _, ...bare } = short
  const { difficulty: __, ...plain } = question
  const tries = jobs.map((job) => ({ job, question, body: short }))
  const [smallest] = jobs.slice(-1)
  if (smallest) tries.push({ job: smallest, question: { ...plain, tags: [] }, body: bare })
  let front: Face | undefined
  let back: Face | undefined
  for (const { job, question, body } of tries) {
    if (front && back && !front.cut && !back.cut) break
    const parts = await partsOfBody(question, body, job)
    if (!front || front.cut) front = faceOf(parts.ask, job)
    if (!back || back.cut) back = faceOf(parts.answer, job)
  }
  if (!front || !back) throw new Error('a card has no size')
  return { question, section, front, back, shortened: dropped || why || front.cut || back.cut }
}

/**
 * The first paragraph, with the headings above it and what it announces by its
 * colon; code or a list where there is no paragraph before.
 */
function beginning(blocks: readonly Block[]): { answer: Block[]; dropped: boolean } {
  const said = blocks.findIndex(({ type }) => type !== 'heading')
  const first = blocks[said]
  if (!first) return { answer: [...blocks], dropped: false }
  const last = first.type === 'paragraph' ? first.children.at(-1) : undefined
  const announces = last?.type === 'text' && /[:：]\s*$/.test(last.value)
  const answer = blocks.slice(0, said + (announces ? 2 : 1))
  return { answer, dropped: blocks.length > answer.length }
}

/** What of a list fits a card, without footnotes. */
function faceOf(list: readonly Vertical[], { height }: Job): Face {
  const [first, ...more] = paginate(list.map(unnoted), height)
  if (!first) return { list: { repeated: [], items: [], notes: [] }, height: 0, cut: false }
  return { list: first, height: Math.min(height, heightOf(first.items)), cut: more.length > 0 }
}

function unnoted(item: Vertical): Vertical {
  if (item.kind !== 'box' || !item.notes) return item
  return withoutNotes(item)
}

function blank(
  [width, height]: readonly [number, number],
  label: string,
  fronts: readonly Area[],
): Page {
  const x = Math.min(...fronts.map((area) => area.x))
  const y = Math.min(...fronts.map((area) => area.y))
  const right = Math.max(...fronts.map((area) => area.x + area.width))
  const bottom = Math.max(...fronts.map((area) => area.y + area.height))
  const trim = { x, y, width: milli(right - x), height: milli(bottom - y) }
  return { label, width, height, frame: trim, trim, ops: [] }
}

function frontPage(
  some: readonly Card[],
  fronts: readonly Area[],
  size: readonly [number, number],
  words: string,
  job: Job,
): Page {
  const page = blank(size, '', fronts)
  const small = { ...lookOf(job.shop.theme.small, '#555555'), size: 6.5 }
  for (const [index, { question, section, front }] of some.entries()) {
    const area = fronts[index]
    if (!area) continue
    putFace(front, area, page, job)
    const more = front.cut ? '…' : ''
    putFoot(question.code, [more, section.title].filter(Boolean).join('  '), area, page, job)
  }
  cutMarks(fronts, page)
  page.ops.push(
    { op: 'begin', role: 'artifact', x: border, y: 0, width: size[0], height: 14 },
    ...glyphs(shorten(words, small, size[0] - 2 * border, job.shop), border, 13, small, job.shop),
    { op: 'end' },
  )
  return page
}

function backPage(
  some: readonly Card[],
  fronts: readonly Area[],
  size: readonly [number, number],
  pageOf: (code: string) => string,
  job: Job,
  { duplex, offset }: CardOptions,
): Page {
  const page = blank(size, '', fronts)
  const turned = turnsOver(size, duplex)
  const areas = offsetBy(backsOf(fronts, size[0]), offset, turned)
  for (const [index, { question, back, shortened }] of some.entries()) {
    const area = areas[index]
    if (!area) continue
    putFace(back, area, page, job)
    const label = pageOf(question.code)
    putFoot(
      question.code,
      `${shortened ? '… ' : ''}${job.shop.words.page} ${label}`,
      area,
      page,
      job,
    )
  }
  return turned ? { ...page, turned: true } : page
}

/** Moved right and down as one looks at the backs; a page that is turned moves the other way. */
export function offsetBy(
  areas: readonly Area[],
  [right, down]: CardOptions['offset'],
  turned: boolean,
): Area[] {
  const sign = turned ? -1 : 1
  return areas.map((area) => ({
    ...area,
    x: milli(area.x + sign * right),
    y: milli(area.y + sign * down),
  }))
}

/** In the middle of what the foot leaves of a card. */
function putFace({ list, height }: Face, area: Area, page: Page, job: Job): void {
  const { theme } = job.shop
  const spare = Math.max(0, job.height - height)
  const inner: Area = {
    x: milli(area.x + padding),
    y: milli(area.y + padding + spare * 0.42),
    width: job.width,
    height,
  }
  page.ops.push({ op: 'begin', role: 'artifact', ...area }, { op: 'end' })
  place(list, inner, page, { theme, recto: true, margins: false })
}

function putFoot(code: string, words: string, area: Area, page: Page, { shop }: Job): void {
  const small = lookOf({ ...shop.theme.small, size: 6.8 }, shop.theme.colours.faint)
  const y = milli(area.y + area.height - padding)
  const left = milli(area.x + padding)
  const width = milli(area.width - 2 * padding)
  const shown = shorten(words, small, width - 50, shop)
  const end = left + width - widthIn(shown, small, shop)
  page.ops.push(
    { op: 'begin', role: 'line', x: left, y: milli(y - 9), width, height: 11 },
    ...glyphs(code, left, y, mono(small, 1), shop),
    ...glyphs(shown, end, y, small, shop),
    { op: 'end' },
  )
}

/** Ticks outside the cards, in line with every edge; on fronts alone, where the knife is laid. */
function cutMarks(fronts: readonly Area[], page: Page): void {
  const [length, away] = [4 * mm, 1.5 * mm]
  const { frame } = page
  const mark = (x: number, y: number, width: number, height: number): Op => ({
    ...{ op: 'rect', x: milli(x), y: milli(y), width: milli(width), height: milli(height) },
    fill: '#000000',
  })
  const edges = (starts: number[], end: number): number[] => [...new Set([...starts, end])]
  const across = edges(
    fronts.map(({ x }) => x),
    milli(frame.x + frame.width),
  )
  const down = edges(
    fronts.map(({ y }) => y),
    milli(frame.y + frame.height),
  )
  const area = { x: 0, y: 0, width: page.width, height: page.height }
  page.ops.push({ op: 'begin', role: 'artifact', ...area })
  for (const x of across) {
    page.ops.push(mark(x - 0.125, frame.y - away - length, 0.25, length))
    page.ops.push(mark(x - 0.125, frame.y + frame.height + away, 0.25, length))
  }
  // Small crosses within, for scissors.
  for (const x of across.slice(1, -1)) {
    for (const y of down.slice(1, -1)) {
      page.ops.push(mark(x - mm, y - 0.1, 2 * mm, 0.2), mark(x - 0.1, y - mm, 0.2, 2 * mm))
    }
  }
  for (const y of down) {
    page.ops.push(mark(frame.x - away - length, y - 0.125, length, 0.25))
    page.ops.push(mark(frame.x + frame.width + away, y - 0.125, length, 0.25))
  }
  page.ops.push({ op: 'end' })
}

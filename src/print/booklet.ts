/**
 * A bank becomes a display list: chapters into pages, then the front matter,
 * which by then knows every page's label.
 */
import type { Body, Question, Section } from '../model/bank.ts'
import { bodyOf, headingOf, introOf, placeIn, questionsOf } from '../model/bank.ts'
import type { Drawing } from '../model/drawing.ts'
import { plain, visit } from '../model/mdast.ts'
import type { Context } from '../writer.ts'
import { assemble } from './assemble.ts'
import { isRtlLanguage, startOf, turned } from './direction.ts'
import { type Display, milli, moved, type OutlineEntry, type Page } from './display.ts'
import { flow } from './flow.ts'
import { contents, cover, type Entry, imprint, ownSetting } from './front.ts'
import { addHead } from './heads.ts'
import { piecesOf } from './inline.ts'
import { type PageList, paginate } from './pages.ts'
import { setParagraph } from './paragraph.ts'
import { plainSpot, questionDestination, setQuestion, settingOf } from './question.ts'
import { bold, lookOf, type Own, type Shop } from './setting.ts'
import { below, type Tag } from './tags.ts'
import { gap, linesWithPenalties, never, tie, tieLeading, type Vertical } from './vertical.ts'

type Work = {
  context: Context
  shop: Shop
  width: number
  height: number
  known: (name: string) => string | undefined
  outline: OutlineEntry[]
  entries: Omit<Entry, 'page'>[]
  sections: number
}

/** Lays out the whole booklet. Messages go to the context. */
export async function layOut(context: Context, shop: Shop): Promise<Display> {
  const { theme } = shop
  const { bank } = context
  const width = milli(theme.page.width - theme.page.inner - theme.page.outer)
  const height = shop.frameHeight
  const work: Work = {
    context,
    shop,
    width,
    height,
    known: codesOf(context),
    outline: [],
    entries: [],
    sections: 0,
  }
  const body: Page[] = []
  for (const sections of chaptersOf(bank.sections, theme.chapter.questions)) {
    const list: Vertical[] = []
    for (const section of sections) await sectionInto(section, 1, work, list)
    addPages(paginate(list, height), sections[0]?.title ?? '', body, work)
  }
  const labels = labelsOf(body)
  const front = frontPages(work, labels)
  return {
    title: bank.title,
    language: bank.language,
    front: front.length,
    pages: [...front, ...body],
    outline: work.outline,
  }
}

/** Codes by code and by the author's id. */
function codesOf({ bank }: Context): (name: string) => string | undefined {
  const codes = new Map<string, string>()
  for (const { question } of questionsOf(bank)) {
    codes.set(question.code, question.code)
    if (question.id !== undefined) codes.set(question.id, question.code)
  }
  return (name) => codes.get(name)
}

/** Sections that share a run of pages: one of fewer questions than `least` goes on below the one before. */
export function chaptersOf(sections: readonly Section[], least: number): Section[][] {
  const chapters: Section[][] = []
  for (const section of sections) {
    const last = chapters.at(-1)
    const count = [...questionsOf({ sections: [section] })].length
    if (last && count < least) last.push(section)
    else chapters.push([section])
  }
  return chapters
}

async function sectionInto(
  section: Section,
  level: number,
  work: Work,
  out: Vertical[],
  above?: Tag,
): Promise<void> {
  const { shop, width } = work
  const { theme } = shop
  const to = `section ${++work.sections}`
  const tag = below(above, 'Sect')
  if (section.title) {
    const opens = out.length === 0
    if (!opens) out.push(...gap(theme.section.leading * (level === 1 ? 2.2 : 1.4), [], -60))
    for (const item of headingOfSection(section, level, to, opens, work, tag)) out.push(item)
    work.outline.push({ title: section.title, level, to })
    work.entries.push({ title: section.title, level, to, indent: level - 1 })
  }
  const spot = { ...plainSpot(shop, width), tag }
  const intro = introOf(section)
  if (intro.answer.length > 0) {
    const own = await ownOf(section, intro, work)
    if (out.length > 0) out.push(...tie(theme.text.between))
    const at = turned(spot, headingOf(section))
    const setting = settingOf(intro.footnotes, undefined, shop, own, at)
    for (const item of tieLeading(flow(intro.answer, setting, at), 2)) out.push(item)
  }
  let first = true
  for (const question of section.questions) {
    const body = bodyOf(question)
    const own = await ownOf(question, body, work)
    const list = setQuestion(question, body, work.shop, own, work.width, work.known, tag)
    if (out.length > 0) {
      const space = theme.question.before
      const afterHeading = first && section.title !== '' && intro.answer.length === 0
      out.push(...(afterHeading ? tie(space * 0.6) : gap(space, [], -30)))
    }
    first = false
    for (const item of list) out.push(item)
    const depth = section.title ? level + 1 : level
    const title = plain(body.title) || question.title
    const to = questionDestination(question.code)
    work.outline.push({ title, level: depth, to })
    work.entries.push({ title, level: 0, to, indent: depth - 1 })
  }
  for (const inner of section.sections) await sectionInto(inner, level + 1, work, out, tag)
}

/** The drawings a body shows, and how to speak of its nodes. */
async function ownOf(
  owner: { place: Question['place'] },
  body: Body,
  { context, shop }: Work,
): Promise<Own> {
  const drawings = new Map<string, Drawing>()
  const keys = new Set<string>()
  const parts = [body.title, body.prompt, body.answer, body.footnotes, body.hint ?? []]
  for (const choice of body.choices ?? []) parts.push(choice.body, choice.why)
  for (const nodes of parts) {
    visit(nodes, (node) => {
      if (node.type === 'picture') keys.add(node.medium)
    })
  }
  for (const key of keys) {
    if (shop.media.get(key)?.form !== 'drawing') continue
    drawings.set(key, await context.media.drawing(key))
  }
  const said = new Set<string>()
  return {
    drawings,
    report(rule, reason, node, note) {
      // What is set twice, in prompt and answer, is said once; so is a script's one package.
      const at = node && 'position' in node ? node.position?.start : undefined
      const what = rule === 'glyph-missing' ? (note ?? reason) : reason
      const key = at ? `${rule} ${at.line}:${at.column}` : `${rule} ${what}`
      if (said.has(key)) return
      said.add(key)
      const place = node ? placeIn(owner, node) : owner.place
      context.messages.add(rule, reason, place, note === undefined ? {} : { note })
    },
  }
}

function headingOfSection(
  section: Section,
  level: number,
  to: string,
  opens: boolean,
  { shop, width }: Work,
  tag: Tag,
): Vertical[] {
  const { theme } = shop
  const face = level === 1 ? theme.chapter : theme.section
  const scale = level > 2 ? 0.86 : 1
  const look = bold(lookOf({ ...face, size: milli(face.size * scale) }, theme.colours.title), 600)
  const heading = headingOf(section)
  const spot = { ...turned(plainSpot(shop, width), heading), look, leading: face.leading, tag }
  const pieces = piecesOf(heading, ownSetting(shop), look)
  const { boxes } = setParagraph(
    pieces.length > 0 ? pieces : [{ kind: 'text', text: section.title, look }],
    ownSetting(shop),
    spot,
    { align: 'left', role: 'title' },
  )
  const [first] = boxes
  const last = boxes.at(-1)
  if (first) {
    const drop = level === 1 && opens ? theme.chapter.drop : 0
    first.ops = first.ops.map((op) => moved(op, 0, drop))
    first.ops.unshift({ op: 'destination', name: to, x: 0, y: drop })
    first.height = milli(first.height + drop)
    first.baseline = milli(first.baseline + drop)
    first.section = section.title
  }
  if (level === 1 && last) {
    last.ops.push({
      op: 'rect',
      x: startOf(spot, 30),
      y: milli(last.height + 6),
      width: 30,
      height: 2,
      fill: theme.colours.accent,
    })
    last.height = milli(last.height + 14)
  }
  return linesWithPenalties(boxes, 0, 99)
}

/** Places the pages of a chapter, with heads and folios. */
function addPages(
  lists: readonly PageList[],
  chapterTitle: string,
  pages: Page[],
  { context, shop }: Work,
): void {
  let section = chapterTitle
  for (const [index, list] of lists.entries()) {
    const recto = pages.length % 2 === 0
    const page = assemble(list, shop.theme, recto, String(pages.length + 1))
    const codes: string[] = []
    for (const item of list.items) {
      if (item.kind !== 'box') continue
      if (item.section !== undefined) section = item.section
      if (item.code !== undefined && item.code !== codes.at(-1)) codes.push(item.code)
    }
    addHead(
      page,
      {
        words: recto ? section || context.bank.title : context.bank.title,
        codes,
        opens: index === 0 && chapterTitle !== '',
      },
      recto,
      shop,
    )
    pages.push(page)
  }
}

/** The label of the page each destination stands on. */
function labelsOf(pages: readonly Page[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  for (const page of pages) {
    for (const op of page.ops) if (op.op === 'destination') labels.set(op.name, page.label)
  }
  return labels
}

function frontPages(work: Work, labels: ReadonlyMap<string, string>): Page[] {
  const { context, shop, width, height } = work
  const { theme } = shop
  const { bank, clock } = context
  const questions = [...questionsOf(bank)].length
  const facts = { bank, issued: clock.issued, questions }
  const pages: Page[] = []
  const add = (list: readonly Vertical[]): void => {
    for (const one of paginate(list, height)) {
      pages.push(assemble(one, theme, pages.length % 2 === 0, roman(pages.length + 1)))
    }
  }
  add(cover(facts, shop, width, height))
  add(imprint(facts, shop, width, height))
  const entries = work.entries
    .filter((entry) => entry.level > 0 || theme.contents.questions)
    .map((entry) => ({ ...entry, page: labels.get(entry.to) ?? '' }))
  const start = pages.length
  add(contents(entries, shop, width, isRtlLanguage(bank.language)))
  for (const [index, page] of pages.entries()) {
    if (index < start) continue
    const recto = index % 2 === 0
    addHead(page, { words: 'Contents', codes: [], opens: index === start }, recto, shop)
  }
  // The first question's page is a recto: it lies right.
  if (pages.length % 2 === 1) add([never, { ...blankBox(width) }])
  return pages
}

function blankBox(width: number): Vertical {
  return { kind: 'box', role: 'artifact', x: 0, width, height: 1, baseline: 0, ops: [], backs: [] }
}

/** 1 to 3999 in small roman numerals. */
export function roman(number: number): string {
  const signs = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const
  let rest = number
  let out = ''
  for (const [value, sign] of signs) {
    while (rest >= value) {
      out += sign
      rest -= value
    }
  }
  return out
}

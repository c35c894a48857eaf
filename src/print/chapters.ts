/** A bank's sections become runs of a book: headings, introductions, lists of questions, questions. */
import { headingOf, type Question, questionsOf, type Section } from '../model/bank.ts'
import type { Run } from './book.ts'
import { startOf, turned } from './direction.ts'
import { milli, moved, type OutlineEntry } from './display.ts'
import { flow } from './flow.ts'
import { settingOf } from './footnotes.ts'
import { type Entry, entryLines, ownSetting } from './front.ts'
import { piecesOf } from './inline.ts'
import { introIn, type Job, partsOf } from './job.ts'
import { linkCodes } from './linknote.ts'
import { pack } from './pack.ts'
import { setParagraph } from './paragraph.ts'
import { type Parts, plainSpot } from './question.ts'
import { bold, lookOf } from './setting.ts'
import { below, type Tag } from './tags.ts'
import {
  type Box,
  gap,
  glue,
  linesWithPenalties,
  never,
  penalty,
  tie,
  tieLeading,
  type Vertical,
} from './vertical.ts'

/** How one edition shows a bank's sections and questions. */
export type Manner = {
  /** What stands for a question. */
  compose: (parts: Parts, question: Question) => Vertical[]
  /** Where outline and contents lead for it. */
  destination: (code: string) => string
  /** Distinguishes destinations of sections that are shown twice. */
  prefix: string
  /** Whether introductions and lists of questions are set. */
  opening: boolean
  /** All in one run, sections as smaller headings. */
  level: number
}

export type Chapters = {
  runs: Run[]
  outline: OutlineEntry[]
  entries: Omit<Entry, 'page'>[]
}

type Work = Chapters & { job: Job; manner: Manner; tags: Map<Section, Tag>; sections: number }

/** Every section of the job's bank, in the manner of an edition. `tags` are shared by all parts of one book. */
export async function setChapters(
  job: Job,
  manner: Manner,
  tags: Map<Section, Tag> = new Map(),
): Promise<Chapters> {
  const work: Work = { job, manner, tags, runs: [], outline: [], entries: [], sections: 0 }
  const { questions: least } = job.shop.theme.chapter
  const chapters = chaptersOf(job.bank.sections, least)
  for (const sections of chapters) {
    const list: Vertical[] = []
    for (const section of sections) await sectionInto(section, 1, work, list)
    const [first] = sections
    const words = first?.title ?? ''
    work.runs.push({ list, words, recto: job.options.recto && chapters.length > 1 })
  }
  return work
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
  const { job, manner } = work
  const { shop, width } = job
  const { theme } = shop
  const to = `${manner.prefix}section ${++work.sections}`
  const tag = work.tags.get(section) ?? below(above, 'Sect')
  work.tags.set(section, tag)
  const opens = out.length === 0
  const depth = level + manner.level
  if (section.title) {
    if (!opens) out.push(...gap(theme.section.leading * (depth === 1 ? 2.2 : 1.4), [], -60))
    for (const item of headingOfSection(section, depth, to, opens, work.job, tag)) out.push(item)
    work.outline.push({ title: section.title, level: depth, to })
    work.entries.push({ title: section.title, level: depth, to, indent: depth - 1 })
  }
  const spot = { ...plainSpot(shop, width), tag }
  const { intro, own } = await introIn(section, job)
  const introduced = manner.opening && intro.answer.length > 0
  if (introduced) {
    if (out.length > 0) out.push(...tie(theme.text.between))
    const at = turned(spot, headingOf(section))
    const setting = settingOf(intro.footnotes, undefined, shop, own, at)
    for (const item of tieLeading(flow(intro.answer, setting, at), 2)) out.push(item)
    for (const item of linkCodes(setting, at)) out.push(item)
  }
  // Only a chapter that begins a page has its list: below another it is short.
  // The list of an only chapter would be the contents once more.
  const only = job.bank.sections.length === 1 && theme.contents.questions
  const listed = manner.opening && level === 1 && opens && section.title !== '' && !only
  const list = listed ? questionList(section, work, tag) : []
  for (const item of list) out.push(item)
  let first = true
  for (const question of section.questions) {
    const parts = await partsOf(question, job, tag)
    const asked = parts.ask.find((item): item is Box => item.kind === 'box' && !!item.margin)
    if (asked && job.options.progress > 0) asked.ticks = job.options.progress
    if (out.length > 0) {
      const space = theme.question.before
      const bound = first && section.title !== '' && !introduced && list.length === 0
      out.push(...(bound ? tie(space * 0.6) : gap(space, [], -30)))
    }
    first = false
    for (const item of manner.compose(parts, question)) out.push(item)
    const inner = section.title ? depth + 1 : depth
    const to = manner.destination(question.code)
    const title = question.title || question.code
    work.outline.push({ title, level: inner, to })
    work.entries.push({ title, level: 0, to, indent: inner - 1 })
  }
  for (const inner of section.sections) await sectionInto(inner, level + 1, work, out, tag)
}

/** The questions of a chapter beneath its title, with their pages. */
function questionList(section: Section, { job, manner }: Work, tag: Tag): Vertical[] {
  const { shop, width } = job
  const { theme } = shop
  const entries: Entry[] = []
  const enter = (one: Section, indent: number): void => {
    for (const { title, code } of one.questions) {
      entries.push({ title: title || code, level: 0, to: manner.destination(code), indent })
    }
    for (const inner of one.sections) enter(inner, indent)
  }
  enter(section, 0)
  if (entries.length < 3) return []
  const spot = { ...plainSpot(shop, width), rtl: job.rtl }
  const toc = below(tag, 'TOC')
  const out: Vertical[] = [penalty(0), glue(theme.text.between * 1.6)]
  for (const [index, entry] of entries.entries()) {
    if (index > 0)
      out.push(index < 3 || index > entries.length - 3 ? never : penalty(20), glue(0.5))
    for (const item of entryLines(entry, shop, spot, toc)) out.push(item)
  }
  const rule: Box = {
    ...{ kind: 'box', role: 'rule', tag: { type: 'Artifact' }, x: 0, width, height: 6 },
    ...{ baseline: 0, backs: [] },
    ops: [{ op: 'rect', x: 0, y: 5, width, height: 0.3, fill: theme.colours.rule }],
  }
  out.push(never, rule)
  const [packed = []] = pack([out], shop.faces)
  return packed
}

/** A heading in the size of its level, 1 the chapters'; `opens`: it stands at the top of a page. */
export function headingOfSection(
  section: Pick<Section, 'title' | 'heading'>,
  level: number,
  to: string,
  opens: boolean,
  { shop, width }: Job,
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

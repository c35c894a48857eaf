/**
 * The exam edition: all questions, then all answers, then a key to the choices.
 * Each question names the page of its answer, and each answer that of its question.
 */
import { headingOf, type Question, questionsOf, type Section } from '../../model/bank.ts'
import { type Body, columnWidth } from '../book.ts'
import { headingOfSection, setChapters } from '../chapters.ts'
import { letterOf } from '../choices.ts'
import { milli } from '../display.ts'
import { ownSetting } from '../front.ts'
import { glyphs, shorten, widthIn } from '../heads.ts'
import type { Job } from '../job.ts'
import { partsOf } from '../job.ts'
import { setParagraph } from '../paragraph.ts'
import { marginCode, type Parts, plainSpot, questionDestination } from '../question.ts'
import { bold, lookOf, mono } from '../setting.ts'
import { below, type Tag } from '../tags.ts'
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
} from '../vertical.ts'

export function answerDestination(code: string): string {
  return `answer ${code}`
}

export async function examBody(job: Job): Promise<Body> {
  const { theme } = job.shop
  const tags = new Map<Section, Tag>()
  const asked = await setChapters(
    job,
    {
      compose: (parts, question) => [
        ...parts.ask,
        ...tie(theme.text.between),
        reference(job.shop.words.answer, answerDestination(question.code), parts, question, job),
      ],
      destination: questionDestination,
      prefix: '',
      opening: true,
      level: 0,
    },
    tags,
  )
  const answered = await answersOf(job, tags)
  const key = keyOf(job)
  return {
    runs: [...asked.runs, ...answered.runs, ...key.runs],
    outline: [...asked.outline, ...answered.outline, ...key.outline],
    entries: [...asked.entries, ...answered.entries, ...key.entries],
    index: { tags: questionDestination, terms: answerDestination },
    name: job.shop.words.examEdition,
    use: job.shop.words.examUse,
  }
}

/** A small line that names a page: `Answer → 87`. The label's place is kept. */
function reference(
  words: string,
  to: string,
  { tag }: Pick<Parts, 'tag'>,
  question: Question,
  { shop, width, rtl }: Job,
): Box {
  const { theme } = shop
  const look = lookOf(theme.small, theme.colours.faint)
  const link = { ...look, colour: theme.colours.link, style: { ...look.style, features: ['tnum'] } }
  const space = widthIn(' ', look, shop) || look.size * 0.25
  const lead = widthIn(words, look, shop) + space
  const height = theme.small.leading
  const baseline = milli(height * 0.75)
  const reach = lead + widthIn('→ 00000', link, shop)
  const left = rtl ? width - reach : 0
  const own = below(below(tag, 'P'), 'Link')
  return {
    ...{ kind: 'box', role: 'line', tag: own, x: 0, width, height, baseline, backs: [] },
    code: question.code,
    ops: [
      ...glyphs(words, rtl ? width - lead + space : left, baseline, look, shop),
      { op: 'link', x: milli(left), y: 0, width: milli(reach), height, to, tag: own },
    ],
    late: (labelOf) => {
      const shown = pointing(labelOf(to), rtl)
      const x = rtl ? width - lead - widthIn(shown, link, shop) : lead
      return glyphs(shown, x, baseline, link, shop)
    },
  }
}

/** A page's label behind an arrow, in the direction of the book. */
function pointing(label: string, rtl: boolean): string {
  return rtl ? `${label} ←` : `→ ${label}`
}

async function answersOf(job: Job, tags: ReadonlyMap<Section, Tag>): Promise<Body> {
  const { shop, bank } = job
  const { theme, words } = shop
  const to = 'answers'
  const list: Vertical[] = [...part(words.answers, to, job)]
  const outline = [{ title: words.answers, level: 1, to }]
  let count = 0
  const enter = async (section: Section, level: number): Promise<void> => {
    if (![...questionsOf({ sections: [section] })].length) return
    const tag = tags.get(section) ?? below(undefined, 'Sect')
    const here = `answers section ${++count}`
    if (section.title) {
      list.push(...gap(theme.section.leading * 1.2, [], -60))
      const shown = { title: section.title, heading: section.heading }
      // Below the part's title every section is one level further in.
      const heading = headingOf(section).length > 0 ? shown : section
      for (const item of headingOfSection(heading, level + 1, here, false, job, tag))
        list.push(item)
      outline.push({ title: section.title, level: level + 1, to: here })
    }
    for (const [index, question] of section.questions.entries()) {
      const parts = await partsOf(question, job, tag)
      list.push(
        ...(index === 0 && section.title ? tie(6) : gap(theme.question.before * 0.8, [], -30)),
      )
      for (const item of answerList(parts, question, job)) list.push(item)
    }
    for (const inner of section.sections) await enter(inner, level + 1)
  }
  for (const section of bank.sections) await enter(section, 1)
  return {
    runs: [{ list, words: words.answers, recto: job.options.recto }],
    outline,
    entries: [{ title: words.answers, level: 1, to, indent: 0 }],
    use: '',
  }
}

/** An answer under its question's title, which names the page it is asked on. */
function answerList(parts: Parts, question: Question, job: Job): Vertical[] {
  const { shop, width, rtl } = job
  const { theme } = shop
  const look = bold(lookOf({ ...theme.heading }, theme.colours.title), 600)
  const small = lookOf(theme.small, theme.colours.link)
  const number = { ...small, style: { ...small.style, features: ['tnum'] } }
  const to = questionDestination(question.code)
  const tag = below(parts.tag, 'P')
  const room = milli(width - 44)
  const spot = { ...plainSpot(shop, room), x: rtl ? 44 : 0, rtl, look, tag }
  const { boxes } = setParagraph(
    [{ kind: 'text', text: question.title || question.code, look }],
    ownSetting(shop),
    { ...spot, leading: theme.heading.leading },
    { align: rtl ? 'right' : 'left', role: 'question', tag },
  )
  const [first] = boxes
  const last = boxes.at(-1)
  if (first && last) {
    const name = answerDestination(question.code)
    first.ops.unshift({ op: 'destination', name, x: 0, y: 0 })
    first.margin = marginCode(question.code, shop)
    const { baseline, height } = last
    const link = below(tag, 'Link')
    last.ops.push({ op: 'link', x: 0, y: 0, width, height, to, tag: link })
    last.late = (labelOf) => {
      const words = pointing(labelOf(to), rtl)
      const x = rtl ? 0 : width - widthIn(words, number, shop)
      return glyphs(words, x, baseline, number, shop)
    }
    last.x = 0
    last.width = width
  }
  for (const box of boxes) box.code = question.code
  const list: Vertical[] = [...linesWithPenalties(boxes, 0, 99), never, glue(2)]
  for (const item of tieLeading(parts.answer, 2)) list.push(item)
  for (const item of parts.tail) list.push(item)
  return list
}

/** The title of a part of the book, at the top of a page. */
export function part(title: string, to: string, job: Job): Vertical[] {
  const heading = JSON.stringify([{ type: 'text', value: title }])
  return headingOfSection({ title, heading }, 1, to, true, job, below(undefined, 'Sect'))
}

/** The letters that are right, by code, in columns. */
function keyOf(job: Job): Body {
  const { shop, width } = job
  const { theme } = shop
  const columns = width > 260 ? 2 : 1
  const room = columnWidth(width, columns)
  const to = 'key'
  const list: Vertical[] = []
  for (const { question } of questionsOf(job.bank)) {
    if (question.kind !== 'choice') continue
    const right = question.choices.flatMap(({ right }, index) => (right ? [letterOf(index)] : []))
    if (list.length > 0) list.push(penalty(0))
    list.push(keyLine(question, right.join(', ') || '–', room, job))
  }
  if (list.length === 0) return { runs: [], outline: [], entries: [], use: '' }
  const title = shop.words.answerKey
  return {
    runs: [
      {
        list,
        words: title,
        columns,
        top: [...part(title, to, job), never, glue(theme.text.between)],
      },
    ],
    outline: [{ title, level: 1, to }],
    entries: [{ title, level: 1, to, indent: 0 }],
    use: '',
  }
}

/** `K7M2Q  B, D      12 → 87` */
function keyLine(question: Question, letters: string, width: number, { shop }: Job): Box {
  const { theme } = shop
  const code = mono(lookOf(theme.small, theme.colours.faint), 1)
  const strong = bold(
    lookOf({ ...theme.small, size: theme.text.size * 0.95 }, theme.colours.text),
    600,
  )
  const small = lookOf(theme.small, theme.colours.link)
  const number = { ...small, style: { ...small.style, features: ['tnum'] } }
  const height = milli(theme.text.leading * 1.05)
  const baseline = milli(height * 0.72)
  const asked = questionDestination(question.code)
  const answered = answerDestination(question.code)
  const tag = below(undefined, 'P')
  const after = widthIn(question.code, code, shop) + 10
  const half = milli(width / 2)
  return {
    ...{ kind: 'box', role: 'contents', tag, x: 0, width, height, baseline, backs: [] },
    ops: [
      ...glyphs(question.code, 0, baseline, code, shop),
      ...glyphs(shorten(letters, strong, width - after - 60, shop), after, baseline, strong, shop),
      { op: 'link', x: 0, y: 0, width: half, height, to: asked, tag: below(tag, 'Link') },
      { op: 'link', x: half, y: 0, width: half, height, to: answered, tag: below(tag, 'Link') },
    ],
    late: (labelOf) => {
      const words = `${labelOf(asked)} → ${labelOf(answered)}`
      return glyphs(words, width - widthIn(words, number, shop), baseline, number, shop)
    },
  }
}

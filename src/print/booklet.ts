/**
 * A book of runs: body first, then the front matter, which by then knows every
 * page's label. Study and exam are such books.
 */
import { questionsOf } from '../model/bank.ts'
import type { Context } from '../writer.ts'
import { type Body, labelsIn, leavesOf, type Making, pagesOf, type Run } from './book.ts'
import { changed } from './changed.ts'
import type { Display, Page } from './display.ts'
import { studyBody } from './editions/study.ts'
import { contents, cover, type Entry, imprint } from './front.ts'
import { indexRuns } from './indexes.ts'
import { type Job, jobOf } from './job.ts'
import { pack } from './pack.ts'
import type { Shop } from './setting.ts'
import type { Vertical } from './vertical.ts'

export { chaptersOf } from './chapters.ts'

/** Lays out the study booklet. Messages go to the context. */
export async function layOut(context: Context, shop: Shop): Promise<Display> {
  const job = jobOf(context, shop)
  return bookOf(await studyBody(job), job)
}

/** Puts a body between covers. */
export function bookOf(body: Body, job: Job): Display {
  const { bank, shop, rtl, height } = job
  const arabic = (index: number): string => String(index + 1)
  const leaves = leavesOf(body.runs, height)
  const labels = labelsIn(leaves, arabic)
  const labelOf = (to: string): string => labels.get(to) ?? ''
  // An index stands behind all it names, so its own length moves none of them.
  const index =
    body.index && job.options.index
      ? indexRuns(job, labelOf, body.index)
      : { runs: [], outline: [] }
  const behind = leavesOf(index.runs, height, leaves.length)
  labelsIn(behind, (at) => arabic(leaves.length + at), labels)
  const all = [...leaves, ...behind]
  const making: Making = { shop, title: bank.title, rtl, labelOf }
  const pages = pagesOf(all, arabic, making)
  const entries = [...body.entries, ...index.outline.map((entry) => ({ ...entry, indent: 0 }))]
  const front = frontPages({ ...body, entries }, job, making)
  return {
    title: body.name ? `${bank.title}: ${body.name}` : bank.title,
    language: bank.language,
    front: front.length,
    pages: [...front, ...pages],
    outline: [...body.outline, ...index.outline],
    destinations: [...labels.keys()],
  }
}

function frontPages(body: Body, job: Job, making: Making): Page[] {
  const { bank, shop, width, height, rtl, context } = job
  const { theme } = shop
  const questions = [...questionsOf(bank)].length
  const facts = {
    bank,
    issued: context.clock.issued,
    questions,
    use: body.use,
    ...(body.name && { name: body.name }),
  }
  const entries = body.entries
    .filter((entry) => entry.level > 0 || theme.contents.questions)
    .map((entry) => changed<Entry>(entry, { page: making.labelOf(entry.to) }))
  const bare = (list: readonly Vertical[]): Run => ({ list, words: '', bare: true })
  const [listed = []] = pack([contents(entries, shop, width, rtl)], shop.faces)
  const leaves = leavesOf(
    [
      bare(cover(facts, shop, width, height)),
      bare(imprint(facts, shop, width, height)),
      { list: listed, words: shop.words.contents, recto: true },
    ],
    height,
  )
  // The first question's page is a recto: it lies right.
  if (leaves.length % 2 === 1) leaves.push('blank')
  return pagesOf(leaves, (index) => roman(index + 1), making)
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

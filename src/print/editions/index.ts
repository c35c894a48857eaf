/** The editions of a booklet by name: each a display list, made when it is asked for. */

import { countingQuestions } from '../../messages/counting.ts'
import type { EditionName } from '../../model/editions.ts'
import type { Context } from '../../writer.ts'
import { bookOf } from '../booklet.ts'
import type { Display } from '../display.ts'
import { fitted } from '../fit.ts'
import { type Job, jobOf, rethemed } from '../job.ts'
import { type PrintOptions, pageSize } from '../options.ts'
import type { Shop } from '../setting.ts'
import type { Theme } from '../theme.ts'
import { calibration } from './calibration.ts'
import { cards } from './cards.ts'
import { examBody } from './exam.ts'
import { fold, foldTheme } from './fold.ts'
import { inked } from './ink.ts'
import { largeTheme } from './large.ts'
import { studyBody } from './study.ts'

export type Edition = {
  name: EditionName
  /** Sheets to be cut, which are never bound. */
  sheets: boolean
  layOut: () => Promise<Display>
}

/** The editions asked for, in the order of their names. What is set for one is kept for those that show the same. */
export function editionsOf(context: Context, shop: Shop, options: PrintOptions): Edition[] {
  const { editions, page } = options
  const asBooklet = editions.filter((name) => ['study', 'ink', 'cards'].includes(name))
  const twice = asBooklet.length > 0 && editions.includes('exam')
  const theme = page ? fitted(shop.theme, page) : shop.theme
  const start = jobOf(context, shop, options, twice)
  const job: Job = page
    ? { ...rethemed(start, theme), ...(start.parts && { parts: start.parts }) }
    : start
  const a4 = pageSize('a4') ?? [shop.theme.page.width, shop.theme.page.height]

  let book: Promise<Display> | undefined
  let wanted = asBooklet.length
  /** The study booklet, let go with the last edition that shows it. */
  const booklet = (): Promise<Display> => {
    book ??= studyBody(job).then((body) => bookOf(body, job))
    const taken = book
    wanted--
    if (wanted <= 0) book = undefined
    return taken
  }
  const inTheme = (other: Theme): Job => rethemed(job, other)

  const layOut: Record<EditionName, () => Promise<Display>> = {
    study: booklet,
    exam: async () => bookOf(await examBody(job), job),
    fold: async () => fold(inTheme(foldTheme(shop.theme, page ?? a4))),
    cards: async () => cards(job, await booklet(), page ?? a4),
    calibration: async () => calibration(job, page ?? a4),
    large: async () => {
      const other = inTheme(largeTheme(shop.theme, page ?? a4))
      return bookOf({ ...(await studyBody(other)), name: other.shop.words.largeEdition }, other)
    },
    ink: async () => inked(await booklet(), job.shop.theme),
  }
  return editions.map((name) => ({
    name,
    sheets: name === 'cards' || name === 'calibration',
    layOut: () => {
      job.counted = countingQuestions(context)
      return layOut[name]()
    },
  }))
}

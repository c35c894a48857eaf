/** The booklet, `<name>.pdf`, and its further editions, `<name>.<edition>.pdf`. */
import { loadFaces } from '../faces/faces.ts'
import { questionsOf, sectionsOf } from '../model/bank.ts'
import type { EditionName } from '../model/editions.ts'
import { wordsIn } from '../wording/wording.ts'
import type { Context, OutputFile, Writer } from '../writer.ts'
import type { Display } from './display.ts'
import { editionsOf } from './editions/index.ts'
import { hyphenationFor, hyphenator } from './hyphenate.ts'
import { imposed } from './impose.ts'
import { loadMath } from './math.ts'
import { readOptions } from './options.ts'
import { paint } from './paint.ts'
import type { Shop } from './setting.ts'
import { loadTheme, type Theme } from './theme.ts'

export const print: Writer = {
  name: 'pdf',
  async write(context) {
    const chosen = await loadTheme(context)
    // The theme's own messages say why.
    if (!chosen) return []
    const options = readOptions(context.options, context.messages)
    const theme = options.links ? { ...chosen, links: options.links } : chosen
    if (context.messages.errors.length > 0) return []
    const shop = await openShop(context, theme)
    const files: OutputFile[] = []
    const editions = [...editionsOf(context, shop, options)]
    for (const { name, sheets, layOut } of editions) {
      const imposes = options.impose !== undefined && !sheets
      // One edition may be made of another's pages.
      const last = editions.length === 1 && !imposes
      const held = holding(layOut, imposes ? 2 : 1)
      // The first is laid out at once; the others when they are written, so that few are held together.
      if (files.length === 0) await held.begin()
      const add = (more: string, change: (display: Display) => Display): void => {
        const content = painted(async () => change(await held.take()), context, shop, last)
        files.push({ name: fileName(context.name, name, more), content })
      }
      add('', (display) => display)
      if (imposes) add('.imposed', (display) => imposed(display, options))
    }
    return files
  },
}

async function* painted(
  layOut: () => Promise<Display>,
  { media, clock, tell, pool, cache }: Context,
  { faces }: Shop,
  last: boolean,
): AsyncGenerator<Uint8Array> {
  const display = await layOut()
  yield* paint(display, {
    faces,
    raster: async (key) => (await media.raster(key, display.grey)).bytes,
    ...{ issued: clock.issued, last },
    ...(tell && { tell }),
    ...(pool && { pool }),
    ...(cache && { shelf: cache.shelf('page-streams') }),
  })
}

/** A display list made once, and let go when it was taken as often as it is wanted. */
function holding(layOut: () => Promise<Display>, times: number) {
  let made: Promise<Display> | undefined
  let left = times
  const begin = (): Promise<Display> => (made ??= layOut())
  return {
    begin,
    async take(): Promise<Display> {
      const display = await begin()
      left--
      if (left === 0) made = undefined
      return display
    },
  }
}

/** The study booklet has the bank's name alone. */
function fileName(stem: string, edition: EditionName, more: string): string {
  return `${stem}${edition === 'study' ? '' : `.${edition}`}${more}.pdf`
}

/** Faces, hyphenation and pictures for one booklet. */
export async function openShop({ bank, messages }: Context, theme: Theme): Promise<Shop> {
  const wanted = theme.text.hyphenate ? hyphenationFor(bank.language) : undefined
  if (wanted) {
    messages.add('words-unparted', `no word is parted in ${bank.language}`, undefined, {
      note: `npm install ${wanted}`,
    })
  }
  return {
    theme,
    faces: await loadFaces(bank.language, (face) => {
      messages.add('face-unreadable', `the face ${face} cannot be used`)
    }),
    words: wordsIn(bank.language),
    hyphenate: hyphenator(bank.language),
    media: new Map(bank.media.map((medium) => [medium.key, medium])),
    math: hasMath(bank) ? await loadMath() : undefined,
    frameHeight: theme.page.height - theme.page.top - theme.page.bottom,
  }
}

/** Whether any body holds a formula; bodies are looked through as text, which is cheaper. */
function hasMath(bank: Context['bank']): boolean {
  const sign = /"type":"(?:inlineMath|math)"/
  for (const { question } of questionsOf(bank)) if (sign.test(String(question.body))) return true
  for (const section of sectionsOf(bank)) if (sign.test(section.intro)) return true
  return false
}

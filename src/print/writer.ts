/** The booklet: `<name>.pdf`. */
import { loadFaces } from '../faces/faces.ts'
import { questionsOf, sectionsOf } from '../model/bank.ts'
import type { Context, OutputFile, Writer } from '../writer.ts'
import { layOut } from './booklet.ts'
import { hyphenator } from './hyphenate.ts'
import { loadMath } from './math.ts'
import { paint } from './paint.ts'
import type { Shop } from './setting.ts'
import { readTheme, type Theme } from './theme.ts'

export const print: Writer = {
  name: 'pdf',
  async write(context) {
    const theme = readTheme(await context.templates.text('print/theme.yaml'), context.messages)
    // The theme's own messages say why.
    if (!theme) return []
    const shop = await openShop(context, theme)
    const display = await layOut(context, shop)
    const content = paint(display, {
      faces: shop.faces,
      raster: async (key) => (await context.media.raster(key)).bytes,
      issued: context.clock.issued,
    })
    return [{ name: `${context.name}.pdf`, content } satisfies OutputFile]
  },
}

/** Faces, hyphenation and pictures for one booklet. */
export async function openShop({ bank }: Context, theme: Theme): Promise<Shop> {
  return {
    theme,
    faces: await loadFaces(bank.language),
    hyphenate: hyphenator(bank.language),
    media: new Map(bank.media.map((medium) => [medium.key, medium])),
    math: hasMath(bank) ? await loadMath() : undefined,
    frameHeight: theme.page.height - theme.page.top - theme.page.bottom,
  }
}

/** Whether any body holds a formula; bodies are looked through as text, which is cheaper. */
function hasMath(bank: Context['bank']): boolean {
  const sign = /"type":"(?:inlineMath|math)"/
  for (const { question } of questionsOf(bank)) if (sign.test(question.body)) return true
  for (const section of sectionsOf(bank)) if (sign.test(section.intro)) return true
  return false
}

/**
 * The look of the cards: files below `templates/anki/`, an author's before ours.
 *
 * Words between percent signs are replaced when the deck is built: `%language%`
 * and `%direction%`; `%head%` and `%foot%`, which are the files of those names;
 * and our own words in the bank's language by their names in `wording/`, such as
 * `%hint%`, in the style too. All else is Anki's own template language.
 */
import { createHash } from 'node:crypto'
import type { Bank, Kind } from '../model/bank.ts'
import { wordsIn } from '../wording/wording.ts'
import type { Templates } from '../writer.ts'
import { type Expanded, expand, type TemplateFile } from './expand.ts'
import { noteTypes } from './note-types.ts'

export type Look = {
  /** One for each template of the note type. */
  cards: { front: Expanded; back: Expanded }[]
  css: Expanded
  /** Hash of everything a learner's client would update. */
  hash: string
}

const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ku',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
])

/** The templates and style of a note type for one bank. */
export async function lookOf(
  templates: Templates,
  bank: Pick<Bank, 'language'>,
  kind: Kind,
): Promise<Look> {
  const language = /^[A-Za-z0-9-]{1,35}$/.test(bank.language) ? bank.language : 'und'
  const ours: Readonly<Record<string, string>> = wordsIn(bank.language)
  const words: Readonly<Record<string, string>> = {
    language,
    direction: rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr',
    ...ours,
  }
  const file = async (name: string): Promise<TemplateFile> => {
    const [path, text] = await Promise.all([templates.pathOf(name), templates.text(name)])
    return { path, text }
  }
  const files = { head: await file('anki/head.html'), foot: await file('anki/foot.html') }
  const side = async (name: string) => expand(await file(`anki/${name}`), words, files)
  const cards: Look['cards'] = []
  for (const { front, back } of noteTypes[kind].templates) {
    cards.push({ front: await side(front), back: await side(back) })
  }
  const css = expand(await file('anki/card.css'), ours)
  const all = [css.html, ...cards.flatMap(({ front, back }) => [front.html, back.html])]
  const hash = createHash('sha256').update(all.join('\u001f')).digest('hex').slice(0, 32)
  return { cards, css, hash }
}

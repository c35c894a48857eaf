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
import { noteTypes } from './note-types.ts'

export type Side = { file: string; html: string }
export type Look = {
  /** One for each template of the note type. */
  cards: { front: Side; back: Side }[]
  css: Side
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
    head: (await templates.text('anki/head.html')).trim(),
    foot: (await templates.text('anki/foot.html')).trim(),
    ...ours,
  }
  const side = async (name: string): Promise<Side> => {
    const file = `anki/${name}`
    const text = await templates.text(file)
    return { file, html: replaceWords(replaceWords(text, words), words).trim() }
  }
  const cards: Look['cards'] = []
  for (const { front, back } of noteTypes[kind].templates) {
    cards.push({ front: await side(front), back: await side(back) })
  }
  const style = await templates.text('anki/card.css')
  const css = { file: 'anki/card.css', html: replaceWords(style, ours).trim() }
  const all = [css.html, ...cards.flatMap(({ front, back }) => [front.html, back.html])]
  const hash = createHash('sha256').update(all.join('\u001f')).digest('hex').slice(0, 32)
  return { cards, css, hash }
}

/** Twice is enough: `head` and `foot` may hold the other words. What is no word of ours stays. */
function replaceWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/%([A-Za-z]+)%/g, (whole, word: string) =>
    Object.hasOwn(words, word) ? (words[word] ?? '') : whole,
  )
}

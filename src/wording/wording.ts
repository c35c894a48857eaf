/**
 * Our own words in the language of a bank: what templates, booklets and decks
 * say that no author wrote. A language we have no words for speaks English.
 *
 * A word holds no quote, backslash, `<` or `{`, so that it can stand in HTML,
 * in a style sheet and in a template as it is.
 */
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fa } from './fa.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'
import { hi } from './hi.ts'
import { id } from './id.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'
import { vi } from './vi.ts'
import type { Words } from './words.ts'
import { zh } from './zh.ts'
import { zhHant } from './zh-hant.ts'

export type { WordName, Words } from './words.ts'

/** Each language we have words for, by its BCP 47 name in lower case. */
const languages: Readonly<Record<string, Words>> = {
  ...{ ar, de, en, es, fa, fr, he, hi, id, it, ja, ko, nl, pl, pt, ru, tr, uk, vi, zh },
  'zh-hant': zhHant,
  'zh-hk': zhHant,
  'zh-mo': zhHant,
  'zh-tw': zhHant,
}

/** The words for a language (BCP 47): of its region or script, else of the language, else English. */
export function wordsIn(language: string): Words {
  const parts = language.toLowerCase().split('-')
  for (let length = parts.length; length > 0; length--) {
    const found = known(parts.slice(0, length).join('-'))
    if (found) return found
  }
  return en
}

/** The languages we have words for. */
export const wordLanguages: readonly string[] = Object.keys(languages)

function known(name: string): Words | undefined {
  return Object.hasOwn(languages, name) ? languages[name] : undefined
}

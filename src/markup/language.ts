/**
 * The language of a paragraph that is not in the bank's: a Chinese quotation in
 * an English bank. Browsers choose the shapes of Han characters by it, and
 * screen readers their voice. Only scripts that tell are judged.
 */

/** A script, the language it stands for, and those that are written in it. */
const scripts = [
  { letters: /[\u3040-\u30ff]/g, name: 'ja', written: ['ja'] },
  { letters: /[\uac00-\ud7af]/g, name: 'ko', written: ['ko'] },
  { letters: /[\u3400-\u9fff]/g, name: 'zh', written: ['zh', 'ja', 'ko', 'yue', 'wuu', 'nan'] },
  {
    letters: /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]/g,
    name: 'ar',
    written: ['ar', 'fa', 'ur', 'ps', 'sd', 'ug', 'ckb', 'ku'],
  },
  { letters: /[\u0590-\u05ff]/g, name: 'he', written: ['he', 'yi'] },
  { letters: /[\u0900-\u097f]/g, name: 'hi', written: ['hi', 'mr', 'ne', 'sa'] },
  { letters: /[\u0e00-\u0e7f]/g, name: 'th', written: ['th'] },
] as const

/** Anything beyond Greek and Cyrillic; without it there is nothing to judge. */
const beyond = /[\u0590-\u0e7f\u3040-\ud7af\ufb50-\ufefc]/

/** Characters of a paragraph that are counted. */
const counted = 400

/**
 * The language to write on a paragraph; undefined where it is the bank's, or
 * where most of its letters are of a script that does not tell. A character of
 * Han counts as two letters, for it says as much.
 */
export function languageOf(words: string, bank: string | undefined): LanguageMark | undefined {
  if (!beyond.test(words)) return undefined
  const text = words.slice(0, counted)
  const own = (bank ?? '').split('-')[0]?.toLowerCase() ?? ''
  const others = text.match(/[A-Za-z\u00c0-\u024f\u0370-\u052f]/g)?.length ?? 0
  const counts = scripts.map(({ letters, name, written }) => {
    const found = text.match(letters)?.length ?? 0
    return {
      name,
      written: written as readonly string[],
      weight: name === 'zh' ? found * 2 : found,
    }
  })
  const total = counts.reduce((sum, { weight }) => sum + weight, 0)
  // Kana beside Han is Japanese, however much Han there is.
  const kana = counts.find(({ name }) => name === 'ja')
  const most = kana && kana.weight > 0 ? kana : counts.sort((a, b) => b.weight - a.weight)[0]
  if (!most || total < others) return undefined
  return most.written.includes(own) ? undefined : most.name
}

export type LanguageMark = (typeof scripts)[number]['name']

/** For the list of what may stand in a field. */
export const languageMarks: readonly LanguageMark[] = scripts.map(({ name }) => name)

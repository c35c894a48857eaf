import { describe, expect, it } from 'vitest'
import { en } from '../../src/wording/en.ts'
import { type WordName, wordLanguages, wordsIn } from '../../src/wording/wording.ts'

describe('wordsIn', () => {
  it('speaks the language of a bank, its regions included', () => {
    expect(wordsIn('en-GB').hint).toBe('Hint')
    expect(wordsIn('de-AT').answer).toBe('Antwort')
    expect(wordsIn('ar').hint).toBe('تلميح')
    expect(wordsIn('ZH').question).toBe('问题')
    expect(wordsIn('zh-Hans-CN').question).toBe('问题')
    expect(wordsIn('zh-TW').question).toBe('問題')
    expect(wordsIn('zh-Hant-HK').question).toBe('問題')
  })

  it('speaks English where it has no words', () => {
    for (const language of ['', 'und', 'sw', 'constructor', '__proto__', 'toString-US']) {
      expect(wordsIn(language)).toBe(en)
    }
  })

  it.each(wordLanguages)('has every word in %s, fit for HTML, CSS and a template', (language) => {
    const words = wordsIn(language)
    expect(Object.keys(words)).toEqual(Object.keys(en))
    for (const word of Object.values(words)) {
      expect(word).toMatch(/^[^<>&"'`\\{}%\n]+$/)
      expect(word).toBe(word.normalize('NFC').trim())
    }
  })

  it('repeats no English word where a language has its own', () => {
    const same = wordLanguages
      .filter((language) => language !== 'en')
      .flatMap((language) =>
        (
          [
            ...['answer', 'unanswered', 'retiredNotice', 'update', 'noneRight', 'continued'],
            ...['issued', 'madeWith', 'codeUse', 'studyUse', 'examUse', 'foldUse'],
          ] as WordName[]
        )
          .filter((name) => wordsIn(language)[name] === en[name])
          .map((name) => `${language} ${name}`),
      )
    expect(same).toEqual([])
  })
})
